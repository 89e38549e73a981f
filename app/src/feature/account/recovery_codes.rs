//! Recovery codes, shown once.

use leptos::prelude::*;

use crate::ui::{Meaning, Notice};

/// The codes, with what to do with them.
#[component]
pub(super) fn RecoveryCodes(
    /// They are kept nowhere.
    codes: Vec<String>,
) -> impl IntoView {
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <div role="status">
            <Notice meaning=Meaning::Allowed title="Keep these recovery codes: they are shown this once">
                <p>
                    "Print them, or put them where your passwords are. Each stands in once for the app when your phone is lost."
                </p>
                <ul class="codes" aria-label="Recovery codes">{codes}</ul>
            </Notice>
        </div>
    }
}
