//! A finding as a line of a table, and where what it is about can be looked at.

use domain::{
    audit::{Check, Severity},
    wire::audit::view::Finding,
};
use leptos::prelude::*;

use crate::ui::{Badge, Cell, Column, Day, Meaning, Row, RowHead, Table};

/// Findings, with who answers for each and by when.
pub fn table(caption: String, findings: Vec<Finding>) -> AnyView {
    let columns = ["Finding", "Severity", "State", "Owner", "Due"].map(Column::text).into();
    view! {
        <Table caption columns>
            {findings.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

fn line(finding: Finding) -> AnyView {
    let overdue = finding.is_overdue.then(|| view! { <Badge meaning=Meaning::Attention>"Overdue"</Badge> });
    let customer = finding.customer.map(|(id, name)| {
        view! {
            ": "
            <a href=format!("/customers/{id}")>{name}</a>
        }
    });
    view! {
        <Row>
            <RowHead>
                <a href=format!("/audits/findings/{}", finding.id)>{finding.words}</a>
                {customer}
            </RowHead>
            <Cell label="Severity">{severity(finding.check)}</Cell>
            <Cell label="State">{finding.state.label()}</Cell>
            <Cell label="Owner">{finding.owner.unwrap_or_else(|| "Nobody".to_owned())}</Cell>
            <Cell label="Due">
                <Day on=finding.due_on />
                " "
                {overdue}
            </Cell>
        </Row>
    }
    .into_any()
}

/// How grave the findings of a check are.
pub fn severity(check: Check) -> AnyView {
    let severity = check.severity();
    let meaning = match severity {
        Severity::High => Meaning::Blocked,
        Severity::Medium => Meaning::Attention,
        Severity::Low => Meaning::Plain,
    };
    let icon = crate::ui::IconName::Refused;
    view! { <Badge meaning blocked_icon=icon>{severity.label()}</Badge> }.into_any()
}

/// Where what a finding is about can be looked at, with the words of the link.
pub fn place(finding: &Finding) -> Option<(String, &'static str)> {
    let customer = finding.customer.as_ref().map(|(id, _)| (format!("/customers/{id}"), "Customer"));
    match finding.check {
        Check::LedgerUnverified | Check::LiftWithoutEvidence | Check::JournalBehind => {
            Some(("/audit-log".to_owned(), "Audit log"))
        }
        Check::FlaggedTooLong => Some(("/customers?show=no_consent".to_owned(), "Customers without consent on record")),
        Check::RegistryOutOfDate => Some(("/do-not-call/registries".to_owned(), "Registries")),
        Check::ConfirmationUndelivered => Some((format!("/messages/{}", finding.about), "Message")),
        Check::PolicyMissing => Some(("/policies".to_owned(), "Policies")),
        Check::RequestOverdue => Some((format!("/requests/{}", finding.about), "Request")),
        Check::TrainingOverdue => Some(("/team".to_owned(), "Team")),
        Check::AuditMissed => None,
        Check::ReplayMismatch
        | Check::CalledWhileBlocked
        | Check::ConsentWithoutNotice
        | Check::AddressUndeliverable
        | Check::AddressDisowned
        | Check::RetentionOverdue => customer,
    }
}
