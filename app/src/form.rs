//! Forms that work before WASM arrives, and at once when it has.
//!
//! A form posts to the path of its own page, with a hidden field `do` that names what it does.
//! Without a script the server runs that, and either redirects or renders the page again with what
//! was typed, the problems and the right status. With WASM the same fields go to the same function
//! through [`submit`], and nothing is loaded again.

mod state;

pub use state::{FormState, FormStates, Reload};

use leptos::{ev::SubmitEvent, form::form_data_from_event, prelude::*, web_sys::UrlSearchParams};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::{Deserialize, Serialize};

use crate::{codec::Json, error::AppError, ui::ErrorSummary};

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
    /// Which form: the name in its field `do`.
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

/// Does what a form's field `do` names; `fields` are those of the form, URL-encoded.
#[server(endpoint = "form/submit", input = Json, output = Json)]
pub async fn submit(
    /// The fields of the form.
    fields: String,
) -> Result<Landing, AppError> {
    let forms: crate::ssr::Forms = expect_context();
    match forms.answer(fields) {
        Some(answer) => answer.await,
        None => Err(AppError::NotFound),
    }
}

/// A form of the page at `to`.
///
/// Once it is accepted with WASM, it leads where the function says. A second press while it is
/// under way does nothing.
#[component]
pub fn Form(
    /// Its state.
    state: FormState,
    /// The path of the page it stands on.
    #[prop(into)]
    to: String,
    /// Whether a list of problems stands above the fields; not for a form of one button.
    #[prop(default = true)]
    summary: bool,
    /// The class of the form.
    #[prop(default = "form")]
    class: &'static str,
    /// Whether it changes who one is here: on a drawn page the browser sends it itself then, and everything is read
    /// anew behind it.
    #[prop(optional)]
    anew: bool,
    /// What sort of form it is, where it is a landmark: "search".
    #[prop(optional)]
    role: Option<&'static str>,
    /// The fields and buttons.
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let reload = use_context::<Reload>();
    let form = NodeRef::new();
    Effect::new(move |_| {
        let Some(landing) = state.landed() else { return };
        let here = window().location().pathname().unwrap_or_default();
        match reload {
            _ if landing.answer.is_some() => {}
            Some(reload) if landing.to == here => {
                clear(form);
                reload.now();
            }
            _ => navigate(&landing.to, NavigateOptions::default()),
        }
    });
    let send = move |event: SubmitEvent| {
        if event.default_prevented() {
            return;
        }
        // What cannot be read here is left to the browser and the server.
        if let Some(fields) = fields_of(&event) {
            event.prevent_default();
            state.submit(fields);
        }
    };
    let problems = Signal::derive(move || state.error().map(|error| error.problems()).unwrap_or_default());
    let way = Signal::derive(move || state.error().and_then(|error| error.way()));
    view! {
        <form method="post" action=to class=class role=role data-anew=anew.then_some("true") on:submit=send novalidate=true node_ref=form>
            <input type="hidden" name="do" value=state.name() />
            {summary.then(|| view! { <ErrorSummary problems way /> })}
            {children()}
        </form>
    }
    .into_any()
}

/// Takes out what was typed, once it was accepted.
fn clear(form: NodeRef<leptos::html::Form>) {
    if let Some(form) = form.get_untracked() {
        form.reset();
    }
}

/// The fields of the form that is being submitted, URL-encoded, with the button that was pressed.
pub(crate) fn fields_of(event: &SubmitEvent) -> Option<String> {
    let data = form_data_from_event(event).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(String::from(fields.to_string()))
}
