//! A business that closes: what is erased of it, and what is left.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use sea_orm::{EntityTrait, QueryFilter, prelude::*};

use crate::{Scope, entity, error::Result};

/// Deletes every row of the business from these tables, in this order: what refers to another comes first.
macro_rules! erase {
    ($scope:ident, $($table:ident)+) => {
        $(
            entity::$table::Entity::delete_many()
                .filter(entity::$table::Column::BusinessId.eq($scope.business.0))
                .exec(&$scope.tx)
                .await?;
        )+
    };
}

/// Erases everything of the business but its ledger, which holds codes and salted commitments only, and an empty
/// row that the ledger stands on.
pub async fn erase(scope: &Scope, now: DateTime<Utc>) -> Result<()> {
    erase!(
        scope,
        ledger_opening session sign_in_step
        api_wish api_key_use api_key display_beat display
        webhook_delivery webhook_position webhook
        audit_comment audit_sighting audit_finding audit_review audit_run
        consent_invalidation consent_event consent_term customer_grant customer_link
        dnc_mark suppression_source suppression retained_identity
        call interaction denial message_intent member_mail request
        counted_customer head_count tally
        contact_point customer import_mapping import_run
        registry_subscription holiday notice invitation member
    );
    let id = scope.business.0;
    entity::business::Entity::update_many()
        .col_expr(entity::business::Column::Name, Expr::value("Closed business"))
        .col_expr(entity::business::Column::Slug, Expr::value(format!("closed-{id}")))
        .col_expr(entity::business::Column::ErasedAt, Expr::value(now))
        .filter(entity::business::Column::Id.eq(id))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Erases an account that is a member nowhere any more.
pub async fn erase_account(scope: &Scope, account: AccountId) -> Result<()> {
    use entity::{account as row, recovery_code, second_factor, session, sign_in_step};
    let id = account.0;
    sign_in_step::Entity::delete_many().filter(sign_in_step::Column::AccountId.eq(id)).exec(&scope.tx).await?;
    session::Entity::delete_many().filter(session::Column::AccountId.eq(id)).exec(&scope.tx).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(id)).exec(&scope.tx).await?;
    second_factor::Entity::delete_by_id(id).exec(&scope.tx).await?;
    row::Entity::delete_by_id(id).exec(&scope.tx).await?;
    Ok(())
}
