//! The four answers, as large buttons.

use domain::prompt::Answer;
use leptos::{ev::MouseEvent, prelude::*};

use super::script::WORDS;
use crate::ui::Key;

/// The four answers. Without a script they are a GET form, which leads to the form of one answer
/// alone; with one the answer can be changed until something is saved.
#[component]
pub fn Answers(
    /// The answer that was given.
    answer: RwSignal<Option<Answer>>,
    /// Whether a customer on file is asked.
    on_file: bool,
    /// Whether the keys 1 to 4 answer.
    keys: bool,
) -> impl IntoView {
    let buttons = Answer::ALL.into_iter().zip(1..).map(|(choice, key)| {
        let effect = if on_file { choice.effect_on_file() } else { choice.effect() };
        button(answer, choice, effect, keys.then(|| format!("{key}")))
    });
    view! {
        <form method="get">
            <div class="answers" role="group" aria-label="Answer">
                {buttons.collect_view()}
            </div>
        </form>
        <p class="answers-note">
            {if keys { "The keys 1 to 4 answer while you are not typing. " } else { "The keys 1 to 4 are switched off. " }}
            <a href="/account">"Keyboard shortcuts"</a>
        </p>
    }
}

/// The button is named by its word alone: what it will do describes it, and the key is only seen.
fn button(answer: RwSignal<Option<Answer>>, choice: Answer, effect: &'static str, key: Option<String>) -> AnyView {
    let described = format!("effect-{}", choice.code());
    let effect_id = described.clone();
    let shown = key.clone().map(|name| view! { <Key name /> });
    let press = move |press: MouseEvent| {
        press.prevent_default();
        choose(answer, choice);
    };
    view! {
        <button
            class="answer"
            type="submit"
            name="answer"
            value=choice.code()
            aria-pressed=move || if answer.get() == Some(choice) { "true" } else { "false" }
            aria-describedby=described
            aria-keyshortcuts=key
            on:click=press
        >
            <b>{choice.label()} {shown}</b>
            <span id=effect_id aria-hidden="true">
                {effect}
            </span>
        </button>
    }
    .into_any()
}

/// Takes an answer, and leads the focus to what it asks for.
pub fn choose(answer: RwSignal<Option<Answer>>, choice: Answer) {
    answer.set(Some(choice));
    let targets = match choice {
        Answer::Yes | Answer::YesButNoCalls => ["field-name", "field-note"],
        Answer::No => [WORDS, "field-reason"],
        Answer::NotAsked => ["field-direction", "field-note"],
    };
    // The form of the answer is drawn by then.
    request_animation_frame(move || {
        use leptos::wasm_bindgen::JsCast;
        let found = targets.iter().find_map(|id| document().get_element_by_id(id));
        if let Some(element) = found.and_then(|found| found.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
            // Fails only for an element that has left the page.
            let _ = element.focus();
        }
    });
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn drawn(keys: bool) -> String {
        Owner::new().with(|| {
            let answer = RwSignal::new(Some(Answer::No));
            view! { <Answers answer on_file=false keys /> }.to_html().replace("<!>", "")
        })
    }

    #[test]
    fn an_answer_is_named_by_its_word_alone() {
        let html = drawn(true);
        assert!(html.contains(r#"<b>Yes, but no calls<kbd aria-hidden="true">2</kbd></b>"#), "{html}");
        assert!(html.contains(r#"<span id="effect-yes" aria-hidden="true">Save the customer."#), "{html}");
    }

    #[test]
    fn only_the_answer_that_was_given_is_pressed() {
        let html = drawn(true);
        assert_eq!(html.matches(r#"aria-pressed="true""#).count(), 1, "{html}");
        assert_eq!(html.matches(r#"aria-pressed="false""#).count(), 3, "{html}");
    }

    #[test]
    fn keys_that_are_switched_off_are_not_offered() {
        assert!(!drawn(false).contains("<kbd"));
    }
}
