//! Inviting somebody, and the link that is shown once.

use domain::{access::Role, registration::INVITATION_LASTS_FOR_DAYS};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, EmailField, Meaning, Notice, SelectField},
};

/// The form "Invite", and the link that it was answered with.
#[component]
pub(super) fn InviteCard(
    /// Value and label of each role that the reader may give.
    roles: Vec<(String, String)>,
) -> impl IntoView {
    let state = FormState::new("team/invite");
    // After an invitation the form is ready for the next one.
    let invited = untrack(|| state.answer::<String>().is_some());
    let email = if invited { String::new() } else { state.value("email", "") };
    view! {
        <Card title="Invite somebody">
            <div class="stack">
                <Form state to="/team">
                    <EmailField
                        label="Work email"
                        name="email"
                        value=email
                        problem=state.problem("email")
                    />
                    <SelectField
                        label="Role"
                        name="role"
                        options=roles
                        value=state.value("role", Role::Staff.code())
                        hint="Owners and admins manage, staff speak with customers, auditors read and sign reviews."
                        problem=state.problem("role")
                    />
                    <Button kind=ButtonKind::Primary busy=state.busy()>
                        "Invite"
                    </Button>
                </Form>
                <div role="status">{move || state.answer::<String>().map(link_view)}</div>
            </div>
        </Card>
    }
}

fn link_view(link: String) -> AnyView {
    view! {
        <Notice meaning=Meaning::Allowed title="The invitation is on its way by email">
            <div class="field">
                <label for="invitation-link">"Invitation link"</label>
                <input class="control" id="invitation-link" type="text" readonly value=link />
            </div>
            <p>
                {format!(
                    "You can hand the link over yourself, too. It is shown once, is good for one person and {INVITATION_LASTS_FOR_DAYS} days, and can be taken back.",
                )}
            </p>
        </Notice>
    }
    .into_any()
}
