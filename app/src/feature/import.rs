//! Importing customers.

pub mod import_page;
