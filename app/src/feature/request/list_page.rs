//! "Requests": the register of what customers asked for.

use domain::wire::request::{
    params::Query,
    view::{Requests, Row as Request},
};
use leptos::prelude::*;

use super::api;
use crate::{
    drawn::in_query,
    error::AppError,
    ui::{Badge, Cell, Chip, Chips, Column, Day, LinkButton, Meaning, Page, Row, RowHead, Table},
};

/// The register of a business, or of one customer.
pub async fn requests() -> Result<AnyView, AppError> {
    let query = Query { filter: in_query("filter"), customer: in_query("customer") };
    Ok(draw(api::list(query).await?).into_any())
}

fn draw(page: Requests) -> impl IntoView {
    let (title, back) = match &page.of {
        Some((id, name, _)) => (format!("Requests of {name}"), (format!("/customers/{id}"), name.clone())),
        None => ("Requests".to_owned(), ("/customers".to_owned(), "Customers".to_owned())),
    };
    let record = page.of.as_ref().filter(|(.., may_record)| *may_record).map(|(id, ..)| {
        view! { <LinkButton href=format!("/requests/new?customer={id}")>"Record a request"</LinkButton> }
    });
    let customer = page.of.as_ref().map(|(id, ..)| id.to_string()).unwrap_or_default();
    let filters = [("open", "Open"), ("due", "Due within a week"), ("overdue", "Overdue"), ("done", "Answered")].map(
        |(code, label)| {
            let is_on = page.filter == code;
            let href = address(if is_on { "" } else { code }, &customer);
            view! { <Chip href current=is_on>{label}</Chip> }
        },
    );
    let empty = page.rows.is_empty().then(|| view! { <p class="soft">"No requests here."</p> });
    let columns = ["Request", "Customer", "Received", "Due", "State", "Handled by"].map(Column::text).into();
    view! {
        <Page
            title
            lead="What customers asked for about their data, and by when it is answered: one month after it came. A request is recorded from the customer\u{2019}s page."
            back
        >
            {record}
            <Chips label="Filters">{filters.into_iter().collect_view()}</Chips>
            <Table caption="Requests" columns>
                {page.rows.into_iter().map(line).collect_view()}
            </Table>
            {empty}
        </Page>
    }
}

fn address(filter: &str, customer: &str) -> String {
    let fields = [("filter", filter), ("customer", customer)];
    let fields: Vec<_> =
        fields.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={value}")).collect();
    if fields.is_empty() { "/requests".to_owned() } else { format!("/requests?{}", fields.join("&")) }
}

fn line(row: Request) -> AnyView {
    let overdue = row.is_overdue.then(|| view! { <Badge meaning=Meaning::Attention>"Overdue"</Badge> });
    // A restriction is in force already: nothing is late about it.
    let due = (!row.kind.holds_at_once()).then(|| view! { <Day on=row.due_on /> });
    view! {
        <Row>
            <RowHead>
                <a href=format!("/requests/{}", row.id)>{row.kind.label()}</a>
            </RowHead>
            <Cell label="Customer">
                <a href=format!("/customers/{}", row.customer)>{row.name}</a>
            </Cell>
            <Cell label="Received">
                <Day on=row.received_on />
                ", "
                {row.came.label().to_lowercase()}
            </Cell>
            <Cell label="Due">{due}</Cell>
            <Cell label="State">{row.state.label()} " " {overdue}</Cell>
            <Cell label="Handled by">{row.handled_by}</Cell>
        </Row>
    }
    .into_any()
}
