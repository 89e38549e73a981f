//! The keyboard on the page of an interaction.

use domain::prompt::Answer;
use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlFormElement, KeyboardEvent},
};

use super::answers::choose;

/// The id around the form of the answer that was given.
pub const ANSWERED: &str = "answered";

/// Listens for Ctrl+Enter, which sends the form of the answer, and for the keys 1 to 4 outside text
/// fields, unless the member switched single keys off (WCAG 2.1.4).
pub fn listen(answer: RwSignal<Option<Answer>>, single_keys: bool) {
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, move |press| {
            if press.key() == "Enter" && (press.ctrl_key() || press.meta_key()) {
                if answer.get_untracked().is_some() {
                    send(&press);
                }
            } else if single_keys && let Some(choice) = answer_of(&press) {
                press.prevent_default();
                choose(answer, choice);
            }
        });
        on_cleanup(move || keys.remove());
    });
}

fn answer_of(press: &KeyboardEvent) -> Option<Answer> {
    let held = press.ctrl_key() || press.meta_key() || press.alt_key() || press.repeat();
    if held || is_typed_into(press) {
        return None;
    }
    let place = press.key().parse::<usize>().ok()?.checked_sub(1)?;
    Answer::ALL.get(place).copied()
}

fn is_typed_into(press: &KeyboardEvent) -> bool {
    let target = press.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || target.is_content_editable()
    })
}

fn send(press: &KeyboardEvent) {
    let form =
        document().get_element_by_id(ANSWERED).and_then(|answered: Element| answered.query_selector("form").ok()?);
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        press.prevent_default();
        // Fails only for a form that has left the page.
        let _ = form.request_submit();
    }
}
