//! Rows to begin with.
#![allow(dead_code, reason = "no test needs all of them")]

use chrono::{DateTime, Utc};
use domain::id::BusinessId;
use serde_json::json;
use store::entity::{business as business_row, customer};
use uuid::Uuid;

/// An identifier that a test can name.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// When everything happens.
pub fn now() -> DateTime<Utc> {
    "2026-03-03T15:00:00Z".parse().unwrap()
}

/// A business.
pub fn business(business: BusinessId) -> business_row::Model {
    business_row::Model {
        id: business.0,
        slug: business.to_string(),
        name: "Acme".into(),
        country: "US".into(),
        created_at: now(),
        asks_before_calls: false,
        default_purpose: "service".into(),
        opt_in: json!([]),
        week_plan: json!({}),
        erase_after_hours: 72,
        text_confirmations: false,
        audit_rhythm: "monthly".into(),
        first_steps: true,
        second_factor_required: false,
        closing_at: None,
        erase_at: None,
        erased_at: None,
        time_zone: None,
        language: None,
        keep_identities_for: 5,
        keep_denials_for: 5,
        keep_contacts_for: None,
        retention_set_at: None,
    }
}

/// A customer of whom only the name is known.
pub fn person(business: BusinessId, id: Uuid, name: &str) -> customer::Model {
    customer::Model {
        business_id: business.0,
        id,
        full_name: Some(name.into()),
        sort_name: Some(name.to_lowercase()),
        company: None,
        address_line: None,
        city: None,
        region: None,
        postal_code: None,
        country: None,
        language: None,
        time_zone: None,
        note: None,
        extra: json!([]),
        import_identity: None,
        merged_into: None,
        revision: 1,
        created_at: now(),
        withdrawn_at: None,
        erase_at: None,
        erased_at: None,
    }
}
