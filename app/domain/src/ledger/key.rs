//! The key that signs checkpoints, and the one that is published to check them (C2SP signed-note).

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::hash::Hash;

/// Ed25519, in the list of signature types of C2SP signed-note.
const ED25519: u8 = 1;
const FINGERPRINT: &[u8] = b"ringfence/ledger/signing-key/1\0";

/// The secret key that signs checkpoints. It lives outside the database, and shows nobody its secret.
pub struct LedgerSigner(SigningKey);

/// A public key with its name, which together check checkpoints.
///
/// Its text is the verifier key of C2SP signed-note, `NAME+KEY_ID+BASE64`, as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerVerifier {
    name: String,
    key: VerifyingKey,
}

/// Why a key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// An empty name, or one with spaces, control characters or a plus sign.
    #[error("A key's name must not be empty nor contain spaces or a plus sign")]
    Name,
    /// Bytes that are no public key, or one for which anybody can make signatures.
    #[error("This is not a usable Ed25519 public key")]
    NotAKey,
    /// The text is not a verifier key.
    #[error("A verifier key reads NAME+ID+KEY, with an ID that fits name and key")]
    Text,
}

impl LedgerSigner {
    /// The key that grows from 32 random bytes.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The public key, to be published under this name: a URL without a scheme is usual.
    pub fn verifier(&self, name: &str) -> Result<LedgerVerifier, KeyError> {
        LedgerVerifier::new(name, self.0.verifying_key().to_bytes())
    }

    /// Recognises the key, so that another one in its place is noticed at the start.
    pub fn fingerprint(&self) -> Hash {
        fingerprint(&self.0.verifying_key())
    }

    pub(super) fn sign(&self, text: &str) -> [u8; 64] {
        self.0.sign(text.as_bytes()).to_bytes()
    }
}

impl fmt::Debug for LedgerSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LedgerSigner({})", self.fingerprint())
    }
}

impl LedgerVerifier {
    /// A public key under a name.
    pub fn new(name: &str, public: [u8; 32]) -> Result<Self, KeyError> {
        if !named(name) {
            return Err(KeyError::Name);
        }
        let key = VerifyingKey::from_bytes(&public).map_err(|_| KeyError::NotAKey)?;
        if key.is_weak() { Err(KeyError::NotAKey) } else { Ok(Self { name: name.to_owned(), key }) }
    }

    /// The name, which stands in front of every signature.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Recognises the key, whatever its name.
    pub fn fingerprint(&self) -> Hash {
        fingerprint(&self.key)
    }

    /// The four bytes that name and key are abbreviated to in a signature.
    pub(super) fn id(&self) -> [u8; 4] {
        let hash =
            Sha256::new().chain_update(&self.name).chain_update([b'\n', ED25519]).chain_update(self.key.as_bytes());
        let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
        [a, b, c, d]
    }

    pub(super) fn accepts(&self, text: &str, signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.key.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

/// Whether C2SP signed-note allows this as the name of a key.
pub(super) fn named(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

fn fingerprint(key: &VerifyingKey) -> Hash {
    Hash(Sha256::new().chain_update(FINGERPRINT).chain_update(key.as_bytes()).finalize().into())
}

impl fmt::Display for LedgerVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[ED25519], self.key.as_bytes().as_slice()].concat();
        write!(f, "{}+{:08x}+{}", self.name, u32::from_be_bytes(self.id()), STANDARD.encode(key))
    }
}

impl FromStr for LedgerVerifier {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, rest) = text.split_once('+').ok_or(KeyError::Text)?;
        let (_, key) = rest.split_once('+').ok_or(KeyError::Text)?;
        let key = STANDARD.decode(key).map_err(|_| KeyError::Text)?;
        let Some((&ED25519, key)) = key.split_first() else { return Err(KeyError::Text) };
        let key = Self::new(name, key.try_into().map_err(|_| KeyError::Text)?)?;
        // Writing it again is the strictest way of reading: the ID must fit, too.
        if key.to_string() == text { Ok(key) } else { Err(KeyError::Text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the documentation of Go's `sumdb/note`, which signed-note was written down from.
    const OF_GO: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    #[test]
    fn a_key_made_elsewhere_is_read_and_written_alike() {
        let key = OF_GO.parse::<LedgerVerifier>().unwrap();
        assert_eq!(key.name(), "PeterNeumann");
        assert_eq!(key.to_string(), OF_GO);
    }

    #[test]
    fn a_verifier_key_whose_id_does_not_fit_is_refused() {
        let others = [
            OF_GO.replace("c74f", "c74e"),
            OF_GO.replace("c74f", "C74F"),
            OF_GO.replace("Peter", "peter"),
            OF_GO.replace("+ARpc", "+ARpd"),
            OF_GO.replace("+ARpc", "+AhpC"),
            OF_GO.replace("10TW", "10"),
            "PeterNeumann".to_owned(),
        ];
        for text in others {
            assert!(text.parse::<LedgerVerifier>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_that_would_blur_a_signature_line_is_refused() {
        for name in ["", "a b", "a+b", "a\nb", "a\u{a0}b", "a\u{0}b"] {
            assert_eq!(LedgerSigner::from_seed([1; 32]).verifier(name), Err(KeyError::Name), "{name:?}");
        }
    }

    #[test]
    fn a_key_for_which_anybody_can_sign_is_refused() {
        let mut neutral = [0; 32];
        neutral[0] = 1;
        assert_eq!(LedgerVerifier::new("example.com", neutral), Err(KeyError::NotAKey));
    }

    #[test]
    fn a_fingerprint_is_the_key_s_and_not_the_name_s() {
        let signer = LedgerSigner::from_seed([1; 32]);
        assert_eq!(signer.fingerprint(), signer.verifier("a.example").unwrap().fingerprint());
        assert_eq!(signer.fingerprint(), signer.verifier("b.example").unwrap().fingerprint());
        assert_ne!(signer.fingerprint(), LedgerSigner::from_seed([2; 32]).fingerprint());
    }

    #[test]
    fn a_signer_does_not_show_its_secret() {
        let shown = format!("{:?}", LedgerSigner::from_seed([0x5a; 32]));
        assert_eq!(shown, format!("LedgerSigner({})", LedgerSigner::from_seed([0x5a; 32]).fingerprint()));
    }
}
