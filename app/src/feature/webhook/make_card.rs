//! Making a webhook, and the secret that is shown once.

use domain::{
    event::EventKind,
    webhook::{GROUPS, KindGroup},
    wire::webhook::view::Secret,
};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Checkbox, Meaning, Notice, SelectField, TextField, options},
};

/// The form "Make a webhook", and the secret that it was answered with.
#[component]
pub(in crate::feature) fn MakeCard(
    /// The keys that a program may have.
    keys: Vec<(String, String)>,
) -> impl IntoView {
    let state = FormState::new("webhook/make");
    // With a secret the form is ready for the next one.
    let is_made = untrack(|| state.answer::<Secret>()).is_some();
    let [address, own_key] =
        ["address", "own_key"].map(|name| if is_made { String::new() } else { state.value(name, "") });
    let groups = GROUPS.map(|group| group_view(state, group, is_made));
    let keys = std::iter::once((String::new(), "None".to_owned())).chain(keys);
    view! {
        <Card title="Make a webhook">
            <div class="stack">
                <p class="soft">
                    "A program is told of each thing that you tick when it happens: as codes and identifiers, signed, \
                    and without a name, a number or an address."
                </p>
                <div role="status">{move || state.answer::<Secret>().map(secret_view)}</div>
                <Form state to="/integrations">
                    <TextField
                        label="Address of the program"
                        name="address"
                        hint="It begins with https://"
                        value=address
                        problem=state.problem("address")
                    />
                    <fieldset>
                        <legend>"What the program is told of"</legend>
                        <Checkbox
                            label="Everything below"
                            name="all"
                            form="webhook"
                            hint="Also what a later version adds"
                            checked=!is_made && state.typed("all").is_some()
                            problem=state.problem("all")
                        />
                    </fieldset>
                    {groups.into_iter().collect_view()}
                    <SelectField
                        label="API key of the same program"
                        name="own_key"
                        hint="What the program does with this key is not told back to it"
                        options=options(keys)
                        value=own_key
                        problem=state.problem("own_key")
                    />
                    <Button kind=ButtonKind::Primary busy=state.busy()>
                        "Make webhook"
                    </Button>
                </Form>
            </div>
        </Card>
    }
}

fn group_view(state: FormState, group: KindGroup, is_made: bool) -> AnyView {
    let boxes = group.kinds.iter().map(|kind| kind_box(state, *kind, is_made)).collect_view();
    view! {
        <fieldset>
            <legend>{group.label}</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}

fn kind_box(state: FormState, kind: EventKind, is_made: bool) -> AnyView {
    let checked = !is_made && state.typed(kind.code()).is_some();
    view! { <Checkbox label=kind.words() name=kind.code() form="webhook" hint=kind.code() checked /> }.into_any()
}

/// A new secret.
pub(super) fn secret_view(made: Secret) -> AnyView {
    view! {
        <Notice meaning=Meaning::Allowed title="Copy the secret now: it is shown this once">
            <div class="field">
                <label for="new-secret">"Secret of the webhook"</label>
                <input class="control" id="new-secret" type="text" readonly value=made.secret autocomplete="off" />
            </div>
            <p>
                "The program checks with it that what it hears comes from here. A library of the "
                <a href="https://www.standardwebhooks.com" rel="external noreferrer">
                    "Standard Webhooks"
                </a> " does that."
            </p>
        </Notice>
    }
    .into_any()
}
