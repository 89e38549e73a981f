//! Hashing passwords with Argon2id.
//!
//! A hash takes 19 MiB and some tens of milliseconds of a processor, so it runs beside the request
//! loop, and only a few at a time: a flood of sign-ins waits in line instead of taking the memory.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use tokio::sync::Semaphore;

use crate::{
    Service,
    error::{Error, Result},
};

/// How many hashes are made at the same time.
static PLACES: Semaphore = Semaphore::const_new(4);

/// The hash of a password that nobody has, made with the parameters of [`hasher`]. An unknown
/// account is compared with it, so that its answer takes as long as a known one's.
pub(super) const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm8gYWNjb3VudCBoYXMgaXQ$dGhpcyBpcyB0aGUgaGFzaCBvZiBubyBwYXNzd29yZC4";

/// The parameters: the first choice of OWASP's list (19 MiB, two passes, one lane), which is the
/// crate's default.
fn hasher() -> Argon2<'static> {
    Argon2::default()
}

/// The hash of a new password, in PHC form.
pub(crate) async fn hash(service: &Service, password: &str) -> Result<String> {
    let mut salt = [0; 16];
    service.random.fill(&mut salt);
    let password = password.to_owned();
    in_line(move || hasher().hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string()))
        .await?
        .map_err(|_| Error::Broken("a password could not be hashed"))
}

/// Whether a password is the one behind a hash.
pub(super) async fn matches(password: &str, hash: &str) -> Result<bool> {
    let (password, hash) = (password.to_owned(), Arc::<str>::from(hash));
    in_line(move || hasher().verify_password(password.as_bytes(), &*hash).is_ok()).await
}

async fn in_line<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _place = PLACES.acquire().await.map_err(|_| Error::Broken("the line for hashing is closed"))?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Broken("hashing a password was cut short"))
}

#[cfg(test)]
mod tests {
    use argon2::PasswordHash;

    use super::*;

    #[test]
    fn an_unknown_account_is_compared_at_the_same_cost_as_a_known_one() {
        let made = hasher().hash_password_with_salt(b"seven blue bicycles", b"sixteen bytes ok").unwrap();
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        assert_eq!(nobodys.algorithm, made.algorithm);
        assert_eq!(nobodys.version, made.version);
        assert_eq!(nobodys.params, made.params);
        assert_eq!(nobodys.hash.map(|hash| hash.len()), made.hash.map(|hash| hash.len()));
    }

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let hash = hasher().hash_password_with_salt(b"seven blue bicycles", b"sixteen bytes ok").unwrap().to_string();
        assert!(matches("seven blue bicycles", &hash).await.unwrap());
        assert!(!matches("seven blue bicycle", &hash).await.unwrap());
        assert!(!matches("", NOBODYS).await.unwrap());
    }
}
