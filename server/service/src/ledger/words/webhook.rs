//! What entries about webhooks say.

use domain::{
    event::EventKind,
    webhook::{GROUPS, WebhookKinds, WhyDisabled},
};

use super::{Particulars, Said, code};

/// The words of such an entry.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    match kind {
        EventKind::WebhookMade => Said::nothing().detail(of.text("address")).now(told_of(of)),
        EventKind::WebhookSecretRotated => {
            Said::nothing().detail(format!("The secret before it signs too until {}", code::instant(of.plain("until"))))
        }
        EventKind::WebhookDisabled => {
            let why = WhyDisabled::from_code(of.plain("why")).map_or("", WhyDisabled::label);
            Said::nothing().detail(why).moved(of.coded("from"), of.coded("to"))
        }
        EventKind::WebhookEnabled => Said::nothing().moved(of.coded("from"), of.coded("to")),
        EventKind::WebhookReplayed => Said::nothing().detail(format!("Entry {}", of.plain("entry"))),
        _ => Said::nothing().moved("In use", "Removed"),
    }
}

fn told_of(of: &Particulars<'_>) -> String {
    let groups: Vec<_> = GROUPS.iter().map(|group| of.plain(group.code)).filter(|codes| !codes.is_empty()).collect();
    let kinds = if groups.is_empty() { of.plain("kinds").to_owned() } else { groups.join("+") };
    WebhookKinds::from_code(&kinds).map_or_else(|_| "Events of another build".into(), |kinds| kinds.words())
}
