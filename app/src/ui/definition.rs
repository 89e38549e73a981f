//! Facts as pairs of a term and what it is.

use leptos::prelude::*;

/// A list of [`Definition`]s.
#[component]
pub fn Definitions(
    /// The pairs.
    children: Children,
) -> impl IntoView {
    view! { <dl class="definitions">{children()}</dl> }
}

/// One pair.
#[component]
pub fn Definition(
    /// What it is about.
    #[prop(into)]
    term: String,
    /// What it is.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt>{term}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
