//! What a screen's stream of events can say: that something happened, and never to whom.

use serde::Serialize;

use crate::event::EventKind;

/// A kind of event that a screen may hear of. It is spoken of in the words below and in no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Happening(EventKind);

impl Happening {
    /// What a screen hears of an event of this kind. Nothing of what concerns members, settings or one customer's
    /// page: an office screen is read by whoever comes in.
    pub fn of(kind: EventKind) -> Option<Self> {
        words(kind).map(|_| Self(kind))
    }

    /// Everything that a screen can hear of.
    pub fn all() -> impl Iterator<Item = Self> {
        EventKind::ALL.iter().copied().filter_map(Self::of)
    }

    /// The word in a frame.
    pub const fn code(self) -> &'static str {
        self.0.code()
    }

    /// The words on the screen.
    pub fn words(self) -> &'static str {
        words(self.0).unwrap_or_default()
    }
}

fn words(kind: EventKind) -> Option<&'static str> {
    Some(match kind {
        EventKind::CustomerAdded => "A customer was added",
        EventKind::ConsentRecorded => "An answer about consent was recorded",
        EventKind::CustomerMarkedDoNotCall => "Someone asked not to be called",
        EventKind::MarkLifted => "A do-not-call mark was taken off",
        EventKind::NumberSuppressed => "A number was put on the do-not-call list",
        EventKind::SuppressionLifted => "A reason was taken off the do-not-call list",
        EventKind::DenialRecorded => "Someone said no, and nothing was saved",
        EventKind::DataConsentWithdrawn => "Someone withdrew their consent",
        EventKind::WithdrawalUndone => "A withdrawal was taken back",
        EventKind::CustomerErased => "A customer was erased",
        EventKind::CallAuthorised => "A call was allowed",
        EventKind::CallRefused => "A call was prevented",
        EventKind::RequestReceived => "A request about personal data was received",
        EventKind::RegistryLoaded => "A national registry was loaded",
        EventKind::ImportFinished => "An import was finished",
        EventKind::AuditFinished => "An audit was finished",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_hears_nothing_of_members_and_of_what_one_customer_is_called() {
        for kind in [EventKind::MemberDisabled, EventKind::CustomerEdited, EventKind::NumberShown] {
            assert_eq!(Happening::of(kind), None);
        }
        assert!(Happening::all().count() > 10);
    }

    #[test]
    fn what_happened_is_said_in_a_sentence_and_sent_as_its_kind() {
        for happening in Happening::all() {
            assert!(happening.words().split(' ').count() > 3, "{}", happening.words());
            assert_eq!(serde_json::to_value(happening).unwrap(), happening.code());
        }
    }
}
