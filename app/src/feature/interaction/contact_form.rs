//! "Not asked": only the contact is noted.

use domain::{id::CustomerId, interaction::Direction, prompt::Answer};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, SelectField, options},
};

/// A form that notes a contact in which nobody asked.
#[component]
pub fn ContactForm(
    /// The customer, where they are on file.
    customer: Option<CustomerId>,
    /// The path of the page.
    path: String,
    /// What makes a second sending of this form the same one.
    form: String,
) -> impl IntoView {
    let state = FormState::new("interaction/not-asked");
    let directions = options([Direction::Inbound, Direction::Outbound].map(|it| (it.code(), it.label())));
    view! {
        <Form state to=format!("{path}?answer={}", Answer::NotAsked.code())>
            <input type="hidden" name="customer" value=customer.map(|id| id.to_string()).unwrap_or_default() />
            <input type="hidden" name="form" value=state.value("form", form) />
            <SelectField
                label="Direction"
                name="direction"
                options=directions
                value=state.value("direction", "")
                problem=state.problem("direction")
            />
            <p class="soft">"Nothing else is noted. Ask for consent the next time you speak."</p>
            <Button kind=ButtonKind::Primary busy=state.busy()>
                "Record contact"
            </Button>
        </Form>
    }
}
