//! Handing the ownership over: one member becomes an owner, and whoever was one an admin, in one change.

use domain::{
    access::{Right, Role},
    error::Problem,
    event::{Event, MemberEvent},
    id::MemberId,
    wire::team::params::HandOver,
};
use store::{entity::member as row, member};

use super::role_of;
use crate::{
    Service,
    account::prove_own,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// Makes a member an owner, and the owner who asks an admin. It asks for their password: nobody gives a business
/// away on a screen that was left open.
///
/// # Errors
/// [`Error::Forbidden`] for who is no owner; the field `password` where it is another one, and the field `member`
/// for somebody who cannot take over; [`Error::NotFound`] for whom there is not.
pub async fn hand_over(service: &Service, ctx: &Ctx, typed: HandOver) -> Result<()> {
    ctx.require(Right::GovernOwners)?;
    let to: MemberId = typed.member.parse().map_err(|_| Error::field("member", Problem::NotAChoice))?;
    prove_own(service, ctx, &typed.password, "password").await?;
    service.change(ctx, Right::GovernOwners, to, |tx, to| Box::pin(give(tx, *to))).await?;
    Ok(())
}

async fn give(tx: Tx<'_>, to: MemberId) -> Result<Outcome<()>> {
    let by = tx.ctx.member().ok_or(Error::Forbidden)?;
    let successor = member::find(tx.scope, to).await?.ok_or(Error::NotFound)?;
    let was = role_of(&successor)?;
    if !may_follow(&successor, by) {
        let who = "Choose a member who has access and is no owner yet";
        return Err(Error::field("member", Problem::Other(who.into())));
    }
    member::set_role(tx.scope, to, Role::Owner.code()).await?;
    member::set_role(tx.scope, by, Role::Admin.code()).await?;
    Ok(Outcome::one(Event::Member(MemberEvent::HandedOver { to, was, by }), ()))
}

/// Whether an owner can hand over to this member: to somebody else, who has access and is no owner.
pub(super) fn may_follow(member: &row::Model, owner: MemberId) -> bool {
    member.id != owner.0 && member.disabled_at.is_none() && member.role != Role::Owner.code()
}

#[cfg(test)]
mod tests {
    use domain::{event::EventKind, wire::ledger::LogQuery};

    use super::*;
    use crate::{
        ledger, team,
        testing::{PASSWORD, Stage},
    };

    fn to(member: &Ctx, password: &str) -> HandOver {
        HandOver { member: member.member().unwrap().to_string(), password: password.into() }
    }

    async fn roles(stage: &Stage, ctx: &Ctx) -> Vec<(String, Role)> {
        let members = team::list(&stage.service, ctx).await.unwrap().members;
        let mut roles: Vec<_> = members.into_iter().map(|member| (member.name, member.role)).collect();
        roles.sort();
        roles
    }

    fn refused(answer: &Result<()>, field: &str) {
        assert!(matches!(answer, Err(Error::Invalid(invalid)) if invalid.of(field).is_some()), "{answer:?}");
    }

    #[tokio::test]
    async fn an_owner_hands_over_and_is_an_admin_in_one_change_that_the_log_says_in_words() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let sam = stage.member(&owner, "Sam", "staff").await;
        let offered = team::list(&stage.service, &owner).await.unwrap().successors;
        assert_eq!(offered, Some(vec![(sam.member().unwrap(), "Sam".to_owned())]));
        hand_over(&stage.service, &owner, to(&sam, PASSWORD)).await.unwrap();
        let now = Ctx { role: Some(Role::Owner), ..sam.clone() };
        let expected = [("Ada Owner".to_owned(), Role::Admin), ("Sam".to_owned(), Role::Owner)];
        assert_eq!(roles(&stage, &now).await, expected);
        assert_eq!(stage.ledger(owner.business).await[3..], [EventKind::OwnershipHandedOver]);
        let log = ledger::log(&stage.service, &owner, LogQuery::default()).await.unwrap();
        let words = "Ada Owner hands over to Sam, and is an admin from now on";
        assert_eq!(log.lines[0].detail.as_deref(), Some(words));
        // The context is from before: the change asks again, and an admin hands nothing over.
        let again = hand_over(&stage.service, &owner, to(&sam, PASSWORD)).await;
        assert!(matches!(again, Err(Error::Forbidden)), "{again:?}");
        let admin = Ctx { role: Some(Role::Admin), ..owner };
        assert_eq!(team::list(&stage.service, &admin).await.unwrap().successors, None);
    }

    #[tokio::test]
    async fn nothing_is_handed_over_without_the_owners_own_password_and_guessing_is_slowed_down() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let sam = stage.member(&owner, "Sam", "admin").await;
        for _ in 0..5 {
            refused(&hand_over(&stage.service, &owner, to(&sam, "another password")).await, "password");
        }
        let guessed = hand_over(&stage.service, &owner, to(&sam, PASSWORD)).await;
        assert!(matches!(guessed, Err(Error::Throttled)), "{guessed:?}");
        assert_eq!(stage.ledger(owner.business).await.len(), 3);
    }

    #[tokio::test]
    async fn only_somebody_who_works_here_and_is_no_owner_can_take_over() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        refused(&hand_over(&stage.service, &owner, to(&owner, PASSWORD)).await, "member");
        let second = stage.member(&owner, "Bea", "owner").await;
        refused(&hand_over(&stage.service, &owner, to(&second, PASSWORD)).await, "member");
        let sam = stage.member(&owner, "Sam", "staff").await;
        team::disable(&stage.service, &owner, sam.member().unwrap()).await.unwrap();
        refused(&hand_over(&stage.service, &owner, to(&sam, PASSWORD)).await, "member");
        refused(&hand_over(&stage.service, &owner, HandOver::default()).await, "member");
        assert_eq!(team::list(&stage.service, &owner).await.unwrap().successors, Some(vec![]));
        let stranger = stage.business().await;
        let foreign = hand_over(&stage.service, &owner, to(&stranger, PASSWORD)).await;
        assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    }

    #[tokio::test]
    async fn nobody_but_an_owner_hands_over() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        for role in ["admin", "staff", "auditor"] {
            let member = stage.member(&owner, role, role).await;
            let refused = hand_over(&stage.service, &member, to(&member, PASSWORD)).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role}: {refused:?}");
        }
    }
}
