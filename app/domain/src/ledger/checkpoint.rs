//! The signed statement of how many entries a ledger has and what they hash to (C2SP tlog-checkpoint).

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};

use super::{
    hash::Hash,
    key::{KeyError, LedgerSigner, LedgerVerifier, named},
    note,
};

/// A ledger at one moment. Whoever keeps it can tell later whether anything before it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger in the world: a URL without a scheme, `crm.example.com/ledger/BUSINESS`.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
    /// When it was signed, to the microsecond. It stands in an extension line, `time MICROSECONDS`
    /// since 1970, and is the signer's word: the tree does not prove it.
    pub at: DateTime<Utc>,
}

/// Why a checkpoint cannot be signed or believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// More than any checkpoint needs.
    #[error("The checkpoint is too long")]
    TooLong,
    /// No text with signatures under it.
    #[error("This is not a signed note")]
    NotANote,
    /// Nobody we know has signed it. A rotated key must stay published.
    #[error("None of the known keys has signed this checkpoint")]
    UnknownKey,
    /// The text or the signature was changed, or another key was used.
    #[error("The signature of {key} does not fit this checkpoint")]
    BadSignature {
        /// The key's name.
        key: String,
    },
    /// A known key has signed something else.
    #[error("The signed text is not a checkpoint")]
    NotACheckpoint,
    /// The origin would not be one line, or not one word.
    #[error("A checkpoint's origin must not be empty nor contain spaces or a plus sign")]
    Origin,
    /// The key cannot sign under this name.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl Checkpoint {
    /// Signs the checkpoint under the key's published name, as a note that any C2SP tool reads.
    ///
    /// The ledger never signs two checkpoints of which one does not continue the other; only the
    /// caller can see to that.
    pub fn sign(&self, signer: &LedgerSigner, name: &str) -> Result<String, CheckpointError> {
        if !named(&self.origin) {
            return Err(CheckpointError::Origin);
        }
        note::sign(&self.text(), signer, name)
    }

    /// Reads a note that at least one of these keys has signed.
    ///
    /// All keys that were ever published belong here, since a rotated key's checkpoints stay good.
    /// That it is about the right ledger is for the caller to compare, by its origin.
    ///
    /// # Errors
    /// Fails with [`CheckpointError::BadSignature`] as soon as one signature of a known key does
    /// not fit, even if another one does.
    pub fn verify(note: &str, keys: &[LedgerVerifier]) -> Result<Self, CheckpointError> {
        let text = note::open(note, keys)?;
        Self::read(text).ok_or(CheckpointError::NotACheckpoint)
    }

    /// The text that is signed.
    fn text(&self) -> String {
        let (root, time) = (STANDARD.encode(self.root.as_bytes()), self.at.timestamp_micros());
        format!("{}\n{}\n{root}\ntime {time}\n", self.origin, self.size)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let checkpoint = Self {
            origin: lines.next().filter(|origin| named(origin))?.to_owned(),
            size: lines.next()?.parse().ok()?,
            root: STANDARD.decode(lines.next()?).ok()?.as_slice().try_into().ok()?,
            at: DateTime::from_timestamp_micros(lines.next()?.strip_prefix("time ")?.parse().ok()?)?,
        };
        // Writing it again is the strictest way of reading: no leading zero, nothing after the end.
        (checkpoint.text() == text).then_some(checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "crm.example.com/ledger";

    fn signer() -> LedgerSigner {
        LedgerSigner::from_seed([7; 32])
    }

    fn keys() -> Vec<LedgerVerifier> {
        vec![LedgerSigner::from_seed([6; 32]).verifier(NAME).unwrap(), signer().verifier(NAME).unwrap()]
    }

    fn example() -> Checkpoint {
        Checkpoint {
            origin: "crm.example.com/ledger/7".into(),
            size: 42,
            root: Hash([0xab; 32]),
            at: DateTime::from_timestamp_micros(1_790_000_000_123_456).unwrap(),
        }
    }

    #[test]
    fn a_checkpoint_is_the_text_that_the_specification_describes() {
        let note = example().sign(&signer(), NAME).unwrap();
        let text = "crm.example.com/ledger/7\n42\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\ntime 1790000000123456\n\n\u{2014} crm.example.com/ledger ";
        assert!(note.starts_with(text), "{note}");
        assert_eq!(note.lines().count(), 6);
    }

    #[test]
    fn a_signed_checkpoint_reads_back_as_it_was() {
        let note = example().sign(&signer(), NAME).unwrap();
        assert_eq!(Checkpoint::verify(&note, &keys()), Ok(example()));
    }

    #[test]
    fn no_character_of_a_checkpoint_can_be_changed() {
        let note = example().sign(&signer(), NAME).unwrap();
        for (at, letter) in note.char_indices() {
            let other = if letter == 'A' { "B" } else { "A" };
            let mut changed = note.clone();
            changed.replace_range(at..at + letter.len_utf8(), other);
            assert!(Checkpoint::verify(&changed, &keys()).is_err(), "{changed}");
        }
    }

    #[test]
    fn a_checkpoint_of_another_key_is_not_believed() {
        let note = example().sign(&LedgerSigner::from_seed([8; 32]), NAME).unwrap();
        assert_eq!(Checkpoint::verify(&note, &keys()), Err(CheckpointError::UnknownKey));
        let note = example().sign(&signer(), "other.example").unwrap();
        assert_eq!(Checkpoint::verify(&note, &keys()), Err(CheckpointError::UnknownKey));
    }

    #[test]
    fn a_signed_text_that_is_no_checkpoint_is_not_taken_for_one() {
        let good = example().text();
        let texts = [
            good.replace("\n42\n", "\n042\n"),
            good.replace("\n42\n", "\n+42\n"),
            good.replace("\n42\n", "\n-1\n"),
            good.replace("q6s=", "q6u="),
            good.replace("q6urq6s=", ""),
            good.replace("time ", "Time "),
            good.replace("time 1", "time 01"),
            good.replace("time 1790000000123456\n", ""),
            format!("{good}more\n"),
            format!("\n{good}"),
            good.replace("crm.example.com", "crm example.com"),
        ];
        assert_eq!(Checkpoint::verify(&note::sign(&good, &signer(), NAME).unwrap(), &keys()), Ok(example()));
        for text in texts {
            let note = note::sign(&text, &signer(), NAME).unwrap();
            assert_eq!(Checkpoint::verify(&note, &keys()), Err(CheckpointError::NotACheckpoint), "{text}");
        }
    }

    #[test]
    fn an_origin_that_would_forge_another_line_is_refused() {
        for origin in ["", "a\n999", "a b", "a+b"] {
            let checkpoint = Checkpoint { origin: origin.into(), ..example() };
            assert_eq!(checkpoint.sign(&signer(), NAME), Err(CheckpointError::Origin), "{origin:?}");
        }
        assert_eq!(example().sign(&signer(), "a b"), Err(CheckpointError::Key(KeyError::Name)));
    }
}
