//! The answers of a customer on file.

use domain::{
    id::CustomerId,
    prompt::Answer,
    wire::interaction::{Asked, Prompt},
};
use leptos::prelude::*;

use super::{person_form::SendKeys, script::WordsToSay};
use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Meaning, Notice, TextArea},
};

/// What staff say to a customer on file who says no: other than to a stranger, something was saved.
const AFTER_WITHDRAWAL: &str = "That is fine. From now on we do not use your information, and we will erase it. \
     Please understand that we cannot provide our app-based services without your consent.";

/// "Yes" and "Yes, but no calls" of a customer on file.
#[component]
pub fn ConsentForm(
    /// What the page shows.
    prompt: StoredValue<Prompt>,
    /// Whom it is about.
    asked: Asked,
    /// The answer that was given.
    answer: RwSignal<Option<Answer>>,
) -> impl IntoView {
    let state = FormState::new("interaction/on-file");
    let code = move || answer.get().map(Answer::code).unwrap_or_default();
    let to = format!("/customers/{}/interaction?answer={}", asked.id, untrack(code));
    let id = asked.id;
    let stays = move || (asked.blocked && answer.get() == Some(Answer::Yes)).then(|| block_stays(id));
    view! {
        {stays}
        <Form state to class="stack">
            <input type="hidden" name="customer" value=id.to_string() />
            <input type="hidden" name="answer" value=code />
            <input type="hidden" name="script" value=prompt.with_value(|prompt| prompt.script.clone()) />
            <input type="hidden" name="form" value=state.value("form", prompt.with_value(|prompt| prompt.form.clone())) />
            <div class="fields">
                <TextArea label="Note" name="note" value=state.value("note", "") problem=state.problem("note") />
            </div>
            <div class="row">
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Save customer"
                </Button>
                <SendKeys />
            </div>
        </Form>
    }
}

/// A "Yes" lifts no block by itself: somebody else may hold the line.
fn block_stays(customer: CustomerId) -> AnyView {
    view! {
        <Notice meaning=Meaning::Attention title="Calls stay blocked">
            <p>
                "A “Yes” to data collection does not lift the block by itself. An owner or admin can lift it on "
                <a href=format!("/customers/{customer}")>"the customer's page"</a>
                ", with this consent as the evidence."
            </p>
        </Notice>
    }
    .into_any()
}

/// "No" of a customer on file, which is a withdrawal. It has no note: what is kept says nothing
/// about the person.
#[component]
pub fn WithdrawalForm(
    /// What the page shows.
    prompt: StoredValue<Prompt>,
    /// Whom it is about.
    asked: Asked,
) -> impl IntoView {
    let state = FormState::new("interaction/on-file");
    view! {
        <div class="stack">
            <WordsToSay text=AFTER_WITHDRAWAL />
            <Notice meaning=Meaning::Blocked title="This withdraws the consent to data collection">
                <ul>
                    <li>"Calls are blocked at once, and stay blocked."</li>
                    <li>"The customer is hidden from the list and from search at once."</li>
                    <li>
                        "Their data is erased after the delay that your business has set. The customer's page then says when."
                    </li>
                </ul>
            </Notice>
            <Form state to=format!("/customers/{}/interaction?answer=no", asked.id)>
                <input type="hidden" name="customer" value=asked.id.to_string() />
                <input type="hidden" name="answer" value=Answer::No.code() />
                <input type="hidden" name="script" value=prompt.with_value(|prompt| prompt.script.clone()) />
                <input type="hidden" name="form" value=state.value("form", prompt.with_value(|prompt| prompt.form.clone())) />
                <Button kind=ButtonKind::Danger busy=state.busy()>
                    "Record refusal"
                </Button>
            </Form>
        </div>
    }
}
