//! The entries of one page of the audit log.

use domain::wire::ledger::{Line, Meaning as LineMeaning};
use leptos::prelude::*;

use crate::ui::{Cell, Column, Meaning, Row, RowHead, Table, Time, Verdict};

/// Entries, newest first.
#[component]
pub fn LogTable(
    /// The entries.
    lines: Vec<Line>,
) -> impl IntoView {
    let columns = ["What", "Customer", "From", "To", "Details", "Who", "When"].map(Column::text);
    let columns = columns.into_iter().chain([Column::figures("Entry")]).collect();
    view! {
        <Table caption="Entries" columns>
            {lines.into_iter().map(row).collect_view()}
        </Table>
    }
}

fn row(line: Line) -> AnyView {
    let meaning = match line.meaning {
        LineMeaning::Allowed => Meaning::Allowed,
        LineMeaning::Blocked => Meaning::Blocked,
        LineMeaning::Plain => Meaning::Plain,
    };
    let customer = line.customer.map(|(id, name)| view! { <a href=format!("/customers/{id}")>{name}</a> });
    view! {
        <Row>
            <RowHead>
                <Verdict meaning>{line.what}</Verdict>
            </RowHead>
            <Cell label="Customer">{customer}</Cell>
            <Cell label="From">{line.from}</Cell>
            <Cell label="To">{line.to}</Cell>
            <Cell label="Details">{line.detail}</Cell>
            <Cell label="Who">{line.actor}</Cell>
            <Cell label="When">
                <Time at=line.at />
            </Cell>
            <Cell label="Entry" side=crate::ui::Side::End>
                {line.seq.to_string()}
            </Cell>
        </Row>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_entry_says_who_did_what_to_whom_from_what_to_what_and_when() {
        let line = Line {
            seq: 42,
            at: chrono::DateTime::from_timestamp(1_795_528_931, 0).expect("a possible instant"),
            actor: "Olga Owner".into(),
            what: "Marked do not call".into(),
            detail: Some("Asked by the customer".into()),
            from: Some("Not marked".into()),
            to: Some("Do not call".into()),
            meaning: LineMeaning::Blocked,
            customer: Some(("01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("an identifier"), "Ana <b>".into())),
        };
        let html = Owner::new().with(|| row(line).to_html().replace("<!>", ""));
        let words = ["Olga Owner", "Marked do not call", "Not marked", "Do not call", "Asked by", "14:02 UTC", "42"];
        for word in words {
            assert!(html.contains(word), "{word}: {html}");
        }
        assert!(html.contains(r#"href="/customers/01890a5d-ac96-774b-bcce-b302099a8057""#), "{html}");
        assert!(html.contains("Ana &lt;b&gt;"), "{html}");
    }
}
