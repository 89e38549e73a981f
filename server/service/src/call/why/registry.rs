//! What the national registries say, for who asks why.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    call::BlockReason,
    registry::{Finding, Registry},
};

use crate::registry::Consulted;

/// What such a reason rests on, a sentence for each registry that stands behind it.
pub(super) fn facts(
    reason: &BlockReason,
    consulted: &[Consulted],
    required: Option<Registry>,
    now: DateTime<Utc>,
) -> Vec<String> {
    let each = consulted.iter();
    match reason {
        BlockReason::NationalRegistry => each.filter(|one| is_listed(one)).map(listed).collect(),
        BlockReason::RegistryStale => each.filter(|one| one.stale_at.is_some_and(|at| at <= now)).map(stale).collect(),
        BlockReason::RegistryNotCovered => {
            required.map(|required| uncovered(required, consulted)).into_iter().collect()
        }
        BlockReason::CouldNotCheck => each.filter(|one| one.finding == Finding::Unreadable).map(unreadable).collect(),
        _ => Vec::new(),
    }
}

const fn is_listed(one: &Consulted) -> bool {
    matches!(one.finding, Finding::Read { listed: true, .. })
}

fn listed(one: &Consulted) -> String {
    let file = one.file_of.map(|file| format!("the file of {}, ", day(file))).unwrap_or_default();
    format!("On the {}: {file}{}", one.registry.label(), download(one))
}

fn stale(one: &Consulted) -> String {
    let end = one.stale_at.map(|at| format!("; that could be used until {}", day(at.date_naive()))).unwrap_or_default();
    format!("{}: {}{end}", one.registry.label(), download(one))
}

fn unreadable(one: &Consulted) -> String {
    format!("The file of the {} cannot be read. Whoever runs the server loads it again", one.registry.label())
}

fn uncovered(required: Registry, consulted: &[Consulted]) -> String {
    let name = required.label();
    match consulted.iter().find(|one| one.registry == required) {
        None => format!("{name}: it must be asked about this number, and this business is not subscribed to it"),
        Some(one) if one.file_of.is_none() => format!("{name}: its file is not loaded"),
        Some(one) if !one.subscribed => {
            format!("{name}: the subscription leaves this area code out; {}", download(one))
        }
        Some(one) => format!("{name}: the file leaves this area code out; {}", download(one)),
    }
}

fn download(one: &Consulted) -> String {
    format!("downloaded by {} on {}", one.organisation, day(one.downloaded_on))
}

fn day(on: NaiveDate) -> String {
    on.format("%-d %B %Y").to_string()
}
