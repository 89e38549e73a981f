use proptest::prelude::*;

use super::*;
use crate::ledger::tree::{leaf_hash, tests::leaves};

const MOST: usize = 40;

fn flip(hash: Hash, bit: usize) -> Hash {
    let mut bytes = hash.0;
    bytes[bit / 8] ^= 1 << (bit % 8);
    Hash(bytes)
}

#[test]
fn every_leaf_of_every_tree_can_be_proved() {
    for size in 1..=MOST {
        let all = leaves(size);
        for (index, leaf) in all.iter().enumerate() {
            let proof = InclusionProof::make(&all, index as u64).unwrap();
            assert_eq!(proof.verify(*leaf, root_of(&all)), Ok(()), "{index} of {size}");
        }
    }
}

#[test]
fn every_tree_can_be_proved_to_continue_every_smaller_one() {
    let all = leaves(MOST);
    for new in 0..=MOST {
        for old in 0..=new {
            let proof = ConsistencyProof::make(&all[..new], old as u64).unwrap();
            assert_eq!(proof.verify(root_of(&all[..old]), root_of(&all[..new])), Ok(()), "{old} to {new}");
        }
    }
}

#[test]
fn a_consistency_proof_for_another_size_fails() {
    let all = leaves(MOST);
    let new_root = root_of(&all);
    for old in 1..MOST {
        for other in (1..MOST).filter(|other| *other != old) {
            let made = ConsistencyProof::make(&all, old as u64).unwrap();
            let proof = ConsistencyProof { old_size: other as u64, ..made };
            assert!(proof.verify(root_of(&all[..other]), new_root).is_err(), "{old} for {other}");
            assert!(proof.verify(root_of(&all[..old]), new_root).is_err(), "{old} as {other}");
        }
    }
}

/// The worked examples of RFC 6962, section 2.1.3, with its names for the inner nodes.
#[test]
fn proofs_have_the_parts_that_the_rfc_lists() {
    let d = leaves(7);
    let [g, h, i] = [0, 2, 4].map(|at| node_hash(d[at], d[at + 1]));
    let [left, right] = [node_hash(g, h), node_hash(i, d[6])];
    let included = |index| InclusionProof::make(&d, index).unwrap().path;
    assert_eq!(included(0), [d[1], h, right]);
    assert_eq!(included(3), [d[2], g, right]);
    assert_eq!(included(4), [d[5], d[6], left]);
    assert_eq!(included(6), [i, left]);
    let continued = |old| ConsistencyProof::make(&d, old).unwrap().path;
    assert_eq!(continued(3), [d[2], d[3], g, right]);
    assert_eq!(continued(4), [right]);
    assert_eq!(continued(6), [i, d[6], left]);
}

#[test]
fn no_proof_is_made_about_what_is_not_there() {
    let all = leaves(5);
    assert_eq!(InclusionProof::make(&all, 5), None);
    assert_eq!(InclusionProof::make(&[], 0), None);
    assert_eq!(ConsistencyProof::make(&all, 6), None);
}

#[test]
fn a_proof_about_a_place_outside_the_ledger_is_refused() {
    let proof = InclusionProof { index: 1, size: 1, path: vec![] };
    assert_eq!(proof.verify(leaf_hash(b"x"), leaf_hash(b"x")), Err(ProofError::OutOfRange));
    let proof = ConsistencyProof { old_size: 2, new_size: 1, path: vec![] };
    assert_eq!(proof.verify(leaf_hash(b"x"), leaf_hash(b"x")), Err(ProofError::OutOfRange));
}

#[test]
fn two_roots_for_one_size_are_not_consistent() {
    let proof = ConsistencyProof { old_size: 3, new_size: 3, path: vec![] };
    assert_eq!(proof.verify(leaf_hash(b"x"), leaf_hash(b"y")), Err(ProofError::WrongRoot));
    let empty = ConsistencyProof { old_size: 0, new_size: 3, path: vec![] };
    assert_eq!(empty.verify(leaf_hash(b"x"), leaf_hash(b"y")), Err(ProofError::WrongRoot));
}

#[test]
fn an_enormous_size_is_refused_without_a_loop_or_an_overflow() {
    let path = vec![leaf_hash(b"x"); 70];
    let inclusion = InclusionProof { index: u64::MAX - 1, size: u64::MAX, path: path.clone() };
    assert!(inclusion.verify(leaf_hash(b"x"), leaf_hash(b"x")).is_err());
    let consistency = ConsistencyProof { old_size: u64::MAX - 1, new_size: u64::MAX, path };
    assert!(consistency.verify(leaf_hash(b"x"), leaf_hash(b"x")).is_err());
}

prop_compose! {
    fn tree_and_place()(size in 1..=MOST)(size in Just(size), index in 0..size) -> (Vec<Hash>, u64) {
        (leaves(size), index as u64)
    }
}

proptest! {
    #[test]
    fn an_inclusion_proof_with_a_flipped_bit_fails(
        (all, index) in tree_and_place(), part in any::<prop::sample::Index>(), bit in 0..256_usize,
    ) {
        let mut proof = InclusionProof::make(&all, index).unwrap();
        let (mut leaf, mut root) = (all[usize::try_from(index).unwrap()], root_of(&all));
        let changed = match part.index(proof.path.len() + 2) {
            0 => &mut leaf,
            1 => &mut root,
            at => &mut proof.path[at - 2],
        };
        *changed = flip(*changed, bit);
        prop_assert_eq!(proof.verify(leaf, root), Err(ProofError::WrongRoot));
    }

    #[test]
    fn an_inclusion_proof_for_another_index_fails((all, index) in tree_and_place(), other in 0..MOST as u64) {
        prop_assume!(other != index);
        let leaf = all[usize::try_from(index).unwrap()];
        let proof = InclusionProof { index: other, ..InclusionProof::make(&all, index).unwrap() };
        prop_assert!(proof.verify(leaf, root_of(&all)).is_err());
    }

    #[test]
    fn an_inclusion_proof_fails_against_the_checkpoint_of_another_size((all, index) in tree_and_place(), other in 1..=MOST) {
        prop_assume!(other != all.len());
        let leaf = all[usize::try_from(index).unwrap()];
        let proof = InclusionProof { size: other as u64, ..InclusionProof::make(&all, index).unwrap() };
        prop_assert!(proof.verify(leaf, root_of(&leaves(other))).is_err());
    }

    #[test]
    fn an_inclusion_proof_with_a_part_more_or_less_fails((all, index) in tree_and_place(), at in any::<prop::sample::Index>()) {
        let leaf = all[usize::try_from(index).unwrap()];
        let proof = InclusionProof::make(&all, index).unwrap();
        let mut longer = proof.clone();
        longer.path.insert(at.index(proof.path.len() + 1), leaf_hash(b"more"));
        prop_assert_eq!(longer.verify(leaf, root_of(&all)), Err(ProofError::WrongLength));
        if !proof.path.is_empty() {
            let mut shorter = proof.clone();
            shorter.path.remove(at.index(proof.path.len()));
            prop_assert_eq!(shorter.verify(leaf, root_of(&all)), Err(ProofError::WrongLength));
        }
    }

    #[test]
    fn a_consistency_proof_with_a_flipped_bit_fails(
        (all, old) in tree_and_place(), part in any::<prop::sample::Index>(), bit in 0..256_usize,
    ) {
        let mut proof = ConsistencyProof::make(&all, old).unwrap();
        let (mut old_root, mut new_root) = (root_of(&all[..usize::try_from(old).unwrap()]), root_of(&all));
        let changed = match part.index(proof.path.len() + 2) {
            0 => &mut old_root,
            // An empty ledger is continued by every other.
            1 if old == 0 => &mut old_root,
            1 => &mut new_root,
            at => &mut proof.path[at - 2],
        };
        *changed = flip(*changed, bit);
        prop_assert_eq!(proof.verify(old_root, new_root), Err(ProofError::WrongRoot));
    }

    #[test]
    fn a_changed_past_cannot_be_proved_consistent((all, old) in tree_and_place(), at in any::<prop::sample::Index>()) {
        prop_assume!(old > 0);
        let old_root = root_of(&all[..usize::try_from(old).unwrap()]);
        let mut changed = all.clone();
        changed[at.index(usize::try_from(old).unwrap())] = leaf_hash(b"changed");
        let proof = ConsistencyProof::make(&changed, old).unwrap();
        prop_assert_eq!(proof.verify(old_root, root_of(&changed)), Err(ProofError::WrongRoot));
    }
}
