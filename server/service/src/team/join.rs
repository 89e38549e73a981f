//! Joining a business by an invitation's link, through the same gate as everybody.

use chrono::{DateTime, Utc};
use domain::{
    access::Role,
    actor::Actor,
    email::Email,
    error::{Problem, Problems},
    event::Event,
    id::{AccountId, BusinessId, InvitationId, MemberId},
    registration::check_password,
    text::MemberName,
    wire::team::{params, view},
};
use store::{
    StoreError, business,
    entity::{account as account_row, invitation as row, member as member_row},
    member,
};

use super::invited_role;
use crate::{
    Service,
    account::{self, Entry},
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ports::{new_id, token_hash},
    registration::{self, Agreement},
};

/// What stands behind a link that is still good.
struct Open {
    business: BusinessId,
    business_name: String,
    invitation: InvitationId,
    email: Email,
    role: Role,
    name: String,
    account: Option<account_row::Model>,
}

/// What an invited person sees: who invites whom, and what is to be agreed to first.
///
/// # Errors
/// [`Error::LinkGone`] when the link was used, taken back, is too old or never was.
pub async fn invitation(service: &Service, token: &str) -> Result<view::Invited> {
    let open = open(service, token).await?;
    Ok(view::Invited {
        business_name: open.business_name,
        name: open.name,
        email: open.email.to_string(),
        role: open.role,
        has_account: open.account.is_some(),
        statement: registration::statement(service).await?,
    })
}

async fn open(service: &Service, token: &str) -> Result<Open> {
    let found = service.db.invitation_behind(&token_hash(token)).await?;
    let (business_id, id) = found.ok_or(Error::LinkGone)?;
    let scope = service.db.read(business_id).await?;
    let invitation = member::find_invitation(&scope, id).await?;
    let invitation = invitation.filter(|it| is_good(it, service.now())).ok_or(Error::LinkGone)?;
    let business = business::find(&scope).await?.ok_or(Error::LinkGone)?;
    drop(scope);
    let role = invited_role(&invitation)?;
    let email = Email::required(&invitation.email).map_err(|_| StoreError::Garbled("invitation.email"))?;
    let account = store::account::find_by_email(&service.db, email.as_str()).await?;
    let (business_name, name) = (business.name, invitation.name);
    Ok(Open { business: business_id, business_name, invitation: id, email, role, name, account })
}

fn is_good(invitation: &row::Model, now: DateTime<Utc>) -> bool {
    invitation.used_at.is_none() && invitation.revoked_at.is_none() && now < invitation.expires_at
}

/// Whose account the new member has.
enum Account {
    /// One that they had before, and whose password they gave.
    Theirs(AccountId),
    /// A new one, with the hash of its password.
    New(AccountId, String),
}

impl Account {
    const fn id(&self) -> AccountId {
        match self {
            Self::Theirs(id) | Self::New(id, _) => *id,
        }
    }
}

/// Everything that the change needs, made before it.
struct Joining {
    open: Open,
    member: MemberId,
    name: MemberName,
    account: Account,
    agreement: Agreement,
}

/// Joins, and signs in. Who has an account with the invited address gives its password; for
/// everybody else an account is made.
///
/// # Errors
/// [`Error::LinkGone`], [`Error::NotAgreed`], and otherwise the fields that need another look; for
/// an account that exists [`Error::WrongPassword`] or [`Error::Throttled`].
pub async fn join(service: &Service, token: &str, agreement: Option<&str>, params: params::Join) -> Result<Entry> {
    let open = open(service, token).await?;
    let agreed = registration::agreement(service, agreement).await?;
    let (name, account) = read(service, &open, &params).await?;
    let (now, random) = (service.now(), &*service.random);
    let member = MemberId(new_id(now, random));
    let (id, business) = (account.id(), open.business);
    let ctx = Ctx {
        business,
        actor: Actor::Member(member),
        role: Some(open.role),
        scope: None,
        request: new_id(now, random).into(),
        session: None,
    };
    let joining = Joining { open, member, name, account, agreement: agreed };
    let joined = service.change_by_newcomer(&ctx, joining, |tx, joining| Box::pin(insert(tx, joining))).await;
    match joined {
        // Somebody made the account, or joined with it, while this was under way: the link tells what now.
        Err(Error::Store(StoreError::Taken)) => return Err(Error::Stale),
        other => other?,
    };
    registration::use_up(service, agreement).await?;
    account::enter(service, id, business, member).await
}

async fn read(service: &Service, open: &Open, params: &params::Join) -> Result<(MemberName, Account)> {
    let mut problems = Problems::default();
    let password = params.password.reveal();
    let name = problems.take("name", MemberName::required(&params.name, "your name"));
    if open.account.is_none() {
        problems.take("password", check_password(password, &[open.email.as_str(), &open.business_name]));
    } else if password.is_empty() {
        problems.note("password", Problem::missing("the password of your account"));
    }
    problems.none()?;
    let name = name.ok_or(Error::Broken("a form without problems lacks a field"))?;
    let account = if open.account.is_some() {
        Account::Theirs(AccountId(account::verify_account(service, &open.email, password).await?.id))
    } else {
        let id = new_id(service.now(), &*service.random).into();
        Account::New(id, account::hash(service, password).await?)
    };
    Ok((name, account))
}

async fn insert(tx: Tx<'_>, joining: &Joining) -> Result<Outcome<()>> {
    let Joining { open, member: id, name, account, agreement } = joining;
    let found = member::find_invitation(tx.scope, open.invitation).await?;
    let mut invitation = found.filter(|invitation| is_good(invitation, tx.now)).ok_or(Error::LinkGone)?;
    invitation.used_at = Some(tx.now);
    member::update_invitation(tx.scope, invitation).await?;
    if let Account::New(account, password_hash) = account {
        registration::insert_account(tx, *account, &open.email, name, password_hash, agreement).await?;
    }
    let row = member_row::Model {
        business_id: tx.business().0,
        id: id.0,
        account_id: account.id().0,
        name: name.to_string(),
        role: open.role.code().to_owned(),
        joined_at: tx.now,
        disabled_at: None,
        keys_enabled: true,
        left_at: None,
        trained_version: None,
        trained_at: None,
    };
    member::insert(tx.scope, row).await?;
    let event = Event::MemberJoined {
        member: *id,
        invitation: open.invitation,
        role: open.role,
        statement: agreement.statement,
        privacy: agreement.privacy,
    };
    Ok(Outcome::one(event, ()))
}
