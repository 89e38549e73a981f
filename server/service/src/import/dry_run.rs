//! What a list would do.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use domain::{access::Right, import::row::ImportRow, topic::Topic, wire::import::Report};

use super::{
    known::{Ground, Hashed, Verdict, closes, hashed, values},
    list::List,
    run::Progress,
    stretch::{Line, Stretch, read},
    tally,
};
use crate::{Service, ctx::Ctx, error::Result};

/// Counts what a list would do, and names the lines that need a look. Nothing is changed.
///
/// # Errors
/// Fails where the file is no list, or the record cannot be read.
pub async fn dry_run(service: &Service, ctx: &Ctx, list: &List, mut told: impl FnMut(Progress)) -> Result<Report> {
    ctx.require(Right::Curate)?;
    let of = list.bytes();
    let mut stretches = read(list, service.now().date_naive(), 0);
    let mut report = Report::default();
    let mut seen = Seen::default();
    while let Some(stretch) = stretches.recv().await {
        let stretch = stretch?;
        let bytes = stretch.bytes;
        tally::add(&mut report, try_stretch(service, ctx, &stretch, &mut seen).await?);
        told(Progress { bytes, of, rows: report.rows });
    }
    Ok(report)
}

async fn try_stretch(service: &Service, ctx: &Ctx, stretch: &Stretch, seen: &mut Seen) -> Result<Report> {
    let scope = service.db.read(ctx.business).await?;
    let people: Vec<&ImportRow> = people(&stretch.lines).collect();
    let rows = hashed(&scope, &service.keys, &people)?;
    let mut ground = Ground::read(&scope, &rows, service.now()).await?;
    for row in &rows {
        seen.remind(&mut ground, row);
    }
    let mut report = Report::default();
    refuse(&mut report, &stretch.lines);
    for row in &rows {
        let verdict = ground.judge(row);
        tally::count(&mut report, &ground, row, &verdict);
        seen.keep(row, &verdict);
        ground.note(row, &verdict, None);
    }
    Ok(report)
}

/// The people among some lines.
pub(super) fn people(lines: &[Line]) -> impl Iterator<Item = &ImportRow> {
    lines.iter().filter_map(|line| if let Line::Person(row) = line { Some(&**row) } else { None })
}

/// Counts the lines that are nobody.
pub(super) fn refuse(report: &mut Report, lines: &[Line]) {
    for line in lines {
        match line {
            Line::Person(_) => {}
            Line::Refused(sentence) => tally::refuse(report, sentence.clone()),
            Line::BrokenOff(sentence) => tally::break_off(report, sentence.clone()),
        }
    }
}

/// The people of earlier stretches, whom a run would have saved by now.
///
/// A few bytes for each person, and nothing of them: the rows themselves are not kept.
#[derive(Default)]
struct Seen {
    closed: HashMap<u64, Topics>,
    /// The numbers and addresses of people whom an exporter's identifier names: another line of
    /// theirs may hold others.
    values: HashSet<u64>,
}

impl Seen {
    fn keep(&mut self, row: &Hashed<'_>, verdict: &Verdict) {
        let topics = match verdict {
            Verdict::Add => Topics::of(&closes(row.row)),
            Verdict::Close(topics) => Topics::of(topics),
            Verdict::Nothing | Verdict::SaidNo => return,
        };
        self.closed.entry(short(&row.identity)).or_default().0 |= topics.0;
        if *verdict == Verdict::Add && row.row.external_id.is_some() {
            self.values.extend(values(row.row).map(|value| short(&(&row.identity, value))));
        }
    }

    fn remind(&self, ground: &mut Ground, row: &Hashed<'_>) {
        let Some(closed) = self.closed.get(&short(&row.identity)) else { return };
        let named = row.row.external_id.is_some();
        let known = |value: &&str| !named || self.values.contains(&short(&(&row.identity, *value)));
        let values: BTreeSet<String> = values(row.row).filter(known).map(str::to_owned).collect();
        ground.remember(row, &closed.all(), values);
    }
}

/// Some topics, one bit for each: there are as many of these as people in the list.
#[derive(Clone, Copy, Default)]
struct Topics(u8);

impl Topics {
    fn of(topics: &BTreeSet<Topic>) -> Self {
        let bits = Topic::all().zip(0..).filter(|(topic, _)| topics.contains(topic)).map(|(_, at)| 1 << at);
        Self(bits.fold(0, |all, bit: u8| all | bit))
    }

    fn all(self) -> BTreeSet<Topic> {
        Topic::all().zip(0..).filter(|(_, at)| self.0 & (1 << at) != 0).map(|(topic, _)| topic).collect()
    }
}

fn short(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
