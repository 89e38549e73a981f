//! What differs between the two databases, and the list of the tables that belong to a business.

use sea_orm::{DatabaseBackend, Statement};

/// Every table whose rows belong to a business, with the column that says to which.
pub const TENANT_TABLES: [(&str, &str); 20] = [
    ("business", "id"),
    ("member", "business_id"),
    ("invitation", "business_id"),
    ("notice", "business_id"),
    ("customer", "business_id"),
    ("contact_point", "business_id"),
    ("consent_event", "business_id"),
    ("interaction", "business_id"),
    ("denial", "business_id"),
    ("call", "business_id"),
    ("import_run", "business_id"),
    ("retained_identity", "business_id"),
    ("dnc_mark", "business_id"),
    ("suppression", "business_id"),
    ("suppression_source", "business_id"),
    ("ledger_head", "business_id"),
    ("ledger_entry", "business_id"),
    ("ledger_opening", "business_id"),
    ("ledger_checkpoint", "business_id"),
    ("message_intent", "business_id"),
];

/// A statement without values.
pub(crate) fn statement(backend: DatabaseBackend, sql: impl Into<String>) -> Statement {
    Statement::from_string(backend, sql)
}
