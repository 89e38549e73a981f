//! Signed-in browsers, browsers that agreed to the statement, and failed sign-ins.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, MemberId, SessionId};
use sea_orm::{ActiveValue::Set, Condition, EntityTrait, QueryFilter, prelude::*, sea_query::OnConflict};

use crate::{
    Db,
    db::fresh,
    entity::{agreement, session, sign_in_attempt},
    error::Result,
};

/// Begins a session.
pub async fn insert(db: &Db, session: session::Model) -> Result<()> {
    session::Entity::insert(fresh(session)).exec_without_returning(&db.writes).await?;
    Ok(())
}

/// The session behind a cookie, ended or not.
pub async fn find(db: &Db, token_hash: &str) -> Result<Option<session::Model>> {
    Ok(session::Entity::find().filter(session::Column::TokenHash.eq(token_hash)).one(&db.reads).await?)
}

/// A session by its identifier.
pub async fn get(db: &Db, id: SessionId) -> Result<Option<session::Model>> {
    Ok(session::Entity::find_by_id(id.0).one(&db.reads).await?)
}

/// Notes that a session was used.
pub async fn touch(db: &Db, id: SessionId, now: DateTime<Utc>) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .filter(session::Column::Id.eq(id.0))
        .exec(&db.writes)
        .await?;
    Ok(())
}

/// Ends one session.
pub async fn end(db: &Db, id: SessionId, now: DateTime<Utc>) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(now))
        .filter(session::Column::Id.eq(id.0))
        .filter(session::Column::EndedAt.is_null())
        .exec(&db.writes)
        .await?;
    Ok(())
}

/// The sessions of a member that have not ended.
pub async fn list_of_member(db: &Db, member: MemberId) -> Result<Vec<session::Model>> {
    Ok(session::Entity::find()
        .filter(session::Column::MemberId.eq(member.0))
        .filter(session::Column::EndedAt.is_null())
        .all(&db.reads)
        .await?)
}

/// The sessions of an account that have not ended.
pub async fn list_of_account(db: &Db, account: AccountId) -> Result<Vec<session::Model>> {
    Ok(session::Entity::find()
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::EndedAt.is_null())
        .all(&db.reads)
        .await?)
}

/// Keeps that a browser agreed.
pub async fn insert_agreement(db: &Db, agreement: agreement::Model) -> Result<()> {
    agreement::Entity::insert(fresh(agreement)).exec_without_returning(&db.writes).await?;
    Ok(())
}

/// The agreement behind a cookie.
pub async fn find_agreement(db: &Db, token_hash: &str) -> Result<Option<agreement::Model>> {
    Ok(agreement::Entity::find().filter(agreement::Column::TokenHash.eq(token_hash)).one(&db.reads).await?)
}

/// Forgets an agreement that was used, and all that are too old.
pub async fn forget_agreement(db: &Db, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    agreement::Entity::delete_many()
        .filter(
            Condition::any().add(agreement::Column::TokenHash.eq(token_hash)).add(agreement::Column::ExpiresAt.lt(now)),
        )
        .exec(&db.writes)
        .await?;
    Ok(())
}

/// How often sign-in failed lately for this subject (an account or an address, hashed).
pub async fn attempts(db: &Db, subject_hash: &str) -> Result<Option<sign_in_attempt::Model>> {
    Ok(sign_in_attempt::Entity::find_by_id(subject_hash).one(&db.reads).await?)
}

/// Counts one more failure.
pub async fn count_attempt(db: &Db, subject_hash: &str, failures: i32, now: DateTime<Utc>) -> Result<()> {
    use sign_in_attempt::Column;
    let row = sign_in_attempt::ActiveModel {
        subject_hash: Set(subject_hash.to_owned()),
        failures: Set(failures),
        last_at: Set(now),
    };
    let newer = OnConflict::column(Column::SubjectHash).update_columns([Column::Failures, Column::LastAt]).to_owned();
    sign_in_attempt::Entity::insert(row).on_conflict(newer).exec_without_returning(&db.writes).await?;
    Ok(())
}

/// Forgets the failures after a success.
pub async fn clear_attempts(db: &Db, subject_hash: &str) -> Result<()> {
    sign_in_attempt::Entity::delete_by_id(subject_hash).exec(&db.writes).await?;
    Ok(())
}
