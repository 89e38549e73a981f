//! The second factor of an account: set up, asked for, renewed and switched off by who proves to have it.

mod proof;
mod recovery;
mod secret;
mod step;
#[cfg(test)]
mod tests;

pub(crate) use step::enter;
pub use step::{Entry, NewStep, SetUp, enter_code, needs_set_up, set_up_at_sign_in};

use domain::{
    access::Right,
    actor::Actor,
    email::Email,
    error::Problem,
    event::Event,
    id::{AccountId, MemberId},
    second_factor::{SecondFactorStep, TypedCode},
    wire::account::{params::ProveSecondFactor, view},
};
use store::{
    business,
    entity::{account, second_factor as row},
    second_factor as stored,
};

use super::own;
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};
use proof::{Prover, prove};

/// The second factor of one's own account.
pub async fn second_factor(service: &Service, ctx: &Ctx) -> Result<view::SecondFactor> {
    let account = own::account(service, ctx).await?;
    let id = AccountId(account.id);
    let Some(factor) = stored::find(&service.db, id).await? else { return Ok(view::SecondFactor::Off) };
    match factor.confirmed_at {
        None => Ok(view::SecondFactor::Unconfirmed(shared(service, &account, &factor)?)),
        Some(since) => Ok(view::SecondFactor::On {
            since,
            codes_left: stored::codes_left(&service.db, id).await?,
            required_by: required_by(service, id).await?,
        }),
    }
}

fn shared(service: &Service, account: &account::Model, factor: &row::Model) -> Result<view::SharedSecret> {
    secret::shared(&secret::opened(&service.keys, AccountId(account.id), &account.email, &factor.secret)?)
}

/// The name of a business that lets this account in with a second factor only.
async fn required_by(service: &Service, account: AccountId) -> Result<Option<String>> {
    for (business, _) in service.db.memberships_of(account).await? {
        let scope = service.db.read(business).await?;
        let found = business::find(&scope).await?;
        drop(scope);
        if let Some(found) = found.filter(|business| business.second_factor_required) {
            return Ok(Some(found.name));
        }
    }
    Ok(None)
}

/// Whether an account has a second factor that is asked for.
pub(crate) async fn is_on(service: &Service, account: AccountId) -> Result<bool> {
    Ok(stored::find(&service.db, account).await?.is_some_and(|factor| factor.confirmed_at.is_some()))
}

/// Makes the secret of a second factor for one's own account. It is asked for once the first code was right.
pub async fn set_up(service: &Service, ctx: &Ctx) -> Result<()> {
    let account = own::account(service, ctx).await?;
    make(service, AccountId(account.id)).await
}

/// Makes a secret in place of one that was not confirmed; one that is asked for stays as it is.
async fn make(service: &Service, account: AccountId) -> Result<()> {
    let factor = row::Model {
        account_id: account.0,
        secret: secret::sealed(&service.keys, &*service.random, account)?,
        made_at: service.now(),
        confirmed_at: None,
        last_step: 0,
    };
    stored::keep_unconfirmed(service.upkeep(), factor).await?;
    Ok(())
}

/// Switches the second factor of one's own account on by its first code, and returns the recovery codes: they
/// are shown this once.
///
/// # Errors
/// The fields `password` and `code`; [`Error::Stale`] where it is on already, or was never set up.
pub async fn switch_on(service: &Service, ctx: &Ctx, typed: ProveSecondFactor) -> Result<Vec<String>> {
    let account = own::account(service, ctx).await?;
    own::prove(service, &account, &typed.password, "password").await?;
    confirm(service, ctx, &account, typed.code.reveal()).await
}

/// Confirms the secret by its first code. The right to one's own account was proved before.
async fn confirm(service: &Service, ctx: &Ctx, account: &account::Model, typed: &str) -> Result<Vec<String>> {
    let id = AccountId(account.id);
    let factor = stored::find(&service.db, id).await?.filter(|factor| factor.confirmed_at.is_none());
    let factor = factor.ok_or(Error::Stale)?;
    let totp = secret::opened(&service.keys, id, &account.email, &factor.secret)?;
    let code = TypedCode::read(typed).map_err(|problem| Error::field("code", problem))?;
    let step = match &code {
        TypedCode::OfTheMoment(code) => secret::step_of(&totp, code, service.now()),
        TypedCode::Recovery(_) => None,
    };
    let step = step.ok_or_else(|| {
        let words =
            "This is not the code of the app. Check the clock of your phone, and enter the code that it shows now";
        Error::field("code", Problem::Other(words.into()))
    })?;
    let confirming = Confirming { account: id, member: ctx.member().ok_or(Error::Forbidden)?, factor, step };
    let codes = recovery::made(&*service.random);
    let input = (confirming, codes);
    let done =
        service.change_by_newcomer(ctx, input, |tx, (confirming, codes)| Box::pin(put_on(tx, confirming, codes)));
    Ok(done.await?.value)
}

/// A secret, and the step of time whose code confirms it.
struct Confirming {
    account: AccountId,
    member: MemberId,
    factor: row::Model,
    step: i64,
}

async fn put_on(tx: Tx<'_>, confirming: &Confirming, codes: &[String]) -> Result<Outcome<Vec<String>>> {
    let Confirming { account, member, factor, step } = confirming;
    let found = stored::find_in(tx.scope, *account).await?;
    if found.as_ref() != Some(factor) {
        return Err(Error::Stale);
    }
    stored::confirm(tx.scope, *account, *step, tx.now).await?;
    stored::replace_codes(tx.scope, *account, recovery::rows(codes, *account, tx.now, tx.random)).await?;
    let event = Event::MemberSecondFactor { member: *member, step: SecondFactorStep::SwitchedOn };
    Ok(Outcome::one(event, codes.iter().map(|code| recovery::shown(code)).collect()))
}

/// Makes new recovery codes, and returns them: they are shown this once, and the old ones open nothing.
///
/// # Errors
/// The fields `password` and `code`; [`Error::Stale`] where there is no second factor.
pub async fn renew_codes(service: &Service, ctx: &Ctx, typed: ProveSecondFactor) -> Result<Vec<String>> {
    let (account, member) = proved(service, ctx, &typed).await?;
    let input = (account, member, recovery::made(&*service.random));
    let done = service.change(ctx, Right::Read, input, |tx, (account, member, codes)| {
        Box::pin(async move {
            stored::replace_codes(tx.scope, *account, recovery::rows(codes, *account, tx.now, tx.random)).await?;
            let event = Event::MemberSecondFactor { member: *member, step: SecondFactorStep::CodesRenewed };
            Ok(Outcome::one(event, codes.iter().map(|code| recovery::shown(code)).collect()))
        })
    });
    Ok(done.await?.value)
}

/// Switches the second factor of one's own account off.
///
/// # Errors
/// The fields `password` and `code`, and `code` where a business asks for it; [`Error::Stale`] where there is none.
pub async fn switch_off(service: &Service, ctx: &Ctx, typed: ProveSecondFactor) -> Result<()> {
    let own = own::account(service, ctx).await?;
    if let Some(business) = required_by(service, AccountId(own.id)).await? {
        let words = format!("{business} asks every member for a second factor. It stays on");
        return Err(Error::field("code", Problem::Other(words)));
    }
    let (account, member) = proved(service, ctx, &typed).await?;
    service.change(ctx, Right::Read, (account, member), |tx, (id, who)| Box::pin(take_off(tx, *id, *who))).await?;
    Ok(())
}

async fn take_off(tx: Tx<'_>, account: AccountId, member: MemberId) -> Result<Outcome<()>> {
    stored::end(tx.scope, account).await?;
    Ok(Outcome::one(Event::MemberSecondFactor { member, step: SecondFactorStep::SwitchedOff }, ()))
}

/// The account of whoever asks, once both of its factors were proved.
async fn proved(service: &Service, ctx: &Ctx, typed: &ProveSecondFactor) -> Result<(AccountId, MemberId)> {
    let account = own::account(service, ctx).await?;
    let member = ctx.member().ok_or(Error::Forbidden)?;
    let id = AccountId(account.id);
    let factor = stored::find(&service.db, id).await?.filter(|factor| factor.confirmed_at.is_some());
    let factor = factor.ok_or(Error::Stale)?;
    own::prove(service, &account, &typed.password, "password").await?;
    let prover = Prover { account: &account, business: ctx.business, member };
    prove(service, prover, &factor, &typed.code).await?;
    Ok((id, member))
}

/// Takes the second factor of an account away, for somebody who lost it and their codes. For the operator, who
/// knows the person. It is recorded in each business where they are a member.
///
/// # Errors
/// [`Error::NotFound`] when there is no account with this address, or it has none.
pub async fn take_away(service: &Service, email: &str) -> Result<()> {
    let email = Email::required(email).map_err(|problem| Error::field("email", problem))?;
    let account = store::account::find_by_email(&service.db, email.as_str()).await?.ok_or(Error::NotFound)?;
    let id = AccountId(account.id);
    if !is_on(service, id).await? {
        return Err(Error::NotFound);
    }
    for (business, member) in service.db.memberships_of(id).await? {
        let request = service.new_request();
        let ctx = Ctx { business, actor: Actor::Operator, role: None, scope: None, request, session: None };
        service
            .change(&ctx, Right::AdministerTeam, (id, member), |tx, (id, who)| Box::pin(take_off(tx, *id, *who)))
            .await?;
    }
    let sessions = store::session::list_of_account(&service.db, id).await?;
    super::end_all(service, sessions).await
}
