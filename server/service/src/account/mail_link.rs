//! Links in mails to members: single-use, for one purpose and an hour, and gone with a new password or address.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use domain::{
    id::{AccountId, BusinessId, MemberId, MessageId},
    ledger::Hash,
    member_mail::MemberMail,
};
use store::{
    entity::{account, member_mail as row},
    member, member_mail,
};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::{
    Service,
    change::Tx,
    error::{Error, Result},
    key::Keys,
};

/// The secret part of a link. It is made of the password's hash and the address too, so that a new password or
/// address ends every link.
pub(crate) fn token(
    keys: &Keys,
    business: BusinessId,
    (id, kind): (MessageId, MemberMail),
    account: &account::Model,
) -> Result<String> {
    let code = code(keys, business, (id, kind), account)?;
    Ok(URL_SAFE_NO_PAD.encode([business.0.as_bytes().as_slice(), id.0.as_bytes(), code.as_bytes()].concat()))
}

fn code(
    keys: &Keys,
    business: BusinessId,
    (id, kind): (MessageId, MemberMail),
    account: &account::Model,
) -> Result<Hash> {
    keys.link_code(business, kind.code(), &format!("{id}:{}:{}", account.password_hash, account.email))
}

/// What is behind a good link.
pub(super) struct Open {
    pub(super) business: BusinessId,
    pub(super) mail: row::Model,
    pub(super) member: MemberId,
    pub(super) account: account::Model,
}

impl Open {
    /// What is behind this secret, if it is a good one of this sort. Asking uses nothing up.
    pub(super) async fn find(service: &Service, token: &str, kind: MemberMail) -> Result<Self> {
        let token = URL_SAFE_NO_PAD.decode(token).map_err(|_| Error::LinkGone)?;
        let (business, rest) = token.split_first_chunk::<16>().ok_or(Error::LinkGone)?;
        let (mail, secret) = rest.split_first_chunk::<16>().ok_or(Error::LinkGone)?;
        let (business, id) = (BusinessId(Uuid::from_bytes(*business)), MessageId(Uuid::from_bytes(*mail)));
        let scope = service.db.read(business).await?;
        let found = member_mail::find(&scope, id).await?;
        drop(scope);
        let mail = found.filter(|row| is_good(row, kind, service.now())).ok_or(Error::LinkGone)?;
        let account = mail.account_id.ok_or(Error::LinkGone)?;
        let account = store::account::find(&service.db, AccountId(account)).await?.ok_or(Error::LinkGone)?;
        let wanted = code(&service.keys, business, (id, kind), &account)?;
        if !bool::from(wanted.as_bytes().as_slice().ct_eq(secret)) {
            return Err(Error::LinkGone);
        }
        let memberships = service.db.memberships_of(AccountId(account.id)).await?;
        let member = memberships.into_iter().find(|(id, _)| *id == business).ok_or(Error::LinkGone)?.1;
        Ok(Self { business, mail, member, account })
    }

    /// Uses the link up, inside the change that it allows. Of two who follow one link at the same time, the
    /// second one finds it used.
    pub(super) async fn use_up(&self, tx: Tx<'_>, kind: MemberMail) -> Result<()> {
        let found = member_mail::find(tx.scope, MessageId(self.mail.id)).await?;
        found.filter(|row| is_good(row, kind, tx.now)).ok_or(Error::LinkGone)?;
        let member = member::find(tx.scope, self.member).await?.ok_or(Error::LinkGone)?;
        if member.disabled_at.is_some() {
            return Err(Error::LinkGone);
        }
        Ok(member_mail::use_up(tx.scope, AccountId(self.account.id), tx.now).await?)
    }
}

fn is_good(row: &row::Model, kind: MemberMail, now: DateTime<Utc>) -> bool {
    row.kind == kind.code() && row.used_at.is_none() && now < row.expires_at
}
