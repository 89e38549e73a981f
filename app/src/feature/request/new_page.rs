//! The form of a new request.

use domain::{
    request::{Came, RequestKind},
    wire::request::view::Blank,
};
use leptos::prelude::*;

use super::api;
use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, DateField, Page, SelectField, TextArea, options},
};

/// The form of a new request of a customer.
pub async fn new() -> Result<AnyView, AppError> {
    Ok(draw(api::new(in_query("customer")).await?).into_any())
}

fn draw(page: Blank) -> impl IntoView {
    let state = FormState::new("request/receive");
    let kinds = options(RequestKind::ALL.iter().map(|kind| (kind.code(), kind.label())));
    let ways = options(Came::TO_STAFF.iter().map(|came| (came.code(), came.label())));
    let Blank { customer, name, form, today } = page;
    view! {
        <Page
            title="Record a request"
            lead="A request is answered within one month. A restriction holds from the moment it is recorded: the customer cannot be called then, and gets no messages but those that the law requires."
            back=(format!("/requests?customer={customer}"), format!("Requests of {name}"))
        >
            <Form state to=format!("/requests/new?customer={customer}")>
                <input type="hidden" name="customer" value=customer.to_string() />
                <input type="hidden" name="form" value=state.value("form", form) />
                <SelectField
                    label="Request"
                    name="kind"
                    options=kinds
                    value=state.value("kind", "")
                    problem=state.problem("kind")
                />
                <SelectField
                    label="How it came"
                    name="came"
                    options=ways
                    value=state.value("came", "")
                    problem=state.problem("came")
                />
                <DateField
                    label="Received on"
                    name="received_on"
                    value=state.value("received_on", today.to_string())
                    problem=state.problem("received_on")
                />
                <TextArea
                    label="What they said"
                    name="asked"
                    hint="Nothing about anybody else"
                    value=state.value("asked", "")
                    problem=state.problem("asked")
                />
                <Button kind=ButtonKind::Primary busy=state.busy()>"Record request"</Button>
            </Form>
        </Page>
    }
}
