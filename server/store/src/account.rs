//! Accounts: the people who sign in, on the whole platform.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use sea_orm::{EntityTrait, QueryFilter, QuerySelect, prelude::*};

use crate::{Db, Scope, db::fresh, entity::account, error::Result};

/// The account with this address. One that was closed has none.
pub async fn find_by_email(db: &Db, email: &str) -> Result<Option<account::Model>> {
    let query = account::Entity::find().filter(account::Column::Email.eq(email));
    Ok(query.filter(account::Column::ClosedAt.is_null()).one(&db.reads).await?)
}

/// An account.
pub async fn find(db: &Db, id: AccountId) -> Result<Option<account::Model>> {
    Ok(account::Entity::find_by_id(id.0).one(&db.reads).await?)
}

/// The addresses of these accounts, by their identifiers.
pub async fn emails(db: &Db, ids: impl IntoIterator<Item = Uuid> + Send) -> Result<HashMap<Uuid, String>> {
    let found: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Email])
        .filter(account::Column::Id.is_in(ids))
        .into_tuple()
        .all(&db.reads)
        .await?;
    Ok(found.into_iter().collect())
}

/// Makes an account, in the transaction that makes its first membership.
pub async fn insert(scope: &Scope, account: account::Model) -> Result<()> {
    account::Entity::insert(fresh(account)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Gives an account another address to sign in with. Fails where another account has it.
pub async fn set_email(scope: &Scope, id: AccountId, email: &str) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::Email, Expr::value(email))
        .filter(account::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Gives an account another name.
pub async fn set_name(scope: &Scope, id: AccountId, name: &str) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(name))
        .filter(account::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Gives an account another password.
pub async fn set_password(db: &Db, id: AccountId, hash: &str) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(hash))
        .filter(account::Column::Id.eq(id.0))
        .exec(&db.writes)
        .await?;
    Ok(())
}

/// Gives an account another password, in the transaction that uses up the link for it.
pub async fn replace_password(scope: &Scope, id: AccountId, hash: &str) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(hash))
        .filter(account::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Closes an account: nobody signs in with it any more, and its address is free. What stays is to which texts its
/// owner agreed, when, and until when.
pub async fn close(scope: &Scope, id: AccountId, now: DateTime<Utc>) -> Result<()> {
    crate::second_factor::end(scope, id).await?;
    let nobody = format!("closed:{id}");
    account::Entity::update_many()
        .col_expr(account::Column::Email, Expr::value(nobody))
        .col_expr(account::Column::Name, Expr::value(""))
        .col_expr(account::Column::PasswordHash, Expr::value(""))
        .col_expr(account::Column::ClosedAt, Expr::value(now))
        .filter(account::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}
