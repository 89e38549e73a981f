//! What entries about keys for programs say.

use domain::{event::EventKind, integration::ApiScopes};

use super::{Particulars, Said, code};

/// The words of such an entry.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    if kind == EventKind::ApiKeyRevoked {
        return Said::nothing().moved("In use", "Revoked");
    }
    if kind == EventKind::ApiKeyTakenOver {
        return Said::nothing().moved(of.named("from"), of.named("by"));
    }
    let scopes = ApiScopes::from_code(of.plain("scopes"));
    let scopes = scopes.map_or_else(|_| "Scopes of another build".into(), |scopes| scopes.to_string());
    let opens = match of.plain("expires_at") {
        "" => scopes,
        end => format!("{scopes}, until {}", code::instant(end)),
    };
    Said::nothing().detail(of.text("name")).now(opens)
}
