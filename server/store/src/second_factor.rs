//! Second factors, the codes for when one is lost, and sign-ins that wait for a code.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, prelude::*, sea_query::OnConflict};

use crate::{
    Db, Scope,
    db::fresh,
    entity::{recovery_code, second_factor, sign_in_step},
    error::Result,
};

/// The second factor of an account, confirmed or not.
pub async fn find(db: &Db, account: AccountId) -> Result<Option<second_factor::Model>> {
    Ok(second_factor::Entity::find_by_id(account.0).one(&db.reads).await?)
}

/// The same, inside a change.
pub async fn find_in(scope: &Scope, account: AccountId) -> Result<Option<second_factor::Model>> {
    Ok(second_factor::Entity::find_by_id(account.0).one(&scope.tx).await?)
}

/// Which of these accounts have a second factor that is confirmed.
pub async fn confirmed(db: &Db, accounts: impl IntoIterator<Item = Uuid> + Send) -> Result<HashSet<Uuid>> {
    let found: Vec<Uuid> = second_factor::Entity::find()
        .select_only()
        .column(second_factor::Column::AccountId)
        .filter(second_factor::Column::AccountId.is_in(accounts))
        .filter(second_factor::Column::ConfirmedAt.is_not_null())
        .into_tuple()
        .all(&db.reads)
        .await?;
    Ok(found.into_iter().collect())
}

/// Keeps a second factor that is not confirmed yet, in place of one that never was. One that is confirmed stays.
pub async fn keep_unconfirmed(db: &Db, factor: second_factor::Model) -> Result<()> {
    use second_factor::Column;
    let newer = OnConflict::column(Column::AccountId)
        .update_columns([Column::Secret, Column::MadeAt, Column::LastStep])
        .action_and_where(Column::ConfirmedAt.is_null())
        .to_owned();
    second_factor::Entity::insert(fresh(factor)).on_conflict(newer).exec_without_returning(&db.writes).await?;
    Ok(())
}

/// Confirms a second factor by the code of a step of time.
pub async fn confirm(scope: &Scope, account: AccountId, step: i64, now: DateTime<Utc>) -> Result<()> {
    second_factor::Entity::update_many()
        .col_expr(second_factor::Column::ConfirmedAt, Expr::value(now))
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .filter(second_factor::Column::AccountId.eq(account.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Uses up the code of a step of time: false where it, or a later one, was used before.
pub async fn use_step(db: &Db, account: AccountId, step: i64) -> Result<bool> {
    let used = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .filter(second_factor::Column::AccountId.eq(account.0))
        .filter(second_factor::Column::LastStep.lt(step))
        .exec(&db.writes)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Takes an account's second factor and its recovery codes away.
pub async fn end(scope: &Scope, account: AccountId) -> Result<()> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account.0)).exec(&scope.tx).await?;
    second_factor::Entity::delete_by_id(account.0).exec(&scope.tx).await?;
    Ok(())
}

/// Gives an account these recovery codes, in place of all that it had.
pub async fn replace_codes(scope: &Scope, account: AccountId, codes: Vec<recovery_code::Model>) -> Result<()> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account.0)).exec(&scope.tx).await?;
    let rows = codes.into_iter().map(fresh::<_, recovery_code::ActiveModel>);
    recovery_code::Entity::insert_many(rows).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// How many recovery codes an account has left.
pub async fn codes_left(db: &Db, account: AccountId) -> Result<u64> {
    let left = recovery_code::Entity::find()
        .filter(recovery_code::Column::AccountId.eq(account.0))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(left.count(&db.reads).await?)
}

/// Uses up a recovery code: false where the account has no such code left.
pub async fn use_code(scope: &Scope, account: AccountId, code_hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let used = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(now))
        .filter(recovery_code::Column::AccountId.eq(account.0))
        .filter(recovery_code::Column::CodeHash.eq(code_hash))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(&scope.tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Keeps a sign-in that waits for a code.
pub async fn insert_step(db: &Db, step: sign_in_step::Model) -> Result<()> {
    sign_in_step::Entity::insert(fresh(step)).exec_without_returning(&db.writes).await?;
    Ok(())
}

/// The sign-in behind a cookie that waits for a code.
pub async fn find_step(db: &Db, token_hash: &str) -> Result<Option<sign_in_step::Model>> {
    Ok(sign_in_step::Entity::find_by_id(token_hash).one(&db.reads).await?)
}

/// Forgets a sign-in that waited, and all that waited for too long. False where it was gone before.
pub async fn end_step(db: &Db, token_hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let ended = sign_in_step::Entity::delete_by_id(token_hash).exec(&db.writes).await?;
    sign_in_step::Entity::delete_many().filter(sign_in_step::Column::ExpiresAt.lt(now)).exec(&db.writes).await?;
    Ok(ended.rows_affected == 1)
}
