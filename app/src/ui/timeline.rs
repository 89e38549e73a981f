//! What happened, newest first.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{
    badge::Meaning,
    icon::{Icon, IconName},
    time::Time,
};

/// A list of [`TimelineItem`]s.
#[component]
pub fn Timeline(
    /// The items.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One thing that happened.
#[component]
pub fn TimelineItem(
    /// What it means for the reader.
    #[prop(optional)]
    meaning: Meaning,
    /// When.
    at: DateTime<Utc>,
    /// What: who did it, from what to what. Inline; details may follow it.
    children: Children,
) -> impl IntoView {
    view! {
        <li class=meaning.class()>
            <Icon name=meaning.icon().unwrap_or(IconName::Dot) />
            {children()}
            <span class="when">
                <Time at />
            </span>
        </li>
    }
}
