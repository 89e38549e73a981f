//! Giving everything of one customer to another: the two are one person.

use domain::id::CustomerId;
use sea_orm::{EntityTrait, QueryFilter, prelude::*};

use crate::{
    Scope,
    entity::{
        audit_finding, call, consent_event, consent_invalidation, contact_point, customer, customer_grant,
        customer_link, dnc_mark, interaction, ledger_opening, message_intent, request, retained_identity,
        suppression_source,
    },
    error::Result,
};

/// Moves the rows of a table that belong to a customer.
macro_rules! move_rows {
    ($scope:ident, $from:ident, $to:ident, $($table:ident),+) => {$(
        $table::Entity::update_many()
            .col_expr($table::Column::CustomerId, Expr::value($to.0))
            .filter($table::Column::BusinessId.eq($scope.business.0))
            .filter($table::Column::CustomerId.eq($from.0))
            .exec(&$scope.tx)
            .await?;
    )+};
}

/// Moves everything that belongs to a customer, in every table, and lets those who were merged into them
/// before be found at the other too. What the ledger recorded stays; only who erases its texts changes.
pub async fn move_all(scope: &Scope, from: CustomerId, to: CustomerId) -> Result<()> {
    move_rows!(
        scope,
        from,
        to,
        contact_point,
        consent_event,
        consent_invalidation,
        interaction,
        call,
        dnc_mark,
        suppression_source,
        message_intent,
        customer_link,
        customer_grant,
        request,
        audit_finding,
        ledger_opening,
        retained_identity
    );
    customer::Entity::update_many()
        .col_expr(customer::Column::MergedInto, Expr::value(to.0))
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::MergedInto.eq(from.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Gives some contact points of one customer to another, with the calls to them and what the ledger may show
/// of their values: that is erased with whoever has them.
pub async fn move_points(
    scope: &Scope,
    from: CustomerId,
    to: CustomerId,
    points: &[contact_point::Model],
) -> Result<()> {
    contact_point::Entity::update_many()
        .col_expr(contact_point::Column::CustomerId, Expr::value(to.0))
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::Id.is_in(points.iter().map(|point| point.id)))
        .exec(&scope.tx)
        .await?;
    call::Entity::update_many()
        .col_expr(call::Column::CustomerId, Expr::value(to.0))
        .filter(call::Column::BusinessId.eq(scope.business.0))
        .filter(call::Column::ContactPointId.is_in(points.iter().map(|point| point.id)))
        .exec(&scope.tx)
        .await?;
    // Whoever reads mail at an address must not see what another customer agreed to.
    customer_link::Entity::update_many()
        .col_expr(customer_link::Column::CustomerId, Expr::value(to.0))
        .filter(customer_link::Column::BusinessId.eq(scope.business.0))
        .filter(customer_link::Column::ContactPointId.is_in(points.iter().map(|point| point.id)))
        .exec(&scope.tx)
        .await?;
    ledger_opening::Entity::update_many()
        .col_expr(ledger_opening::Column::CustomerId, Expr::value(to.0))
        .filter(ledger_opening::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_opening::Column::CustomerId.eq(from.0))
        .filter(ledger_opening::Column::Value.is_in(points.iter().map(|point| point.value.as_str())))
        .exec(&scope.tx)
        .await?;
    Ok(())
}
