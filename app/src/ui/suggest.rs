//! A line of text with answers to choose from: for lists that are too long to be looked through.

use leptos::prelude::*;

use super::field::Frame;

/// A line of text for which the browser suggests answers while it is typed.
///
/// It is no closed list: whatever is typed is sent, and the server says what is wrong with it.
#[component]
pub fn SuggestField(
    /// The accessible name, and the words above the field.
    #[prop(into)]
    label: String,
    /// The name under which the form sends the answer.
    #[prop(into)]
    name: String,
    /// The answers that are suggested.
    choices: Vec<String>,
    /// The answer that the field starts with.
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
    let list = format!("{}-choices", frame.id);
    let choices = choices.into_iter().map(|choice| view! { <option value=choice></option> }).collect_view();
    // No `autocomplete="off"`: some browsers then suggest nothing at all.
    let control = view! {
        <input
            class="control"
            id=frame.id.clone()
            name=name
            type="text"
            list=list.clone()
            spellcheck="false"
            value=value
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
        />
        <datalist id=list>{choices}</datalist>
    }
    .into_any();
    frame.around(label, control)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_field_names_the_list_of_its_suggestions() {
        let choices = vec!["America/Chicago".to_owned()];
        let html = Owner::new().with(|| {
            view! { <SuggestField label="Time zone" name="time_zone" choices value="Europe/Rome" /> }
                .to_html()
                .replace("<!>", "")
        });
        assert!(html.contains(r#"list="field-time-zone-choices""#), "{html}");
        assert!(html.contains(r#"<datalist id="field-time-zone-choices"><option value="America/Chicago">"#), "{html}");
        assert!(html.contains(r#"value="Europe/Rome""#), "{html}");
    }
}
