//! Hashes that only the holder of a secret can compute: what is left of a number after erasure.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::hash::Hash;
use crate::id::BusinessId;

const CONTACT: &[u8] = b"ringfence/hash-key/contact/1\0";
const DERIVE: &[u8] = b"ringfence/hash-key/derive/1\0";
const FINGERPRINT: &[u8] = b"ringfence/hash-key/fingerprint/1\0";

/// The secret with which numbers and addresses of erased people are hashed.
///
/// A plain hash of a phone number is found by trying all numbers; without this key that fails.
/// Losing the key loses the do-not-call list of erased people, and another key answers every
/// question with "not listed". Its [`fingerprint`](Self::fingerprint) is therefore compared before
/// it is used: a missing or wrong key means `could_not_check`.
#[derive(Clone)]
pub struct HashKey([u8; 32]);

impl HashKey {
    /// The key of 32 random bytes.
    pub fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// Hashes a contact point: `phone` and its E.164 form, or `email` and its lower-case form.
    ///
    /// The form matters: a number that is not normalised has another hash and is not found again.
    pub fn hash_contact(&self, kind: &str, value: &str) -> Hash {
        Hash(self.mac(CONTACT, kind.as_bytes(), value.as_bytes()))
    }

    /// The key of one business for one purpose, so that hashes of one business mean nothing in another.
    #[must_use]
    pub fn derive(&self, business: BusinessId, purpose: &str) -> Self {
        Self(self.mac(DERIVE, business.0.as_bytes(), purpose.as_bytes()))
    }

    /// Recognises the key without giving it away.
    pub fn fingerprint(&self) -> Hash {
        Hash(self.mac(FINGERPRINT, &[], &[]))
    }

    /// The length in front of the first part keeps the two apart.
    fn mac(&self, domain: &[u8], first: &[u8], second: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(domain);
        mac.update(&(first.len() as u64).to_be_bytes());
        mac.update(first);
        mac.update(second);
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HashKey({})", self.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn key() -> HashKey {
        HashKey::new([9; 32])
    }

    #[test]
    fn a_hash_depends_on_key_kind_and_value() {
        let hash = key().hash_contact("phone", "+14155550127");
        assert_eq!(hash, key().hash_contact("phone", "+14155550127"));
        assert_ne!(hash, HashKey::new([8; 32]).hash_contact("phone", "+14155550127"));
        assert_ne!(hash, key().hash_contact("email", "+14155550127"));
        assert_ne!(hash, key().hash_contact("phone", "+14155550128"));
        assert_ne!(key().hash_contact("ab", "c"), key().hash_contact("a", "bc"));
    }

    #[test]
    fn each_business_and_purpose_has_a_key_of_its_own() {
        let [one, other] = [1, 2].map(|id| BusinessId(Uuid::from_u128(id)));
        let fingerprint = key().derive(one, "suppression").fingerprint();
        assert_eq!(fingerprint, key().derive(one, "suppression").fingerprint());
        assert_ne!(fingerprint, key().derive(other, "suppression").fingerprint());
        assert_ne!(fingerprint, key().derive(one, "consent").fingerprint());
        assert_ne!(fingerprint, key().fingerprint());
    }

    #[test]
    fn hashes_stay_what_they_have_always_been() {
        let business = BusinessId(Uuid::from_u128(1));
        assert_eq!(
            key().hash_contact("phone", "+14155550127").to_string(),
            "cc97ed718cd4f30f96997c6322c251f68d542c0ece6c8745a6525a6671301c42"
        );
        assert_eq!(
            key().derive(business, "suppression").fingerprint().to_string(),
            "f20b910914d09cc9348817d27b5b49d2366efbcc821fc13e78571b32328fdb7c"
        );
    }

    #[test]
    fn a_key_does_not_show_its_secret() {
        assert_eq!(format!("{:?}", key()), format!("HashKey({})", key().fingerprint()));
        assert!(!format!("{:?}", key()).contains("0909"));
    }
}
