//! Handing the ownership over.

use domain::id::MemberId;
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, Card, PasswordField, SelectField, options},
};

/// The form "Hand over", for an owner.
#[component]
pub(super) fn HandOverCard(
    /// To whom: identifier and name.
    successors: Vec<(MemberId, String)>,
) -> impl IntoView {
    if successors.is_empty() {
        return view! {
            <Card title="Hand over ownership">
                <p class="soft">"There is nobody yet who could take over. Invite somebody first."</p>
            </Card>
        }
        .into_any();
    }
    let state = FormState::new("team/hand-over");
    let choices = options(successors.into_iter().map(|(id, name)| (id.to_string(), name)));
    view! {
        <Card title="Hand over ownership">
            <Form state to="/team" anew=true>
                <p>"Whom you choose becomes an owner, and you become an admin. Only an owner can give it back to you."</p>
                <SelectField
                    label="New owner"
                    name="member"
                    options=choices
                    value=state.value("member", "")
                    problem=state.problem("member")
                />
                <PasswordField label="Your password" name="password" problem=state.problem("password") />
                <Button busy=state.busy()>"Hand over"</Button>
            </Form>
        </Card>
    }
    .into_any()
}
