//! Fields where one answer of a list is chosen. They are the browser's own: they work on every
//! device, and with the first letters typed.

use leptos::prelude::*;

use super::field::Frame;

fn option_views(options: Vec<(String, String)>, chosen: &str) -> AnyView {
    options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect_view()
        .into_any()
}

/// A field of a form with a list to choose from.
#[component]
pub fn SelectField(
    /// The accessible name, and the words above the field.
    #[prop(into)]
    label: String,
    /// The name under which the form sends the answer.
    #[prop(into)]
    name: String,
    /// Value and label of each answer, see [`options`](super::options).
    options: Vec<(String, String)>,
    /// The value chosen at first; the first option unless it is one of the values.
    #[prop(optional, into)]
    value: String,
    /// What helps to answer, before anything is wrong.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer, and what would be right.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// What the browser may fill in.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// Tells two forms on one page apart that use the same name.
    #[prop(optional, into)]
    form: Option<String>,
) -> impl IntoView {
    let frame = Frame::new(form.as_deref(), &name, hint, problem);
    let control = view! {
        <select
            class="control"
            id=frame.id.clone()
            name=name
            autocomplete=autocomplete.unwrap_or_else(|| "off".to_owned())
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
        >
            {option_views(options, &value)}
        </select>
    }
    .into_any();
    frame.around(label, control)
}

/// A list to choose from in a toolbar: no words above it, as wide as its answers. Attributes and
/// listeners (`on:change`) land on the `<select>`.
#[component]
pub fn Combobox(
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// The name under which the form around it sends the answer.
    #[prop(into)]
    name: String,
    /// Value and label of each answer, see [`options`](super::options).
    options: Vec<(String, String)>,
    /// The value chosen at first; the first option unless it is one of the values.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    view! {
        <select class="control compact" name=name aria-label=label autocomplete="off">
            {option_views(options, &value)}
        </select>
    }
}
