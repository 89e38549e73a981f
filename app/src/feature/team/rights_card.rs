//! Who may do what: the table that the server asks before everything that is done.

use domain::access::{Right, Role};
use leptos::prelude::*;

use super::role;
use crate::ui::{Card, Cell, Column, Row, RowHead, Table};

/// A row for each right, a column for each role.
#[component]
pub(super) fn RightsCard() -> impl IntoView {
    let columns = std::iter::once(Column::text("May")).chain(Role::ALL.map(|role| Column::text(role::name(role))));
    let rows = Right::ALL.map(row).into_iter().collect_view();
    view! {
        <Card title="Who may do what">
            <Table caption="Roles and rights" columns=columns.collect()>
                {rows}
            </Table>
            <p class="soft">
                "An auditor changes only their own account and signs reviews. Admins give, change and take away every role but the owner's."
            </p>
        </Card>
    }
}

fn row(right: Right) -> AnyView {
    let cells = Role::ALL.map(|role| {
        let word = if role.may(right) { "Yes" } else { "No" };
        view! { <Cell label=role::name(role)>{word}</Cell> }.into_any()
    });
    view! {
        <Row>
            <RowHead>{right.words()}</RowHead>
            {cells.into_iter().collect_view()}
        </Row>
    }
    .into_any()
}
