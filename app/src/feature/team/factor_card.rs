//! Whether every member is asked for a second factor.

use domain::wire::team::view::SecondFactors;
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, Card, RadioChoice, options},
};

/// The choice, and who has none yet.
#[component]
pub(super) fn FactorCard(
    /// How it is now.
    factors: SecondFactors,
) -> impl IntoView {
    let state = FormState::new("team/require-second-factor");
    let without = match factors.without.as_slice() {
        [] => "Every member has one.".to_owned(),
        names => format!("Without one: {}.", names.join(", ")),
    };
    view! {
        <Card title="Second factor">
            <p>"A code from an app beside the password. " {without}</p>
            <Form state to="/team">
                <RadioChoice
                    label="Ask every member for it"
                    name="required"
                    options=options([("on", "On"), ("off", "Off")])
                    value=state.value("required", if factors.required { "on" } else { "off" })
                    hint="When it is switched on, whoever has none is signed out at once and sets one up at the next sign-in."
                    problem=state.problem("required")
                />
                <Button busy=state.busy()>"Save"</Button>
            </Form>
        </Card>
    }
}
