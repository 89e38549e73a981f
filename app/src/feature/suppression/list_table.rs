//! The table of suppressed numbers.

use domain::wire::suppression::{Row as Number, Source};
use leptos::prelude::*;

use crate::ui::{Cell, Column, Row, RowHead, Table, Time, TimeDetail};

/// What stands for a number of which only the keyed hash is kept.
pub const ERASED: &str = "Erased person\u{2019}s number";

/// Some numbers of the list.
#[component]
pub fn NumberTable(
    /// The numbers.
    rows: Vec<Number>,
) -> impl IntoView {
    let columns = ["Number", "Why it is on the list", "Since"].map(Column::text).to_vec();
    view! {
        <Table caption="Do not call list" columns>
            {rows.into_iter().map(row).collect_view()}
        </Table>
    }
}

fn row(number: Number) -> AnyView {
    let sources = number.sources.iter().map(|source| view! { <li>{source_line(source)}</li> }).collect_view();
    view! {
        <Row>
            <RowHead>
                <a class="number" href=format!("/do-not-call/{}", number.id)>
                    {number.number.unwrap_or_else(|| ERASED.to_owned())}
                </a>
            </RowHead>
            <Cell label="Why it is on the list">
                <ul class="plain">{sources}</ul>
            </Cell>
            <Cell label="Since">
                <Time at=number.listed_at detail=TimeDetail::Day />
            </Cell>
        </Row>
    }
    .into_any()
}

/// A source in a line, with a link to the customer whose mark it is.
pub fn source_line(source: &Source) -> AnyView {
    let customer = source.customer.clone().map(|(id, name)| {
        view! {
            " of "
            <a href=format!("/customers/{id}")>{name}</a>
        }
    });
    let note = source.note.clone().map(|note| format!(": {note}"));
    let by = source.by.clone();
    view! {
        {source.kind.label()}
        {customer}
        {note}
        <span class="soft">", " {by}</span>
    }
    .into_any()
}
