//! What is heard or reached by keyboard, and not seen.

use leptos::prelude::*;

/// Words for a screen reader alone, where the eye has the layout.
#[component]
pub fn Unseen(
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <span class="unseen">{children()}</span> }
}

/// The way past the menu: the first stop of the Tab key on every page.
///
/// `rel="external"` leaves the link to the browser, which moves the focus along; a router would only
/// scroll.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <a class="skip" href="#main" rel="external">
            "Skip to content"
        </a>
    }
}
