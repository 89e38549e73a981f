//! Reading a list in stretches, beside whoever works with them.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use chrono::NaiveDate;
use domain::import::{
    column::Target,
    row::{ImportRow, read_row},
    warning::{About, RowWarning},
};
use tokio::sync::mpsc;

use super::{
    list::List,
    read::{BadLine, Row, Unusable, WhyBad},
};

/// How many lines one stretch has, and one change of a run: a mark waits for no more than this.
const TOGETHER: usize = 500;
/// How many stretches are read ahead.
const AHEAD: usize = 2;

/// Some lines of a list, in their order.
pub(super) struct Stretch {
    pub(super) lines: Vec<Line>,
    /// How many bytes of the file have been read by now.
    pub(super) bytes: u64,
}

/// What a line of a list is.
pub(super) enum Line {
    /// A person.
    Person(Box<ImportRow>),
    /// Something that cannot be used, as a sentence that begins with the line.
    Refused(String),
    /// The file ended before its end.
    BrokenOff(String),
}

/// Begins to read, behind the rows that are done with. `today` is the last day on which a consent can
/// have been given.
pub(super) fn read(list: &List, today: NaiveDate, done: u64) -> mpsc::Receiver<Result<Stretch, Unusable>> {
    let (give, take) = mpsc::channel(AHEAD);
    let list = list.clone();
    tokio::task::spawn_blocking(move || {
        if let Err(unusable) = read_all(&list, today, done, &give) {
            // Whoever asked may have gone.
            let _gone = give.blocking_send(Err(unusable));
        }
    });
    take
}

fn read_all(
    list: &List,
    today: NaiveDate,
    done: u64,
    give: &mpsc::Sender<Result<Stretch, Unusable>>,
) -> Result<(), Unusable> {
    let bytes = Arc::new(AtomicU64::new(0));
    let (mut table, mapping) = list.open(Arc::clone(&bytes))?;
    let header = table.header.clone();
    for _ in 0..done {
        table.next();
    }
    loop {
        let some = table.by_ref().take(TOGETHER);
        let lines: Vec<Line> = some.map(|row| line(row, &mapping, &header, list, today)).collect();
        if let Some(error) = table.broken_off() {
            tracing::warn!(%error, "a list broke off");
        }
        let ended = lines.is_empty();
        let stretch = Stretch { lines, bytes: bytes.load(Ordering::Relaxed) };
        if ended || give.blocking_send(Ok(stretch)).is_err() {
            return Ok(());
        }
    }
}

fn line(row: Result<Row, BadLine>, mapping: &[Target], header: &[String], list: &List, today: NaiveDate) -> Line {
    match row {
        Ok(row) => match read_row(mapping, header, &row.cells, &list.country, row.line) {
            Ok(person) => Line::Person(Box::new(without_consent_to_come(person, today))),
            Err(problem) => Line::Refused(problem.to_string()),
        },
        Err(bad) if bad.why == WhyBad::BrokenOff => Line::BrokenOff(bad.to_string()),
        Err(bad) => Line::Refused(bad.to_string()),
    }
}

/// A consent of a day that has not come grants nothing: it is kept as text and reported.
fn without_consent_to_come(mut row: ImportRow, today: NaiveDate) -> ImportRow {
    if row.consent.as_ref().is_some_and(|consent| consent.given_on > today)
        && let Some(consent) = row.consent.take()
    {
        let kept = [
            ("Consent: date", consent.given_on.to_string()),
            ("Consent: where it was given", consent.source.to_string()),
            ("Consent: wording", consent.wording.to_string()),
        ];
        row.extra.extend(kept.map(|(heading, text)| (heading.to_owned(), text)));
        row.warnings.push(RowWarning { line: row.line, heading: None, about: About::Consent });
    }
    row
}
