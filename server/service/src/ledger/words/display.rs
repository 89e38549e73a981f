//! What entries about office screens say.

use domain::{
    display::{Figures, PAIRING_FOR},
    event::EventKind,
};

use super::{Particulars, Said};

/// The words of such an entry.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    match kind {
        EventKind::DisplayMade => Said::nothing().detail(of.text("name")).now(shown(of, "shows", "zone")),
        EventKind::DisplayCodeMade => {
            Said::nothing().detail(format!("Good for {} minutes, and once", PAIRING_FOR.num_minutes()))
        }
        EventKind::DisplayPaired => Said::nothing().moved("Not paired", "Paired"),
        EventKind::DisplayChanged => {
            let side = |name: &str, shows: &str, zone: &str| format!("{}: {}", of.text(name), shown(of, shows, zone));
            Said::nothing().moved(side("name_from", "shows_from", "zone_from"), side("name_to", "shows_to", "zone_to"))
        }
        _ => Said::nothing().moved("In use", "Revoked"),
    }
}

/// The numbers that one shows, and where it hangs.
fn shown(of: &Particulars<'_>, shows: &str, zone: &str) -> String {
    let figures =
        Figures::from_code(of.plain(shows)).map_or_else(|_| "Numbers of another build".into(), Figures::words);
    format!("{figures}; {}", of.plain(zone))
}
