//! "Communication preferences": channel by purpose, and recording another answer.

use domain::wire::{
    consent::{Preference, TopicStanding, Wish},
    customer::Show,
};
use leptos::prelude::*;

use super::answer_form::AnswerForm;
use crate::ui::{Card, Meaning, Time, TimeDetail, Verdict};

/// Channel by purpose, as a small grid that reads like a sentence.
#[component]
pub fn PreferencesCard(
    /// The customer.
    show: Show,
) -> impl IntoView {
    let rows = show.preferences.iter().cloned().map(row).collect_view();
    let form = (show.may_work && !show.questions.is_empty()).then(|| {
        view! { <AnswerForm customer=show.id questions=show.questions.clone() marked=show.mark.is_some() /> }
    });
    view! {
        <Card title="Communication preferences">
            <table class="preferences">
                <thead>
                    <tr>
                        <th scope="col">"Channel"</th>
                        <th scope="col">"About our services"</th>
                        <th scope="col">"Offers"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {form}
        </Card>
    }
}

fn row(line: Preference) -> AnyView {
    view! {
        <tr>
            <th scope="row">{line.channel}</th>
            <td>{cell(line.service)}</td>
            <td>{cell(line.marketing)}</td>
        </tr>
    }
    .into_any()
}

/// The word, since when and by what it is so, and where it ends.
fn cell(standing: TopicStanding) -> AnyView {
    let (meaning, word) = match standing.wish {
        Wish::Yes => (Meaning::Allowed, "Yes"),
        Wish::No => (Meaning::Blocked, "No"),
        Wish::NotRefused => (Meaning::Plain, "Not refused"),
        Wish::NotAsked => (Meaning::Attention, "Not asked"),
        Wish::Expired => (Meaning::Attention, "Expired"),
    };
    let since = standing.since.map(|at| view! { "since " <Time at detail=TimeDetail::Day /> });
    let method = standing.method.map(|method| format!(", {method}"));
    let until = standing.ends_at.map(|at| view! { ", until " <Time at detail=TimeDetail::Day /> });
    let uncovered = standing.uncovered.then_some(". Not for everything on file: ask again");
    view! {
        <Verdict meaning>{word}</Verdict>
        <span class="basis">{since} {method} {until} {uncovered}</span>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn drawn(standing: TopicStanding) -> String {
        Owner::new().with(|| cell(standing).to_html().replace("<!>", ""))
    }

    #[test]
    fn a_yes_says_since_when_by_what_and_for_how_long() {
        let at = DateTime::from_timestamp(1_795_528_931, 0);
        let method = Some("verbal".to_owned());
        let html = drawn(TopicStanding { wish: Wish::Yes, since: at, method, ends_at: at, uncovered: true });
        for words in ["Yes", "since ", "24 November 2026", ", verbal", ", until ", "Not for everything on file"] {
            assert!(html.contains(words), "{words}: {html}");
        }
    }

    #[test]
    fn what_nobody_said_has_no_date() {
        let standing =
            TopicStanding { wish: Wish::NotAsked, since: None, method: None, ends_at: None, uncovered: false };
        let html = drawn(standing);
        assert!(html.contains("Not asked") && !html.contains("<time"), "{html}");
    }
}
