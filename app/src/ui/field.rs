//! What every field of a form has: a label, a hint, a place for what is wrong, and ids that follow
//! from its name, so that an error summary can link to it and a script is not needed to bind them.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The id of the control called `name`. Two forms on one page that share a name are told apart by
/// `form`.
pub fn field_id(form: Option<&str>, name: &str) -> String {
    let mut id = String::from("field-");
    if let Some(form) = form {
        id.push_str(form);
        id.push('-');
    }
    id.extend(name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }));
    id
}

/// Pairs of value and label, as the choosing fields take them.
pub fn options<V: Into<String>, L: Into<String>>(pairs: impl IntoIterator<Item = (V, L)>) -> Vec<(String, String)> {
    pairs.into_iter().map(|(value, label)| (value.into(), label.into())).collect()
}

/// The ids around one control and the sentence that is shown with it.
#[derive(Clone)]
pub(super) struct Frame {
    /// The id of the control itself.
    pub(super) id: String,
    hint: Option<String>,
    problem: Signal<Option<String>>,
}

impl Frame {
    pub(super) fn new(form: Option<&str>, name: &str, hint: Option<String>, problem: Signal<Option<String>>) -> Self {
        Self { id: field_id(form, name), hint, problem }
    }

    /// The value of `aria-describedby`: hint and problem, whichever there are.
    pub(super) fn described_by(&self) -> Signal<Option<String>> {
        let problem = self.problem;
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id));
        let wrong = format!("{}-problem", self.id);
        Signal::derive(move || match (&hint, problem.read().is_some()) {
            (None, false) => None,
            (None, true) => Some(wrong.clone()),
            (Some(hint), false) => Some(hint.clone()),
            (Some(hint), true) => Some(format!("{hint} {wrong}")),
        })
    }

    /// The value of `aria-invalid`.
    pub(super) fn invalid(&self) -> Signal<Option<&'static str>> {
        let problem = self.problem;
        Signal::derive(move || problem.read().is_some().then_some("true"))
    }

    /// What helps to answer.
    pub(super) fn hint_view(&self) -> AnyView {
        let id = format!("{}-hint", self.id);
        self.hint.clone().map(|hint| view! { <p class="hint" id=id>{hint}</p> }).into_any()
    }

    /// What is wrong, as soon as something is.
    pub(super) fn problem_view(&self) -> AnyView {
        let id = format!("{}-problem", self.id);
        let problem = self.problem;
        (move || {
            problem.get().map(|sentence| {
                view! {
                    <p class="field-problem" id=id.clone()>
                        <Icon name=IconName::Attention />
                        <span>{sentence}</span>
                    </p>
                }
            })
        })
        .into_any()
    }

    /// The field: label, hint, problem, and the control last.
    pub(super) fn around(self, label: String, control: AnyView) -> AnyView {
        view! {
            <div class="field">
                <label for=self.id.clone()>{label}</label>
                {self.hint_view()}
                {self.problem_view()}
                {control}
            </div>
        }
        .into_any()
    }
}

/// Values that a GET form carries on unseen, so that one filter does not undo another.
pub(super) fn hidden_values(keep: Vec<(String, String)>) -> AnyView {
    keep.into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_field_follows_from_its_name_and_its_form() {
        assert_eq!(field_id(None, "full_name"), "field-full-name");
        assert_eq!(field_id(Some("lift"), "answer[reason]"), "field-lift-answer-reason-");
    }
}
