//! A member in the table of the team page.

use domain::wire::{team::view::Member, training::view::State};
use leptos::prelude::*;

use super::role;
use crate::{
    form::{Form, FormState},
    ui::{Badge, Button, Cell, Combobox, IconName, Meaning, Row, RowHead, Time, TimeDetail},
};

/// One member, with what the reader may do about them.
#[component]
pub(super) fn MemberRow(
    /// Whom.
    member: Member,
    /// Value and label of each role that the reader may give.
    roles: Vec<(String, String)>,
) -> impl IntoView {
    // Nobody stops their own access.
    let others = member.may_change && !member.is_me;
    let access = others.then(|| access_form(&member));
    let remove = others.then(|| remove_link(&member));
    let role = if member.may_change { role_form(&member, roles) } else { role::name(member.role).into_any() };
    let standing = if member.disabled_at.is_some() { disabled_badge() } else { "Has access".into_any() };
    let training = trained(member.training);
    let me = member.is_me.then_some(" (you)");
    view! {
        <Row>
            <RowHead>{member.name} {me}</RowHead>
            <Cell label="Email">{member.email}</Cell>
            <Cell label="Role">{role}</Cell>
            <Cell label="Member since">
                <Time at=member.joined_at detail=TimeDetail::Day />
            </Cell>
            <Cell label="Training">{training}</Cell>
            <Cell label="Access">
                <div class="row">{standing} {access} {remove}</div>
            </Cell>
        </Row>
    }
}

/// When they have read the training, or that it is due.
fn trained(training: State) -> AnyView {
    match training.read_at.filter(|_| !training.is_due) {
        Some(at) => view! { "Done on " <Time at detail=TimeDetail::Day /> }.into_any(),
        None => view! { <Badge meaning=Meaning::Attention>"Due"</Badge> }.into_any(),
    }
}

fn disabled_badge() -> AnyView {
    view! {
        <Badge meaning=Meaning::Blocked blocked_icon=IconName::Refused>
            "Disabled"
        </Badge>
    }
    .into_any()
}

fn role_form(member: &Member, roles: Vec<(String, String)>) -> AnyView {
    let state = FormState::new("team/set-role");
    let (id, name, current) = (member.id.to_string(), format!("Role of {}", member.name), member.role.code());
    view! {
        <Form state to="/team" summary=false class="row">
            <input type="hidden" name="member" value=id />
            <Combobox label=name name="role" options=roles value=current />
            <Button>"Change role"</Button>
        </Form>
    }
    .into_any()
}

fn remove_link(member: &Member) -> AnyView {
    let (href, label) = (format!("/team/{}/remove", member.id), format!("Remove {}", member.name));
    view! {
        <a href=href aria-label=label>
            "Remove"
        </a>
    }
    .into_any()
}

fn access_form(member: &Member) -> AnyView {
    let (form, word) =
        if member.disabled_at.is_some() { ("team/enable", "Enable") } else { ("team/disable", "Disable") };
    let state = FormState::new(form);
    let id = member.id.to_string();
    view! {
        <Form state to="/team" summary=false class="row">
            <input type="hidden" name="member" value=id />
            <Button>{word}</Button>
        </Form>
    }
    .into_any()
}
