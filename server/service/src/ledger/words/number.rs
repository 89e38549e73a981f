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
