//! Light or dark: a choice of the browser, kept in it and sent nowhere.

use leptos::prelude::*;

use crate::ui::{Combobox, options};

/// Shows this browser's choice on the page. Runs in an effect, for only the browser knows it.
pub fn apply() {
    if let Some(root) = document().document_element() {
        // Fails for a document that is going away; then there is nothing to show.
        let _ = match kept().as_deref() {
            Some(theme @ ("light" | "dark")) => root.set_attribute("data-theme", theme),
            _ => root.remove_attribute("data-theme"),
        };
    }
}

/// The choice of colours. It is there as soon as a script can keep it.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let chosen = RwSignal::new(None::<String>);
    Effect::new(move |_| chosen.set(Some(kept().unwrap_or_default())));
    let choose = move |event| {
        keep(&event_target_value(&event));
        apply();
    };
    move || match chosen.get() {
        Some(value) => view! {
            <div class="row">
                <Combobox
                    label="Colours"
                    name="theme"
                    options=options([("", "As the system has them"), ("light", "Light"), ("dark", "Dark")])
                    value
                    on:change=choose
                />
            </div>
        }
        .into_any(),
        None => view! { <p class="soft">"The colours are those that your system asks for."</p> }.into_any(),
    }
}

#[cfg(feature = "hydrate")]
const KEY: &str = "theme";

#[cfg(feature = "hydrate")]
fn kept() -> Option<String> {
    // A browser may refuse to keep anything; then the system decides.
    window().local_storage().ok().flatten()?.get_item(KEY).ok().flatten()
}

#[cfg(feature = "hydrate")]
fn keep(theme: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _full = storage.set_item(KEY, theme);
    }
}

#[cfg(not(feature = "hydrate"))]
fn kept() -> Option<String> {
    None
}

#[cfg(not(feature = "hydrate"))]
fn keep(_theme: &str) {}
