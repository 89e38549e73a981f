//! `/register/declined`: what it means that somebody does not agree.

use domain::registration::DECLINED;
use leptos::prelude::*;

use crate::ui::{LinkButton, Single};

/// Says that access is denied, and why.
#[component]
pub fn DeclinedPage() -> impl IntoView {
    view! {
        <Single title="Registration needs your consent">
            <p class="lead">{DECLINED}</p>
            <p>
                "You can read the statement and our " <a href="/privacy">"Privacy Policy"</a>
                " again, and change your mind at any time. Whoever was invited opens the link of the invitation again."
            </p>
            <div class="buttons">
                <LinkButton href="/register">"Back to the consent statement"</LinkButton>
            </div>
        </Single>
    }
}
