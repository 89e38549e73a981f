//! "Retention": for how many years things are kept.

use domain::{
    retention::Kept,
    setting::Setting,
    wire::setting::view::{KeptFor, Settings},
};
use leptos::prelude::*;

use super::effect::{buttons, effect};
use crate::{
    form::{Form, FormState},
    ui::{Card, TextField},
};

/// For how many years things are kept.
#[component]
pub fn RetentionCard(
    /// The settings as they are.
    settings: Settings,
) -> impl IntoView {
    let state = FormState::new("setting/retention");
    let fields = settings.kept.into_iter().map(|kept| field(state, kept)).collect_view();
    view! {
        <Card title="Retention">
            <p class="soft">
                "What is older is erased at night. Fewer years hold at once for everything on record. The do-not-call list and the audit log stay: they hold no name, number or address of an erased person."
            </p>
            <Form state to="/settings">{fields} {buttons(state, "Save")}</Form>
            {effect(state)}
        </Card>
    }
}

fn field(state: FormState, KeptFor { kept, years }: KeptFor) -> AnyView {
    let setting = Setting::KeptFor(kept);
    view! {
        <TextField
            label=setting.label()
            name=setting.code()
            value=state.value(setting.code(), years.map(|years| years.to_string()).unwrap_or_default())
            hint=hint(kept)
            problem=state.problem(setting.code())
        />
    }
    .into_any()
}

const fn hint(kept: Kept) -> &'static str {
    match kept {
        Kept::Identities => {
            "Counted from the withdrawal. By them a later claim can be answered, without name or number."
        }
        Kept::Denials => "Time, member and reason of a no; nothing about the person is in them.",
        Kept::Contacts => "Who spoke with a customer and when, with the notes. Empty for as long as they are on file.",
    }
}
