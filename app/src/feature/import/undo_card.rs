//! Undoing an import: the way to it, what it would do, and what it did.

use domain::wire::import::{Run, Status, Tense, Undo, Undoing};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, LinkButton},
};

/// What there is to say about undoing a run.
pub fn undo_view(run: &Run) -> AnyView {
    let here = format!("/import?run={}", run.id);
    match run.undo {
        Undoing::No => ().into_any(),
        Undoing::Possible => {
            let asks = format!("{here}&undo=ask");
            view! {
                <p>
                    <LinkButton href=asks>"Undo this import"</LinkButton>
                </p>
            }
            .into_any()
        }
        Undoing::Says(undo) if run.status == Status::Undone => {
            view! { <Card title="What undoing did">{sentences(undo, Tense::Was)}</Card> }.into_any()
        }
        Undoing::Says(undo) => asked(run.id.clone(), here, undo),
    }
}

/// What undoing would do, and the button.
fn asked(run: String, here: String, undo: Undo) -> AnyView {
    let state = FormState::new("import/undo");
    let to = here.clone();
    view! {
        <Card title="Undo this import">
            {sentences(undo, Tense::WouldBe)}
            <p class="soft">
                "This cannot be taken back. The list can be imported again, and the audit log keeps that it was."
            </p>
            <Form state to=to>
                <input type="hidden" name="run" value=run />
                <div class="buttons">
                    <Button kind=ButtonKind::Danger busy=state.busy()>
                        "Undo the import"
                    </Button>
                    <LinkButton href=here>"Keep it"</LinkButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}

fn sentences(undo: Undo, tense: Tense) -> AnyView {
    let lines = undo.sentences(tense).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}
