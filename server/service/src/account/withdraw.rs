//! Withdrawing the consent of the registration (policy section 1, GDPR 7(3)): without it there is no access, so every
//! membership ends and the account is closed.
//!
//! Erased are the address, the password and the name of the account, and the address wherever a business keeps it.
//! What stays: the name beside what somebody did, for a business has to prove who recorded an answer, and to which
//! texts they agreed, when, and until when.

use std::collections::BTreeSet;

use domain::{
    access::Right,
    actor::Actor,
    email::Email,
    error::Problem,
    event::{Event, MemberEvent},
    id::{AccountId, BusinessId, MemberId, NoticeId},
    wire::account::{params::Withdraw, view::Withdrawal},
};
use store::{StoreError, business, entity::member as row, leaving, member};

use super::{
    end_all, own,
    place::{Leaver, end_place, forget_mails},
    throttle,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    team::{is_last_owner, role_of},
};

/// What the member who asks would give up.
pub async fn withdrawal(service: &Service, ctx: &Ctx) -> Result<Withdrawal> {
    let account = AccountId(own::account(service, ctx).await?.id);
    let places = places(service, ctx, account).await?;
    let names = |which: fn(&Place) -> bool| {
        places.iter().filter(|place| which(place)).map(|place| place.name.clone()).collect()
    };
    Ok(Withdrawal {
        left: names(|place| !place.needs_them()),
        last_owner_of: names(Place::needs_them),
        closing_alone: names(|place| place.is_last_owner && place.closes),
    })
}

/// Withdraws the consent of the member who asks: one change in each business ends their membership, the last of them
/// closes the account, and every session ends at once. The address may register or be invited anew.
///
/// # Errors
/// The field `password` where it is another one, or where a business would be without an owner;
/// [`Error::Throttled`] after too many tries.
pub async fn withdraw(service: &Service, ctx: &Ctx, typed: Withdraw) -> Result<()> {
    let account = own::account(service, ctx).await?;
    own::prove(service, &account, &typed.password, "password").await?;
    let id = AccountId(account.id);
    let places = places(service, ctx, id).await?;
    let last: Vec<_> = places.iter().filter(|place| place.needs_them()).map(|place| place.name.clone()).collect();
    if !last.is_empty() {
        return Err(needs_an_owner(&last));
    }
    let mut addresses = BTreeSet::from([account.email.clone()]);
    for place in &places {
        let scope = service.db.read(place.business).await?;
        addresses.extend(leaving::addresses(&scope, place.member).await?);
    }
    let addresses: Vec<_> = addresses.into_iter().collect();
    take_back_invitations(service, ctx, id, &account.email).await?;
    let count = places.len();
    for (at, place) in (1..).zip(places) {
        forget_mails(service, place.business, id, &addresses).await?;
        let there = Ctx {
            business: place.business,
            actor: Actor::Member(place.member),
            role: None,
            session: None,
            ..ctx.clone()
        };
        let leaver = Withdrawer {
            leaver: Leaver { member: place.member, account: id, addresses: addresses.clone(), closes: at == count },
            business: place.name,
            statement: NoticeId(account.statement_id),
        };
        // Who has no access here may leave all the same: whose account it is was proved.
        service.change_by_newcomer(&there, leaver, |tx, leaver| Box::pin(leave(tx, leaver))).await?;
    }
    end_all(service, store::session::list_of_account(&service.db, id).await?).await?;
    let email = Email::required(&account.email).map_err(|_| StoreError::Garbled("account.email"))?;
    throttle::forget(service, &email).await?;
    Ok(service.db.truncate_log().await?)
}

/// A place in a business that is given up.
struct Place {
    business: BusinessId,
    name: String,
    member: MemberId,
    is_last_owner: bool,
    /// Whether it closes: then nobody has to be there any more.
    closes: bool,
}

impl Place {
    /// Whether nobody would answer for the business without them.
    const fn needs_them(&self) -> bool {
        self.is_last_owner && !self.closes
    }
}

/// The places of an account, the one of whoever asks last: should something fail on the way, they can ask again.
async fn places(service: &Service, ctx: &Ctx, account: AccountId) -> Result<Vec<Place>> {
    let mut places = Vec::new();
    for (id, member) in service.db.places_of(account).await? {
        let scope = service.db.read(id).await?;
        let row = member::find(&scope, member).await?.ok_or(Error::NotFound)?;
        let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
        let (is_last_owner, closes) = (is_last_owner(&scope, &row).await?, business.closing_at.is_some());
        places.push(Place { business: id, name: business.name, member, is_last_owner, closes });
    }
    places.sort_by_key(|place| place.business == ctx.business);
    Ok(places)
}

fn needs_an_owner(businesses: &[String]) -> Error {
    let sentence = format!(
        "You are the last owner of {}. Hand it over on the page Team, or close the business, before you withdraw",
        businesses.join(" and ")
    );
    Error::field("password", Problem::Other(sentence))
}

/// Who leaves a place by their own will.
struct Withdrawer {
    leaver: Leaver,
    /// What the business is called.
    business: String,
    /// To which version of the statement they agreed.
    statement: NoticeId,
}

async fn leave(tx: Tx<'_>, who: &Withdrawer) -> Result<Outcome<()>> {
    let id = who.leaver.member;
    let found = member::find(tx.scope, id).await?;
    // A second press was faster.
    let Some(member) = found.filter(|member: &row::Model| member.left_at.is_none()) else {
        return Ok(Outcome::Unchanged(()));
    };
    let closes = business::find(tx.scope).await?.ok_or(Error::NotFound)?.closing_at.is_some();
    // Another owner may have gone since it was asked first, or the closing may have been taken back.
    if !closes && is_last_owner(tx.scope, &member).await? {
        return Err(needs_an_owner(std::slice::from_ref(&who.business)));
    }
    let withdrew = MemberEvent::Withdrew { member: id, was: role_of(&member)?, statement: who.statement };
    let taken_back = end_place(tx, &who.leaver).await?;
    Ok(Outcome::many(std::iter::once(Event::Member(withdrew)).chain(taken_back).collect(), ()))
}

/// Takes back what other businesses invited this address to: they invite it anew, and it is asked anew.
async fn take_back_invitations(service: &Service, ctx: &Ctx, account: AccountId, email: &str) -> Result<()> {
    let open = service.db.invitations_to(email).await?;
    let businesses: BTreeSet<_> = open.into_iter().map(|(business, _)| business).collect();
    let addresses = [email.to_owned()];
    for business in businesses {
        forget_mails(service, business, account, &addresses).await?;
        let system = Ctx { business, actor: Actor::System, role: None, session: None, ..ctx.clone() };
        let input = (account, addresses.clone());
        let work = service.change(&system, Right::AdministerTeam, input, |tx, (account, addresses)| {
            Box::pin(take_back(tx, *account, addresses))
        });
        work.await?;
    }
    Ok(())
}

async fn take_back(tx: Tx<'_>, account: AccountId, addresses: &[String]) -> Result<Outcome<()>> {
    let open = leaving::open_invitations(tx.scope, addresses).await?;
    leaving::forget_addresses(tx.scope, account, addresses, tx.now).await?;
    let events = open.into_iter().map(|invitation| Event::InvitationRevoked { invitation });
    Ok(Outcome::many(events.collect(), ()))
}

#[cfg(test)]
mod tests;
