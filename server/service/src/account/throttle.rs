//! Slows down guessing: after some failures an account, and an address, must wait longer and longer.
//!
//! A try is counted before the password is looked at and taken back when it was right, so that many
//! at once do not slip through. Accounts that do not exist are counted in the same way, so that
//! waiting tells nothing.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{email::Email, id::AccountId};
use store::{entity::sign_in_attempt, session};
use tokio::sync::Mutex;

use crate::{
    Service,
    error::{Error, Result},
    ports::token_hash,
};

/// Makes look and count one step inside this process.
static COUNTING: Mutex<()> = Mutex::const_new(());

/// The first wait; each further failure doubles it.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(30);
/// No wait is longer: somebody who makes an account wait must not be able to lock its owner out.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);
/// After this long without a failure, nothing is held against anybody.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(1);

/// What is counted.
struct Subject {
    hash: String,
    /// How many failures are nothing unusual.
    free: i32,
}

impl Subject {
    fn account(email: &str) -> Self {
        Self { hash: token_hash(&format!("account:{email}")), free: 5 }
    }

    /// A whole office shares one address.
    fn address(address: &str) -> Self {
        Self { hash: token_hash(&format!("address:{address}")), free: 20 }
    }

    /// Asking for a link that replaces a password: each one is a mail to somebody.
    fn reset(email: &str) -> Self {
        Self { hash: token_hash(&format!("reset:{email}")), free: 3 }
    }

    fn reset_address(address: &str) -> Self {
        Self { hash: token_hash(&format!("reset-address:{address}")), free: 20 }
    }

    /// Codes of a second factor: who tries them knows the password already.
    fn code(account: AccountId) -> Self {
        Self { hash: token_hash(&format!("code:{account}")), free: 5 }
    }

    /// Entering codes of office screens: who is at the screen reads them off another one.
    fn pairing(address: &str) -> Self {
        Self { hash: token_hash(&format!("pairing:{address}")), free: 10 }
    }

    fn wait(&self, failures: i32) -> TimeDelta {
        if failures < self.free {
            return TimeDelta::zero();
        }
        // Five doublings are longer than the longest wait.
        let doublings = (failures - self.free).min(5).unsigned_abs();
        (FIRST_WAIT * 2_i32.pow(doublings)).min(LONGEST_WAIT)
    }
}

/// One try that was let through and is counted until it succeeds.
pub(super) struct Try {
    account: Subject,
    address: Option<Subject>,
}

/// Counts a try to give the password of the account with this e-mail, from this network address
/// where it is known.
///
/// # Errors
/// [`Error::Throttled`] while the account or the address must wait; nothing is counted then.
pub(super) async fn begin(service: &Service, email: &str, address: Option<&str>) -> Result<Try> {
    let attempt = Try { account: Subject::account(email), address: address.map(Subject::address) };
    count(service, std::iter::once(&attempt.account).chain(&attempt.address)).await?;
    Ok(attempt)
}

/// Counts a try to give the second factor of an account.
///
/// # Errors
/// [`Error::Throttled`] while the account must wait; nothing is counted then.
pub(super) async fn begin_code(service: &Service, account: AccountId) -> Result<Try> {
    let attempt = Try { account: Subject::code(account), address: None };
    count(service, std::iter::once(&attempt.account)).await?;
    Ok(attempt)
}

/// Counts that somebody asks for a new password for this e-mail, from this network address.
///
/// # Errors
/// [`Error::Throttled`] while either must wait; nothing is counted then.
pub(super) async fn count_reset(service: &Service, email: &str, address: &str) -> Result<()> {
    count(service, [&Subject::reset(email), &Subject::reset_address(address)].into_iter()).await
}

/// Counts a try to enter the code of an office screen, from this network address.
///
/// # Errors
/// [`Error::Throttled`] while the address must wait; nothing is counted then.
pub(crate) async fn count_pairing(service: &Service, address: &str) -> Result<()> {
    count(service, std::iter::once(&Subject::pairing(address))).await
}

/// The code was right: this try is not held against the address.
pub(crate) async fn take_pairing_back(service: &Service, address: &str) -> Result<()> {
    let _alone = COUNTING.lock().await;
    take_back(service, &Subject::pairing(address)).await
}

/// Counts one try less. Whoever holds the lock calls it.
async fn take_back(service: &Service, subject: &Subject) -> Result<()> {
    if let Some(counted) = session::attempts(&service.db, &subject.hash).await? {
        let failures = counted.failures.saturating_sub(1);
        session::count_attempt(service.upkeep(), &subject.hash, failures, counted.last_at).await?;
    }
    Ok(())
}

async fn count(service: &Service, subjects: impl Iterator<Item = &Subject> + Send) -> Result<()> {
    let now = service.now();
    let _alone = COUNTING.lock().await;
    let mut counts = Vec::new();
    for subject in subjects {
        let failures = failures(service, subject, now).await?;
        counts.push((subject, failures));
    }
    for (subject, failures) in counts {
        session::count_attempt(service.upkeep(), &subject.hash, failures.saturating_add(1), now).await?;
    }
    Ok(())
}

/// The failures that still count, if no wait stands.
async fn failures(service: &Service, subject: &Subject, now: DateTime<Utc>) -> Result<i32> {
    match session::attempts(&service.db, &subject.hash).await? {
        Some(sign_in_attempt::Model { failures, last_at, .. }) if now - last_at < FORGOTTEN_AFTER => {
            if now < last_at + subject.wait(failures) { Err(Error::Throttled) } else { Ok(failures) }
        }
        _ => Ok(0),
    }
}

impl Try {
    /// The password was right: nothing is held against the account, and this try not against the address.
    pub(super) async fn succeed(self, service: &Service) -> Result<()> {
        let _alone = COUNTING.lock().await;
        session::clear_attempts(service.upkeep(), &self.account.hash).await?;
        match self.address {
            Some(address) => take_back(service, &address).await,
            None => Ok(()),
        }
    }
}

/// Forgets what is held against an account, when its password is a new one.
pub(super) async fn forget(service: &Service, email: &Email) -> Result<()> {
    session::clear_attempts(service.upkeep(), &Subject::account(email.as_str()).hash).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_half_a_minute_to_a_quarter_of_an_hour() {
        let account = Subject::account("ana@example.com");
        let seconds = [4, 5, 6, 7, 8, 9, 10, 11, i32::MAX].map(|failures| account.wait(failures).num_seconds());
        assert_eq!(seconds, [0, 30, 60, 120, 240, 480, 900, 900, 900]);
    }
}
