//! The parts of the gate that whoever registers and whoever is invited both pass.

use domain::{registration::AGREE, wire::registration::view::Statement};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, Checkbox},
};

/// The id of the form behind "I do not agree", which stands beside the form of the agreement.
const DECLINE: &str = "decline";
/// The words of the statement that lead to the policy.
const POLICY: &str = "Privacy Policy";

/// The statement, the box and the two answers, inside the form that agrees. A [`DeclineForm`] stands
/// on the same page.
#[component]
pub fn Gate(
    /// The statement in force.
    statement: Statement,
    /// What is wrong with the answer.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// Whether the answer is under way.
    #[prop(into)]
    busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <input type="hidden" name="statement" value=statement.version.to_string() />
        <input type="hidden" name="privacy" value=statement.privacy_version.to_string() />
        <div class="statement">
            <p>{words(&statement.text)}</p>
        </div>
        <Checkbox label=AGREE name="agree" value="on" problem />
        <div class="equal">
            <Button busy>"Continue to registration"</Button>
            <Button attr:form=DECLINE>"I do not agree"</Button>
        </div>
    }
}

/// The statement, word for word, with a link where it names the policy.
fn words(text: &str) -> AnyView {
    match text.split_once(POLICY) {
        Some((before, after)) => {
            view! { {before.to_owned()} <a href="/privacy">{POLICY}</a> {after.to_owned()} }.into_any()
        }
        None => text.to_owned().into_any(),
    }
}

/// The form behind "I do not agree".
#[component]
pub fn DeclineForm(
    /// The path of the page it stands on.
    #[prop(into)]
    to: String,
) -> impl IntoView {
    let state = FormState::new("registration/decline");
    view! {
        <Form state to summary=false attr:id=DECLINE>
            {None::<()>}
        </Form>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::registration::STATEMENT;

    use super::*;

    #[test]
    fn the_statement_is_shown_word_for_word_with_a_link_to_the_policy() {
        let html = Owner::new().with(|| words(STATEMENT).to_html().replace("<!>", ""));
        let said = html.replace("<!>", "").replace("<a href=\"/privacy\">", "").replace("</a>", "");
        assert_eq!(said, STATEMENT);
        assert!(html.contains("<a href=\"/privacy\">Privacy Policy</a>"), "{html}");
    }
}
