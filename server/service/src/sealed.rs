//! Secrets that are kept in the database, encrypted with a key that is outside of it.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit},
};
use domain::ledger::Hash;

use crate::{
    error::{Error, Result},
    ports::Random,
};

const NONCE_BYTES: usize = 24;

/// A secret, encrypted. The same one is never written twice alike.
pub(crate) fn sealed(key: Hash, random: &dyn Random, secret: &[u8]) -> Result<String> {
    let mut nonce = [0; NONCE_BYTES];
    random.fill(&mut nonce);
    let encrypted = XChaCha20Poly1305::new(&key.0.into()).encrypt(&XNonce::from(nonce), secret);
    let encrypted = encrypted.map_err(|_| Error::Broken("a secret could not be encrypted"))?;
    Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &encrypted].concat()))
}

/// What [`sealed`] encrypted.
///
/// # Errors
/// [`Error::KeysMissing`] where it was encrypted with another key.
pub(crate) fn opened(key: Hash, sealed: &str) -> Result<Vec<u8>> {
    let unreadable = || Error::Broken("a secret cannot be read");
    let bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| unreadable())?;
    let (nonce, encrypted) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or_else(unreadable)?;
    let secret = XChaCha20Poly1305::new(&key.0.into()).decrypt(&XNonce::from(*nonce), encrypted);
    secret.map_err(|_| Error::KeysMissing)
}
