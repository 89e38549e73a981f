//! The words that staff read aloud.

use leptos::prelude::*;

/// The scripted prompt, verbatim, as the largest text of the page.
#[component]
pub fn ConsentScript(
    /// The sentence.
    text: String,
    /// Which version of it.
    version: i32,
) -> impl IntoView {
    view! {
        <section class="script" aria-label="Consent script">
            <p class="cue">"Read this aloud"</p>
            <blockquote>"\u{201c}" {text} "\u{201d}"</blockquote>
            <p class="version">{format!("Version {version}")}</p>
        </section>
    }
}

/// What to say after a "No". It takes the focus when it appears, so that it is read first.
#[component]
pub fn WordsToSay(
    /// The words.
    text: &'static str,
) -> impl IntoView {
    view! {
        <section class="script" aria-label="Words to say" id=WORDS tabindex="-1">
            <p class="cue">"Say this"</p>
            <blockquote>"\u{201c}" {text} "\u{201d}"</blockquote>
        </section>
    }
}

/// The id of the words to say.
pub const WORDS: &str = "words-to-say";
