//! How an error looks: what happened, what to do, and the reference to name when asking for help.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// How much of the page the error takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProblemLevel {
    /// The whole page: its title is the heading of the page.
    #[default]
    Page,
    /// A part of a page that is there otherwise.
    Part,
}

/// An error, in words.
#[component]
pub fn Problem(
    /// What happened, as a sentence.
    #[prop(into)]
    title: String,
    /// What the reader can do about it.
    #[prop(into)]
    advice: String,
    /// The reference under which the log knows it.
    #[prop(optional, into)]
    reference: Option<String>,
    /// How much of the page it takes.
    #[prop(optional)]
    level: ProblemLevel,
    /// Ways out: links and buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = match level {
        ProblemLevel::Page => view! { <h1>{title}</h1> }.into_any(),
        ProblemLevel::Part => view! { <h2>{title}</h2> }.into_any(),
    };
    view! {
        <div class="problem" role="alert">
            <Icon name=IconName::Attention />
            {heading}
            <p>{advice}</p>
            {reference.map(|reference| view! { <p class="reference">"Reference " <code>{reference}</code></p> })}
            {children.map(|children| view! { <div class="buttons">{children()}</div> })}
        </div>
    }
}
