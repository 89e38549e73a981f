//! The title of the window.

use leptos::prelude::*;
use leptos_meta::Title;

/// The title of the window, which may hold what a person typed.
///
/// The server writes a title into the page as it is. Without the sign that begins a tag, no text can
/// end the title and begin something else.
#[component]
pub fn WindowTitle(
    /// The title.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <Title text=text.replace('<', "\u{2039}") /> }
}
