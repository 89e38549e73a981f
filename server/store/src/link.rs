//! The customer's links, and what a link in a mail may allow again.

use domain::id::{BusinessId, CustomerId, CustomerLinkId, GrantId};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, prelude::*};

use crate::{
    Db, Scope,
    db::fresh,
    entity::{customer_grant, customer_link},
    error::Result,
};

impl Db {
    /// The link behind a secret.
    pub async fn link_behind(&self, token_hash: &str) -> Result<Option<(BusinessId, CustomerLinkId)>> {
        let found = if self.is_embedded() {
            let query = customer_link::Entity::find().filter(customer_link::Column::TokenHash.eq(token_hash));
            query.all(&self.reads).await?.into_iter().map(|link| (link.business_id, link.id)).collect()
        } else {
            self.ask("SELECT id, business_id FROM link_behind($1)", token_hash.into()).await?
        };
        Ok(found.into_iter().next().map(|(business, id)| (BusinessId(business), CustomerLinkId(id))))
    }
}

/// A link.
pub async fn find(scope: &Scope, id: CustomerLinkId) -> Result<Option<customer_link::Model>> {
    Ok(customer_link::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Keeps a link.
pub async fn insert(scope: &Scope, link: customer_link::Model) -> Result<()> {
    customer_link::Entity::insert(fresh(link)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Keeps what may be allowed again.
pub async fn insert_grant(scope: &Scope, grant: customer_grant::Model) -> Result<()> {
    customer_grant::Entity::insert(fresh(grant)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// What this customer may allow again by this code.
pub async fn find_grant(scope: &Scope, customer: CustomerId, code_hash: &str) -> Result<Option<customer_grant::Model>> {
    Ok(customer_grant::Entity::find()
        .filter(customer_grant::Column::BusinessId.eq(scope.business.0))
        .filter(customer_grant::Column::CustomerId.eq(customer.0))
        .filter(customer_grant::Column::CodeHash.eq(code_hash))
        .order_by_asc(customer_grant::Column::Id)
        .one(&scope.tx)
        .await?)
}

/// Writes when it was used.
pub async fn use_grant(scope: &Scope, id: GrantId, at: DateTimeUtc) -> Result<()> {
    customer_grant::Entity::update_many()
        .col_expr(customer_grant::Column::UsedAt, Expr::value(at))
        .filter(customer_grant::Column::BusinessId.eq(scope.business.0))
        .filter(customer_grant::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}
