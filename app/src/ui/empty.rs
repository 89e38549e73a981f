//! What stands where nothing is yet: it says what to do first.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// An empty list, with the first step.
#[component]
pub fn Empty(
    /// What is not there, as a sentence: "No customers yet".
    #[prop(into)]
    title: String,
    /// A picture of what will be here.
    #[prop(default = IconName::List)]
    icon: IconName,
    /// What to do first: a sentence in a paragraph, and a link.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon />
            <h2>{title}</h2>
            {children()}
        </div>
    }
}
