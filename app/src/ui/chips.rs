//! Filters that live in the address, so that a filtered list can be sent to somebody else.

use leptos::prelude::*;

/// A row of [`Chip`]s.
#[component]
pub fn Chips(
    /// What they filter: the accessible name of the row.
    #[prop(into)]
    label: String,
    /// The chips.
    children: Children,
) -> impl IntoView {
    view! {
        <nav aria-label=label>
            <ul class="chips">{children()}</ul>
        </nav>
    }
}

/// One filter, as a link to the list with it.
#[component]
pub fn Chip(
    /// The address of the list with this filter, or without it where it is on.
    #[prop(into)]
    href: String,
    /// Whether the list is filtered by it now.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// How many there are. It describes the link and is no part of its name.
    #[prop(optional, into)]
    count: MaybeProp<String>,
    /// The name of the filter.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <a
                class="chip"
                href=href
                aria-current=move || current.get().then_some("true")
                aria-description=move || count.get()
            >
                {children()}
                {count_view(count)}
            </a>
        </li>
    }
}

/// A count beside the name of a link: seen here, and heard as the link's description.
pub(super) fn count_view(count: MaybeProp<String>) -> impl IntoView {
    move || {
        count.get().map(|count| {
            view! {
                <span class="count" aria-hidden="true">
                    {count}
                </span>
            }
        })
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_count_describes_its_chip_and_is_no_part_of_its_name() {
        let html = Owner::new().with(|| {
            view! { <Chip href="?dnc" current=true count="341">"Do not call"</Chip> }.to_html().replace("<!>", "")
        });
        assert!(html.contains(r#"aria-current="true""#), "{html}");
        assert!(html.contains(r#"aria-description="341""#), "{html}");
        assert!(html.contains(r#"<span aria-hidden="true" class="count">341"#), "{html}");
    }
}
