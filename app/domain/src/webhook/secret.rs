//! The secret that a program shares with us, and what is signed with it (Standard Webhooks 1.0.0, symmetric).

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::error::Problem;

/// How long a new secret is.
pub const SECRET_BYTES: usize = 32;
/// How every secret begins, so that people and scanners know one when they see it.
const BEGINS: &str = "whsec_";
/// What the standard allows.
const LENGTHS: std::ops::RangeInclusive<usize> = 24..=64;
/// Which sort of signature it is.
const VERSION: &str = "v1";

/// A secret. It is never written out by mistake.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Vec<u8>);

impl WebhookSecret {
    /// The secret of these bytes; fails where there are too few or too many.
    pub fn new(bytes: Vec<u8>) -> Result<Self, Problem> {
        if LENGTHS.contains(&bytes.len()) {
            Ok(Self(bytes))
        } else {
            Err(Problem::Other("A secret has 24 to 64 bytes".to_owned()))
        }
    }

    /// Reads what [`Self::text`] wrote.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let decoded = text.strip_prefix(BEGINS).and_then(|rest| STANDARD.decode(rest).ok());
        Self::new(decoded.ok_or_else(|| Problem::Other(format!("A secret begins with {BEGINS}")))?)
    }

    /// The secret as a program is given it.
    pub fn text(&self) -> String {
        format!("{BEGINS}{}", STANDARD.encode(&self.0))
    }

    /// Its bytes, to be encrypted.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What proves to whoever has the secret that this body was sent under this name at this second.
    pub fn signature(&self, name: &str, seconds: i64, body: &str) -> String {
        let mut mac = self.mac();
        mac.update(format!("{name}.{seconds}.").as_bytes());
        mac.update(body.as_bytes());
        format!("{VERSION},{}", STANDARD.encode(mac.finalize().into_bytes()))
    }

    fn mac(&self) -> Hmac<Sha256> {
        Hmac::new_from_slice(&self.0).expect("HMAC takes a key of any length")
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(hidden)")
    }
}

/// The signatures with each of these secrets, as they stand in one header.
pub fn signatures(secrets: &[WebhookSecret], name: &str, seconds: i64, body: &str) -> String {
    let each: Vec<_> = secrets.iter().map(|secret| secret.signature(name, seconds, body)).collect();
    each.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector with which the libraries of the standard are tested.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const NAME: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const SECONDS: i64 = 1_614_265_330;
    const BODY: &str = r#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    #[test]
    fn a_signature_is_the_one_of_the_standard() {
        let secret = WebhookSecret::parse(SECRET).unwrap();
        assert_eq!(secret.signature(NAME, SECONDS, BODY), SIGNATURE);
        assert_eq!(secret.text(), SECRET);
    }

    #[test]
    fn each_secret_signs_once() {
        let [one, other] = [1, 2].map(|byte| WebhookSecret::new(vec![byte; SECRET_BYTES]).unwrap());
        let both = signatures(&[one.clone(), other.clone()], NAME, SECONDS, BODY);
        let expected = [one, other].map(|secret| secret.signature(NAME, SECONDS, BODY));
        assert_eq!(both.split(' ').collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_secret_of_another_length_or_form_is_none_and_none_is_written_out() {
        assert!(WebhookSecret::new(vec![0; 23]).is_err() && WebhookSecret::new(vec![0; 65]).is_err());
        for wrong in ["", "whsec_", "whsec_####", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] {
            assert!(WebhookSecret::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(format!("{:?}", WebhookSecret::parse(SECRET).unwrap()), "WebhookSecret(hidden)");
    }
}
