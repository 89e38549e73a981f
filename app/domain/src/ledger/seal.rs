//! The signature under something that was made from a ledger and handed out.

use super::{
    checkpoint::CheckpointError,
    hash::Hash,
    key::{LedgerSigner, LedgerVerifier},
    note,
};

/// What stands in front of the hash, so that no seal can pose as a checkpoint, nor the other way round.
const WHAT: &str = "ringfence/seal/1";

/// Signs a hash, as a note that any C2SP tool reads.
pub fn seal(hash: Hash, signer: &LedgerSigner, name: &str) -> Result<String, CheckpointError> {
    note::sign(&text(hash), signer, name)
}

/// Whether this note is the seal of this hash.
///
/// # Errors
/// Fails where none of the keys has signed the note, or a signature does not fit.
pub fn is_sealed(hash: Hash, note: &str, keys: &[LedgerVerifier]) -> Result<bool, CheckpointError> {
    Ok(note::open(note, keys)? == text(hash))
}

fn text(hash: Hash) -> String {
    format!("{WHAT}\n{hash}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Checkpoint;

    const NAME: &str = "crm.example.com";

    #[test]
    fn a_seal_is_of_one_hash_and_is_no_checkpoint() {
        let signer = LedgerSigner::from_seed([7; 32]);
        let keys = [signer.verifier(NAME).unwrap()];
        let note = seal(Hash([1; 32]), &signer, NAME).unwrap();
        assert_eq!(is_sealed(Hash([1; 32]), &note, &keys), Ok(true));
        assert_eq!(is_sealed(Hash([2; 32]), &note, &keys), Ok(false));
        assert_eq!(is_sealed(Hash([1; 32]), &note, &[]), Err(CheckpointError::UnknownKey));
        assert_eq!(Checkpoint::verify(&note, &keys), Err(CheckpointError::NotACheckpoint));
        let at = chrono::DateTime::UNIX_EPOCH;
        let checkpoint = Checkpoint { origin: NAME.into(), size: 1, root: Hash([1; 32]), at };
        let note = checkpoint.sign(&signer, NAME).unwrap();
        assert_eq!(is_sealed(Hash([1; 32]), &note, &keys), Ok(false));
    }
}
