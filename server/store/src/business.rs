//! Businesses: the tenants, and the look-ups that come before one is known.

use domain::id::{AccountId, BusinessId, InvitationId, MemberId};
use sea_orm::{
    ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Statement, Value, prelude::*,
};

use crate::{
    Db, Scope,
    db::fresh,
    entity::{business, invitation, member},
    error::Result,
};

/// The business of this scope.
pub async fn find(scope: &Scope) -> Result<Option<business::Model>> {
    Ok(business::Entity::find_by_id(scope.business.0).one(&scope.tx).await?)
}

/// Makes the business of this scope.
pub async fn insert(scope: &Scope, business: business::Model) -> Result<()> {
    business::Entity::insert(fresh(business)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes the business's settings.
pub async fn update(scope: &Scope, business: business::Model) -> Result<()> {
    business::Entity::update(fresh::<_, business::ActiveModel>(business)).exec(&scope.tx).await?;
    Ok(())
}

impl Db {
    /// The business with this slug.
    pub async fn business_named(&self, slug: &str) -> Result<Option<BusinessId>> {
        let ids = if self.is_embedded() {
            let query = business::Entity::find().select_only().column(business::Column::Id);
            query.filter(business::Column::Slug.eq(slug)).into_tuple::<Uuid>().all(&self.reads).await?
        } else {
            self.ask("SELECT id FROM business_named($1)", slug.into()).await?.into_iter().map(|(_, id)| id).collect()
        };
        Ok(ids.into_iter().next().map(BusinessId))
    }

    /// Every business, the oldest first; of one that was erased the ledger is left.
    pub async fn every_business(&self) -> Result<Vec<BusinessId>> {
        self.businesses("SELECT id FROM every_business()", business::Entity::find()).await
    }

    /// Every business that was not erased, the oldest first.
    pub async fn open_businesses(&self) -> Result<Vec<BusinessId>> {
        let open = business::Entity::find().filter(business::Column::ErasedAt.is_null());
        self.businesses("SELECT id FROM open_businesses()", open).await
    }

    /// Asks the look-up function, or the embedded database itself.
    async fn businesses(&self, look_up: &str, query: Select<business::Entity>) -> Result<Vec<BusinessId>> {
        let ids: Vec<Uuid> = if self.is_embedded() {
            let query = query.select_only().column(business::Column::Id);
            query.order_by_asc(business::Column::CreatedAt).into_tuple().all(&self.reads).await?
        } else {
            let rows = self.reads.query_all_raw(Statement::from_string(self.backend, look_up));
            rows.await?.iter().map(|row| row.try_get_by_index(0)).collect::<std::result::Result<_, _>>()?
        };
        Ok(ids.into_iter().map(BusinessId).collect())
    }

    /// Where an account is a member, the oldest membership first; disabled ones left out.
    pub async fn memberships_of(&self, account: AccountId) -> Result<Vec<(BusinessId, MemberId)>> {
        let found = if self.is_embedded() {
            let query = member::Entity::find()
                .filter(member::Column::AccountId.eq(account.0))
                .filter(member::Column::DisabledAt.is_null())
                .order_by_asc(member::Column::JoinedAt);
            query.all(&self.reads).await?.into_iter().map(|member| (member.business_id, member.id)).collect()
        } else {
            self.ask("SELECT id, business_id FROM memberships_of($1)", account.0.into()).await?
        };
        Ok(found.into_iter().map(|(business, id)| (BusinessId(business), MemberId(id))).collect())
    }

    /// Every membership of an account that has not ended, the oldest first; disabled ones too.
    pub async fn places_of(&self, account: AccountId) -> Result<Vec<(BusinessId, MemberId)>> {
        let found = if self.is_embedded() {
            let query = member::Entity::find()
                .filter(member::Column::AccountId.eq(account.0))
                .filter(member::Column::LeftAt.is_null())
                .order_by_asc(member::Column::JoinedAt);
            query.all(&self.reads).await?.into_iter().map(|member| (member.business_id, member.id)).collect()
        } else {
            self.ask("SELECT id, business_id FROM places_of($1)", account.0.into()).await?
        };
        Ok(found.into_iter().map(|(business, id)| (BusinessId(business), MemberId(id))).collect())
    }

    /// The invitations to an address that were neither used nor taken back.
    pub async fn invitations_to(&self, email: &str) -> Result<Vec<(BusinessId, InvitationId)>> {
        let found = if self.is_embedded() {
            let query = invitation::Entity::find()
                .filter(invitation::Column::Email.eq(email))
                .filter(invitation::Column::UsedAt.is_null())
                .filter(invitation::Column::RevokedAt.is_null());
            query.all(&self.reads).await?.into_iter().map(|it| (it.business_id, it.id)).collect()
        } else {
            self.ask("SELECT id, business_id FROM invitations_to($1)", email.into()).await?
        };
        Ok(found.into_iter().map(|(business, id)| (BusinessId(business), InvitationId(id))).collect())
    }

    /// The invitation behind a link.
    pub async fn invitation_behind(&self, token_hash: &str) -> Result<Option<(BusinessId, InvitationId)>> {
        let found = if self.is_embedded() {
            let query = invitation::Entity::find().filter(invitation::Column::TokenHash.eq(token_hash));
            query.all(&self.reads).await?.into_iter().map(|it| (it.business_id, it.id)).collect()
        } else {
            self.ask("SELECT id, business_id FROM invitation_behind($1)", token_hash.into()).await?
        };
        Ok(found.into_iter().next().map(|(business, id)| (BusinessId(business), InvitationId(id))))
    }

    /// Asks one of the look-up functions; returns (business, id), the business being nil where it names none.
    pub(crate) async fn ask(&self, sql: &str, value: Value) -> Result<Vec<(Uuid, Uuid)>> {
        let rows = self.reads.query_all_raw(Statement::from_sql_and_values(self.backend, sql, [value])).await?;
        let pairs = rows.iter().map(|row| {
            let id = row.try_get_by_index(0)?;
            Ok((row.try_get_by_index(1).unwrap_or_default(), id))
        });
        pairs.collect()
    }
}
