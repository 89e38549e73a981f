//! "Recorded in error": a dialog that asks what was wrong with an answer.

use domain::id::{ConsentEventId, CustomerId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    form::{Form, FormState, LastReturned},
    ui::{Button, ButtonKind, Dialog, DialogButton, DialogCancel, TextField, asked_dialog},
};

const NAME: &str = "error";
const FORM: &str = "consent/invalidate";

/// Whether the dialog of the page is open, and about which answer. It stays so when the page is
/// drawn again.
#[derive(Clone, Copy)]
pub struct ErrorOpen {
    open: RwSignal<bool>,
    event: RwSignal<String>,
}

impl ErrorOpen {
    /// Open if the page was asked for with the dialog, or came back with it refused.
    pub fn provide() {
        let returned = LastReturned::of(FORM).filter(|returned| returned.error.is_some());
        let asked = use_query_map().with_untracked(|query| query.get("event"));
        let typed = returned.as_ref().and_then(|returned| {
            returned.typed.iter().find(|(name, _)| name == "event").map(|(_, event)| event.clone())
        });
        let open = asked_dialog(NAME);
        if returned.is_some() {
            open.set(true);
        }
        provide_context(Self { open, event: RwSignal::new(typed.or(asked).unwrap_or_default()) });
    }

    /// Whether the page was asked for with the dialog: then the answers are seen behind it.
    pub fn is_asked() -> bool {
        use_context::<Self>().is_some_and(|it| it.open.get_untracked())
    }
}

/// The button beside an answer.
#[component]
pub fn ErrorButton(
    /// Which answer.
    event: ConsentEventId,
) -> impl IntoView {
    let ErrorOpen { open, event: chosen } = expect_context();
    let keep = vec![("event".to_owned(), event.to_string())];
    view! {
        <DialogButton name=NAME open kind=ButtonKind::Quiet keep on:click=move |_| chosen.set(event.to_string())>
            "Recorded in error"
        </DialogButton>
    }
}

/// The dialog.
#[component]
pub fn ErrorDialog(
    /// Whose answer.
    customer: CustomerId,
) -> impl IntoView {
    let ErrorOpen { open, event } = expect_context();
    let state = FormState::new(FORM);
    Effect::new(move |_| {
        if state.landing().get().is_some() {
            open.set(false);
        }
    });
    view! {
        <Dialog name=NAME title="Recorded in error" open>
            <Form state to=format!("/customers/{customer}")>
                <input type="hidden" name="customer" value=customer.to_string() />
                <input type="hidden" name="event" value=move || event.get() />
                <p>
                    "The answer counts for nothing from now on, and stays visible. The customer is told. If they changed their mind, record their new answer instead."
                </p>
                <TextField
                    label="Reason"
                    name="reason"
                    hint="What was wrong with it: another person, another answer, another day"
                    value=state.value("reason", "")
                    problem=state.problem("reason")
                />
                <div class="buttons">
                    <Button kind=ButtonKind::Danger busy=state.busy()>
                        "Record the error"
                    </Button>
                    <DialogCancel name=NAME />
                </div>
            </Form>
        </Dialog>
    }
}
