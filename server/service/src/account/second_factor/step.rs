//! Between the password and the session: a browser waits for the code, or sets its second factor up first.

use std::fmt;

use domain::{
    actor::Actor,
    id::{AccountId, BusinessId, MemberId, RequestId},
    second_factor::STEP_IS_GOOD_FOR,
    wire::account::{Secret, view::SharedSecret},
};
use store::{
    business,
    entity::{account, sign_in_step as row},
    second_factor as stored,
};

use super::{Prover, confirm, is_on, make, prove, shared};
use crate::{
    Service,
    account::{NewSession, session},
    ctx::Ctx,
    error::{Error, Result},
    ports::{new_token, token_hash},
};

/// What a right password leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A session.
    Session(NewSession),
    /// The question for the code.
    Code(NewStep),
    /// Setting a second factor up, because the business asks for one.
    SetUp(NewStep),
}

impl Entry {
    /// The session, where nothing more is asked for.
    pub fn session(self) -> Option<NewSession> {
        if let Self::Session(session) = self { Some(session) } else { None }
    }
}

/// A sign-in that waits. The token goes into a cookie and is stored nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct NewStep {
    /// The cookie's value.
    pub token: String,
}

impl fmt::Debug for NewStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewStep").finish_non_exhaustive()
    }
}

/// A second factor that was set up while signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The session that began.
    pub session: NewSession,
    /// The recovery codes, which are shown this once.
    pub codes: Vec<String>,
}

/// Lets an account into a business whose password was right: at once, or once its second factor is proved.
pub(crate) async fn enter(
    service: &Service,
    account: AccountId,
    business: BusinessId,
    member: MemberId,
) -> Result<Entry> {
    if is_on(service, account).await? {
        return Ok(Entry::Code(wait(service, account, business, member).await?));
    }
    if is_required(service, business).await? {
        make(service, account).await?;
        return Ok(Entry::SetUp(wait(service, account, business, member).await?));
    }
    Ok(Entry::Session(session::begin(service, account, business, member).await?))
}

/// Whether a business asks every member for a second factor.
async fn is_required(service: &Service, business: BusinessId) -> Result<bool> {
    let scope = service.db.read(business).await?;
    Ok(business::find(&scope).await?.is_some_and(|business| business.second_factor_required))
}

async fn wait(service: &Service, account: AccountId, business: BusinessId, member: MemberId) -> Result<NewStep> {
    let token = new_token(&*service.random);
    let row = row::Model {
        token_hash: token_hash(&token),
        account_id: account.0,
        business_id: business.0,
        member_id: member.0,
        expires_at: service.now() + STEP_IS_GOOD_FOR,
    };
    stored::insert_step(service.upkeep(), row).await?;
    Ok(NewStep { token })
}

/// A sign-in that waits, with its account.
struct Waiting {
    step: row::Model,
    account: account::Model,
}

async fn waiting(service: &Service, token: &str) -> Result<Waiting> {
    let step = stored::find_step(&service.db, &token_hash(token)).await?;
    let step = step.filter(|step| service.now() < step.expires_at).ok_or(Error::LinkGone)?;
    let account = store::account::find(&service.db, AccountId(step.account_id)).await?.ok_or(Error::LinkGone)?;
    Ok(Waiting { step, account })
}

/// Signs in with the code that follows the password.
///
/// # Errors
/// [`Error::LinkGone`] where the password was given too long ago; the field `code`; [`Error::Throttled`].
pub async fn enter_code(service: &Service, token: &str, typed: &Secret) -> Result<NewSession> {
    let Waiting { step, account } = waiting(service, token).await?;
    let factor = stored::find(&service.db, AccountId(account.id)).await?.filter(|it| it.confirmed_at.is_some());
    let factor = factor.ok_or(Error::LinkGone)?;
    let prover = Prover { account: &account, business: step.business_id.into(), member: step.member_id.into() };
    prove(service, prover, &factor, typed).await?;
    begin(service, &step).await
}

/// The secret that is to be set up before this browser is signed in.
///
/// # Errors
/// [`Error::LinkGone`] where the password was given too long ago, or there is nothing to set up.
pub async fn needs_set_up(service: &Service, token: &str) -> Result<SharedSecret> {
    let Waiting { account, .. } = waiting(service, token).await?;
    let factor = stored::find(&service.db, AccountId(account.id)).await?.filter(|it| it.confirmed_at.is_none());
    shared(service, &account, &factor.ok_or(Error::LinkGone)?)
}

/// Sets a second factor up by its first code, and signs in.
///
/// # Errors
/// [`Error::LinkGone`] where the password was given too long ago; the field `code`.
pub async fn set_up_at_sign_in(service: &Service, token: &str, typed: &Secret, request: RequestId) -> Result<SetUp> {
    let Waiting { step, account } = waiting(service, token).await?;
    let ctx = Ctx {
        business: step.business_id.into(),
        actor: Actor::Member(step.member_id.into()),
        role: None,
        scope: None,
        request,
        session: None,
    };
    let codes = confirm(service, &ctx, &account, typed.reveal()).await?;
    let session = begin(service, &step).await?;
    Ok(SetUp { session, codes })
}

/// Ends the waiting, once, and begins the session.
async fn begin(service: &Service, step: &row::Model) -> Result<NewSession> {
    if !stored::end_step(service.upkeep(), &step.token_hash, service.now()).await? {
        return Err(Error::LinkGone);
    }
    session::begin(service, step.account_id.into(), step.business_id.into(), step.member_id.into()).await
}
