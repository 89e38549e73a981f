//! "New interaction" with a customer on file.

use domain::{
    prompt::Answer,
    wire::interaction::{Asked, Prompt},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    answers::Answers,
    api,
    contact_form::ContactForm,
    keys::{self, ANSWERED},
    new_page::answer_in,
    on_file_form::{ConsentForm, WithdrawalForm},
    script::ConsentScript,
};
use crate::{
    error::{AppError, PageError},
    session::StaffPage,
    ui::Page,
};

/// The page on which a customer on file is asked.
#[component]
pub fn InteractionPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let load = Resource::new(
        move || (params.read().get("id").unwrap_or_default(), answer_in(&query.read())),
        |(id, answer)| async move { api::prompt(Some(id)).await.map(|prompt| (answer, prompt)) },
    );
    view! { <StaffPage load body=draw /> }
}

/// The form that is shown below the answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Consent,
    Withdrawal,
    Contact,
}

fn draw((answer, prompt): (Option<Answer>, Prompt)) -> impl IntoView {
    match prompt.customer.clone() {
        Some(asked) => page(answer, prompt, asked).into_any(),
        None => view! { <PageError error=AppError::NotFound /> }.into_any(),
    }
}

fn page(answer: Option<Answer>, prompt: Prompt, asked: Asked) -> impl IntoView {
    let answer = RwSignal::new(answer);
    keys::listen(answer, prompt.keys_enabled);
    let shown = Memo::new(move |_| match answer.get() {
        None => Shown::Nothing,
        Some(Answer::Yes | Answer::YesButNoCalls) => Shown::Consent,
        Some(Answer::No) => Shown::Withdrawal,
        Some(Answer::NotAsked) => Shown::Contact,
    });
    let (text, version, keys) = (prompt.text.clone(), prompt.version, prompt.keys_enabled);
    let prompt = StoredValue::new(prompt);
    let lead = format!("With {}, who is on file.", asked.name);
    let back = (format!("/customers/{}", asked.id), asked.name.clone());
    let form = move || {
        let asked = asked.clone();
        match shown.get() {
            Shown::Nothing => ().into_any(),
            Shown::Consent => view! { <ConsentForm prompt asked answer /> }.into_any(),
            Shown::Withdrawal => view! { <WithdrawalForm prompt asked /> }.into_any(),
            Shown::Contact => {
                let path = format!("/customers/{}/interaction", asked.id);
                let form = prompt.with_value(|prompt| prompt.form.clone());
                view! { <ContactForm customer=Some(asked.id) path form /> }.into_any()
            }
        }
    };
    view! {
        <Page title="New interaction" lead back>
            <ConsentScript text version />
            <Answers answer on_file=true keys />
            <div id=ANSWERED>{form}</div>
        </Page>
    }
}
