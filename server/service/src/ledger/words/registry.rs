//! What entries about national registries say.

use domain::{event::EventKind, registry::Registry};

use super::{Particulars, Said, code::day};

/// The words of such an entry.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    let registry = Registry::from_code(of.plain("registry"));
    let name = registry.map_or_else(|_| "A registry of another build".to_owned(), Registry::label);
    match kind {
        EventKind::RegistrySubscribed => {
            let (organisation, areas) = (of.text("organisation"), areas(of, "areas"));
            let subscribed = format!("Downloaded on {}, {areas}", day(of.plain("downloaded_on")));
            Said::nothing().detail(format!("{name}, as {organisation}")).moved("Not subscribed", subscribed)
        }
        EventKind::RegistryRenewed => {
            let words = |on: &str, field: &str| format!("Downloaded on {}, {}", day(of.plain(on)), areas(of, field));
            Said::nothing().detail(name).moved(words("from", "areas_from"), words("to", "areas_to"))
        }
        EventKind::RegistryEnded => Said::nothing().detail(name).moved("Subscribed", "Not subscribed"),
        _ => {
            let (on, numbers) = (day(of.plain("downloaded_on")), of.plain("numbers"));
            let sha256 = of.plain("sha256");
            Said::nothing().detail(format!("{name}, downloaded on {on}: {numbers} numbers. SHA-256 {sha256}"))
        }
    }
}

/// For which areas, from as many fields as their codes take.
fn areas(of: &Particulars<'_>, field: &str) -> String {
    let more = (2..).map(|at| format!("{field}.{at}")).take_while(|field| of.has(field));
    let codes: Vec<_> =
        std::iter::once(field.to_owned()).chain(more).map(|field| of.plain(&field).replace(',', ", ")).collect();
    match codes.join(", ").as_str() {
        "all" => "all area codes".to_owned(),
        codes => format!("area codes {codes}"),
    }
}
