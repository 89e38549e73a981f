//! Scrubbing a list: each of its rows is kept as it is, with the call decision for its numbers behind it.
//!
//! The answers are those of "Check a number", as of one instant: what is on record is read in one
//! transaction, and the same rule decides. A list is read, answered and written in pieces, so it
//! may be larger than the memory. Nothing is dropped: what cannot be read is kept, and blocked.

mod answers;
mod ground;
mod layout;
mod line;
mod piece;
mod sent;
mod sieve;
mod upload;
mod verdict;
mod work;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Write},
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    access::Right, country::Country, error::Problem, event::Event, id::ScrubId, import::shape::spoken_delimiter,
    integration::ApiScope, ledger::Hash, topic::Purpose, wire::import::Lines,
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{
    Service,
    change::Outcome,
    ctx::Ctx,
    error::{Error, Result},
    import::{Choices, List, Text, Unusable, tally_lines},
};
pub use sent::{Sending, Wanted, begin};
pub(crate) use upload::{Kept, owner};
pub use upload::{check_list, check_list_page, result};

use ground::Ground;
use layout::Layout;
use line::{Broken, answer_all};
use piece::Pieces;
use verdict::Book;

/// A list that is to be scrubbed.
#[derive(Clone, Debug)]
pub struct Order {
    /// Where its file lies.
    pub path: PathBuf,
    /// What its file is called.
    pub name: String,
    /// What is known better than a guess.
    pub choices: Choices,
    /// The headings of the columns that hold numbers; none where they are found by themselves.
    pub columns: Vec<String>,
    /// The country whose national numbers are read.
    pub country: Country,
    /// What the calls are for.
    pub purpose: Purpose,
}

/// What a scrub came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What the calls are for.
    pub purpose: Purpose,
    /// As of when the answers hold (UTC).
    pub checked_at: DateTime<Utc>,
    /// How many rows the list has, headings and blank lines left out.
    pub rows: u64,
    /// How many of them may be called.
    pub allowed: u64,
    /// How many may not.
    pub blocked: u64,
    /// How many rows are blocked for each reason, among others or alone.
    pub reasons: BTreeMap<&'static str, u64>,
    /// How many rows have no number that can be used, or cannot be read. They are blocked.
    pub bad: u64,
    /// The first of those, as sentences that begin with the line.
    pub problems: Lines,
    /// The SHA-256 of the file, in hex.
    pub sha256: String,
}

/// Scrubs a list, and writes its rows to `out`. `told` hears how many bytes of the file have been read.
///
/// # Errors
/// Fails where the right is missing, the file is no list, or the facts or the key cannot be read; and where
/// `out` or the file gives out before the end: then what was written is only a part.
pub async fn scrub<W: Write + Send + 'static>(
    service: &Service,
    ctx: &Ctx,
    order: &Order,
    out: W,
    told: impl FnMut(u64) + Send + 'static,
) -> Result<(Summary, W)> {
    ctx.require(right(ctx))?;
    let now = service.now();
    let checking = order.clone();
    let layout = blocking(move || layout_of(&checking)).await?;
    let ground = Ground::read(service, ctx.business, order.purpose, now).await?;
    let answering = order.clone();
    let (summary, out) = blocking(move || answer(&ground, &layout, &answering, out, told)).await?;
    record(service, ctx, order, &summary).await?;
    Ok((summary, out))
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Broken("a scrub panicked"))?
}

fn layout_of(order: &Order) -> Result<Layout> {
    let Order { path, name, choices, country, .. } = order.clone();
    let list = List { path, name, choices, mapping: None, country };
    let (mut table, proposed) = list.open(Arc::default())?;
    Layout::of(&mut table, &proposed, &order.columns, country)
}

fn answer<W: Write>(
    ground: &Ground,
    layout: &Layout,
    order: &Order,
    mut out: W,
    mut told: impl FnMut(u64),
) -> Result<(Summary, W)> {
    let read = Arc::new(AtomicU64::new(0));
    let hash = Arc::new(Mutex::new(Sha256::new()));
    let file = File::open(&order.path).map_err(Unusable::Io)?;
    let watched = Watched { file, read: Arc::clone(&read), hash: Arc::clone(&hash) };
    let text = Text::open(Box::new(watched)).map_err(Unusable::Io)?;
    if text.is_marked() {
        out.write_all("\u{feff}".as_bytes()).map_err(Broken::Written)?;
    }
    let aside = aside(&text);
    let pieces = Pieces::new(text, layout.form, aside, layout.header_row);
    let (mut line, mut bad, mut problems) = (1, 0, Lines::default());
    let books = answer_all(ground, layout, pieces, &mut out, |done| {
        for (before, sentence) in &done.named {
            tally_lines(&mut problems, format!("Line {}: {sentence}", line + before));
        }
        problems.more += done.bad - done.named.len() as u64;
        bad += done.bad;
        line += done.lines;
        told(read.load(Ordering::Relaxed));
    })?;
    let hash = hash.lock().unwrap_or_else(PoisonError::into_inner).clone().finalize();
    let mut summary = Summary {
        purpose: order.purpose,
        checked_at: ground.now(),
        rows: 0,
        allowed: 0,
        blocked: 0,
        reasons: BTreeMap::new(),
        bad,
        problems,
        sha256: Hash(hash.into()).to_string(),
    };
    for book in &books {
        summary.add(book);
    }
    Ok((summary, out))
}

/// How long the line is that names the delimiter, its end left out.
fn aside(text: &Text) -> usize {
    let beginning = String::from_utf8_lossy(&text.beginning()[..text.beginning().len().min(16)]).into_owned();
    // In UTF-16 there is a NUL beside each of these letters.
    spoken_delimiter(&beginning.replace('\0', "")).map_or(0, |(_, length)| length)
}

impl Summary {
    fn add(&mut self, book: &Book) {
        for (decision, rows) in book.counts() {
            self.rows += rows;
            if decision.is_allowed() {
                self.allowed += rows;
            } else {
                self.blocked += rows;
            }
            let mut codes: Vec<_> = decision.reasons().iter().map(domain::call::BlockReason::code).collect();
            codes.dedup();
            for code in codes.into_iter().filter(|_| rows > 0) {
                *self.reasons.entry(code).or_default() += rows;
            }
        }
    }

    /// When the answers were given, as the column `checked_at` says it.
    pub fn checked_at(&self) -> String {
        self.checked_at.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// What it takes: a member hands a list out with it. A program that may ask about every number may ask about all of
/// a list, which it has.
fn right(ctx: &Ctx) -> Right {
    if ctx.scope == Some(ApiScope::Check) { Right::Read } else { Right::Curate }
}

/// Records that a list was scrubbed, and no number of it.
async fn record(service: &Service, ctx: &Ctx, order: &Order, summary: &Summary) -> Result<()> {
    let event = Event::ListScrubbed {
        scrub: ScrubId(service.new_request().0),
        file: order.name.clone(),
        sha256: summary.sha256.clone(),
        purpose: summary.purpose,
        rows: summary.rows,
        blocked: summary.blocked,
    };
    let done = service.change(ctx, right(ctx), event, |_, event| {
        let event = event.clone();
        Box::pin(async move { Ok(Outcome::one(event, ())) })
    });
    done.await.map(|done| done.value)
}

/// A file that says how much of it has been read, and what its hash is.
struct Watched {
    file: File,
    read: Arc<AtomicU64>,
    hash: Arc<Mutex<Sha256>>,
}

impl Read for Watched {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(into)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        self.hash.lock().unwrap_or_else(PoisonError::into_inner).update(&into[..bytes]);
        Ok(bytes)
    }
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Self {
        tracing::warn!(error = &broken as &dyn std::error::Error, "a list was not scrubbed to its end");
        match broken {
            Broken::Panicked => Self::Broken("a thread of a scrub panicked"),
            Broken::Read(_) | Broken::Written(_) => Self::field("file", Problem::Other(format!("Stopped: {broken}."))),
        }
    }
}

#[cfg(test)]
mod tests;
