//! The Merkle tree of RFC 6962: leaves, nodes, and the root of a whole list.

use sha2::{Digest, Sha256};

use super::hash::Hash;

/// Hashes an entry as a leaf of the ledger's tree (RFC 6962, prefix 0x00).
///
/// Changing one stored byte changes this hash and with it every later root, so no proof against
/// an earlier checkpoint holds any more. This shows tampering; it does not prevent it: whoever
/// holds the database *and* the signing key can write a new history, which is why checkpoints
/// leave the database: in the journal, and in every confirmation.
///
/// `bytes` are what was stored, written field by field rather than by serde: renaming a field or
/// upgrading a crate must never change the meaning of a proof made years ago.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(bytes).finalize().into())
}

/// Hashes two halves of a tree into their parent (RFC 6962, prefix 0x01).
///
/// The prefix differs from a leaf's, so that no entry can pose as a part of the tree.
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// Computes the root over these leaves from scratch. The root of nothing is the hash of nothing.
///
/// [`Frontier`](super::Frontier) gives the same root while entries come in one by one.
pub fn root_of(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash(Sha256::digest([]).into()),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(root_of(left), root_of(right))
        }
    }
}

/// Where RFC 6962 divides `size` leaves, of which there are at least two: at the largest power of
/// two that leaves something for the right half.
pub(super) fn split(size: usize) -> usize {
    1 << (size - 1).ilog2()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// The leaves and roots with which implementations of Certificate Transparency test themselves.
    const VECTORS: [(&str, &str); 8] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];

    fn bytes(hex: &str) -> Vec<u8> {
        hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
    }

    /// So many leaves, all different.
    pub fn leaves(count: usize) -> Vec<Hash> {
        (0..count).map(|at| leaf_hash(&at.to_be_bytes())).collect()
    }

    #[test]
    fn roots_are_those_of_certificate_transparency() {
        let mut leaves = Vec::new();
        for (leaf, root) in VECTORS {
            leaves.push(leaf_hash(&bytes(leaf)));
            assert_eq!(root_of(&leaves).to_string(), root);
        }
        assert_eq!(root_of(&[]).to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    proptest! {
        #[test]
        fn an_edit_changes_the_root(
            mut entries in vec(vec(any::<u8>(), 1..20), 1..40), at in any::<prop::sample::Index>(),
            byte in any::<prop::sample::Index>(), bit in 0..8,
        ) {
            let root = root_of(&entries.iter().map(|entry| leaf_hash(entry)).collect::<Vec<_>>());
            let entry = at.get_mut(&mut entries);
            *byte.get_mut(entry) ^= 1_u8 << bit;
            prop_assert_ne!(root, root_of(&entries.iter().map(|entry| leaf_hash(entry)).collect::<Vec<_>>()));
        }

        #[test]
        fn a_deletion_changes_the_root(count in 1..60_usize, at in any::<prop::sample::Index>()) {
            let mut rest = leaves(count);
            rest.remove(at.index(count));
            prop_assert_ne!(root_of(&leaves(count)), root_of(&rest));
        }

        #[test]
        fn a_swap_changes_the_root(count in 2..60_usize, one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
            let mut swapped = leaves(count);
            let (one, other) = (one.index(count), other.index(count));
            prop_assume!(one != other);
            swapped.swap(one, other);
            prop_assert_ne!(root_of(&leaves(count)), root_of(&swapped));
        }

        #[test]
        fn an_addition_changes_the_root(count in 0..60_usize, at in any::<prop::sample::Index>(), twin in any::<bool>()) {
            let mut more = leaves(count);
            let at = at.index(count + 1);
            let added = if twin && at < count { more[at] } else { leaf_hash(b"new") };
            more.insert(at, added);
            prop_assert_ne!(root_of(&leaves(count)), root_of(&more));
        }
    }
}
