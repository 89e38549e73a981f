//! What a screen's socket tells.
//!
//! The ledger is what it is told from, by position. A wake only says that the ledger has grown, and one that is lost
//! costs one interval. Whether the screen is still paired is looked up before each frame.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use domain::{
    display::{Counts, Frame},
    id::{BusinessId, DisplayId},
};
use store::{
    Scope,
    display::{self, Known},
    entity::display as row,
    ledger,
};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, sleep_until, timeout},
};

use super::{
    code::ticket_hash,
    now::{counts, stream},
    screen::note,
};
use crate::{Service, error::Error, live::Wake};

/// How long a wake that was lost goes unnoticed.
const POLL: Duration = Duration::from_secs(2);
/// What happens within this time is counted once: nobody sees more from five metres.
const PACE: Duration = Duration::from_millis(250);

/// Why a screen's socket is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The screen was revoked, was never paired, or another one took its place.
    Unpaired,
    /// The page has to be loaded again: another build serves, or something else was chosen about the screen.
    Reload,
    /// The screen comes back: the record could not be read.
    ComeBack,
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        if matches!(error, Error::NotFound) {
            return Self::Unpaired;
        }
        tracing::warn!(error = &error as &dyn std::error::Error, "an office screen was sent away to come back");
        Self::ComeBack
    }
}

impl From<store::StoreError> for End {
    fn from(error: store::StoreError) -> Self {
        Error::from(error).into()
    }
}

/// The frames of one screen.
pub struct Watch {
    service: Service,
    business: BusinessId,
    display: DisplayId,
    /// What the screen is known by, as it is stored: another one was paired where the row has another.
    known_by: String,
    /// What was chosen about it when its page was loaded.
    chosen: Option<[String; 3]>,
    wakes: Receiver<Wake>,
    /// The position up to which it was told.
    position: i64,
    /// What was read and is not told yet.
    waiting: VecDeque<Frame>,
    /// Whether the ledger may be longer than the position. Kept, because waiting may be given up at any time.
    may_have_moved: bool,
    /// Not to be read again before.
    rests_until: Instant,
    /// When it was last noted that the screen is alive (UTC).
    noted_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch")
            .field("display", &self.display)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

/// Begins to tell the screen with this ticket how its numbers stand, at once and whenever something happens.
///
/// `served` is the build that serves, `shown` the one of the page. Behind the position `after` nothing that happened is
/// left out but what would not fit the screen.
///
/// # Errors
/// Why the socket is to be closed.
pub async fn watch(
    service: &Service,
    ticket: Option<&str>,
    (served, shown): (&str, Option<&str>),
    after: Option<i64>,
) -> Result<Watch, End> {
    // From here on no change is missed: what is not read below is said by a wake.
    let wakes = service.wakes.listen();
    let known_by = ticket_hash(ticket.ok_or(End::Unpaired)?);
    let found = service.db.display_behind(Known::ByTicket, &known_by).await?;
    let (business, display) = found.ok_or(End::Unpaired)?;
    let mut watch = Watch {
        service: service.clone(),
        business,
        display,
        known_by,
        chosen: None,
        wakes,
        position: 0,
        waiting: VecDeque::new(),
        may_have_moved: true,
        rests_until: Instant::now(),
        noted_at: None,
    };
    let (scope, row) = watch.look().await?;
    watch.chosen = Some(chosen(&row));
    if shown.is_some_and(|shown| shown != served) {
        return Err(End::Reload);
    }
    let size = ledger::size(&scope).await?;
    watch.position = after.filter(|after| (0..=size).contains(after)).unwrap_or(size);
    let now = service.now();
    let counts = counts(&scope, &row, now).await?;
    drop(scope);
    watch.waiting.push_back(watch.frame(now, counts));
    Ok(watch)
}

impl Watch {
    /// The next frame. May be dropped while it waits: nothing is lost.
    ///
    /// # Errors
    /// Why the socket is to be closed.
    pub async fn next(&mut self) -> Result<Arc<str>, End> {
        loop {
            if let Some(frame) = self.waiting.pop_front() {
                return write(&frame);
            }
            self.moved().await?;
            sleep_until(self.rests_until).await;
            // Set aside only while something is read: most screens wait most of the time.
            Box::pin(self.read()).await?;
        }
    }

    /// The frame that says that the link is alive, with the numbers of a day that may have begun.
    ///
    /// # Errors
    /// Why the socket is to be closed.
    pub async fn tick(&mut self) -> Result<Arc<str>, End> {
        let (scope, row) = self.look().await?;
        let now = self.service.now();
        let counts = counts(&scope, &row, now).await?;
        drop(scope);
        self.noted_at = Some(note(&self.service, self.business, self.display, self.noted_at).await?);
        write(&self.frame(now, counts))
    }

    /// Waits until the ledger may have moved.
    async fn moved(&mut self) -> Result<(), End> {
        while !self.may_have_moved {
            self.may_have_moved = match timeout(POLL, self.wakes.recv()).await {
                Ok(Ok(Wake::Moved(business, _))) => business == self.business,
                Ok(Ok(Wake::Ended(_))) => false,
                Ok(Err(RecvError::Closed)) => return Err(End::ComeBack),
                Ok(Ok(Wake::LookAgain) | Err(RecvError::Lagged(_))) | Err(_) => true,
            };
        }
        Ok(())
    }

    /// Reads what happened behind the position. Nothing is kept of a reading that is given up.
    async fn read(&mut self) -> Result<(), End> {
        let (scope, row) = self.look().await?;
        let size = ledger::size(&scope).await?;
        if size != self.position {
            let happened = stream(&scope, self.position).await?;
            let counts = counts(&scope, &row, self.service.now()).await?;
            drop(scope);
            self.position = size;
            let frame = |(seq, at, what)| Frame { seq, at, counts, event: Some(what) };
            self.waiting.extend(happened.into_iter().rev().map(frame));
            // The last word is how everything stands, whatever it was that moved.
            self.waiting.push_back(self.frame(self.service.now(), counts));
        }
        self.may_have_moved = false;
        self.rests_until = Instant::now() + PACE;
        Ok(())
    }

    fn frame(&self, at: DateTime<Utc>, counts: Counts) -> Frame {
        Frame { seq: self.position, at, counts, event: None }
    }

    /// Looks up whether the screen is still this one, and still shows the same.
    async fn look(&self) -> Result<(Scope, row::Model), End> {
        let scope = self.service.db.read(self.business).await?;
        let row = display::find(&scope, self.display).await?;
        let row = row.filter(|row| row.revoked_at.is_none() && row.token_hash.as_ref() == Some(&self.known_by));
        let row = row.ok_or(End::Unpaired)?;
        match &self.chosen {
            Some(before) if *before != chosen(&row) => Err(End::Reload),
            _ => Ok((scope, row)),
        }
    }
}

fn chosen(row: &row::Model) -> [String; 3] {
    [&row.name, &row.figures, &row.time_zone].map(Clone::clone)
}

/// Writes a frame as it is sent.
fn write(frame: &Frame) -> Result<Arc<str>, End> {
    let text = serde_json::to_string(frame).map_err(|_| Error::Broken("a frame cannot be written"))?;
    Ok(text.into())
}
