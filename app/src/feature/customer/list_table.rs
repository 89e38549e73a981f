//! The table of customers.

use domain::wire::customer::Row as Customer;
use leptos::prelude::*;

use crate::ui::{Badge, Cell, Column, Meaning, Row, RowHead, Table, Time, TimeDetail};

/// The customers of one page of the list.
#[component]
pub fn CustomerTable(
    /// The customers.
    rows: Vec<Customer>,
) -> impl IntoView {
    let columns = ["Name", "Standing", "Phone", "Company", "Email", "Added"].map(Column::text).to_vec();
    view! {
        <Table caption="Customers" columns>
            {rows.into_iter().map(row).collect_view()}
        </Table>
    }
}

fn row(customer: Customer) -> AnyView {
    let badges = badges(&customer);
    view! {
        <Row>
            <RowHead>
                <a href=format!("/customers/{}", customer.id)>{customer.name}</a>
            </RowHead>
            <Cell label="Standing">{badges}</Cell>
            <Cell label="Phone">{customer.phone.map(|phone| view! { <span class="number">{phone}</span> })}</Cell>
            <Cell label="Company">{customer.company}</Cell>
            <Cell label="Email">{customer.email}</Cell>
            <Cell label="Added">
                <Time at=customer.added_at detail=TimeDetail::Day />
            </Cell>
        </Row>
    }
    .into_any()
}

/// What stands against calling somebody, in a word or two.
fn badges(customer: &Customer) -> AnyView {
    let blocked = match (customer.do_not_call, customer.blocked) {
        (true, _) => Some("Do not call"),
        (false, true) => Some("Calls blocked"),
        (false, false) => None,
    };
    view! {
        {blocked.map(|word| view! { <Badge meaning=Meaning::Blocked>{word}</Badge> })}
        {customer.flagged.then(|| view! { <Badge meaning=Meaning::Attention>"No consent on record"</Badge> })}
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn drawn(do_not_call: bool, blocked: bool, flagged: bool) -> String {
        let customer = Customer {
            id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("an identifier"),
            name: "Ana Petrov".to_owned(),
            company: None,
            phone: None,
            email: None,
            do_not_call,
            blocked,
            flagged,
            added_at: chrono::DateTime::from_timestamp(1_795_528_931, 0).expect("a possible instant"),
        };
        Owner::new().with(|| badges(&customer).to_html().replace("<!>", ""))
    }

    #[test]
    fn a_mark_is_said_as_a_mark_and_any_other_block_as_a_block() {
        assert!(drawn(true, true, false).contains("Do not call"));
        assert!(!drawn(true, true, false).contains("Calls blocked"));
        assert!(drawn(false, true, false).contains("Calls blocked"));
        assert!(!drawn(false, false, false).contains("badge"));
    }

    #[test]
    fn a_customer_without_consent_on_record_is_flagged_beside_any_block() {
        let html = drawn(true, true, true);
        assert!(html.contains("Do not call") && html.contains("No consent on record"), "{html}");
    }
}
