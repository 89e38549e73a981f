//! Which signed notes are believed.

use domain::{
    id::BusinessId,
    ledger::{Checkpoint, CheckpointError, LedgerSigner},
};
use store::entity::ledger_checkpoint;

/// Where a checkpoint was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the database, beside the entries.
    Database,
    /// In the journal, outside the database.
    Journal,
}

/// Reads a note that this installation signed for this business's ledger.
///
/// The name under which it was signed is the installation's public address of that time, which may
/// change; the key may not. So the name is taken from the note, and the key is ours.
pub(super) fn read(note: &str, business: BusinessId, signer: &LedgerSigner) -> Result<Checkpoint, String> {
    let origin = note.lines().next().unwrap_or_default();
    let Some(name) = origin.strip_suffix(&format!("/ledger/{business}")) else {
        return Err("it is about another ledger".to_owned());
    };
    let said = |error: CheckpointError| error.to_string();
    let key = signer.verifier(name).map_err(|error| said(error.into()))?;
    Checkpoint::verify(note, &[key]).map_err(said)
}

/// The checkpoint of a row whose columns say what its note says.
pub(super) fn of_row(
    row: &ledger_checkpoint::Model,
    business: BusinessId,
    signer: &LedgerSigner,
) -> Result<Checkpoint, String> {
    let checkpoint = read(&row.note, business, signer)?;
    let same = i64::try_from(checkpoint.size) == Ok(row.size) && checkpoint.root.to_string() == row.root;
    if same { Ok(checkpoint) } else { Err("its columns differ from what was signed".to_owned()) }
}
