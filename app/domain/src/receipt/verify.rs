//! Checking a receipt with nothing but the published keys.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{BASIS, Context, Event, FORMAT, Particular, Receipt, SHAPE, TYPE, urn};
use crate::ledger::{
    Checkpoint, CheckpointError, Entry, EntryError, InclusionProof, LedgerVerifier, ProofError, commitment, is_sealed,
    leaf_hash,
};

/// The longest receipt that is read, in bytes: more than a person's whole life makes.
const LONGEST: usize = 16 * 1024 * 1024;

/// What a good receipt proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// The receipt.
    pub receipt: Receipt,
    /// The ledger at the moment against which it is proved.
    pub checkpoint: Checkpoint,
}

/// The first thing about a receipt that does not fit. Its sentence names the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Not a receipt of this format at all.
    #[error("this is not a receipt that can be read: {0}")]
    Unreadable(String),
    /// Nobody we know has signed the checkpoint, or somebody changed it.
    #[error("the checkpoint does not fit")]
    Checkpoint(#[source] CheckpointError),
    /// Its checkpoint is another business's.
    #[error("the checkpoint is of another ledger: {0}")]
    OtherLedger(String),
    /// Nobody we know has signed the receipt.
    #[error("the seal does not fit")]
    Seal(#[source] CheckpointError),
    /// An entry cannot be read.
    #[error("event {event}: its entry cannot be read")]
    Entry {
        /// Which event, counted from one.
        event: usize,
        /// What is wrong with the bytes.
        source: EntryError,
    },
    /// An entry is not where the receipt says.
    #[error("event {event}: its entry is not proved by the checkpoint")]
    Proof {
        /// Which event, counted from one.
        event: usize,
        /// What the proof does.
        source: ProofError,
    },
    /// The receipt says something that the entry does not.
    #[error("event {event}: {what} is not what the entry says")]
    Claim {
        /// Which event, counted from one.
        event: usize,
        /// What is said.
        what: String,
    },
    /// A value is not the one that was committed to.
    #[error("event {event}: the value of {field} is not the one that was committed to")]
    Opening {
        /// Which event, counted from one.
        event: usize,
        /// The field's name.
        field: String,
    },
    /// Everything is proved for itself, and the whole was changed: something was left out, or a name is another.
    #[error("the receipt is not the one that was sealed: something was changed or left out")]
    Changed,
}

/// Checks a receipt: the checkpoint's signature, that each entry is in the ledger, that the entries say what
/// the receipt says, that what is opened was committed to, and the seal over the whole.
///
/// It needs no database, no configuration and no network. `keys` are those that the installation publishes.
///
/// # Errors
/// Names the first thing that does not fit.
pub fn verify(text: &str, keys: &[LedgerVerifier]) -> Result<Proved, ReceiptError> {
    if text.len() > LONGEST {
        return Err(ReceiptError::Unreadable("it is too long".to_owned()));
    }
    let receipt: Receipt = serde_json::from_str(text).map_err(|error| ReceiptError::Unreadable(error.to_string()))?;
    constants(&receipt)?;
    let checkpoint = Checkpoint::verify(&receipt.checkpoint, keys).map_err(ReceiptError::Checkpoint)?;
    let business = receipt.controller.id.strip_prefix("urn:uuid:").unwrap_or_default();
    if !checkpoint.origin.ends_with(&format!("/ledger/{business}")) {
        return Err(ReceiptError::OtherLedger(checkpoint.origin));
    }
    let mut last = 0;
    for (at, event) in receipt.events.iter().enumerate() {
        check(&receipt, &checkpoint, event, at + 1)?;
        if event.proof.position <= last {
            return Err(ReceiptError::Claim { event: at + 1, what: "the order".to_owned() });
        }
        last = event.proof.position;
    }
    match is_sealed(receipt.digest(), &receipt.seal, keys) {
        Ok(true) => Ok(Proved { receipt, checkpoint }),
        Ok(false) => Err(ReceiptError::Changed),
        Err(error) => Err(ReceiptError::Seal(error)),
    }
}

/// What is the same in every receipt.
fn constants(receipt: &Receipt) -> Result<(), ReceiptError> {
    let same = receipt.context == Context::default()
        && receipt.kind == TYPE
        && receipt.format == FORMAT
        && receipt.shape == SHAPE
        && receipt.basis == BASIS;
    if same { Ok(()) } else { Err(ReceiptError::Unreadable("it has another format".to_owned())) }
}

fn check(receipt: &Receipt, checkpoint: &Checkpoint, event: &Event, number: usize) -> Result<(), ReceiptError> {
    let claim = |what: &str| Err(ReceiptError::Claim { event: number, what: what.to_owned() });
    let entry = |source| ReceiptError::Entry { event: number, source };
    let bytes = STANDARD.decode(&event.proof.entry).map_err(|_| entry(EntryError::NotAnEntry))?;
    let said = Entry::from_bytes(&bytes).map_err(entry)?;
    let proof = |source| ReceiptError::Proof { event: number, source };
    let index = event.proof.position.checked_sub(1).ok_or_else(|| proof(ProofError::OutOfRange))?;
    let path = InclusionProof { index, size: checkpoint.size, path: event.proof.path.clone() };
    path.verify(leaf_hash(&bytes), checkpoint.root).map_err(proof)?;
    if said.seq != event.proof.position {
        return claim("the position");
    }
    if urn(said.business.0) != receipt.controller.id {
        return claim("the business");
    }
    let about = said.subject.as_ref().filter(|subject| subject.kind == "customer").map(|subject| urn(subject.id));
    if !about.is_some_and(|about| about == receipt.subject.id || receipt.subject.merged.contains(&about)) {
        return claim("the customer");
    }
    let expected = Event::said(&said, event.proof.clone());
    let parts = [
        (event.kind == expected.kind, "the kind"),
        (event.created == expected.created, "the time of recording"),
        (event.actor == expected.actor, "who recorded it"),
        (event.subject == expected.subject, "the customer"),
        (event.purpose == expected.purpose, "the purpose"),
        (event.status == expected.status, "the status"),
        (event.answered == expected.answered, "the time of the answer"),
        (event.notice == expected.notice, "the text that was shown"),
        (event.particulars.len() == expected.particulars.len(), "the list of particulars"),
    ];
    if let Some((_, what)) = parts.iter().find(|(fits, _)| !fits) {
        return claim(what);
    }
    event.particulars.iter().zip(&expected.particulars).try_for_each(|pair| particular(pair, number))
}

/// One particular against what the entry holds.
fn particular((shown, held): (&Particular, &Particular), event: usize) -> Result<(), ReceiptError> {
    let closed = Particular { salt: None, value: held.value.clone(), ..shown.clone() };
    let plain_changed = held.commitment.is_none() && shown != held;
    if closed != *held || plain_changed {
        return Err(ReceiptError::Claim { event, what: format!("the particular {}", held.name) });
    }
    match (held.commitment, shown.salt, &shown.value) {
        (None, ..) | (Some(_), None, None) => Ok(()),
        (Some(hash), Some(salt), Some(value)) if commitment(&held.name, &salt.0, value.as_bytes()) == hash => Ok(()),
        (Some(_), ..) => Err(ReceiptError::Opening { event, field: held.name.clone() }),
    }
}
