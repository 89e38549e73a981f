//! A search box. What is searched for is often a name or a number, and both belong in no address:
//! it stands in a form that is posted.

use leptos::prelude::*;

use super::{
    button::Button,
    icon::{Icon, IconName},
};

/// A search box with its button, for a form of the class `search`.
#[component]
pub fn SearchBox(
    /// The accessible name of the box: "Search customers".
    #[prop(into)]
    label: String,
    /// The name under which the form sends the words.
    #[prop(default = "q".to_owned(), into)]
    name: String,
    /// The words searched for now.
    #[prop(optional, into)]
    value: String,
    /// What can be searched for: "Name, number in any format, e-mail".
    #[prop(optional, into)]
    placeholder: Option<String>,
) -> impl IntoView {
    view! {
        <Icon name=IconName::Search />
        <input
            class="control"
            type="search"
            name=name
            value=value
            aria-label=label
            placeholder=placeholder
            autocomplete="off"
            spellcheck="false"
        />
        <Button>"Search"</Button>
    }
}
