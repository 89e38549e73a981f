//! One's own name, as colleagues see it in every business of which one is a member.

use domain::{
    access::Right,
    actor::Actor,
    event::{Event, MemberEvent},
    id::AccountId,
    text::MemberName,
    wire::account::params::Rename,
};
use store::member;

use super::own;
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// Gives the member who asks another name, in every business where they have access: one change in each, recorded
/// there. Who did what in the past is known by the member's identifier, so the log tells it under the new name.
///
/// A business that could not be reached is caught up with by sending the same name again.
///
/// # Errors
/// The field `name`.
pub async fn rename(service: &Service, ctx: &Ctx, typed: Rename) -> Result<()> {
    let name = MemberName::required(&typed.name, "your name").map_err(|problem| Error::field("name", problem))?;
    let account = AccountId(own::account(service, ctx).await?.id);
    for (business, member) in service.db.memberships_of(account).await? {
        let there = Ctx { business, actor: Actor::Member(member), session: None, ..ctx.clone() };
        let input = (account, name.clone());
        service.change(&there, Right::Read, input, |tx, (id, name)| Box::pin(set(tx, *id, name))).await?;
    }
    Ok(())
}

async fn set(tx: Tx<'_>, account: AccountId, name: &MemberName) -> Result<Outcome<()>> {
    let id = tx.ctx.member().ok_or(Error::Forbidden)?;
    let from = member::find(tx.scope, id).await?.ok_or(Error::NotFound)?.name;
    if from == name.as_str() {
        return Ok(Outcome::Unchanged(()));
    }
    member::set_name(tx.scope, id, name.as_str()).await?;
    store::account::set_name(tx.scope, account, name.as_str()).await?;
    Ok(Outcome::one(Event::Member(MemberEvent::Renamed { member: id, from, to: name.to_string() }), ()))
}

#[cfg(test)]
mod tests {
    use domain::{
        error::Problem,
        event::EventKind,
        wire::{ledger::LogQuery, team::params},
    };

    use super::*;
    use crate::{
        ledger, team,
        testing::{PASSWORD, Stage},
    };

    fn to(name: &str) -> Rename {
        Rename { name: name.into() }
    }

    async fn names(stage: &Stage, ctx: &Ctx) -> Vec<String> {
        let members = team::list(&stage.service, ctx).await.unwrap().members;
        let mut names: Vec<_> = members.into_iter().map(|member| member.name).collect();
        names.sort();
        names
    }

    #[tokio::test]
    async fn a_member_changes_their_own_name_and_the_log_says_from_what_to_what() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        for _ in 0..2 {
            rename(&stage.service, &owner, to("  Ada Lovelace ")).await.unwrap();
        }
        assert_eq!(stage.ledger(owner.business).await, [EventKind::BusinessFounded, EventKind::MemberRenamed]);
        assert_eq!(names(&stage, &owner).await, ["Ada Lovelace"]);
        let log = ledger::log(&stage.service, &owner, LogQuery::default()).await.unwrap();
        let renamed = &log.lines[0];
        assert_eq!((renamed.from.as_deref(), renamed.to.as_deref()), (Some("Ada Owner"), Some("Ada Lovelace")));
        assert!(log.lines.iter().all(|line| line.actor == "Ada Lovelace"), "{log:?}");
    }

    #[tokio::test]
    async fn a_name_is_read_as_at_the_registration() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let long = "x".repeat(101);
        let problems = [
            ("  ", Problem::missing("your name")),
            ("Ada\u{202e}", Problem::Unprintable),
            (&long, Problem::TooLong(100)),
        ];
        for (typed, expected) in problems {
            let Err(Error::Invalid(invalid)) = rename(&stage.service, &owner, to(typed)).await else {
                panic!("{typed:?} was taken")
            };
            assert_eq!(invalid.of("name"), Some(&expected));
        }
        assert_eq!(names(&stage, &owner).await, ["Ada Owner"]);
    }

    #[tokio::test]
    async fn every_business_of_which_one_is_a_member_records_it_and_no_other() {
        let stage = Stage::new().await;
        let (first, second, third) = (stage.business().await, stage.business().await, stage.business().await);
        let invite = params::Invite { name: String::new(), email: "owner2@example.com".into(), role: "staff".into() };
        let link = team::invite(&stage.service, &first, invite).await.unwrap();
        let agreement = stage.agree().await;
        let join = params::Join { name: "Bea".into(), password: PASSWORD.into() };
        team::join(&stage.service, link.trim_start_matches("/join/"), Some(&agreement), join).await.unwrap();
        rename(&stage.service, &second, to("Bea Berg")).await.unwrap();
        for (ctx, expected) in [(&first, vec!["Ada Owner", "Bea Berg"]), (&second, vec!["Bea Berg"])] {
            assert_eq!(names(&stage, ctx).await, expected);
            assert_eq!(stage.ledger(ctx.business).await.last(), Some(&EventKind::MemberRenamed));
        }
        assert_eq!(stage.ledger(third.business).await, [EventKind::BusinessFounded]);
        let sam = stage.member(&first, "Sam", "auditor").await;
        rename(&stage.service, &sam, to("Samuel")).await.unwrap();
        assert_eq!(names(&stage, &first).await, ["Ada Owner", "Bea Berg", "Samuel"]);
    }
}
