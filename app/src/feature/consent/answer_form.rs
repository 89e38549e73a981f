//! "Record an answer": the words to read aloud for a topic, and what the customer said to them.
//!
//! Without a script the topic is chosen by a GET form, so that the words of the page and the answer
//! below them always belong together.

use domain::{consent::AskedOf, id::CustomerId, wire::consent::Question};
use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    form::{Form, FormState},
    ui::{Button, Combobox, Meaning, MomentField, Notice, RadioChoice, SelectField, TextArea, options, reader_zone},
};

/// The form, behind a summary that opens it.
#[component]
pub fn AnswerForm(
    /// Whose answer.
    customer: CustomerId,
    /// The words for each topic.
    questions: Vec<Question>,
    /// Whether a mark stands, which a yes does not lift.
    marked: bool,
) -> impl IntoView {
    let state = FormState::new("consent/record");
    let query = use_query_map();
    let chosen = query.with_untracked(|query| query.get("topic")).or_else(|| state.typed("topic"));
    let open = chosen.is_some() || state.error().is_some();
    let topics = options(questions.iter().map(|question| (question.topic.code(), question.topic.label())));
    let questions = StoredValue::new(questions);
    let asked = Memo::new(move |_| {
        let code = query.with(|query| query.get("topic")).or_else(|| state.typed("topic")).unwrap_or_default();
        questions.with_value(|all| all.iter().find(|it| it.topic.code() == code).or(all.first()).cloned())
    });
    view! {
        <details class="record" open=open>
            <summary>"Record an answer"</summary>
            <div class="stack">
                <TopicChoice customer topics chosen=chosen.unwrap_or_default() />
                {move || asked.get().map(words)}
                {marked.then(mark_stays)}
                {form(state, customer, asked)}
            </div>
        </details>
    }
}

/// What the customer is asked about. Without a script it is a GET form; with one, choosing is enough.
#[component]
fn TopicChoice(customer: CustomerId, topics: Vec<(String, String)>, chosen: String) -> impl IntoView {
    let navigate = use_navigate();
    let path = format!("/customers/{customer}");
    let purpose = use_query_map().with_untracked(|query| query.get("purpose"));
    let kept = purpose.clone().map(|purpose| format!("&purpose={purpose}")).unwrap_or_default();
    let to = path.clone();
    let choose = move |event: ev::Event| {
        let topic = event_target_value(&event);
        let quietly = NavigateOptions { scroll: false, replace: true, ..NavigateOptions::default() };
        navigate(&format!("{to}?topic={topic}{kept}"), quietly);
    };
    view! {
        <form class="act" method="get" action=path>
            {purpose.map(|purpose| view! { <input type="hidden" name="purpose" value=purpose /> })}
            <Combobox label="Topic" name="topic" options=topics value=chosen on:change=choose />
            <noscript>
                <Button>"Show the words"</Button>
            </noscript>
        </form>
    }
}

fn words(question: Question) -> AnyView {
    view! {
        <section class="script" aria-label="Words to read aloud">
            <p class="cue">"Read this aloud"</p>
            <blockquote>"\u{201c}" {question.text} "\u{201d}"</blockquote>
            <p class="version">{format!("{}, version {}", question.topic.label(), question.version)}</p>
        </section>
    }
    .into_any()
}

/// A yes lifts no mark: that needs reason and evidence.
fn mark_stays() -> AnyView {
    view! {
        <Notice meaning=Meaning::Attention title="The mark stays">
            <p>"This customer is marked do not call. A yes is recorded, and does not take the mark off."</p>
        </Notice>
    }
    .into_any()
}

fn form(state: FormState, customer: CustomerId, asked: Memo<Option<Question>>) -> AnyView {
    let zone = reader_zone();
    let topic = move || asked.with(|asked| asked.as_ref().map(|question| question.topic.code()));
    let notice = move || asked.with(|asked| asked.as_ref().map(|question| question.notice.clone()));
    let clock = move || zone.get().map_or_else(|| "UTC".to_owned(), |zone| zone.replace('_', " "));
    view! {
        <Form state to=format!("/customers/{customer}")>
            <input type="hidden" name="customer" value=customer.to_string() />
            <input type="hidden" name="topic" value=topic />
            <input type="hidden" name="notice" value=notice />
            <input type="hidden" name="zone" value=move || zone.get().unwrap_or_default() />
            <RadioChoice
                label="Answer"
                name="answer"
                options=options([("given", "Yes"), ("refused", "No")])
                value=state.value("answer", "")
                problem=state.problem("answer")
            />
            <MomentField
                label="Answered at"
                name="occurred_at"
                hint="Leave it empty if they answered just now."
                value=state.value("occurred_at", "")
                problem=state.problem("occurred_at")
            />
            <p class="soft small">"Times are those of " {clock} "."</p>
            <SelectField
                label="Who was asked?"
                name="asked_of"
                options=options(AskedOf::ALL.map(|asked| (asked.code(), asked.label())))
                value=state.value("asked_of", AskedOf::Person.code())
                problem=state.problem("asked_of")
            />
            <TextArea label="What was said" name="note" value=state.value("note", "") problem=state.problem("note") />
            <div class="buttons">
                <Button busy=state.busy()>"Record answer"</Button>
            </div>
        </Form>
    }
    .into_any()
}
