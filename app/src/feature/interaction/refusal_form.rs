//! "No" of somebody who is not on file.

use domain::{interaction::DenialReason, prompt::AFTER_NO};
use leptos::prelude::*;

use super::script::WordsToSay;
use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Notice, SelectField, TextField, options},
};

/// The words to say, and a form without any field about the person (policy section 2, denial of
/// service).
#[component]
pub fn RefusalForm(
    /// The version of the script that was read out.
    script: String,
    /// What makes a second sending of this form the same one.
    form: String,
) -> impl IntoView {
    let state = FormState::new("interaction/refusal");
    let reasons = options(DenialReason::ALL.map(|reason| (reason.code(), reason.label())));
    view! {
        <div class="stack">
            <WordsToSay text=AFTER_NO />
            <Notice title="Nothing about this person was saved">
                <p>"What was typed is gone from this page. Only this is recorded: that somebody said no, when, to whom, and why."</p>
            </Notice>
            <Form state to="/customers/new?answer=no">
                <input type="hidden" name="script" value=script />
                <input type="hidden" name="form" value=state.value("form", form) />
                <SelectField
                    label="Reason"
                    name="reason"
                    options=reasons
                    value=state.value("reason", "")
                    problem=state.problem("reason")
                />
                <TextField
                    label="Note"
                    name="note"
                    hint="No names, numbers or addresses"
                    value=state.value("note", "")
                    problem=state.problem("note")
                />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Record refusal"
                </Button>
            </Form>
        </div>
    }
}
