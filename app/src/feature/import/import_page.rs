//! Importing customers.

use leptos::prelude::*;

/// Placeholder until the page is written.
#[component]
pub fn ImportPage() -> impl IntoView {
    view! { <p>"Import customers"</p> }
}
