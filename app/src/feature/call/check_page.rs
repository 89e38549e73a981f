//! "Check a number": may it be called, customer or not?

use domain::{topic::Purpose, wire::call::Checked};
use leptos::prelude::*;

use super::why::why_view;
use crate::{
    form::{Form, FormState},
    session::StaffPage,
    ui::{Button, ButtonKind, Icon, IconName, Meaning, Page, PhoneField, SelectField, Time, options},
};

/// The page on which any number can be checked.
#[component]
pub fn CheckPage() -> impl IntoView {
    let load = Resource::new(|| (), |()| async { Ok(()) });
    view! { <StaffPage load body=draw /> }
}

fn draw((): ()) -> impl IntoView {
    // A form that is posted: a number belongs in no address and in no log.
    let state = FormState::new("call/check");
    let purposes = options(Purpose::ALL.map(|purpose| (purpose.code(), purpose.label())));
    let answer = move || state.answer::<Checked>().map(band);
    view! {
        <Page title="Check a number" lead="The same answer as on a call button, for any number.">
            <div role="status">{answer}</div>
            {form(state, purposes)}
            <p>
                <a href="/check/list">"Check a list"</a>
            </p>
        </Page>
    }
}

fn form(state: FormState, purposes: Vec<(String, String)>) -> AnyView {
    view! {
        <Form state to="/check">
            <PhoneField
                label="Phone"
                name="phone"
                hint="In any format. Nothing is saved."
                value=state.value("phone", "")
                problem=state.problem("phone")
            />
            <SelectField
                label="Purpose"
                name="purpose"
                options=purposes
                value=state.value("purpose", Purpose::Service.code())
                problem=state.problem("purpose")
            />
            <Button kind=ButtonKind::Primary busy=state.busy()>
                "Check"
            </Button>
        </Form>
    }
    .into_any()
}

/// The answer, with what every reason rests on, for which purpose it holds, and until when.
fn band(checked: Checked) -> AnyView {
    let Checked { number, purpose, decision, why, checked_at } = checked;
    let (meaning, icon, words) = if decision.is_allowed() {
        (Meaning::Allowed, IconName::Allowed, "may be called")
    } else {
        (Meaning::Blocked, IconName::Blocked, "may not be called")
    };
    let facts = why_view(&decision, Some(&why));
    view! {
        <div class=format!("standing {}", meaning.class())>
            <Icon name=icon />
            <strong>{number} " " {words}</strong>
            <div class="why">
                <p>"Purpose: " {purpose.label()} ". Checked at " <Time at=checked_at /> "."</p>
            </div>
            <div class="facts">{facts}</div>
        </div>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use chrono::DateTime;
    use domain::{
        call::CallDecision,
        wire::call::{Decision, Why},
    };

    use super::*;

    fn drawn(decision: Decision) -> String {
        let at = DateTime::from_timestamp(1_795_528_931, 0).expect("a possible instant");
        let number = "+1 415 555 0100".to_owned();
        let why = Why { number: None, reasons: Vec::new(), clock: None };
        let checked = Checked { number, purpose: Purpose::Marketing, decision, why, checked_at: at };
        Owner::new().with(|| band(checked).to_html().replace("<!>", ""))
    }

    #[test]
    fn a_blocked_number_is_shown_with_its_reasons_as_sentences() {
        let html = drawn(Decision::from(&CallDecision::could_not_check()));
        assert!(html.contains("may not be called"), "{html}");
        assert!(html.contains("<b>The do-not-call status could not be checked</b>"), "{html}");
        assert!(html.contains("Marketing"), "{html}");
    }

    #[test]
    fn an_allowed_number_is_said_to_be_callable() {
        let free = Decision { decision: "allowed".to_owned(), reasons: vec![], sentences: vec![], until: None };
        let html = drawn(free);
        assert!(html.contains("standing allowed") && html.contains("may be called"), "{html}");
        assert!(!html.contains("<li>"), "{html}");
    }
}
