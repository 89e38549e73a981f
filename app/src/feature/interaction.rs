//! Interactions: the scripted prompt and its answers (policy section 2).

mod answers;
pub mod api;
mod contact_form;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod interaction_page;
mod keys;
pub mod new_page;
mod on_file_form;
mod person_form;
mod refusal_form;
mod script;
