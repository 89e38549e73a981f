//! "New interaction" with somebody who is not on file.

use domain::{prompt::Answer, wire::interaction::Prompt};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    answers::Answers,
    api,
    contact_form::ContactForm,
    keys::{self, ANSWERED},
    person_form::PersonForm,
    refusal_form::RefusalForm,
    script::ConsentScript,
};
use crate::{session::StaffPage, ui::Page};

/// The page on which somebody new is asked.
#[component]
pub fn NewPage() -> impl IntoView {
    let query = use_query_map();
    let load = Resource::new(
        move || answer_in(&query.read()),
        |answer| async move { api::prompt(None).await.map(|prompt| (answer, prompt)) },
    );
    view! { <StaffPage load body=draw /> }
}

/// The answer that is in the address: given without a script.
pub(super) fn answer_in(query: &leptos_router::params::ParamsMap) -> Option<Answer> {
    query.get_str("answer").and_then(|code| Answer::from_code(code).ok())
}

/// The form that is shown below the answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Person,
    Refusal,
    Contact,
}

fn draw((answer, prompt): (Option<Answer>, Prompt)) -> impl IntoView {
    let answer = RwSignal::new(answer);
    // Without a script nothing can be typed before the answer: it would not outlive the next page.
    let scripted = RwSignal::new(false);
    Effect::new(move |_| scripted.set(true));
    keys::listen(answer, prompt.keys_enabled);
    let shown = Memo::new(move |_| match answer.get() {
        None if scripted.get() => Shown::Person,
        None => Shown::Nothing,
        Some(Answer::Yes | Answer::YesButNoCalls) => Shown::Person,
        Some(Answer::No) => Shown::Refusal,
        Some(Answer::NotAsked) => Shown::Contact,
    });
    let (text, version, keys) = (prompt.text.clone(), prompt.version, prompt.keys_enabled);
    let prompt = StoredValue::new(prompt);
    let form = move || match shown.get() {
        Shown::Nothing => ().into_any(),
        Shown::Person => view! { <PersonForm prompt answer /> }.into_any(),
        Shown::Refusal => {
            let (script, form) = prompt.with_value(|prompt| (prompt.script.clone(), prompt.form.clone()));
            view! { <RefusalForm script form /> }.into_any()
        }
        Shown::Contact => {
            let form = prompt.with_value(|prompt| prompt.form.clone());
            view! { <ContactForm customer=None path="/customers/new".to_owned() form /> }.into_any()
        }
    };
    view! {
        <Page title="New interaction" lead="Nothing you type is stored before the answer.">
            <ConsentScript text version />
            <Answers answer on_file=false keys />
            <div id=ANSWERED>{form}</div>
        </Page>
    }
}
