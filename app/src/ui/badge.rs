//! A meaning as icon, word and colour. Colour never says anything alone.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// What a word on the screen means for the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    /// In order: it may be done.
    Allowed,
    /// It may not be done.
    Blocked,
    /// Somebody has to look at this.
    Attention,
    /// No judgement.
    #[default]
    Plain,
}

impl Meaning {
    /// The class that carries the colour.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Blocked => "blocked",
            Self::Attention => "attention",
            Self::Plain => "plain",
        }
    }

    /// The icon that says the same without the colour; a plain word has none.
    pub const fn icon(self) -> Option<IconName> {
        match self {
            Self::Allowed => Some(IconName::Allowed),
            Self::Blocked => Some(IconName::Refused),
            Self::Attention => Some(IconName::Attention),
            Self::Plain => None,
        }
    }
}

/// A word with its meaning, as a pill: in tables and beside titles. Where nothing else is said, a
/// blocked badge carries the barred phone.
#[component]
pub fn Badge(
    /// What the word means; may change while the page is open.
    #[prop(into)]
    meaning: Signal<Meaning>,
    /// The icon of a blocked badge that is not about calls: [`IconName::Refused`].
    #[prop(default = IconName::Blocked)]
    blocked_icon: IconName,
    /// The word.
    children: Children,
) -> impl IntoView {
    let icon = move || match meaning.get() {
        Meaning::Blocked => Some(blocked_icon),
        other => other.icon(),
    };
    view! {
        <span class=move || format!("badge {}", meaning.get().class())>
            {move || icon().map(|name| view! { <Icon name /> })}
            {children()}
        </span>
    }
}

/// A word with its meaning inside a sentence or a cell.
#[component]
pub fn Verdict(
    /// What the word means; may change while the page is open.
    #[prop(into)]
    meaning: Signal<Meaning>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <span class=move || format!("verdict {}", meaning.get().class())>
            {move || meaning.get().icon().map(|name| view! { <Icon name /> })}
            {children()}
        </span>
    }
}
