//! A message that belongs to the page and stays: what happened, what happens now.

use leptos::prelude::*;

use super::{badge::Meaning, icon::Icon};

/// A bordered message with its meaning.
#[component]
pub fn Notice(
    /// What it means for the reader.
    #[prop(optional)]
    meaning: Meaning,
    /// The sentence that is read first.
    #[prop(optional, into)]
    title: Option<String>,
    /// The rest, and what can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("notice {}", meaning.class())>
            {meaning.icon().map(|name| view! { <Icon name /> })}
            <div class="notice-body">
                {title.map(|title| view! { <p><strong>{title}</strong></p> })}
                {children.map(|children| children())}
            </div>
        </div>
    }
}
