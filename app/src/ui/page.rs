//! The content of a page: its title with badge and actions, and cards.

use super::{
    icon::{Icon, IconName},
    title::WindowTitle,
};
use leptos::prelude::*;

/// A page inside the frame. Its title is the one `h1` and the title of the window.
#[component]
pub fn Page(
    /// What the page is about.
    #[prop(into)]
    title: String,
    /// One sentence below the title.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Address and name of the page above this one.
    #[prop(optional, into)]
    back: Option<(String, String)>,
    /// A badge beside the title.
    #[prop(optional, into)]
    mark: Option<ViewFnOnce>,
    /// Links and buttons for the whole page; at most one is primary.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// The rest.
    children: Children,
) -> impl IntoView {
    view! {
        <WindowTitle text=title.clone() />
        <div class="page">
            {back
                .map(|(href, name)| {
                    view! {
                        <a class="page-back" href=href>
                            <Icon name=IconName::ArrowLeft />
                            {name}
                        </a>
                    }
                })}
            <div class="page-head">
                <div class="page-title">
                    <h1 tabindex="-1">{title}</h1>
                    {mark.map(ViewFnOnce::run)}
                </div>
                {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
                {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
            </div>
            {children()}
        </div>
    }
}

/// A part of a page with a heading, which is also the name of its region.
#[component]
pub fn Card(
    /// The heading.
    #[prop(into)]
    title: String,
    /// Links and buttons for this part.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let id = heading_id(&title);
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card-head">
                <h2 id=id.clone()>{title}</h2>
                {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
            </div>
            {children()}
        </section>
    }
}

/// The id of a heading follows from its words: the same on the server and in the browser.
fn heading_id(title: &str) -> String {
    let words = title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    words.chain("-heading".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_heading_holds_no_space() {
        assert_eq!(heading_id("Communication preferences"), "communication-preferences-heading");
    }
}
