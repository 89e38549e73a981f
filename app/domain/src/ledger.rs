//! The rules of the ledger: how a change is written down, hashed, signed and checked.
//!
//! An [`Entry`] becomes bytes, the bytes a leaf of a Merkle tree, the tree's root a signed
//! checkpoint that leaves the database, and whoever holds an earlier checkpoint can tell whether
//! anything before it was changed. Personal data enters only as a salted commitment, so erasing a
//! person leaves the ledger verifiable.
//!
//! Where entries are stored, who may read them and when a checkpoint is signed is not decided here.

mod encoding;
mod entry;
mod hash;

#[cfg(feature = "metadata")]
mod checkpoint;
#[cfg(feature = "metadata")]
mod commitment;
#[cfg(feature = "metadata")]
mod damage;
#[cfg(feature = "metadata")]
mod frontier;
#[cfg(feature = "metadata")]
mod key;
#[cfg(feature = "metadata")]
mod keyed;
#[cfg(feature = "metadata")]
mod note;
#[cfg(feature = "metadata")]
mod proof;
#[cfg(feature = "metadata")]
mod seal;
#[cfg(feature = "metadata")]
mod tree;
#[cfg(feature = "metadata")]
mod verify;

pub use entry::{Actor, Entry, EntryError, Field, FieldValue, Subject};
pub use hash::{Hash, NotAHash};

#[cfg(feature = "metadata")]
pub use self::{
    checkpoint::{Checkpoint, CheckpointError},
    commitment::commitment,
    damage::Damage,
    frontier::{Frontier, NotAFrontier},
    key::{KeyError, LedgerSigner, LedgerVerifier},
    keyed::HashKey,
    proof::{ConsistencyProof, InclusionProof, ProofError, Prover},
    seal::{is_sealed, seal},
    tree::{leaf_hash, node_hash, root_of},
    verify::{Opening, Row, Verified, Verifier},
};
