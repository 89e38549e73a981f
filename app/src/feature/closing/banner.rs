//! What stands above every page while the business closes.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::ui::{Meaning, Notice, Time};

/// Says when everything is erased, and to owners where it is taken back.
#[component]
pub fn ClosingBanner(
    /// When everything is erased (UTC).
    erase_at: DateTime<Utc>,
    /// Whether the reader may take it back.
    may_keep: bool,
) -> impl IntoView {
    view! {
        <Notice meaning=Meaning::Attention title="This business closes">
            <p>
                "Everything of it is erased on " <Time at=erase_at />". "
                {if may_keep {
                    view! { <a href="/settings/close">"Keep it, or export what you need"</a> }.into_any()
                } else {
                    "An owner can take it back until then.".into_any()
                }}
            </p>
        </Notice>
    }
}
