//! Data subjects' requests (GDPR 12 and 15 to 21): the register, and what answers them.

mod copy;
mod erase;
mod receive;
mod settle;
mod show;

pub(crate) use copy::collect;
pub use copy::{copy, to_json};
pub use erase::erase;
pub use receive::receive;
pub(crate) use receive::{Received, keep_both, record};
pub(crate) use settle::answered_with_a_copy;
pub use settle::{extend, settle};
pub(crate) use show::due_soon;
pub use show::{list, new, show};

use domain::id::SubjectRequestId;
use store::{entity::request as row, request};

use crate::{
    change::Tx,
    error::{Error, Result},
};

/// A request that waits for its answer. One that was answered is answered once.
async fn waiting(tx: Tx<'_>, id: SubjectRequestId) -> Result<row::Model> {
    let found = request::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.state()?.waits() { Ok(found) } else { Err(Error::Stale) }
}

/// Says who had to do with a request last.
fn handled(tx: Tx<'_>, found: row::Model) -> row::Model {
    row::Model { handled_by_kind: tx.ctx.actor.kind().to_owned(), handled_by_id: tx.ctx.actor.id(), ..found }
}

#[cfg(test)]
mod tests;
