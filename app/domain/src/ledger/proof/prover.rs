//! Many proofs about one tree, for the price of one.

use super::{Hash, InclusionProof};
use crate::ledger::tree::{node_hash, root_of};

/// A whole tree in memory, from which any leaf is proved at once.
///
/// It holds twice as many hashes as there are leaves.
#[derive(Clone, Debug)]
pub struct Prover {
    /// The leaves, then each level above them. A node without a neighbour goes up unchanged, which
    /// gives the tree of RFC 6962.
    levels: Vec<Vec<Hash>>,
}

impl Prover {
    /// Builds the tree over these leaves.
    pub fn new(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.chunks(2).map(|pair| match pair {
                [left, right] => node_hash(*left, *right),
                alone => alone[0],
            });
            levels.push(above.collect());
        }
        Self { levels }
    }

    /// The root over all leaves.
    pub fn root(&self) -> Hash {
        self.levels.last().and_then(|top| top.first().copied()).unwrap_or_else(|| root_of(&[]))
    }

    /// The proof for the leaf at `index`; `None` if there is none.
    pub fn prove(&self, index: u64) -> Option<InclusionProof> {
        let size = self.levels[0].len();
        let mut at = usize::try_from(index).ok().filter(|at| *at < size)?;
        let mut path = Vec::new();
        for level in &self.levels {
            path.extend(level.get(at ^ 1).copied());
            at >>= 1;
        }
        Some(InclusionProof { index, size: size as u64, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tree::tests::leaves;

    #[test]
    fn it_proves_what_the_specification_proves() {
        for size in 0..70 {
            let leaves = leaves(size);
            let prover = Prover::new(leaves.clone());
            assert_eq!(prover.root(), root_of(&leaves));
            for index in 0..=size as u64 {
                assert_eq!(prover.prove(index), InclusionProof::make(&leaves, index), "{index} of {size}");
            }
        }
    }
}
