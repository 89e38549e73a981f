//! "Split": a customer who turned out to be two people.

use domain::{id::ContactPointId, wire::customer as wire};
use leptos::prelude::*;

use super::api;
use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Checkbox, Page, TextField},
};

/// The page on which a customer is split.
pub async fn splitting() -> Result<AnyView, AppError> {
    Ok(draw(api::split_page(in_path("id")).await?).into_any())
}

fn draw(page: wire::SplitPage) -> impl IntoView {
    let wire::SplitPage { customer, name, revision, points } = page;
    let state = FormState::new("customer/split");
    let boxes = points.into_iter().map(point_box).collect_view();
    let problem = move || state.problem("points").get().map(|words| view! { <p class="field-problem">{words}</p> });
    view! {
        <Page
            title="Split"
            lead="Some numbers or addresses are somebody else’s. Both keep the mark and every no; the new customer is asked for consent again."
            back=(format!("/customers/{customer}"), name)
        >
            <Form state to=format!("/customers/{customer}/split")>
                <input type="hidden" name="customer" value=customer.to_string() />
                <input type="hidden" name="revision" value=revision.to_string() />
                <fieldset>
                    <legend>"What is the other person’s"</legend>
                    {problem}
                    {boxes}
                </fieldset>
                <TextField
                    label="Full name of the other person"
                    name="name"
                    value=state.value("name", "")
                    problem=state.problem("name")
                />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Split this customer"
                </Button>
            </Form>
        </Page>
    }
}

fn point_box((id, text): (ContactPointId, String)) -> AnyView {
    view! { <Checkbox label=text name=format!("point_{id}") /> }.into_any()
}
