//! What stands in the ledger in the place of personal data.

use sha2::{Digest, Sha256};

use super::hash::Hash;

/// Separates commitments from every other hash; the number is the version of the layout.
const DOMAIN: &[u8] = b"ringfence/ledger/commitment/1\0";

/// Commits to the value of a field without showing it.
///
/// Whoever has the salt and the value can show that this is what was written; once both are
/// deleted, nobody can find out what it was, not even by trying all phone numbers. That is why
/// every commitment has a random salt of its own, and why the salt is personal data too.
///
/// The field is part of it, so that an opening cannot be passed off as that of another field.
pub fn commitment(field: &str, salt: &[u8; 32], value: &[u8]) -> Hash {
    let hash = Sha256::new()
        .chain_update(DOMAIN)
        .chain_update((field.len() as u64).to_be_bytes())
        .chain_update(field)
        .chain_update(salt)
        .chain_update(value)
        .finalize();
    Hash(hash.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_depends_on_field_salt_and_value() {
        let made = commitment("note", &[1; 32], b"no calls");
        assert_eq!(made, commitment("note", &[1; 32], b"no calls"));
        assert_ne!(made, commitment("name", &[1; 32], b"no calls"));
        assert_ne!(made, commitment("note", &[2; 32], b"no calls"));
        assert_ne!(made, commitment("note", &[1; 32], b"no call"));
    }

    #[test]
    fn nothing_moves_from_the_field_into_the_salt() {
        assert_ne!(commitment("ab", &[b'c'; 32], b""), commitment("abc", &[b'c'; 32], b""));
        assert_ne!(commitment("a", &[b'c'; 32], b"c"), commitment("ac", &[b'c'; 32], b""));
    }

    #[test]
    fn a_commitment_stays_what_it_has_always_been() {
        let made = commitment("note", &[1; 32], b"no calls").to_string();
        assert_eq!(made, "a67c190ebf9820733560a4f39d0da17347aec5e11a40c3aeb64dd75ab6f57659");
    }
}
