//! `/team`: who is here, who is invited, and inviting somebody.

use domain::wire::team::view::{Invitation, Member, Team};
use leptos::prelude::*;

use super::{api, invite_card::InviteCard, member_row::MemberRow, role};
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, Card, Cell, Column, ErrorSummary, Page, Row, RowHead, Table, Time},
};

/// The forms of the page.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    pub(super) invite: FormState,
    pub(super) set_role: FormState,
    pub(super) disable: FormState,
    pub(super) enable: FormState,
    pub(super) revoke: FormState,
}

impl Forms {
    fn new() -> Self {
        Self {
            invite: FormState::new("team/invite"),
            set_role: FormState::new("team/set-role"),
            disable: FormState::new("team/disable"),
            enable: FormState::new("team/enable"),
            revoke: FormState::new("team/revoke"),
        }
    }

    /// What the forms of the rows were refused for. Their sentences stand above the tables: a row has
    /// no room for them.
    fn refused(self) -> Vec<(String, String)> {
        let errors = [self.set_role.error(), self.disable.error(), self.enable.error(), self.revoke.error()];
        let problems = errors.iter().flatten().flat_map(AppError::problems);
        problems.map(|(_, sentence)| (String::new(), sentence)).collect()
    }
}

/// The team of a business.
pub async fn page() -> Result<AnyView, AppError> {
    let team = api::list().await?;
    provide_context(Forms::new());
    Ok(draw(team).into_any())
}

fn draw(team: Team) -> impl IntoView {
    let forms = expect_context::<Forms>();
    let roles = role::choices(&team.grantable);
    let (members, invitations) = (members_view(team.members, &roles), invitations_view(team.invitations));
    view! {
        <Page title="Team" lead="Who works here, and what they may do.">
            <div class="stack loose">
                <ErrorSummary problems=Signal::derive(move || forms.refused()) />
                <Card title="Members">{members}</Card>
                <InviteCard roles />
                <Card title="Open invitations">{invitations}</Card>
            </div>
        </Page>
    }
}

fn members_view(members: Vec<Member>, roles: &[(String, String)]) -> AnyView {
    let columns = ["Name", "Email", "Role", "Member since", "Access"].map(Column::text).to_vec();
    let rows =
        members.into_iter().map(|member| view! { <MemberRow member roles=roles.to_vec() /> }.into_any()).collect_view();
    view! {
        <Table caption="Members" columns>
            {rows}
        </Table>
    }
    .into_any()
}

fn invitations_view(invitations: Vec<Invitation>) -> AnyView {
    if invitations.is_empty() {
        return view! { <p class="soft">"Nobody is invited at the moment."</p> }.into_any();
    }
    let columns =
        vec![Column::text("Email"), Column::text("Role"), Column::text("Good until"), Column::unseen("Take back")];
    let rows = invitations.into_iter().map(invitation_row).collect_view();
    view! {
        <Table caption="Open invitations" columns>
            {rows}
        </Table>
    }
    .into_any()
}

fn invitation_row(invitation: Invitation) -> AnyView {
    let revoke = expect_context::<Forms>().revoke;
    view! {
        <Row>
            <RowHead>{invitation.email}</RowHead>
            <Cell label="Role">{role::name(invitation.role)}</Cell>
            <Cell label="Good until">
                <Time at=invitation.expires_at />
            </Cell>
            <Cell>
                <Form state=revoke to="/team" summary=false class="row">
                    <input type="hidden" name="invitation" value=invitation.id.to_string() />
                    <Button>"Take back"</Button>
                </Form>
            </Cell>
        </Row>
    }
    .into_any()
}
