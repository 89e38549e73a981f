//! Forms that work before WASM arrives, and at once when it has.
//!
//! A form posts to the path of its own page, with a hidden field `do` that names its server
//! function. Without a script the server runs that function, and either redirects or renders the
//! page again with what was typed, the problems and the right status. With WASM the same function
//! is called from here, and nothing is loaded again.

use std::future::Future;

use leptos::{ev::SubmitEvent, form::FromFormData, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{error::AppError, ui::ErrorSummary};

/// Where a form that was accepted leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landing {
    /// The path to go to.
    pub to: String,
    /// An answer to be shown on the page of the form itself, as JSON: then nothing is gone to.
    pub answer: Option<String>,
}

impl Landing {
    /// Leads to a path.
    pub fn at(to: impl Into<String>) -> Self {
        Self { to: to.into(), answer: None }
    }

    /// Stays on the page of the form, and shows this answer there.
    pub fn answering<T: Serialize>(to: impl Into<String>, answer: &T) -> Self {
        Self { to: to.into(), answer: serde_json::to_string(answer).ok() }
    }
}

/// A form that was refused, or answered in place, without a script: the page is rendered again with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Returned {
    /// Which form: the name of its server function.
    pub form: String,
    /// Why it was refused, if it was.
    pub error: Option<AppError>,
    /// What it was answered, as JSON.
    pub answer: Option<String>,
    /// What was typed, without passwords.
    pub typed: Vec<(String, String)>,
}

/// The form that was refused, if the page was rendered because of that. Read once, in `App`.
#[derive(Clone, Copy)]
pub struct LastReturned(StoredValue<Option<Returned>>);

impl LastReturned {
    /// Takes it from the server's context, or from the page that the server rendered.
    pub fn provide() {
        let returned = SharedValue::new(use_context::<Returned>).into_inner();
        provide_context(Self(StoredValue::new(returned)));
    }

    /// The form of this name, if it is the one.
    pub fn of(form: &str) -> Option<Returned> {
        use_context::<Self>().and_then(|last| last.0.get_value()).filter(|returned| returned.form == form)
    }
}

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

/// The state of one form on a page.
pub struct FormState<P: Send + Sync + 'static> {
    name: &'static str,
    action: Action<P, Result<Landing, AppError>>,
    returned: StoredValue<Option<Returned>>,
    settled: RwSignal<Option<Landing>>,
    accepted: RwSignal<usize>,
}

impl<P: Send + Sync + 'static> Clone for FormState<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Send + Sync + 'static> Copy for FormState<P> {}

impl<P> FormState<P>
where
    P: Clone + Send + Sync + DeserializeOwned + 'static,
{
    /// The form of the server function `name`, which `call` calls.
    pub fn new<Fut>(name: &'static str, call: fn(P) -> Fut) -> Self
    where
        Fut: Future<Output = Result<Landing, AppError>> + Send + 'static,
    {
        let returned = StoredValue::new(LastReturned::of(name));
        let accepted = RwSignal::new(0);
        let action = Action::new(move |params: &P| {
            let answer = call(params.clone());
            async move {
                let answer = answer.await;
                if answer.is_ok() {
                    accepted.update(|times| *times += 1);
                }
                answer
            }
        });
        Self { name, action, returned, settled: RwSignal::new(None), accepted }
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

    /// Sends the form with these parameters, as a key or a button outside of it does.
    pub fn send(self, params: P) {
        if !self.action.pending().get_untracked() {
            self.action.dispatch(params);
        }
    }

    /// How often the form was accepted with WASM: a reason to load the page's view again.
    pub fn accepted(self) -> Signal<usize> {
        self.accepted.into()
    }

    /// Where the form led last, with WASM.
    pub fn landing(self) -> ReadSignal<Option<Landing>> {
        self.settled.read_only()
    }
}

/// A form of the page at `to`.
///
/// Once it is accepted with WASM, it leads where the server function says. A second press while it
/// is under way does nothing.
#[component]
pub fn Form<P>(
    /// Its state.
    state: FormState<P>,
    /// The path of the page it stands on.
    #[prop(into)]
    to: String,
    /// Whether a list of problems stands above the fields; not for a form of one button.
    #[prop(default = true)]
    summary: bool,
    /// The class of the form.
    #[prop(default = "form")]
    class: &'static str,
    /// The fields and buttons.
    children: Children,
) -> impl IntoView
where
    P: Clone + Send + Sync + DeserializeOwned + 'static,
{
    let navigate = use_navigate();
    let reload = use_context::<Reload>();
    Effect::new(move |_| {
        let Some(Ok(landing)) = state.action.value().get() else { return };
        state.settled.set(Some(landing.clone()));
        let here = window().location().pathname().unwrap_or_default();
        match reload {
            _ if landing.answer.is_some() => {}
            Some(reload) if landing.to == here => reload.now(),
            _ => navigate(&landing.to, NavigateOptions::default()),
        }
    });
    let submit = move |event: SubmitEvent| {
        if event.default_prevented() {
            return;
        }
        // What cannot be read here is left to the browser and the server.
        if let Ok(params) = P::from_event(&event) {
            event.prevent_default();
            state.send(params);
        }
    };
    let problems = Signal::derive(move || state.error().map(|error| error.problems()).unwrap_or_default());
    view! {
        <form method="post" action=to class=class on:submit=submit novalidate=true>
            <input type="hidden" name="do" value=state.name />
            {summary.then(|| view! { <ErrorSummary problems /> })}
            {children()}
        </form>
    }
}
