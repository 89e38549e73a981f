//! Making a key, and the key that is shown once.

use domain::integration::{ApiScope, KeyLife};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Checkbox, Meaning, Notice, SelectField, TextField, options},
};

/// The form "Make a key", and the key that it was answered with.
#[component]
pub(super) fn MakeCard() -> impl IntoView {
    let state = FormState::new("integration/make-key");
    // With a key the form is ready for the next one.
    let made = untrack(|| state.answer::<String>());
    let name = if made.is_some() { String::new() } else { state.value("name", "") };
    let boxes = ApiScope::ALL.map(|scope| scope_box(state, scope, made.is_some()));
    view! {
        <Card title="Make a key">
            <div class="stack">
                <div role="status">{move || state.answer::<String>().map(key_view)}</div>
                <Form state to="/integrations">
                    <TextField
                        label="Name"
                        name="name"
                        hint="The program that asks with it"
                        value=name
                        problem=state.problem("name")
                    />
                    <fieldset>
                        <legend>"What the program may do"</legend>
                        {boxes.into_iter().collect_view()}
                    </fieldset>
                    <SelectField
                        label="Good for"
                        name="life"
                        options=options(KeyLife::ALL.map(|life| (life.code(), life.label())))
                        value=state.value("life", KeyLife::Year.code())
                        problem=state.problem("life")
                    />
                    <Button kind=ButtonKind::Primary busy=state.busy()>
                        "Make key"
                    </Button>
                </Form>
            </div>
        </Card>
    }
}

fn scope_box(state: FormState, scope: ApiScope, made: bool) -> AnyView {
    let checked = !made && state.typed(scope.code()).is_some();
    let problem = state.problem(scope.code());
    view! { <Checkbox label=scope.label() name=scope.code() hint=scope.code() checked problem /> }.into_any()
}

fn key_view(key: String) -> AnyView {
    view! {
        <Notice meaning=Meaning::Allowed title="The key was made. Copy it now: it is shown this once">
            <div class="field">
                <label for="new-key">"New key"</label>
                <input class="control" id="new-key" type="text" readonly value=key autocomplete="off" />
            </div>
            <p>
                "The program sends it with every request, as " <code>"Authorization: Bearer"</code>
                " and the key. Whoever has it can do what it opens."
            </p>
        </Notice>
    }
    .into_any()
}
