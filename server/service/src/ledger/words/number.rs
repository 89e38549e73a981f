//! The words of entries about a number of the do-not-call list.

use domain::wire::ledger::Meaning;

use super::{Particulars, Said, code};

pub(super) fn listed(of: &Particulars<'_>) -> Said {
    let mut detail = code::source(of.plain("to"));
    if of.has("note") {
        detail = format!("{detail}: {}", of.text("note"));
    }
    Said::nothing().moved("Free of it", "On the list").detail(detail).meaning(Meaning::Blocked)
}

pub(super) fn lifted(of: &Particulars<'_>) -> Said {
    let mut detail = format!("{}, {}", code::source(of.plain("from")), code::lift(of.plain("lift")));
    if of.has("reason") {
        detail = format!("{detail}: {}", of.text("reason"));
    }
    if of.has("evidence") {
        detail = format!("{detail}. Evidence: {}", of.text("evidence"));
    }
    Said::nothing().moved("On the list", "Free of it").detail(detail).meaning(Meaning::Allowed)
}

/// What became of a list of numbers that was put on the do-not-call list.
pub(super) fn loaded(of: &Particulars<'_>) -> Said {
    let (added, known, refused) = (of.plain("added"), of.plain("known"), of.plain("refused"));
    Said::nothing().detail(format!("{added} added, {known} already there, {refused} lines not readable"))
}

/// What a list that was handed out again held.
pub(super) fn scrubbed(of: &Particulars<'_>) -> Said {
    let (rows, blocked, purpose) = (of.plain("rows"), of.plain("blocked"), of.plain("purpose"));
    let file = of.text("file");
    Said::nothing().detail(format!("{file}: {rows} rows, {blocked} of them blocked. Purpose: {purpose}"))
}
