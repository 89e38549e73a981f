//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// How much a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What the page is for. At most one on a page.
    Primary,
    /// Everything else.
    #[default]
    Plain,
    /// A small thing beside text.
    Quiet,
    /// Something that takes away.
    Danger,
}

impl ButtonKind {
    /// The classes that carry the look.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Plain => "button",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// What pressing a button does to the form around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonType {
    /// Sends the form, with or without a script.
    #[default]
    Submit,
    /// Nothing by itself: only for what a script answers.
    Button,
}

/// A button. Attributes and listeners given to it (`on:click`, `attr:form`, `attr:aria-describedby`)
/// land on the `<button>`.
#[component]
pub fn Button(
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it sends the form around it.
    #[prop(optional)]
    button_type: ButtonType,
    /// The name under which the form sends `value`, where the form has several buttons.
    #[prop(optional, into)]
    name: Option<String>,
    /// What the form sends under `name`.
    #[prop(optional, into)]
    value: Option<String>,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// While true the button says that it is busy. Its form should ignore further presses.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let kind_of_press = match button_type {
        ButtonType::Submit => "submit",
        ButtonType::Button => "button",
    };
    let busy = move || busy.get().then_some("true");
    view! {
        <button class=kind.class() type=kind_of_press name=name value=value aria-busy=busy aria-disabled=busy>
            {icon.map(|name| view! { <Icon name /> })}
            {children()}
        </button>
    }
}

/// A link that weighs as much as a button. It goes somewhere; it changes nothing.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href>
            {icon.map(|name| view! { <Icon name /> })}
            {children()}
        </a>
    }
}

/// The key that does the same as the control around it. It is seen and not read aloud, so the
/// control keeps its plain name; the control itself says `aria-keyshortcuts`.
#[component]
pub fn Key(
    /// The key, as it is printed on the keyboard.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! { <kbd aria-hidden="true">{name}</kbd> }
}
