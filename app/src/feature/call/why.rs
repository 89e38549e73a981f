//! What a decision rests on: each reason with its facts, and what would change it.

use domain::wire::call::{Decision, Explanation, Fact, Why};
use leptos::prelude::*;

use crate::ui::Time;

/// The reasons of a decision with what they rest on, and until when it holds. A reason that the page
/// learned of later than the facts is said by itself.
pub fn why_view(decision: &Decision, why: Option<&Why>) -> AnyView {
    let explained = |code: &String| why.and_then(|why| why.reasons.iter().find(|reason| reason.code == *code));
    let reasons = decision.reasons.iter().zip(&decision.sentences);
    let reasons = reasons.map(|(code, sentence)| reason_view(sentence, explained(code))).collect_view();
    let list = if decision.is_allowed() {
        view! { <p>"No mark, no entry of the do-not-call list and no refusal stands against it."</p> }.into_any()
    } else {
        view! { <ul class="reasons">{reasons}</ul> }.into_any()
    };
    let clock = why.and_then(|why| why.clock.clone()).map(|clock| format!("{clock}. "));
    let until = match decision.until {
        Some(until) => {
            view! { "This answer holds until " <Time at=until /> ", unless somebody changes something." }.into_any()
        }
        None => "Time alone does not change this answer.".into_any(),
    };
    view! {
        {list}
        <p class="soft">{clock} {until}</p>
    }
    .into_any()
}

/// The sentence of a call button, for where there is no button.
pub fn off_the_button(sentence: &str) -> &str {
    sentence.trim_start_matches("Call disabled: ")
}

fn reason_view(sentence: &str, explanation: Option<&Explanation>) -> AnyView {
    let sentence = off_the_button(sentence).to_owned();
    let facts = explanation.map(|it| it.facts.clone()).unwrap_or_default();
    let facts = facts.into_iter().map(fact_view).collect_view();
    let remedy = explanation.map(|it| view! { <span class="remedy">{it.remedy.clone()}</span> });
    view! {
        <li>
            <b>{sentence}</b>
            {facts}
            {remedy}
        </li>
    }
    .into_any()
}

fn fact_view(fact: Fact) -> AnyView {
    let since = fact.since.map(|at| view! { " Since " <Time at /> "." });
    view! {
        <span class="fact">{fact.words} "." {since}</span>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use chrono::DateTime;
    use domain::call::CallDecision;

    use super::*;

    fn html(decision: &Decision, why: Option<&Why>) -> String {
        Owner::new().with(|| why_view(decision, why).to_html().replace("<!>", ""))
    }

    #[test]
    fn each_reason_stands_with_its_facts_and_what_would_change_it() {
        let decision = Decision::from(&CallDecision::could_not_check());
        let since = DateTime::from_timestamp(1_795_528_931, 0);
        let fact = Fact { words: "The record cannot be reached".to_owned(), since };
        let remedy = "Try again.".to_owned();
        let reasons = vec![Explanation { code: "could_not_check".to_owned(), facts: vec![fact], remedy }];
        let why = Why { number: None, reasons, clock: Some("It is 10:00 there (Europe/Vienna)".to_owned()) };
        let shown = html(&decision, Some(&why));
        for text in
            ["<b>The do-not-call status", "The record cannot be reached.", "Since ", "Try again.", "10:00 there"]
        {
            assert!(shown.contains(text), "{text}: {shown}");
        }
        assert!(html(&decision, None).contains("<b>The do-not-call status"), "a newer reason is said by itself");
    }
}
