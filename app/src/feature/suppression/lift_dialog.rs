//! Taking one source off: a dialog that asks for reason and evidence, and says what will still block.

use domain::topic::Purpose;
use leptos::prelude::*;

use crate::{
    feature::call::why::off_the_button,
    form::{Form, FormState, LastReturned},
    ui::{
        Button, ButtonKind, Checkbox, Dialog, DialogButton, DialogCancel, RadioChoice, TextField, asked_dialog, options,
    },
};

/// Whether the dialog of a source is open: if the page was asked for with it, or came back with it
/// refused.
fn opened(source: &str) -> RwSignal<bool> {
    let open = asked_dialog(&name(source));
    if refused(source) {
        open.set(true);
    }
    open
}

fn refused(source: &str) -> bool {
    LastReturned::of("suppression/lift").is_some_and(|returned| {
        returned.error.is_some() && returned.typed.iter().any(|(field, typed)| field == "source" && typed == source)
    })
}

fn name(source: &str) -> String {
    format!("lift-{source}")
}

/// The button with which an admin asks for the dialog.
#[component]
pub fn LiftSource(
    /// Which source.
    source: String,
) -> impl IntoView {
    let open = opened(&source);
    view! {
        <DialogButton name=name(&source) open kind=ButtonKind::Quiet>
            "Take off"
        </DialogButton>
    }
}

/// The dialog.
#[component]
pub fn LiftDialog(
    /// Of which number of the list.
    number: String,
    /// Which source.
    source: String,
    /// Whether everything that came with the same list can go with it.
    with_list: bool,
    /// What will still stand against calls, as sentences.
    remaining: Vec<String>,
    /// For which purpose that is said.
    purpose: Purpose,
) -> impl IntoView {
    let state = FormState::new("suppression/lift");
    let open = opened(&source);
    let dialog = name(&source);
    let close = StoredValue::new(dialog.clone());
    let fields = StoredValue::new((number, source, remaining));
    view! {
        <Dialog name=dialog title="Take off this reason" open>
            {fields.with_value(|(number, source, remaining)| {
                let whole = with_list.then(|| whole_box(state));
                lift_form(state, number, source, (whole, remaining_view(remaining, purpose)), close)
            })}
        </Dialog>
    }
}

fn lift_form(
    state: FormState,
    number: &str,
    source: &str,
    (whole, remaining): (Option<AnyView>, AnyView),
    dialog: StoredValue<String>,
) -> AnyView {
    let (to, number, source) = (format!("/do-not-call/{number}"), number.to_owned(), source.to_owned());
    view! {
        <Form state to>
            <input type="hidden" name="number" value=number />
            <input type="hidden" name="source" value=source />
            <RadioChoice
                label="Why is it taken off?"
                name="lift"
                options=options([
                    ("by_request", "Whoever has the number asked for it"),
                    ("by_mistake", "It was put on the list by mistake"),
                ])
                value=state.value("lift", "")
                problem=state.problem("lift")
            />
            <TextField label="Reason" name="reason" value=state.value("reason", "") problem=state.problem("reason") />
            <TextField
                label="Evidence"
                name="evidence"
                hint="What shows that they asked for it: a call, a letter, a message, with its date"
                value=state.value("evidence", "")
                problem=state.problem("evidence")
            />
            {whole}
            {remaining}
            <div class="buttons">
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Take it off"
                </Button>
                <DialogCancel name=dialog.get_value() />
            </div>
        </Form>
    }
    .into_any()
}

fn whole_box(state: FormState) -> AnyView {
    let hint = "For a list that was uploaded by mistake. What else keeps a number there stays.";
    view! { <Checkbox label="Every number that came with this list" name="whole" hint problem=state.problem("whole") /> }
        .into_any()
}

fn remaining_view(remaining: &[String], purpose: Purpose) -> AnyView {
    if remaining.is_empty() {
        return view! { <p class="soft">"After that, nothing on record stands against calls to this number."</p> }
            .into_any();
    }
    let sentences = remaining.iter().map(|line| off_the_button(line).to_owned());
    let lines = sentences.map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <p>"After that, calls are still blocked (" {purpose.label()} ") because of:"</p>
        <ul>{lines}</ul>
    }
    .into_any()
}
