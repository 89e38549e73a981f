//! What stands on a page of the gate in place of what could not be read.

use leptos::prelude::*;

use crate::{
    error::AppError,
    ui::{Problem, ProblemLevel},
};

/// An error below the heading of a page.
#[component]
pub fn Unread(
    /// What went wrong.
    error: AppError,
) -> impl IntoView {
    view! { <Problem title=error.to_string() advice=error.advice() level=ProblemLevel::Part /> }
}
