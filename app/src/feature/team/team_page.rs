//! `/team`: who is here, who is invited, and inviting somebody.

use domain::wire::team::view::{Invitation, Member, SecondFactors, Team};
use leptos::prelude::*;

use super::{
    api, factor_card::FactorCard, hand_over_card::HandOverCard, invite_card::InviteCard, member_row::MemberRow,
    rights_card::RightsCard, role,
};
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, Card, Cell, Column, ErrorSummary, Page, Row, RowHead, Table, Time},
};

/// The forms of the rows. Their sentences stand above the tables: a row has no room for them.
const OF_ROWS: [&str; 4] = ["team/set-role", "team/disable", "team/enable", "team/revoke"];

/// The team of a business.
pub async fn page() -> Result<AnyView, AppError> {
    use crate::ssr::{ctx, service};
    let factors = ::service::team::second_factor(&service(), &ctx().await?).await?;
    Ok(draw(api::list().await?, factors).into_any())
}

fn draw(team: Team, factors: SecondFactors) -> impl IntoView {
    let roles = role::choices(&team.grantable);
    let (members, invitations) = (members_view(team.members, &roles), invitations_view(team.invitations));
    let hand_over = team.successors.map(|successors| view! { <HandOverCard successors /> });
    view! {
        <Page title="Team" lead="Who works here, and what they may do.">
            <div class="stack loose">
                <ErrorSummary problems=Signal::stored(refused()) />
                <Card title="Members">{members}</Card>
                <InviteCard roles />
                <FactorCard factors />
                <Card title="Open invitations">{invitations}</Card>
                {hand_over}
                <RightsCard />
            </div>
        </Page>
    }
}

/// What the forms of the rows were refused for.
fn refused() -> Vec<(String, String)> {
    let errors = OF_ROWS.iter().filter_map(|form| FormState::new(form).error());
    errors.flat_map(|error| error.problems()).map(|(_, sentence)| (String::new(), sentence)).collect()
}

fn members_view(members: Vec<Member>, roles: &[(String, String)]) -> AnyView {
    let columns = ["Name", "Email", "Role", "Member since", "Training", "Access"].map(Column::text).to_vec();
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
    let revoke = FormState::new("team/revoke");
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
