//! "Log a contact": inbound or outbound, and what came of it.

use domain::{
    id::CustomerId,
    interaction::{Direction, Outcome},
};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, Card, SelectField, TextArea, options},
};

/// The form with which a contact is logged. An inbound one is always allowed and lifts nothing.
#[component]
pub fn ContactForm(
    /// With whom.
    customer: CustomerId,
    /// What makes a second sending of this form the same one.
    form: String,
) -> impl IntoView {
    let state = FormState::new("interaction/contact");
    let directions = options([Direction::Inbound, Direction::Outbound].map(|it| (it.code(), it.label())));
    let outcomes = options(Outcome::ALL.map(|it| (it.code(), it.label())));
    view! {
        <Card title="Log a contact">
            <Form state to=format!("/customers/{customer}")>
                <input type="hidden" name="customer" value=customer.to_string() />
                <input type="hidden" name="form" value=state.value("form", form) />
                <SelectField
                    label="Direction"
                    name="direction"
                    form="contact"
                    options=directions
                    value=state.value("direction", "")
                    problem=state.problem("direction")
                />
                <SelectField
                    label="Outcome"
                    name="outcome"
                    form="contact"
                    options=outcomes
                    value=state.value("outcome", "")
                    problem=state.problem("outcome")
                />
                <TextArea
                    label="Note"
                    name="note"
                    form="contact"
                    value=state.value("note", "")
                    problem=state.problem("note")
                />
                <div class="buttons">
                    <Button busy=state.busy()>"Log this contact"</Button>
                </div>
            </Form>
        </Card>
    }
}
