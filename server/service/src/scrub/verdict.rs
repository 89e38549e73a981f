//! What is written behind a row.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    call::{BlockReason, CallDecision},
    import::record::Delimiter,
};

/// The headings of the columns that are added.
pub(super) const HEADINGS: [&str; 4] = ["decision", "reasons", "checked_at", "valid_until"];

/// The place of a verdict in its book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Verdict(usize);

/// Every verdict, as it is written, and how many rows have it.
pub(super) struct Book {
    checked_at: DateTime<Utc>,
    delimiter: Delimiter,
    pages: Vec<Page>,
    by_text: HashMap<Vec<u8>, Verdict>,
    several: HashMap<Vec<Verdict>, Verdict>,
}

struct Page {
    decision: CallDecision,
    /// Delimiter, decision, delimiter, reasons, and so on.
    text: Vec<u8>,
    rows: u64,
}

impl Book {
    /// An empty one.
    pub(super) fn new(checked_at: DateTime<Utc>, delimiter: Delimiter) -> Self {
        Self { checked_at, delimiter, pages: Vec::new(), by_text: HashMap::new(), several: HashMap::new() }
    }

    /// Enters a decision, unless it is there.
    pub(super) fn enter(&mut self, decision: CallDecision) -> Verdict {
        let text = self.text(&decision);
        let pages = &mut self.pages;
        *self.by_text.entry(text.clone()).or_insert_with(|| {
            pages.push(Page { decision, text, rows: 0 });
            Verdict(pages.len() - 1)
        })
    }

    /// Enters one verdict for several.
    pub(super) fn together(&mut self, verdicts: &[Verdict]) -> Verdict {
        if let &[one] = verdicts {
            return one;
        }
        if let Some(known) = self.several.get(verdicts) {
            return *known;
        }
        let mut decisions = verdicts.iter().map(|verdict| &self.pages[verdict.0].decision);
        let first = decisions.next().cloned().unwrap_or_else(CallDecision::could_not_check);
        let all = decisions.fold(first, |all, one| all.and(one));
        let verdict = self.enter(all);
        self.several.insert(verdicts.to_vec(), verdict);
        verdict
    }

    /// Counts a row, and says what is written behind it.
    #[inline]
    pub(super) fn count(&mut self, verdict: Verdict) -> &[u8] {
        let page = &mut self.pages[verdict.0];
        page.rows += 1;
        &page.text
    }

    /// Every decision, with how many rows have it.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&CallDecision, u64)> {
        self.pages.iter().map(|page| (&page.decision, page.rows))
    }

    fn text(&self, decision: &CallDecision) -> Vec<u8> {
        let sign = char::from(self.delimiter.sign());
        let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let (word, checked_at) = (decision.word(), instant(self.checked_at));
        let reasons = reasons(decision, self.delimiter);
        let until = decision.until.map(instant).unwrap_or_default();
        format!("{sign}{word}{sign}{reasons}{sign}{checked_at}{sign}{until}").into_bytes()
    }
}

/// The codes, the strongest first, each once: in several zones it is not the time to call at several times.
fn reasons(decision: &CallDecision, delimiter: Delimiter) -> String {
    let mut codes: Vec<&str> = decision.reasons().iter().map(BlockReason::code).collect();
    codes.dedup();
    let codes = codes.join(";");
    if delimiter == Delimiter::Semicolon && codes.contains(';') { format!("\"{codes}\"") } else { codes }
}
