//! Typed identifiers: one type a thing, so that one can never stand for another.
//!
//! All are `UUIDv7`, made by the server's clock and random source; this crate only carries them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// A person who signs in, on the whole platform.
    AccountId
    /// A key by which a program asks.
    ApiKeyId
    /// One audit of a business.
    AuditId
    /// One attempt to call, authorised or refused.
    CallId
    /// One tenant: a company that registered.
    BusinessId
    /// One answer that a customer gave.
    ConsentEventId
    /// One phone number or e-mail address of one customer.
    ContactPointId
    /// A data subject.
    CustomerId
    /// A customer's own link.
    CustomerLinkId
    /// A "No" of somebody about whom nothing is kept.
    DenialId
    /// An office screen.
    DisplayId
    /// One thing that an audit found.
    FindingId
    /// What a customer may allow again, once, by a link in a mail.
    GrantId
    /// A date without calls.
    HolidayId
    /// One run of an import.
    ImportId
    /// One contact with a customer.
    InteractionId
    /// An invitation to join a business.
    InvitationId
    /// An account's place in a business.
    MemberId
    /// A message that is to be sent.
    MessageId
    /// One version of a text that was shown or read out.
    NoticeId
    /// One list of numbers that was put on the do-not-call list.
    NumberListId
    /// One request to the server, for the log and the ledger.
    RequestId
    /// What a data subject asked for.
    SubjectRequestId
    /// One list that was scrubbed.
    ScrubId
    /// A signed-in browser.
    SessionId
    /// One suppressed number of a business.
    SuppressionId
    /// One reason why a number is suppressed.
    SuppressionSourceId
    /// One entry of which a program is told.
    WebhookDeliveryId
    /// A program that is told what happens.
    WebhookId
}
