//! A search box: a GET form, so that what was searched is in the address.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;

use super::{
    button::Button,
    field::hidden_values,
    icon::{Icon, IconName},
};

/// A search box with its button. With a script the page is not loaded again.
#[component]
pub fn Search(
    /// The accessible name of the box: "Search customers".
    #[prop(into)]
    label: String,
    /// The path of the list that is searched.
    #[prop(into)]
    action: String,
    /// The name under which the words are in the address.
    #[prop(default = "q".to_owned(), into)]
    name: String,
    /// The words searched for now.
    #[prop(optional, into)]
    value: String,
    /// What can be searched for: "Name, number in any format, e-mail".
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Filters that stay while the words change.
    #[prop(optional)]
    keep: Vec<(String, String)>,
) -> impl IntoView {
    let navigate = use_navigate();
    let path = action.clone();
    let search = move |submit: SubmitEvent| {
        if let Some(query) = query_of(&submit) {
            submit.prevent_default();
            navigate(&format!("{path}?{query}"), leptos_router::NavigateOptions::default());
        }
    };
    view! {
        <form class="search" role="search" method="get" action=action on:submit=search>
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
            {hidden_values(keep)}
            <Button>"Search"</Button>
        </form>
    }
}

/// What the browser itself would put into the address.
fn query_of(submit: &SubmitEvent) -> Option<String> {
    use leptos::{
        wasm_bindgen::JsCast,
        web_sys::{FormData, HtmlFormElement, UrlSearchParams},
    };
    let form = submit.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let answers = FormData::new_with_form(&form).ok()?;
    let query = UrlSearchParams::new_with_str_sequence_sequence(&answers).ok()?;
    Some(String::from(query.to_string()))
}
