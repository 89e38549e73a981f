//! The registration gate (policy section 1): statement, agreement, and the business behind them.
//!
//! Declining has no use case: nothing is stored, and without an agreement there is no account.

mod founding;
mod notice;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use founding::insert_account;
pub use founding::register;
pub(crate) use notice::latest as latest_text;
#[cfg(test)]
pub(crate) use notice::publish as publish_text;
pub use notice::{platform_text, publish_platform_notices};
pub use words::publish_missing_words;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    error::Problem,
    id::NoticeId,
    registration::{AGREEMENT_LASTS_FOR_MINUTES, PlatformText},
    wire::registration::{params, view},
};
use store::{
    entity::{agreement as row, platform_notice},
    session,
};

use crate::{
    Service,
    error::{Error, Result},
    ports::{new_id, new_token, token_hash},
};

/// A browser's agreement, as far as an account needs it: the versions that were really seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The statement's version.
    pub statement: NoticeId,
    /// The version of the privacy policy that it named.
    pub privacy: NoticeId,
    /// When it was agreed to (UTC).
    pub agreed_at: DateTime<Utc>,
}

/// The texts of the gate that are in force.
struct InForce {
    statement: platform_notice::Model,
    privacy: platform_notice::Model,
}

impl InForce {
    async fn read(service: &Service) -> Result<Self> {
        let statement = notice::latest(service, PlatformText::RegistrationStatement).await?;
        let privacy = notice::latest(service, PlatformText::PrivacyPolicy).await?;
        Ok(Self { statement, privacy })
    }

    /// Whether these are the versions that a form says were shown.
    fn were_shown(&self, statement: &str, privacy: &str) -> bool {
        let is = |shown: &str, notice: &platform_notice::Model| shown.trim().parse() == Ok(notice.version);
        is(statement, &self.statement) && is(privacy, &self.privacy)
    }

    /// Whether these are the versions that were agreed to.
    fn are_those_of(&self, agreement: &row::Model) -> bool {
        agreement.statement_id == self.statement.id && agreement.privacy_id == self.privacy.id
    }
}

/// The statement that is to be agreed to now.
pub async fn statement(service: &Service) -> Result<view::Statement> {
    let InForce { statement, privacy } = InForce::read(service).await?;
    Ok(view::Statement {
        id: NoticeId(statement.id),
        version: statement.version,
        text: statement.text,
        privacy_version: privacy.version,
        privacy_published_at: privacy.published_at,
    })
}

/// Records that somebody agreed to the statement, and returns the secret for their browser's cookie.
/// It opens the account form for one hour.
///
/// # Errors
/// A problem of the field `agree` when the box was not ticked, and [`Error::NotAgreed`] when the
/// texts that were shown are not the newest ones: they are shown again.
pub async fn agree(service: &Service, params: params::Agree) -> Result<String> {
    if !is_ticked(&params.ticked) {
        return Err(Error::field("agree", Problem::NotAgreed));
    }
    let texts = InForce::read(service).await?;
    if !texts.were_shown(&params.statement, &params.privacy) {
        return Err(Error::NotAgreed);
    }
    let now = service.now();
    let token = new_token(&*service.random);
    let agreement = row::Model {
        id: new_id(now, &*service.random),
        token_hash: token_hash(&token),
        statement_id: texts.statement.id,
        privacy_id: texts.privacy.id,
        agreed_at: now,
        expires_at: now + TimeDelta::minutes(AGREEMENT_LASTS_FOR_MINUTES),
    };
    session::insert_agreement(service.upkeep(), agreement).await?;
    Ok(token)
}

/// What forms and programs send for a box that is ticked.
fn is_ticked(text: &str) -> bool {
    matches!(text, "on" | "true" | "yes" | "1")
}

/// The agreement behind a browser's cookie.
///
/// # Errors
/// [`Error::NotAgreed`] when there is none, when it is more than an hour old, or when a newer
/// statement or privacy policy was published since.
pub async fn agreement(service: &Service, token: Option<&str>) -> Result<Agreement> {
    let token = token.ok_or(Error::NotAgreed)?;
    let found = session::find_agreement(&service.db, &token_hash(token)).await?;
    let found = found.filter(|agreement| service.now() < agreement.expires_at).ok_or(Error::NotAgreed)?;
    if !InForce::read(service).await?.are_those_of(&found) {
        return Err(Error::NotAgreed);
    }
    let (statement, privacy) = (NoticeId(found.statement_id), NoticeId(found.privacy_id));
    Ok(Agreement { statement, privacy, agreed_at: found.agreed_at })
}

/// Forgets an agreement that an account was made with: it is good for one.
pub(crate) async fn use_up(service: &Service, token: Option<&str>) -> Result<()> {
    if let Some(token) = token {
        session::forget_agreement(service.upkeep(), &token_hash(token), service.now()).await?;
    }
    Ok(())
}
