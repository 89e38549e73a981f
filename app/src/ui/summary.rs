//! The summary of what has to be put right before a form can be saved.

use leptos::{ev::MouseEvent, html::Div, prelude::*};

use super::field::field_id;

/// Says at the top of a form what is wrong, with a link to each field.
///
/// It takes the focus when it appears, so that it is read first and cannot be missed; without a
/// script `autofocus` does the same for the page that the server renders again.
#[component]
pub fn ErrorSummary(
    /// The name of each field and the sentence that stands beside it. A sentence that concerns no
    /// single field has an empty name.
    #[prop(into)]
    problems: Signal<Vec<(String, String)>>,
    /// The form that the fields belong to, as they were told.
    #[prop(optional, into)]
    form: Option<String>,
    /// Where the way on is, if it is elsewhere: an address and the words of the link. It opens beside
    /// the page, so that what was typed stays.
    #[prop(optional, into)]
    way: Signal<Option<(&'static str, &'static str)>>,
) -> impl IntoView {
    let summary = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if problems.with(Vec::is_empty) {
            return;
        }
        if let Some(summary) = summary.get() {
            // Fails only for an element that has left the page; then there is nothing to focus.
            let _ = summary.focus();
        }
    });
    move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let lines =
                problems.into_iter().map(|(name, sentence)| line(form.as_deref(), &name, sentence)).collect_view();
            view! {
                <div class="summary" role="alert" tabindex="-1" autofocus=true node_ref=summary>
                    <h2>"There is a problem"</h2>
                    <ul>{lines}</ul>
                    {way.get().map(|(href, words)| {
                        view! { <a href=href target="_blank" rel="noopener">{words}</a> }
                    })}
                </div>
            }
        })
    }
}

fn line(form: Option<&str>, name: &str, sentence: String) -> AnyView {
    if name.is_empty() {
        return view! { <li>{sentence}</li> }.into_any();
    }
    let id = field_id(form, name);
    let href = format!("#{id}");
    // A router would treat the link as a change of page; the field is on this one.
    let to_field = move |press: MouseEvent| {
        if let Some(field) = document().get_element_by_id(&id).and_then(|field| {
            use leptos::wasm_bindgen::JsCast;
            field.dyn_into::<leptos::web_sys::HtmlElement>().ok()
        }) {
            press.prevent_default();
            let _ = field.focus();
        }
    };
    view! {
        <li>
            <a href=href on:click=to_field>
                {sentence}
            </a>
        </li>
    }
    .into_any()
}
