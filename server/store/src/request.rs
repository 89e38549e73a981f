//! Data subjects' requests.

use domain::{
    id::{CustomerId, SubjectRequestId},
    request::{Came, RequestKind, RequestState},
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Scope, StoreError,
    db::fresh,
    entity::request::{ActiveModel, Column, Entity, Model},
    error::Result,
};

/// Keeps a request.
pub async fn insert(scope: &Scope, request: Model) -> Result<()> {
    Entity::insert(fresh(request)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes how far a request is.
pub async fn update(scope: &Scope, request: Model) -> Result<()> {
    Entity::update(fresh::<_, ActiveModel>(request)).exec(&scope.tx).await?;
    Ok(())
}

/// A request.
pub async fn find(scope: &Scope, id: SubjectRequestId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The requests in these states, of one customer or of everybody, the one that is due first at the top.
pub async fn list(
    scope: &Scope,
    customer: Option<CustomerId>,
    states: &[RequestState],
    due_before: Option<Date>,
    limit: u64,
) -> Result<Vec<Model>> {
    let query = matching(scope, customer, states, due_before);
    Ok(query.order_by_asc(Column::DueOn).order_by_asc(Column::Id).limit(limit).all(&scope.tx).await?)
}

/// How many requests of the business are in these states.
pub async fn count(scope: &Scope, states: &[RequestState], due_before: Option<Date>) -> Result<u64> {
    Ok(matching(scope, None, states, due_before).count(&scope.tx).await?)
}

fn matching(
    scope: &Scope,
    customer: Option<CustomerId>,
    states: &[RequestState],
    due_before: Option<Date>,
) -> Select<Entity> {
    let mut query = Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())));
    if let Some(customer) = customer {
        query = query.filter(Column::CustomerId.eq(customer.0));
    }
    if let Some(day) = due_before {
        let held: Vec<_> =
            RequestKind::ALL.iter().filter(|kind| kind.holds_at_once()).map(|kind| kind.code()).collect();
        query = query.filter(Column::DueOn.lt(day)).filter(Column::Kind.is_not_in(held));
    }
    query
}

/// The restrictions of these customers that stand (GDPR 18).
pub async fn restrictions(scope: &Scope, customers: &[CustomerId]) -> Result<Vec<Model>> {
    let waiting = RequestState::ALL.into_iter().filter(|state| state.waits());
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .filter(Column::Kind.eq(RequestKind::Restriction.code()))
        .filter(Column::State.is_in(waiting.map(RequestState::code)))
        .order_by_asc(Column::RecordedAt)
        .all(&scope.tx)
        .await?)
}

impl Model {
    /// What it asks for.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub fn kind(&self) -> Result<RequestKind> {
        RequestKind::from_code(&self.kind).map_err(|_| StoreError::Garbled("request.kind"))
    }

    /// How it came.
    ///
    /// # Errors
    /// As [`Self::kind`].
    pub fn came(&self) -> Result<Came> {
        Came::from_code(&self.came).map_err(|_| StoreError::Garbled("request.came"))
    }

    /// How far it is.
    ///
    /// # Errors
    /// As [`Self::kind`].
    pub fn state(&self) -> Result<RequestState> {
        RequestState::from_code(&self.state).map_err(|_| StoreError::Garbled("request.state"))
    }
}
