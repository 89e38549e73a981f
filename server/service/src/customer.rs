//! Customers: adding, listing, showing, editing.

mod edit;
mod list;
mod new;
mod show;

pub(crate) use edit::optional_zone;
pub use edit::{add_point, edit, edit_form, retire_point};
pub use list::list;
pub(crate) use new::{NewPerson, NewPhone, Newcomers, insert};
pub use show::show;

use domain::id::CustomerId;
use store::{Scope, customer, entity::customer as row};

use crate::error::{Error, Result};

/// A customer who has neither withdrawn nor been erased: whose record may still be changed.
pub(crate) async fn visible(scope: &Scope, id: CustomerId) -> Result<row::Model> {
    let found = customer::find(scope, id).await?.ok_or(Error::NotFound)?;
    if found.withdrawn_at.or(found.erased_at).is_some() { Err(Error::NotFound) } else { Ok(found) }
}
