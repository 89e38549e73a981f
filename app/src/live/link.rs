//! What the socket's owner does next: told what happened and what time it is, knows nothing of a browser.

use chrono::{DateTime, Utc};
use domain::wire::live::{Changed, Frame, Hello};

use super::{BUILD, LiveState};

/// Two missed ticks, and what the network may delay a third: the link is dead.
const DEAD_AFTER: f64 = 45_000.0;
/// The longest first wait before the link is tried again, in milliseconds.
const BASE: f64 = 250.0;
/// The code of a socket that was closed because nobody is signed in.
const SIGNED_OUT: u16 = 1008;
/// The longest wait.
const CAP: f64 = 15_000.0;

/// Something that happened to the page or its socket.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Happening {
    /// The page stands.
    Begun,
    /// A wait is over.
    Due,
    /// Some seconds have passed.
    Beat,
    /// A frame came.
    Said(String),
    /// The socket is gone, with this code.
    Closed(u16),
    /// The browser has a network again, or the page is looked at again.
    Back,
    /// The browser has no network.
    Offline,
    /// The page is put away; it may come back as it is.
    Away,
}

/// What to do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    /// Open a socket, in place of any other.
    Connect,
    /// Close the socket, and say [`Happening::Due`] after so many milliseconds.
    Wait(u32),
    /// Close the socket.
    Close,
    /// The session is over: ask for a sign-in.
    Leave,
    /// Take the decisions and topics of a frame.
    Take(Changed),
    /// Read everything again, as of this position.
    ReadAgain(i64),
    /// Set the clock.
    SetClock(DateTime<Utc>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// There is no socket.
    Apart,
    /// It was opened and has not greeted yet.
    Calling,
    /// It has greeted.
    Joined { same_build: bool },
    /// The session is over.
    Over,
}

/// The link of one page.
#[derive(Debug)]
pub(super) struct Link {
    phase: Phase,
    /// How often in a row it broke before it had proved itself.
    failures: u32,
    has_joined: bool,
    has_network: bool,
    /// When anything was last heard; the page itself was.
    heard_at: f64,
    called_at: f64,
    position: Option<i64>,
    epoch: Option<String>,
}

impl Link {
    pub(super) const fn new(now: f64) -> Self {
        Self {
            phase: Phase::Apart,
            failures: 0,
            has_joined: false,
            has_network: true,
            heard_at: now,
            called_at: now,
            position: None,
            epoch: None,
        }
    }

    /// What the page was read as of. The first position counts: frames follow from there.
    pub(super) fn begin_at(&mut self, position: Option<i64>) {
        self.position = self.position.or(position);
    }

    /// Where to connect to.
    pub(super) fn address(&self) -> String {
        match (self.position, &self.epoch) {
            (Some(position), Some(epoch)) => format!("/live?after={position}&epoch={epoch}"),
            (Some(position), None) => format!("/live?after={position}"),
            (None, _) => "/live".to_owned(),
        }
    }

    pub(super) const fn state(&self) -> LiveState {
        match self.phase {
            Phase::Over => LiveState::SignedOut,
            Phase::Joined { same_build: true } => LiveState::Live,
            Phase::Joined { same_build: false } => LiveState::NewBuild,
            Phase::Apart | Phase::Calling if self.has_joined || self.failures > 0 => LiveState::Reconnecting,
            Phase::Apart | Phase::Calling => LiveState::Connecting,
        }
    }

    /// Whether what the page shows can be relied on.
    pub(super) fn is_trusted(&self, now: f64) -> bool {
        let reaches = match self.phase {
            Phase::Joined { .. } => true,
            Phase::Over => false,
            // One that breaks and is made again at once is a restart, and no reason to stop calling.
            Phase::Apart | Phase::Calling => self.has_network && !(self.has_joined && self.failures > 1),
        };
        reaches && now - self.heard_at <= DEAD_AFTER
    }

    /// What to do now, in this order. `chance` is between 0 and 1, drawn for this.
    pub(super) fn on(&mut self, happening: Happening, now: f64, chance: f64) -> Vec<Act> {
        match happening {
            _ if self.phase == Phase::Over => Vec::new(),
            Happening::Begun | Happening::Due => self.call(now),
            Happening::Said(text) => self.hear(&text, now, chance),
            Happening::Closed(SIGNED_OUT) => {
                self.phase = Phase::Over;
                vec![Act::Leave]
            }
            Happening::Closed(_) => self.lose(chance),
            Happening::Beat if self.phase != Phase::Apart && self.is_silent(now) => self.lose(chance),
            Happening::Back if self.phase == Phase::Apart || self.is_silent(now) => self.call(now),
            Happening::Beat | Happening::Back => Vec::new(),
            Happening::Offline => {
                // The server may be on this machine: a new call tells.
                self.has_network = false;
                self.call(now)
            }
            Happening::Away => {
                self.phase = Phase::Apart;
                vec![Act::Close]
            }
        }
    }

    /// Whether this socket has had its time.
    fn is_silent(&self, now: f64) -> bool {
        now - self.heard_at.max(self.called_at) > DEAD_AFTER
    }

    fn call(&mut self, now: f64) -> Vec<Act> {
        self.phase = Phase::Calling;
        self.called_at = now;
        vec![Act::Connect]
    }

    /// Waits for a random part of a time that doubles with each failure: a thousand pages that lost
    /// the same server come back one after the other.
    fn lose(&mut self, chance: f64) -> Vec<Act> {
        self.phase = Phase::Apart;
        let longest = (BASE * 2_f64.powi(self.failures.min(10).cast_signed())).min(CAP);
        self.failures += 1;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the cap")]
        let wait = (longest * chance) as u32;
        vec![Act::Wait(wait)]
    }

    fn hear(&mut self, text: &str, now: f64, chance: f64) -> Vec<Act> {
        self.heard_at = now;
        match serde_json::from_str(text) {
            Ok(Frame::Hello { hello }) => self.greet(hello),
            Ok(Frame::Tick { tick }) => {
                self.failures = 0;
                vec![Act::SetClock(tick)]
            }
            Ok(Frame::Reset { .. }) => vec![Act::ReadAgain(self.position.unwrap_or_default())],
            Ok(Frame::Changed(changed)) => self.move_on(changed, chance),
            Err(_) => self.pass_over(text),
        }
    }

    fn greet(&mut self, hello: Hello) -> Vec<Act> {
        self.phase = Phase::Joined { same_build: hello.build == BUILD };
        self.has_joined = true;
        self.has_network = true;
        self.epoch = Some(hello.epoch);
        let mut acts = vec![Act::SetClock(hello.now)];
        // The page did not say what it was read as of: something may have changed since.
        if self.position.replace(hello.seq).is_none() {
            acts.push(Act::ReadAgain(hello.seq));
        }
        acts
    }

    fn move_on(&mut self, changed: Changed, chance: f64) -> Vec<Act> {
        match self.position {
            Some(position) if changed.seq <= position => Vec::new(),
            Some(position) if changed.from > position + 1 => self.lose(chance),
            _ => {
                self.failures = 0;
                self.position = Some(changed.seq);
                vec![Act::Take(changed)]
            }
        }
    }

    /// A frame of a newer server that this page cannot read may say anything.
    fn pass_over(&mut self, text: &str) -> Vec<Act> {
        let seq = serde_json::from_str(text).ok().and_then(|Unread { seq }| seq).or(self.position);
        self.position = seq;
        vec![Act::ReadAgain(seq.unwrap_or_default())]
    }
}

/// What every frame about the ledger has, in any build.
#[derive(serde::Deserialize)]
struct Unread {
    seq: Option<i64>,
}

#[cfg(test)]
mod tests;
