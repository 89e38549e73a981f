//! What a program wishes under a name of its own: sent again, it is the same wish, and has the same answer.
//!
//! The answer is kept in the transaction of the change, and the changes of a business come one after the other: of
//! two programs that send the same at once, the second waits for the first and is told what that was told. What
//! changed nothing is not kept, for it may be asked again.

use chrono::TimeDelta;
use domain::{access::Right, actor::Actor, error::Problem, id::ApiKeyId};
use futures::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use store::{StoreError, entity::api_wish as row, integration};

use crate::{
    Service,
    change::{Done, Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ports::token_hash,
};

/// For how long a name stands for the same wish.
const NAMED_FOR: TimeDelta = TimeDelta::hours(24);
/// How long a name may be.
const LONGEST_NAME: usize = 255;
/// The header that names a wish.
const HEADER: &str = "Idempotency-Key";

/// The name of a wish, and what was wished, as they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    name_hash: String,
    asked_hash: String,
}

impl Wish {
    /// Reads a name, of a wish for exactly this. What was asked for is kept as a keyed hash: it may be a number.
    ///
    /// # Errors
    /// Fails where the name is empty or too long, and where the key of the hash is missing.
    pub fn read(service: &Service, ctx: &Ctx, name: &str, asked: &str) -> Result<Self> {
        if name.trim().is_empty() || name.len() > LONGEST_NAME {
            let sentence = format!("Use at least one and at most {LONGEST_NAME} characters");
            return Err(Error::field(HEADER, Problem::Other(sentence)));
        }
        let asked_hash = service.keys.hash_contact(ctx.business, "wish", asked)?.to_string();
        Ok(Self { name_hash: token_hash(name), asked_hash })
    }

    /// What was answered under this name, while it stands for that.
    ///
    /// # Errors
    /// Fails where the name stands for another wish.
    pub(crate) async fn answered<T: DeserializeOwned>(&self, tx: Tx<'_>) -> Result<Option<T>> {
        let found = integration::find_wish(tx.scope, program(tx)?, &self.name_hash).await?;
        let Some(found) = found.filter(|found| tx.now - found.at < NAMED_FOR) else { return Ok(None) };
        if found.asked_hash != self.asked_hash {
            let sentence = "This key was used for another request. Use a new one for each request".to_owned();
            return Err(Error::field(HEADER, Problem::Other(sentence)));
        }
        let answer = serde_json::from_str(&found.answer).map_err(|_| StoreError::Garbled("api_wish.answer"))?;
        Ok(Some(answer))
    }

    /// Keeps what is answered under this name: identifiers and codes, and nothing about a person.
    pub(crate) async fn keep<T: Serialize>(&self, tx: Tx<'_>, answer: &T) -> Result<()> {
        integration::forget_wishes(tx.scope, tx.now - NAMED_FOR).await?;
        let answered = row::Model {
            business_id: tx.business().0,
            api_key_id: program(tx)?.0,
            name_hash: self.name_hash.clone(),
            asked_hash: self.asked_hash.clone(),
            answer: serde_json::to_string(answer).map_err(|_| Error::Broken("an answer cannot be written"))?,
            at: tx.now,
        };
        Ok(integration::keep_wish(tx.scope, answered).await?)
    }
}

/// Only programs name their wishes.
fn program(tx: Tx<'_>) -> Result<ApiKeyId> {
    if let Actor::ApiKey(id) = tx.ctx.actor { Ok(id) } else { Err(Error::Forbidden) }
}

/// A change that is made once under the name of its wish.
struct Once<I, F> {
    wish: Option<Wish>,
    input: I,
    work: F,
}

impl<I, F> Once<I, F> {
    async fn run<'t, T>(&'t self, tx: Tx<'t>) -> Result<Outcome<T>>
    where
        T: Serialize + DeserializeOwned,
        F: Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>>,
    {
        let Some(wish) = &self.wish else { return (self.work)(tx, &self.input).await };
        if let Some(answer) = wish.answered(tx).await? {
            return Ok(Outcome::Unchanged(answer));
        }
        let outcome = (self.work)(tx, &self.input).await?;
        if let Outcome::Changed { value, .. } = &outcome {
            wish.keep(tx, value).await?;
        }
        Ok(outcome)
    }
}

impl Service {
    /// Changes a business's record as [`Service::change`] does, and once under the name of a wish: sent again, it
    /// changes nothing and is answered as it was.
    ///
    /// # Errors
    /// What the work refused with, and where the name stands for another wish; everything is as it was then.
    pub(crate) async fn change_once<I, T, F>(
        &self,
        ctx: &Ctx,
        right: Right,
        wish: Option<Wish>,
        input: I,
        work: F,
    ) -> Result<Done<T>>
    where
        I: Send + Sync + 'static,
        T: Serialize + DeserializeOwned + Send + Sync + 'static,
        F: for<'t> Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>> + Send + Sync + 'static,
    {
        let once = Once { wish, input, work };
        self.change(ctx, right, once, |tx, once| Box::pin(once.run(tx))).await
    }
}
