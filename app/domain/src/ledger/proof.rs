//! Proofs about a tree that need only a few of its hashes (RFC 9162, sections 2.1.3 and 2.1.4).

use serde::{Deserialize, Serialize};

use super::{
    hash::Hash,
    tree::{node_hash, root_of, split},
};

mod prover;

pub use prover::Prover;

/// Shows that an entry is in a ledger of which only a checkpoint is known. Part of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InclusionProof {
    /// How many leaves stand before this one: the entry's position less one.
    pub index: u64,
    /// The size of the tree in which it is, the checkpoint's.
    pub size: u64,
    /// The hashes beside the way from the leaf to the root.
    pub path: Vec<Hash>,
}

/// Shows that a later ledger begins with all entries of an earlier one, unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsistencyProof {
    /// The size of the earlier tree.
    pub old_size: u64,
    /// The size of the later tree.
    pub new_size: u64,
    /// The hashes from which both roots can be computed.
    pub path: Vec<Hash>,
}

/// Why a proof shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// A position outside the tree, or an earlier tree that is larger than the later one.
    #[error("The proof is about a place that is not in the ledger")]
    OutOfRange,
    /// Too few hashes, or too many.
    #[error("The proof does not have as many parts as the ledger's size asks for")]
    WrongLength,
    /// The hashes lead elsewhere.
    #[error("The proof does not lead to the checkpoint")]
    WrongRoot,
}

impl InclusionProof {
    /// Makes the proof for the leaf at `index` in the tree of all these leaves; `None` if there is none.
    pub fn make(leaves: &[Hash], index: u64) -> Option<Self> {
        let at = usize::try_from(index).ok().filter(|at| *at < leaves.len())?;
        let mut path = Vec::new();
        include(leaves, at, &mut path);
        Some(Self { index, size: leaves.len() as u64, path })
    }

    /// Checks that this leaf is at this index of the tree with this root.
    ///
    /// `size` and `root` belong together only in a checkpoint: compare the proof's size with it.
    pub fn verify(&self, leaf: Hash, root: Hash) -> Result<(), ProofError> {
        if self.index >= self.size {
            return Err(ProofError::OutOfRange);
        }
        let mut way = Way { at: self.index, last: self.size - 1 };
        let mut hash = leaf;
        for beside in &self.path {
            hash = if way.step()? { node_hash(*beside, hash) } else { node_hash(hash, *beside) };
        }
        way.end()?;
        if hash == root { Ok(()) } else { Err(ProofError::WrongRoot) }
    }
}

impl ConsistencyProof {
    /// Makes the proof that the tree of all these leaves continues that of the first `old_size`;
    /// `None` if there are not so many.
    pub fn make(leaves: &[Hash], old_size: u64) -> Option<Self> {
        let old = usize::try_from(old_size).ok().filter(|old| *old <= leaves.len())?;
        let mut path = Vec::new();
        if old > 0 {
            continued(leaves, old, true, &mut path);
        }
        Some(Self { old_size, new_size: leaves.len() as u64, path })
    }

    /// Checks that the tree with the new root continues that with the old root.
    ///
    /// Sizes and roots belong together only in checkpoints: compare the proof's sizes with them.
    pub fn verify(&self, old_root: Hash, new_root: Hash) -> Result<(), ProofError> {
        if self.old_size > self.new_size {
            return Err(ProofError::OutOfRange);
        }
        if self.old_size == 0 || self.old_size == self.new_size {
            let same = if self.old_size == self.new_size { new_root } else { root_of(&[]) };
            let complete = if self.path.is_empty() { Ok(()) } else { Err(ProofError::WrongLength) };
            return complete.and(if old_root == same { Ok(()) } else { Err(ProofError::WrongRoot) });
        }
        // A full old tree is a node of the new one, so the proof leaves out its root.
        let known = self.old_size.is_power_of_two().then_some(old_root);
        let mut parts = known.iter().chain(&self.path).copied();
        let mut way = Way { at: self.old_size - 1, last: self.new_size - 1 };
        way.skip_while(1);
        let start = parts.next().ok_or(ProofError::WrongLength)?;
        let (mut old, mut new) = (start, start);
        for beside in parts {
            if way.step()? {
                old = node_hash(beside, old);
                new = node_hash(beside, new);
            } else {
                new = node_hash(new, beside);
            }
        }
        way.end()?;
        if old == old_root && new == new_root { Ok(()) } else { Err(ProofError::WrongRoot) }
    }
}

/// The way from a node to the root: its number on the present level, and that of the last node there.
struct Way {
    at: u64,
    last: u64,
}

impl Way {
    /// Goes up past one hash of the proof, and tells whether it stands on the left.
    fn step(&mut self) -> Result<bool, ProofError> {
        if self.last == 0 {
            return Err(ProofError::WrongLength);
        }
        let left = self.at & 1 == 1 || self.at == self.last;
        if left {
            // The last node of a level without a neighbour goes up unchanged.
            self.skip_while(0);
        }
        self.up();
        Ok(left)
    }

    /// Goes up as long as the lowest digit of the number is this one.
    fn skip_while(&mut self, digit: u64) {
        while self.at & 1 == digit && self.at != 0 {
            self.up();
        }
    }

    fn up(&mut self) {
        self.at >>= 1;
        self.last >>= 1;
    }

    /// Makes sure that the way has come to the root.
    fn end(&self) -> Result<(), ProofError> {
        if self.last == 0 { Ok(()) } else { Err(ProofError::WrongLength) }
    }
}

fn include(leaves: &[Hash], at: usize, path: &mut Vec<Hash>) {
    if leaves.len() < 2 {
        return;
    }
    let half = split(leaves.len());
    let (left, right) = leaves.split_at(half);
    if at < half {
        include(left, at, path);
        path.push(root_of(right));
    } else {
        include(right, at - half, path);
        path.push(root_of(left));
    }
}

/// `whole` says that the old tree is a full subtree of what we are in, whose root the verifier has.
fn continued(leaves: &[Hash], old: usize, whole: bool, path: &mut Vec<Hash>) {
    if old == leaves.len() {
        if !whole {
            path.push(root_of(leaves));
        }
        return;
    }
    let half = split(leaves.len());
    let (left, right) = leaves.split_at(half);
    if old <= half {
        continued(left, old, whole, path);
        path.push(root_of(right));
    } else {
        continued(right, old - half, false, path);
        path.push(root_of(left));
    }
}

#[cfg(test)]
mod tests;
