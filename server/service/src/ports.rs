//! What the use cases need from the world: the time, chance, and the ways to send something.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use domain::{id::MessageId, webhook::PrivateAddresses};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in UTC, cut to microseconds, so that both databases hold the same instant.
    fn now(&self) -> DateTime<Utc>;
}

/// Draws chance.
pub trait Random: Send + Sync {
    /// Fills these bytes from a source that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// One e-mail to one person, as it is to arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// What its Message-ID is made of: the same however often it is tried.
    pub id: MessageId,
    /// Who writes: the name of the business.
    pub from_name: String,
    /// To whom, by name.
    pub to_name: Option<String>,
    /// To which address.
    pub to: String,
    /// When it was written (UTC): the same however often it is tried.
    pub at: DateTime<Utc>,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The same as a page, without anything from elsewhere.
    pub html: String,
    /// The address that stops e-mails by one POST without cookies (RFC 8058); `None` for a mail about the
    /// reader's own account.
    pub one_click: Option<String>,
}

/// Why a mail did not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailProblem {
    /// The mail server did not answer, or not in time: try again.
    Unreachable,
    /// It says that it cannot now: try again.
    NotNow,
    /// It says that it never will.
    Refused,
}

/// Sends mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one mail: an answer of `Ok` says that somebody else answers for it from now on.
    async fn send(&self, mail: &Mail) -> Result<(), MailProblem>;

    /// Whether it only keeps mails, so that they are read here.
    fn keeps(&self) -> bool;

    /// Deletes what it kept of these mails.
    ///
    /// # Errors
    /// What the disk says; then something may be left.
    fn forget(&self, mails: &[MessageId]) -> std::io::Result<()>;
}

/// One text message to one number, as it is to arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMessage {
    /// Its name: the same however often it is tried.
    pub id: MessageId,
    /// To which number (E.164).
    pub to: String,
    /// What it says.
    pub text: String,
}

/// Why a text message did not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextProblem {
    /// The gateway certainly did not take it: it may be tried again.
    NotNow,
    /// It says that it never will.
    Refused,
    /// Nobody knows whether it took it, so it is not tried again: nobody gets a text message twice.
    Unknown,
}

/// Sends text messages.
#[async_trait]
pub trait Texter: Send + Sync {
    /// Sends one text message: an answer of `Ok` says that somebody else answers for it from now on.
    async fn send(&self, message: &TextMessage) -> Result<(), TextProblem>;

    /// Whether there is a gateway at all.
    fn is_open(&self) -> bool;
}

/// Sends no text messages: there is no gateway.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTexts;

#[async_trait]
impl Texter for NoTexts {
    async fn send(&self, _message: &TextMessage) -> Result<(), TextProblem> {
        Err(TextProblem::NotNow)
    }

    fn is_open(&self) -> bool {
        false
    }
}

/// What a program of a business is told, signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Where it hears.
    pub address: String,
    /// The name of what it is told: the same however often it is tried.
    pub name: String,
    /// When it is told (seconds since 1970).
    pub seconds: i64,
    /// The signatures over name, time and body.
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// Why a program did not hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TellProblem {
    /// It did not answer, or not in time.
    Unreachable,
    /// Its name leads into a private network, and the operator allows none of those.
    Private,
}

/// Tells programs what happened.
#[async_trait]
pub trait Teller: Send + Sync {
    /// Tells a program, and says with which status it answered.
    async fn tell(&self, telling: &Telling) -> Result<u16, TellProblem>;

    /// Whether programs in private networks may be told.
    fn private_addresses(&self) -> PrivateAddresses;
}

/// Tells nobody anything: for commands, whose changes a running server tells.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTeller;

#[async_trait]
impl Teller for NoTeller {
    async fn tell(&self, _telling: &Telling) -> Result<u16, TellProblem> {
        Err(TellProblem::Unreachable)
    }

    fn private_addresses(&self) -> PrivateAddresses {
        PrivateAddresses::Refused
    }
}

/// Sends nothing: for commands, whose mails a running server sends.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoMail;

#[async_trait]
impl Mailer for NoMail {
    async fn send(&self, _mail: &Mail) -> Result<(), MailProblem> {
        Err(MailProblem::Unreachable)
    }

    fn keeps(&self) -> bool {
        false
    }

    fn forget(&self, _mails: &[MessageId]) -> std::io::Result<()> {
        Ok(())
    }
}

/// Has every mail arrive, and keeps none: for mail of a past that is told.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct GoneMail;

#[async_trait]
impl Mailer for GoneMail {
    async fn send(&self, _mail: &Mail) -> Result<(), MailProblem> {
        Ok(())
    }

    fn keeps(&self) -> bool {
        false
    }

    fn forget(&self, _mails: &[MessageId]) -> std::io::Result<()> {
        Ok(())
    }
}

/// The system's clock, moved by an offset in black-box tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock {
    /// By how much this clock is ahead of the system's.
    pub offset: TimeDelta,
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one home of the clock")]
    fn now(&self) -> DateTime<Utc> {
        to_microseconds(Utc::now() + self.offset)
    }
}

/// The system's source of chance.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes);
    }
}

/// Cuts an instant to microseconds.
pub fn to_microseconds(at: DateTime<Utc>) -> DateTime<Utc> {
    at.with_nanosecond(at.nanosecond() / 1_000 * 1_000).unwrap_or(at)
}

/// A new identifier that sorts by the time of its making (`UUIDv7`).
pub fn new_id(now: DateTime<Utc>, random: &dyn Random) -> Uuid {
    let mut chance = [0; 10];
    random.fill(&mut chance);
    let milliseconds = u64::try_from(now.timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &chance).into_uuid()
}

/// A secret for a cookie or a link: 256 bits, in URL-safe base64.
pub fn new_token(random: &dyn Random) -> String {
    use base64::Engine as _;
    let mut secret = [0; 32];
    random.fill(&mut secret);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(secret)
}

/// What is stored of a secret: its SHA-256, in hex. The secret itself is as good as random.
pub fn token_hash(token: &str) -> String {
    use sha2::Digest as _;
    domain::ledger::Hash(sha2::Sha256::digest(token.as_bytes()).into()).to_string()
}
