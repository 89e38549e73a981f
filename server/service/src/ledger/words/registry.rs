//! What entries about national registries say.

use chrono::NaiveDate;
use domain::{event::EventKind, registry::Registry};

use super::{Particulars, Said};

/// The words of such an entry.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    let registry = Registry::from_code(of.plain("registry"));
    let name = registry.map_or_else(|_| "A registry of another build".to_owned(), Registry::label);
    match kind {
        EventKind::RegistrySubscribed => {
            let (organisation, areas) = (of.text("organisation"), areas(of.plain("areas")));
            let subscribed = format!("Downloaded on {}, {areas}", day(of.plain("downloaded_on")));
            Said::nothing().detail(format!("{name}, as {organisation}")).moved("Not subscribed", subscribed)
        }
        EventKind::RegistryRenewed => {
            let words = |on: &str, of_which: &str| format!("Downloaded on {}, {}", day(on), areas(of_which));
            let from = words(of.plain("from"), of.plain("areas_from"));
            Said::nothing().detail(name).moved(from, words(of.plain("to"), of.plain("areas_to")))
        }
        EventKind::RegistryEnded => Said::nothing().detail(name).moved("Subscribed", "Not subscribed"),
        _ => {
            let (on, numbers) = (day(of.plain("downloaded_on")), of.plain("numbers"));
            let sha256 = of.plain("sha256");
            Said::nothing().detail(format!("{name}, downloaded on {on}: {numbers} numbers. SHA-256 {sha256}"))
        }
    }
}

fn day(written: &str) -> String {
    let read = written.parse::<NaiveDate>();
    read.map_or_else(|_| written.to_owned(), |day| day.format("%-d %B %Y").to_string())
}

fn areas(written: &str) -> String {
    if written == "all" { "all area codes".to_owned() } else { format!("area codes {written}") }
}
