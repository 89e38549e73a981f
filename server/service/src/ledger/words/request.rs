//! What entries about data subjects' requests say.

use domain::{
    event::EventKind,
    request::{Came, RequestKind, RequestState},
    wire::ledger::Meaning,
};

use super::{Particulars, Said, code::day};

/// The words of such an entry.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    let asked_for = RequestKind::from_code(of.plain("kind")).ok();
    let label = asked_for.map_or("A request of another build", RequestKind::label);
    let restricts = asked_for.is_some_and(RequestKind::holds_at_once);
    match kind {
        EventKind::RequestReceived => {
            let came = Came::from_code(of.plain("came")).map_or("", Came::label).to_lowercase();
            let words = if of.has("asked") { format!(": {}", of.text("asked")) } else { String::new() };
            let received = day(of.plain("received_on"));
            let said = Said::nothing().detail(format!("{label}, received {came} on {received}{words}"));
            if restricts {
                said.now("Restricted").meaning(Meaning::Blocked)
            } else {
                said.now(format!("Due on {}", day(of.plain("due_on"))))
            }
        }
        EventKind::RequestExtended => {
            let due = |field: &str| format!("Due on {}", day(of.plain(field)));
            Said::nothing().detail(format!("{label}: {}", of.text("reason"))).moved(due("from"), due("to"))
        }
        EventKind::RequestSettled => {
            let told = if of.has("told") { format!(". Told before: {}", of.text("told")) } else { String::new() };
            let state = |field: &str| RequestState::from_code(of.plain(field)).map_or("", RequestState::label);
            let from = if restricts { "Restricted" } else { state("from") };
            Said::nothing().detail(format!("{label}: {}{told}", of.text("outcome"))).moved(from, state("to"))
        }
        _ => Said::nothing().detail("Everything that is held about this customer"),
    }
}
