//! Customers: adding, listing, showing, editing.

mod detail;
mod edit;
mod list;
mod merge;
mod new;
mod patch;
mod show;
mod shown;
mod split;
mod sync;
mod withdraw;

pub(crate) use edit::optional_zone;
pub use edit::{add_point, edit, edit_form, retire_point};
pub(crate) use list::expiring;
pub use list::{list, page};
pub use merge::{merge, merge_page};
pub(crate) use new::{NewPerson, NewPhone, Newcomers, insert};
pub use patch::{Expected, Patch, patch};
pub use show::{show, show_version};
pub use split::{split, split_page};
pub use sync::{Done as SyncDone, Elsewhere, Kept as InStep, Synced, sync};
pub use withdraw::{Withdrawal, withdraw};

use domain::id::CustomerId;
use store::{Scope, customer, entity::customer as row};

use crate::error::{Error, Result};

/// A customer who has neither withdrawn nor been erased or merged: whose record may still be changed.
pub(crate) async fn visible(scope: &Scope, id: CustomerId) -> Result<row::Model> {
    let found = customer::find(scope, id).await?.ok_or(Error::NotFound)?;
    let gone = found.withdrawn_at.or(found.erased_at).is_some() || found.merged_into.is_some();
    if gone { Err(Error::NotFound) } else { Ok(found) }
}

/// Who is left of a customer: themselves, or whom they were merged into.
pub(crate) async fn survivor(scope: &Scope, id: CustomerId) -> Result<CustomerId> {
    let found = customer::find(scope, id).await?.ok_or(Error::NotFound)?;
    Ok(found.survivor())
}

#[cfg(test)]
mod tests;
