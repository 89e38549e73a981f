//! What somebody who agreed lets us save.

use domain::{prompt::Answer, wire::interaction::Prompt};
use leptos::prelude::*;

use crate::{
    feature::customer::language_field,
    form::{Form, FormState},
    ui::{Button, ButtonKind, EmailField, Key, PhoneField, SuggestField, TextArea, TextField},
};

/// The person's fields. They can be filled before the answer and stay in the browser then: the form
/// has no button to send them, and leaves the page with all that was typed when the answer is "No".
#[component]
pub fn PersonForm(
    /// What the page shows.
    prompt: StoredValue<Prompt>,
    /// The answer that was given.
    answer: RwSignal<Option<Answer>>,
) -> impl IntoView {
    let state = FormState::new("interaction/save");
    let code = move || answer.get().map(Answer::code).unwrap_or_default();
    let to = format!("/customers/new?answer={}", untrack(code));
    let (script, form) = prompt.with_value(|prompt| (prompt.script.clone(), prompt.form.clone()));
    view! {
        <Form state to class="stack">
            <input type="hidden" name="answer" value=code />
            <input type="hidden" name="script" value=script />
            <input type="hidden" name="form" value=state.value("form", form) />
            {fields(state, prompt)}
            {move || answer.get().is_some().then(|| save(state))}
        </Form>
    }
}

fn fields(state: FormState, prompt: StoredValue<Prompt>) -> AnyView {
    view! {
        <div class="fields">
            <TextField label="Full name" name="name" value=state.value("name", "") problem=state.problem("name") />
            <PhoneField label="Phone" name="phone" value=state.value("phone", "") problem=state.problem("phone") />
            <EmailField
                label="Email"
                name="email"
                hint="The confirmation goes here"
                value=state.value("email", "")
                problem=state.problem("email")
            />
            <TextField
                label="Company"
                name="company"
                value=state.value("company", "")
                problem=state.problem("company")
            />
            {language_field(state, String::new())}
            <SuggestField
                label="Time zone"
                name="time_zone"
                hint="Decides when we may call. Left empty, the number decides"
                choices=prompt.with_value(|prompt| prompt.zones.clone())
                value=state.value("time_zone", "")
                problem=state.problem("time_zone")
            />
            <TextArea label="Note" name="note" value=state.value("note", "") problem=state.problem("note") />
        </div>
    }
    .into_any()
}

fn save(state: FormState) -> AnyView {
    view! {
        <div class="row">
            <Button kind=ButtonKind::Primary busy=state.busy()>
                "Save customer"
            </Button>
            <SendKeys />
        </div>
    }
    .into_any()
}

/// The keys that send a form of this page.
#[component]
pub fn SendKeys() -> impl IntoView {
    view! {
        <span class="soft small">
            <Key name="Ctrl" />
            " "
            <Key name="Enter" />
        </span>
    }
}
