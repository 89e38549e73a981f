//! The state of one form on a page.

use leptos::{prelude::*, web_sys::UrlSearchParams};
use leptos_router::hooks::use_location;
use serde::de::DeserializeOwned;

use super::{Landing, LastReturned, Returned, submit};
use crate::error::AppError;

/// A page that loads its view again when one of its forms was accepted and leads back to it.
#[derive(Clone, Copy)]
pub struct Reload(RwSignal<u32>);

impl Reload {
    /// Makes it known to the forms below; put [`Reload::times`] into the source of the page's resource.
    pub fn provide() -> Self {
        let reload = Self(RwSignal::new(0));
        provide_context(reload);
        reload
    }

    /// Loads the view again.
    pub fn now(self) {
        self.0.update(|times| *times += 1);
    }

    /// How often a form led back here.
    pub fn times(self) -> u32 {
        self.0.get()
    }
}

/// What a form that was sent with WASM came to.
type Sent = Result<Landing, AppError>;

/// The state of one form on a page.
#[derive(Clone, Copy)]
pub struct FormState {
    name: &'static str,
    action: Action<String, Sent>,
    returned: StoredValue<Option<Returned>>,
    settled: RwSignal<Option<Landing>>,
    /// Which answer was followed last.
    followed: StoredValue<usize>,
}

/// The states of a page's forms. They outlive a drawing of the page: an answer on its way finds its
/// form, and a refusal stays on the screen when something else on the page changes.
#[derive(Clone, Copy)]
pub struct FormStates {
    page: StoredValue<Owner>,
    kept: StoredValue<Vec<Kept>>,
}

/// The state of a form, on the page of this path.
#[derive(Clone)]
struct Kept {
    path: String,
    state: FormState,
}

impl FormStates {
    /// Keeps the states of the forms below for as long as the component that calls this.
    pub fn provide() {
        let page = StoredValue::new(Owner::current().unwrap_or_default());
        provide_context(Self { page, kept: StoredValue::default() });
    }

    fn of(self, name: &'static str) -> FormState {
        let path = use_location().pathname.get_untracked();
        let is_this = |kept: &&Kept| kept.state.name == name && kept.path == path;
        if let Some(kept) = self.kept.with_value(|kept| kept.iter().find(is_this).cloned()) {
            return kept.state;
        }
        let state = self.page.with_value(|page| page.with(|| FormState::fresh(name)));
        self.kept.update_value(|kept| kept.push(Kept { path, state }));
        state
    }
}

impl FormState {
    /// The form that does what `name` says: one of the server's list of forms. Drawn again on a page
    /// that keeps its [`FormStates`], it has the state that it had.
    pub fn new(name: &'static str) -> Self {
        use_context::<FormStates>().map_or_else(|| Self::fresh(name), |states| states.of(name))
    }

    fn fresh(name: &'static str) -> Self {
        let returned = StoredValue::new(LastReturned::of(name));
        let action = Action::new(|fields: &String| submit(fields.clone()));
        Self { name, action, returned, settled: RwSignal::new(None), followed: StoredValue::new(0) }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Why the form was refused last, with WASM or without.
    pub fn error(self) -> Option<AppError> {
        match self.action.value().get() {
            Some(Err(error)) => Some(error),
            Some(Ok(_)) => None,
            None => self.returned.with_value(|returned| returned.as_ref().and_then(|returned| returned.error.clone())),
        }
    }

    /// What the form was answered in place, with WASM or without.
    pub fn answer<T: DeserializeOwned>(self) -> Option<T> {
        let answer = match self.action.value().get() {
            Some(Ok(landing)) => landing.answer,
            Some(Err(_)) => None,
            None => self.returned.with_value(|returned| returned.as_ref().and_then(|returned| returned.answer.clone())),
        };
        answer.and_then(|answer| serde_json::from_str(&answer).ok())
    }

    /// What is wrong with a field.
    pub fn problem(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || match self.error() {
            Some(AppError::Invalid(invalid)) => invalid.of(field).map(ToString::to_string),
            _ => None,
        })
    }

    /// What was typed into a field before the form was refused without a script.
    pub fn typed(self, field: &str) -> Option<String> {
        let of = |returned: &Returned| returned.typed.iter().find(|(name, _)| name == field).map(|(_, it)| it.clone());
        self.returned.with_value(|returned| returned.as_ref().and_then(of))
    }

    /// What was typed, or else what the field starts with.
    pub fn value(self, field: &str, start: impl Into<String>) -> String {
        self.typed(field).unwrap_or_else(|| start.into())
    }

    /// Whether the form is under way.
    pub fn busy(self) -> Signal<bool> {
        let pending = self.action.pending();
        Signal::derive(move || pending.get())
    }

    /// Sends these fields, as a key or a button outside of the form does.
    pub fn send(self, fields: &[(&str, &str)]) {
        let Ok(params) = UrlSearchParams::new() else { return };
        params.append("do", self.name);
        for (name, value) in fields {
            params.append(name, value);
        }
        self.submit(String::from(params.to_string()));
    }

    /// Sends the form, unless it is under way.
    pub(super) fn submit(self, fields: String) {
        if !self.action.pending().get_untracked() {
            self.action.dispatch(fields);
        }
    }

    /// Where the form led just now, with WASM. Each answer is told once, although a form may be drawn
    /// again, or several times, over one state.
    pub(super) fn landed(self) -> Option<Landing> {
        let landing = self.action.value().get()?.ok()?;
        let answer = self.action.version().get_untracked();
        if self.followed.get_value() == answer {
            return None;
        }
        self.followed.set_value(answer);
        self.settled.set(Some(landing.clone()));
        Some(landing)
    }

    /// Where the form led last, with WASM.
    pub fn landing(self) -> ReadSignal<Option<Landing>> {
        self.settled.read_only()
    }
}
