//! The secret that an account shares with an authenticator: made, kept encrypted, and compared with codes.

use chrono::{DateTime, Utc};
use domain::{id::AccountId, wire::account::view::SharedSecret};
use totp_rs::{Builder, Totp};

use crate::{
    error::{Error, Result},
    key::Keys,
    link::picture_of,
    ports::Random,
    sealed,
};

/// As long as the hash that codes are made with (RFC 4226).
const SECRET_BYTES: usize = 20;
/// What an authenticator shows beside the address.
const ISSUER: &str = "Ringfence";

/// A new secret, encrypted for this account with a key that is outside of the database.
pub(super) fn sealed(keys: &Keys, random: &dyn Random, account: AccountId) -> Result<String> {
    let mut secret = [0; SECRET_BYTES];
    random.fill(&mut secret);
    sealed::sealed(keys.second_factor_key(account)?, random, &secret)
}

/// The secret of an account, ready to be compared with codes. `email` is what an authenticator calls it.
///
/// # Errors
/// [`Error::KeysMissing`] where it was encrypted with another key than this installation has.
pub(super) fn opened(keys: &Keys, account: AccountId, email: &str, sealed: &str) -> Result<Totp> {
    let secret = sealed::opened(keys.second_factor_key(account)?, sealed)?;
    let totp = Builder::new().with_secret(secret).with_account_name(email).with_issuer(Some(ISSUER)).build();
    totp.map_err(|_| Error::Broken("a second factor cannot be used"))
}

/// What an authenticator is to know, as a picture and to be typed.
pub(super) fn shared(totp: &Totp) -> Result<SharedSecret> {
    let link = totp.to_url().map_err(|_| Error::Broken("a second factor has no address"))?;
    let key = totp.secret().to_base32();
    let groups: Vec<&str> = key.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    Ok(SharedSecret { picture: picture_of(&link)?, key: groups.join(" ") })
}

/// The step of time whose code this is, if it is the one of now, of just before or of just after (RFC 6238).
pub(super) fn step_of(totp: &Totp, code: &str, now: DateTime<Utc>) -> Option<i64> {
    let seconds = u64::try_from(now.timestamp()).ok()?;
    totp.check(code, seconds).and_then(|step| i64::try_from(step).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Stage;

    /// The secret of RFC 6238, appendix B, and its code at 59 seconds.
    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = Builder::new().with_secret(b"12345678901234567890".to_vec()).with_account_name("a").build().unwrap();
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        assert_eq!(step_of(&totp, "287082", at(59)), Some(1));
        assert_eq!(step_of(&totp, "287082", at(29)), Some(1), "the clock of the phone is a little ahead");
        assert_eq!(step_of(&totp, "287082", at(89)), Some(1), "or behind");
        assert_eq!(step_of(&totp, "287082", at(90)), None);
        assert_eq!(step_of(&totp, "287083", at(59)), None);
    }

    #[tokio::test]
    async fn what_is_kept_opens_for_its_own_account_only() {
        let stage = Stage::new().await;
        let (keys, random) = (&*stage.service.keys, &*stage.service.random);
        let [one, other] = [1, 2].map(|id| AccountId(uuid::Uuid::from_u128(id)));
        let kept = sealed(keys, random, one).unwrap();
        assert_ne!(kept, sealed(keys, random, one).unwrap());
        let totp = opened(keys, one, "ana@example.com", &kept).unwrap();
        assert!(!kept.contains(&totp.secret().to_base32()));
        assert!(matches!(opened(keys, other, "ana@example.com", &kept), Err(Error::KeysMissing)));
        let shared = shared(&totp).unwrap();
        assert!(shared.picture.starts_with("<svg"));
        assert_eq!(shared.key.replace(' ', ""), totp.secret().to_base32());
    }
}
