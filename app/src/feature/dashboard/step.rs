//! The first steps of a new business: each a link, none forced, and gone once all are done or somebody hides them.

use domain::wire::dashboard::{Step, StepKind};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Badge, Button, Card, Meaning},
};

/// The list, while there is one.
pub fn steps(steps: &[Step]) -> AnyView {
    if steps.is_empty() {
        return ().into_any();
    }
    let state = FormState::new("dashboard/hide-steps");
    let lines = steps.iter().copied().map(line).collect_view();
    view! {
        <Card title="First steps">
            <div class="stack">
                <ol>{lines}</ol>
                <Form state to="/dashboard" summary=false>
                    <Button busy=state.busy()>"Hide this list"</Button>
                </Form>
            </div>
        </Card>
    }
    .into_any()
}

fn line(step: Step) -> AnyView {
    let done = step.is_done.then(|| view! { " " <Badge meaning=Meaning::Allowed>"Done"</Badge> });
    let links = links(step.kind).iter().enumerate().map(|(at, (address, words))| {
        let or = (at > 0).then_some(", or ");
        view! {
            {or}
            <a href=*address>{*words}</a>
        }
    });
    view! { <li>{links.collect_view()} {done}</li> }.into_any()
}

/// Where a step is taken.
const fn links(kind: StepKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        StepKind::Details => &[("/settings", "Look at calling hours and consent settings")],
        StepKind::Policy => &[("/policies", "Publish your privacy policy")],
        StepKind::Agreement => &[("/policies", "Accept the Data Processing Agreement")],
        StepKind::Customers => &[("/import", "Import customers"), ("/customers/new", "record a first interaction")],
        StepKind::Team => &[("/team", "Invite your team")],
        StepKind::Screen => &[("/displays", "Hang a screen up in the office")],
    }
}
