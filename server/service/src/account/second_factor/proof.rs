//! Proving a second factor: by the code of the moment, or by a recovery code, each once.

use domain::{
    actor::Actor,
    error::Problem,
    event::Event,
    id::{AccountId, BusinessId, MemberId},
    second_factor::{SecondFactorStep, TypedCode},
    wire::account::Secret,
};
use store::{
    entity::{account, second_factor as row},
    second_factor as stored,
};

use super::secret;
use crate::{
    Service,
    account::throttle,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ports::token_hash,
};

/// Who proves, and in whose ledger a recovery code is used up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prover<'a> {
    pub(super) account: &'a account::Model,
    pub(super) business: BusinessId,
    pub(super) member: MemberId,
}

/// Proves that whoever asks has the second factor of this account.
///
/// # Errors
/// The field `code` for one that is wrong or was used; [`Error::Throttled`] after too many tries.
pub(super) async fn prove(service: &Service, prover: Prover<'_>, factor: &row::Model, typed: &Secret) -> Result<()> {
    let code = TypedCode::read(typed.reveal()).map_err(|problem| Error::field("code", problem))?;
    let counted = throttle::begin_code(service, AccountId(prover.account.id)).await?;
    let is_right = match &code {
        TypedCode::OfTheMoment(code) => by_moment(service, prover.account, factor, code).await?,
        TypedCode::Recovery(code) => by_recovery_code(service, prover, code).await?,
    };
    if !is_right {
        return Err(wrong());
    }
    counted.succeed(service).await
}

/// What is said about a code that opens nothing.
fn wrong() -> Error {
    let words = "This code is not right, or it was used already. Wait for the next one and try again";
    Error::field("code", Problem::Other(words.into()))
}

async fn by_moment(service: &Service, account: &account::Model, factor: &row::Model, code: &str) -> Result<bool> {
    let id = AccountId(account.id);
    let totp = secret::opened(&service.keys, id, &account.email, &factor.secret)?;
    let Some(step) = secret::step_of(&totp, code, service.now()) else { return Ok(false) };
    Ok(stored::use_step(service.upkeep(), id, step).await?)
}

async fn by_recovery_code(service: &Service, prover: Prover<'_>, code: &str) -> Result<bool> {
    let ctx = Ctx {
        business: prover.business,
        actor: Actor::Member(prover.member),
        role: None,
        scope: None,
        request: service.new_request(),
        session: None,
    };
    let input = (AccountId(prover.account.id), prover.member, token_hash(code));
    let done = service
        .change_by_newcomer(&ctx, input, |tx, (account, member, hash)| Box::pin(use_up(tx, *account, *member, hash)));
    Ok(done.await?.value)
}

async fn use_up(tx: Tx<'_>, account: AccountId, member: MemberId, hash: &str) -> Result<Outcome<bool>> {
    if !stored::use_code(tx.scope, account, hash, tx.now).await? {
        return Ok(Outcome::Unchanged(false));
    }
    Ok(Outcome::one(Event::MemberSecondFactor { member, step: SecondFactorStep::CodeUsed }, true))
}
