//! The tables as SeaORM sees them: no serde, no behaviour.
#![allow(missing_docs, reason = "SeaORM derives the columns")]

pub mod account;
pub mod agreement;
pub mod business;
pub mod call;
pub mod consent_event;
pub mod consent_invalidation;
pub mod consent_term;
pub mod contact_point;
pub mod customer;
pub mod customer_grant;
pub mod customer_link;
pub mod denial;
pub mod dnc_mark;
pub mod holiday;
pub mod import_mapping;
pub mod import_run;
pub mod installation;
pub mod interaction;
pub mod invitation;
pub mod ledger_checkpoint;
pub mod ledger_entry;
pub mod ledger_head;
pub mod ledger_opening;
pub mod member;
pub mod message_intent;
pub mod notice;
pub mod platform_notice;
pub mod registry_file;
pub mod registry_subscription;
pub mod request;
pub mod retained_identity;
pub mod session;
pub mod sign_in_attempt;
pub mod suppression;
pub mod suppression_source;
