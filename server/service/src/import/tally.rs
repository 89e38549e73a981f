//! Counting what a list does: the same for a dry run and for a run.

use std::collections::BTreeSet;

use domain::{
    import::row::ImportRow,
    topic::{Channel, Purpose, Topic},
    wire::import::{Lines, Report},
};

use super::known::{Ground, Hashed, Verdict, closes};

/// How many lines a report names; nobody reads more, and it is kept with the run.
const NAMED: usize = 1_000;

/// Counts a row, before it is done.
pub(super) fn count(report: &mut Report, ground: &Ground, row: &Hashed<'_>, verdict: &Verdict) {
    let line = row.row.line;
    report.rows += 1;
    match verdict {
        Verdict::Add => {
            report.added += 1;
            report.flagged += u64::from(row.row.consent.is_none());
            count_closed(report, &closes(row.row));
        }
        Verdict::Close(topics) => {
            report.changed += 1;
            count_closed(report, topics);
        }
        Verdict::Nothing => report.unchanged += 1,
        Verdict::SaidNo => {
            report.refused += 1;
            let why = "somebody with this number or address said no to data collection, so nothing is saved";
            name(&mut report.problems, format!("Line {line}: {why}"));
            return;
        }
    }
    if ground.holds_more(row) {
        let what = "this person is on file, and a number or address of this line is not: add it on their page";
        name(&mut report.warnings, format!("Line {line}: {what}"));
    }
    warn(report, row.row);
}

fn count_closed(report: &mut Report, topics: &BTreeSet<Topic>) {
    let closes = |channel, purpose| topics.contains(&Topic::Reach(channel, purpose));
    let any = |channel| Purpose::ALL.into_iter().any(|purpose| closes(channel, purpose));
    report.blocked += u64::from(any(Channel::Call));
    report.no_sms += u64::from(any(Channel::Sms));
    if closes(Channel::Email, Purpose::Service) {
        report.no_email += 1;
    } else {
        report.no_marketing_email += u64::from(any(Channel::Email));
    }
}

fn warn(report: &mut Report, row: &ImportRow) {
    for warning in &row.warnings {
        name(&mut report.warnings, warning.to_string());
    }
}

/// Counts a line that cannot be used.
pub(super) fn refuse(report: &mut Report, sentence: String) {
    report.rows += 1;
    report.refused += 1;
    name(&mut report.problems, sentence);
}

/// Notes that the file ended before its end.
pub(super) fn break_off(report: &mut Report, sentence: String) {
    report.broken_off = true;
    name(&mut report.problems, sentence);
}

/// Adds what a later stretch came to.
pub(super) fn add(report: &mut Report, more: Report) {
    report.rows += more.rows;
    report.added += more.added;
    report.changed += more.changed;
    report.unchanged += more.unchanged;
    report.refused += more.refused;
    report.blocked += more.blocked;
    report.no_email += more.no_email;
    report.no_marketing_email += more.no_marketing_email;
    report.no_sms += more.no_sms;
    report.flagged += more.flagged;
    report.broken_off |= more.broken_off;
    for (lines, more) in [(&mut report.problems, more.problems), (&mut report.warnings, more.warnings)] {
        more.shown.into_iter().for_each(|line| name(lines, line));
        lines.more += more.more;
    }
}

/// Adds a line to those that a report names, or to the count of those that it does not.
pub(crate) fn name(lines: &mut Lines, sentence: String) {
    if lines.shown.len() < NAMED {
        lines.shown.push(sentence);
    } else {
        lines.more += 1;
    }
}
