//! The words of entries about a person: what they answered, and what is kept about them.

use chrono::TimeDelta;
use domain::{
    consent::ConsentStatus,
    event::{EventKind, PointKind},
    phone::PhoneNumber,
    wire::ledger::Meaning,
};

use super::{Particulars, Said, code};

/// An answer that was recorded later than this after it was given is said with its own time.
const AT_ONCE: TimeDelta = TimeDelta::minutes(1);
/// What stands for a number that cannot even be masked.
const HIDDEN: &str = "(hidden)";

pub(super) fn added(of: &Particulars<'_>) -> Said {
    let line = of.plain("line");
    let detail = if of.has("split_from") {
        "Split from another customer".to_owned()
    } else if line.is_empty() {
        "Saved in an interaction".to_owned()
    } else {
        format!("Line {line} of an imported list")
    };
    Said::nothing().detail(detail).moved("Not on file", of.text("name"))
}

/// One detail reads "City, from New York to Chicago"; of several each is named on both sides.
pub(super) fn edited(of: &Particulars<'_>) -> Said {
    let details: Vec<_> =
        of.entry.fields.iter().filter_map(|field| field.name.strip_suffix(".from")).map(str::to_owned).collect();
    let labels: Vec<_> = details.iter().map(|detail| code::humanised(detail)).collect();
    let side = |side: &str| -> String {
        let text = |detail: &String| {
            let text = of.text(&format!("{detail}.{side}"));
            if detail == "language" { code::language(text) } else { text }
        };
        match details.as_slice() {
            [only] => text(only),
            several => {
                let each = several.iter().zip(&labels).map(|(detail, label)| format!("{label}: {}", text(detail)));
                each.collect::<Vec<_>>().join("; ")
            }
        }
    };
    Said::nothing().detail(labels.join(", ")).moved(side("from"), side("to"))
}

pub(super) fn point_added(of: &Particulars<'_>) -> Said {
    let kind = of.plain("kind");
    let value = match of.kept("value") {
        None => of.unsaid.words().to_owned(),
        Some(email) if kind == PointKind::Email.code() => email.to_owned(),
        Some(number) => PhoneNumber::from_e164(number).map_or_else(|_| HIDDEN.to_owned(), |number| number.masked()),
    };
    Said::nothing().detail(code::point(kind)).moved("Not on file", value)
}

pub(super) fn answered(of: &Particulars<'_>) -> Said {
    let status = ConsentStatus::from_code(of.plain("to"));
    let meaning = match status {
        Ok(ConsentStatus::Given) => Meaning::Allowed,
        Ok(status) if status.is_no() => Meaning::Blocked,
        _ => Meaning::Plain,
    };
    let mut detail = format!("{}, {}", code::topic(of.plain("topic")), of.plain("method").replace('_', " "));
    match of.plain("asked_of") {
        "" => {}
        somebody => detail = format!("{detail}, asked of their {somebody}"),
    }
    let answered_at = of.plain("occurred_at");
    if code::parsed(answered_at).is_some_and(|at| of.entry.at - at > AT_ONCE) {
        detail = format!("{detail}, answered on {}", code::instant(answered_at));
    }
    Said::nothing().detail(detail).moved(of.coded("from"), of.coded("to")).meaning(meaning)
}

pub(super) fn lifted(of: &Particulars<'_>) -> Said {
    let mut detail = format!("{}: {}", code::capitalised(&code::lift(of.plain("lift"))), of.text("reason"));
    if of.has("evidence") {
        detail = format!("{detail}. Evidence: {}", of.text("evidence"));
    }
    Said::nothing().detail(detail).moved("Do not call", "Not marked").meaning(Meaning::Allowed)
}

pub(super) fn contact(of: &Particulars<'_>) -> Said {
    let mut parts = vec![code::direction(of.plain("direction"))];
    if of.has("answer") {
        parts.push(format!("answer to the script: {}", code::answer(of.plain("answer"))));
    }
    if of.has("outcome") {
        parts.push(format!("outcome: {}", code::outcome(of.plain("outcome"))));
    }
    Said::nothing().detail(parts.join("; "))
}

pub(super) fn withdrawn(of: &Particulars<'_>) -> Said {
    let erased = code::instant(of.plain("erase_at"));
    let said = Said::nothing().detail(format!("Erased at the latest on {erased}"));
    said.moved("On file", "Blocked and hidden").meaning(Meaning::Blocked)
}

pub(super) fn asked(of: &Particulars<'_>) -> Said {
    let topics: Vec<_> = of.plain("topics").split('+').map(code::topic).collect();
    Said::nothing().detail(format!("{}. It counts once they confirm it by mail", topics.join(", ")))
}

/// What became of an address of theirs.
pub(super) fn address(kind: EventKind) -> Said {
    match kind {
        EventKind::AddressUndeliverable => {
            Said::nothing().detail("The mail server takes no mail for it").moved("Written to", "Not written to")
        }
        EventKind::AddressTriedAgain => Said::nothing().moved("Not written to", "Written to"),
        _ => Said::nothing().detail("Said by whoever reads mail there"),
    }
}
