//! A box to tick, and a row of answers of which one is taken. The answers weigh the same: refusing
//! is as easy as agreeing.

use leptos::prelude::*;

use super::field::Frame;

/// A box to tick. A form sends nothing for it while it is empty.
#[component]
pub fn Checkbox(
    /// The accessible name, and the words beside the box.
    #[prop(into)]
    label: String,
    /// The name under which the form sends the answer.
    #[prop(into)]
    name: String,
    /// What a ticked box sends.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// Whether it is ticked at first. Never for a consent.
    #[prop(optional)]
    checked: bool,
    /// What helps to answer, before anything is wrong.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer, and what would be right.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// Tells two forms on one page apart that use the same name.
    #[prop(optional, into)]
    form: Option<String>,
) -> impl IntoView {
    let frame = Frame::new(form.as_deref(), &name, hint, problem);
    view! {
        <div class="check">
            {frame.problem_view()}
            <label class="check-line" for=frame.id.clone()>
                <input
                    id=frame.id.clone()
                    type="checkbox"
                    name=name
                    value=value
                    checked=checked
                    autocomplete="off"
                    aria-describedby=frame.described_by()
                    aria-invalid=frame.invalid()
                />
                <span>{label}</span>
            </label>
            {frame.hint_view()}
        </div>
    }
}

/// One question with a short row of answers, such as "Yes" and "No".
#[component]
pub fn RadioChoice(
    /// The question: the accessible name of the group.
    #[prop(into)]
    label: String,
    /// The name under which the form sends the answer.
    #[prop(into)]
    name: String,
    /// Value and label of each answer, see [`options`](super::options).
    options: Vec<(String, String)>,
    /// The value chosen at first; none unless it is one of the values.
    #[prop(optional, into)]
    value: String,
    /// What helps to answer, before anything is wrong.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer, and what would be right.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// Tells two forms on one page apart that use the same name.
    #[prop(optional, into)]
    form: Option<String>,
) -> impl IntoView {
    let frame = Frame::new(form.as_deref(), &name, hint, problem);
    let label_id = format!("{}-label", frame.id);
    // The first answer carries the id of the field, so that an error summary can lead to it.
    let mut first = Some(frame.id.clone());
    let answers = options
        .into_iter()
        .map(|(answer, words)| {
            let checked = answer == value;
            view! {
                <label>
                    <input
                        id=first.take()
                        type="radio"
                        name=name.clone()
                        value=answer
                        checked=checked
                        autocomplete="off"
                    />
                    <span>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div
            class="choice"
            role="radiogroup"
            aria-labelledby=label_id
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
        >
            <span class="label" id=label_id.clone()>
                {label}
            </span>
            {frame.hint_view()}
            {frame.problem_view()}
            <div class="segments">{answers}</div>
        </div>
    }
}
