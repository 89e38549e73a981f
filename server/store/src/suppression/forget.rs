//! What the list forgets: digits that nothing needs any more, and what was typed with a stranger's number.

use domain::id::{CustomerId, SuppressionId};
use sea_orm::{EntityTrait, QueryFilter, QuerySelect, prelude::*};

use crate::{
    Scope,
    entity::{ledger_entry, ledger_opening, suppression, suppression_source},
    error::Result,
};

/// Which words are forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Who asked for a stranger's number to be put on the list, and how.
    Note,
    /// These, and why it was taken off.
    All,
}

/// Leaves only the hash of a number: its person was erased, or nothing keeps it on the list.
pub async fn forget_number(scope: &Scope, id: SuppressionId) -> Result<()> {
    suppression::Entity::update_many()
        .col_expr(suppression::Column::Number, Expr::value(None::<String>))
        .filter(suppression::Column::BusinessId.eq(scope.business.0))
        .filter(suppression::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Leaves only the hashes of the numbers that are on the list because of this customer, unless another
/// customer keeps them there too: the person is erased. A stranger's no needs no digits.
pub async fn forget_numbers_of(scope: &Scope, customer: CustomerId) -> Result<()> {
    use suppression_source::Column;
    let of_business = || suppression_source::Entity::find().filter(Column::BusinessId.eq(scope.business.0));
    let own = of_business().filter(Column::CustomerId.eq(customer.0)).all(&scope.tx).await?;
    for source in own {
        let others = of_business()
            .filter(Column::SuppressionId.eq(source.suppression_id))
            .filter(Column::CustomerId.ne(customer.0))
            .filter(Column::LiftedAt.is_null())
            .count(&scope.tx)
            .await?;
        if others == 0 {
            forget_number(scope, source.suppression_id.into()).await?;
        }
    }
    Ok(())
}

/// Forgets what was typed with these numbers where no customer stands behind it, in the rows and in what the
/// ledger's commitments hide. The name of a list stays.
pub async fn forget_words(scope: &Scope, numbers: &[SuppressionId], words: Words) -> Result<()> {
    use suppression_source::Column;
    let ids: Vec<Uuid> = numbers.iter().map(|id| id.0).collect();
    let nothing = || Expr::value(None::<String>);
    let nobodys = suppression_source::Entity::update_many()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::SuppressionId.is_in(ids.iter().copied()))
        .filter(Column::CustomerId.is_null());
    let notes = nobodys.clone().filter(Column::Kind.eq("stranger")).col_expr(Column::Note, nothing());
    notes.exec(&scope.tx).await?;
    if words == Words::All {
        let lifts = nobodys.col_expr(Column::LiftReason, nothing()).col_expr(Column::LiftEvidence, nothing());
        lifts.exec(&scope.tx).await?;
    }
    let seqs: Vec<i64> = ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::Seq)
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::SubjectKind.eq("suppression"))
        .filter(ledger_entry::Column::SubjectId.is_in(ids))
        .into_tuple()
        .all(&scope.tx)
        .await?;
    let mut openings = ledger_opening::Entity::delete_many()
        .filter(ledger_opening::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_opening::Column::Seq.is_in(seqs));
    if words == Words::Note {
        openings = openings.filter(ledger_opening::Column::Field.eq("note"));
    }
    openings.exec(&scope.tx).await?;
    Ok(())
}
