//! "Merge": choosing who is the same person, and looking at what would result.

use domain::{
    id::CustomerId,
    wire::customer::{self as wire, MergeQuery, Searched},
};
use leptos::prelude::*;

use super::{api, merge_preview::preview_card};
use crate::{
    drawn::{in_path, in_query},
    error::AppError,
    form::{Form, FormState},
    ui::{Card, Page, SearchBox},
};

/// The page on which two customers are merged.
pub async fn merging() -> Result<AnyView, AppError> {
    let query = MergeQuery { customer: in_path("id"), with: in_query("with") };
    Ok(draw(api::merge_page(query).await?).into_any())
}

fn draw(page: wire::MergePage) -> impl IntoView {
    let wire::MergePage { customer, name, revision, candidates, preview } = page;
    let preview = preview.map(|preview| preview_card(customer, revision, &name, preview));
    view! {
        <Page
            title="Merge"
            lead="Two records of one person become one. Marks of either hold for the numbers of both; answers count by when they were given."
            back=(format!("/customers/{customer}"), name)
        >
            {preview}
            {candidates_card(customer, candidates)}
            {search_card(customer)}
        </Page>
    }
}

/// Customers who have the same number or address.
fn candidates_card(customer: CustomerId, candidates: Vec<(CustomerId, String)>) -> AnyView {
    let none = candidates
        .is_empty()
        .then(|| view! { <p class="soft">"Nobody else has one of their numbers or addresses."</p> });
    view! {
        <Card title="Who has the same number or address">
            {none}
            {choices(customer, candidates)}
        </Card>
    }
    .into_any()
}

/// Anybody else, found as in the list.
fn search_card(customer: CustomerId) -> AnyView {
    let state = FormState::new("customer/search");
    let found = move || {
        let rows = state.answer::<Searched>()?.list.rows;
        Some(choices(customer, rows.into_iter().map(|row| (row.id, row.name)).collect()))
    };
    view! {
        <Card title="Somebody else">
            <Form state to=format!("/customers/{customer}/merge") summary=false class="search" role="search">
                <SearchBox
                    label="Search customers"
                    placeholder="Name, number in any format, email"
                    value=state.value("q", "")
                />
            </Form>
            <div role="status">{found}</div>
        </Card>
    }
    .into_any()
}

/// Links to the preview with each of them.
fn choices(customer: CustomerId, others: Vec<(CustomerId, String)>) -> AnyView {
    let link = |(other, name): (CustomerId, String)| {
        view! {
            <li>
                <a href=format!("/customers/{customer}/merge?with={other}")>{name}</a>
            </li>
        }
    };
    let links = others.into_iter().filter(|(other, _)| *other != customer).map(link).collect_view();
    view! { <ul>{links}</ul> }.into_any()
}
