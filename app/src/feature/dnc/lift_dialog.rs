//! "Remove do not call": a dialog that asks for reason and evidence, and says what will still block.

use domain::{id::CustomerId, wire::customer::Show};
use leptos::prelude::*;

use crate::{
    feature::call::why::off_the_button,
    form::{Form, FormState, LastReturned},
    ui::{
        Button, ButtonKind, Checkbox, Dialog, DialogButton, DialogCancel, RadioChoice, TextField, asked_dialog, options,
    },
};

const NAME: &str = "lift";

/// The button with which an admin asks for the dialog.
#[component]
pub fn LiftButton(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! { <DialogButton name=NAME open>"Remove do not call"</DialogButton> }
}

/// Whether the dialog of the page is open. It stays so when the page is drawn again.
#[derive(Clone, Copy)]
pub struct LiftOpen(RwSignal<bool>);

impl LiftOpen {
    /// Open if the page was asked for with the dialog, or came back with it refused.
    pub fn provide() {
        let open = asked_dialog(NAME);
        if LastReturned::of("dnc/lift").is_some_and(|returned| returned.error.is_some()) {
            open.set(true);
        }
        provide_context(Self(open));
    }

    /// The page's.
    pub fn get() -> RwSignal<bool> {
        expect_context::<Self>().0
    }
}

/// The dialog.
#[component]
pub fn LiftDialog(
    /// Whose mark.
    customer: CustomerId,
    /// Which mark is shown: a newer one is not taken off unseen.
    mark: String,
    /// What will still stand against calls once the mark is gone.
    remaining: Vec<String>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let state = FormState::new("dnc/lift");
    let remaining = StoredValue::new(remaining);
    let mark = StoredValue::new(mark);
    Effect::new(move |_| {
        if state.landing().get().is_some() {
            open.set(false);
        }
    });
    view! {
        <Dialog name=NAME title="Remove do not call" open>
            <Form state to=format!("/customers/{customer}")>
                <input type="hidden" name="customer" value=customer.to_string() />
                <input type="hidden" name="mark" value=mark.get_value() />
                <RadioChoice
                    label="Why is the mark taken off?"
                    name="lift"
                    options=options([
                        ("by_request", "The customer asked for it"),
                        ("by_mistake", "It was set by mistake"),
                    ])
                    value=state.value("lift", "")
                    problem=state.problem("lift")
                />
                <TextField
                    label="Reason"
                    name="reason"
                    value=state.value("reason", "")
                    problem=state.problem("reason")
                />
                <TextField
                    label="Evidence"
                    name="evidence"
                    hint="What shows that the customer asked for it: a call, a letter, a message, with its date"
                    value=state.value("evidence", "")
                    problem=state.problem("evidence")
                />
                <Checkbox
                    label="The customer agreed to calls about our services"
                    name="consent"
                    value="given"
                    hint="Only if they said so when they asked. It is recorded with the same save."
                />
                {remaining.with_value(|remaining| remaining_view(remaining))}
                <div class="buttons">
                    <Button kind=ButtonKind::Primary busy=state.busy()>
                        "Remove the mark"
                    </Button>
                    <DialogCancel name=NAME />
                </div>
            </Form>
        </Dialog>
    }
}

fn remaining_view(remaining: &[String]) -> AnyView {
    if remaining.is_empty() {
        return view! { <p class="soft">"Nothing else on record stands against calls."</p> }.into_any();
    }
    let lines = remaining.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    view! {
        <p>"After that, calls are still blocked because of:"</p>
        <ul>{lines}</ul>
    }
    .into_any()
}

/// The reasons of the page that are not the mark's own.
pub fn remaining(show: &Show) -> Vec<String> {
    let own = ["do_not_call", "number_suppressed"];
    let mut lines: Vec<String> = Vec::new();
    for standing in show.standings.iter().filter(|standing| standing.purpose == show.purpose) {
        for (code, sentence) in standing.decision.reasons.iter().zip(&standing.decision.sentences) {
            let line = off_the_button(sentence).to_owned();
            if !own.contains(&code.as_str()) && !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}
