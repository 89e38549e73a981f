//! What columns became the last time: proposed again for the same headings, in whatever order.
//!
//! The headings are kept as a keyed hash only. A list without headings is not remembered: its columns
//! are told apart by nothing but their place.

use domain::{import::column::Target, wire::import::Column};
use store::entity::import_mapping;

use super::{
    list::{List, Listed},
    read::HeaderRow,
};
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// What is kept of a list that is imported.
pub(super) fn of(service: &Service, ctx: &Ctx, listed: &Listed) -> Result<Option<import_mapping::Model>> {
    if listed.header_row == HeaderRow::Absent {
        return Ok(None);
    }
    let columns = in_order(&listed.columns);
    Ok(Some(import_mapping::Model {
        business_id: ctx.business.0,
        headings_hash: hash(service, ctx, &columns)?,
        mapping: columns.iter().map(|(_, column)| serde_json::json!(column.target)).collect(),
    }))
}

/// Lets the columns of a list for which nobody chose become what they became the last time. Says
/// whether there was such a time.
///
/// # Errors
/// Fails where the file is no list, or the record cannot be read.
pub async fn recall(service: &Service, ctx: &Ctx, list: &mut List) -> Result<bool> {
    let listed = list.look().await?;
    if list.mapping.is_some() || listed.header_row == HeaderRow::Absent {
        return Ok(false);
    }
    let columns = in_order(&listed.columns);
    let scope = service.db.read(ctx.business).await?;
    let found = store::import::find_mapping(&scope, &hash(service, ctx, &columns)?).await?;
    let Some(found) = found else { return Ok(false) };
    let unread = |_| Error::Broken("a remembered mapping cannot be read");
    let found: Vec<Target> = serde_json::from_value(found).map_err(unread)?;
    let mut mapping = vec![Target::Keep; listed.columns.len()];
    for ((at, _), target) in columns.into_iter().zip(found) {
        mapping[at] = target;
    }
    list.mapping = Some(mapping);
    Ok(true)
}

/// The columns by their headings, each with its place.
fn in_order(columns: &[Column]) -> Vec<(usize, &Column)> {
    let mut columns: Vec<_> = columns.iter().enumerate().collect();
    columns.sort_by(|(_, one), (_, other)| one.heading.cmp(&other.heading));
    columns
}

fn hash(service: &Service, ctx: &Ctx, columns: &[(usize, &Column)]) -> Result<String> {
    let headings: Vec<&str> = columns.iter().map(|(_, column)| column.heading.as_str()).collect();
    Ok(service.keys.hash_contact(ctx.business, "headings", &headings.join("\n"))?.to_string())
}
