//! The way through a long list, as links: they work without a script and can be opened in a tab.

use leptos::prelude::*;

use super::button::LinkButton;

/// Links to the previous and the next part of a list.
#[component]
pub fn Pager(
    /// The address of the previous part; none on the first.
    previous: Option<String>,
    /// The address of the next part; none on the last.
    next: Option<String>,
    /// Where one is: "51 to 100 of 2,018".
    #[prop(optional, into)]
    place: Option<String>,
) -> impl IntoView {
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                <div class="buttons">
                    {previous.map(|href| view! { <LinkButton href attr:rel="prev">"Previous"</LinkButton> })}
                    {next.map(|href| view! { <LinkButton href attr:rel="next">"Next"</LinkButton> })}
                </div>
                {place.map(|place| view! { <span class="soft">{place}</span> })}
            </nav>
        }
    })
}
