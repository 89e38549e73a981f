//! What the ledger keeps of an event: codes and identifiers as they are, personal data as
//! commitments only.

mod registry;
mod request;

use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;

use super::{Event, EventKind, Via};
use crate::{consent::AskedOf, id::CustomerId};

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The business as a whole.
    Business,
    /// A customer.
    Customer(CustomerId),
    /// A member.
    Member(Uuid),
    /// Anything else with an identifier, named by its kind.
    Thing(&'static str, Uuid),
}

impl Subject {
    /// The word in rows and in the ledger, with the identifier.
    pub fn parts(self) -> Option<(&'static str, Uuid)> {
        match self {
            Self::Business => None,
            Self::Customer(id) => Some(("customer", id.0)),
            Self::Member(id) => Some(("member", id)),
            Self::Thing(kind, id) => Some((kind, id)),
        }
    }

    /// The customer whom it concerns, if it concerns one.
    pub fn customer(self) -> Option<CustomerId> {
        if let Self::Customer(id) = self { Some(id) } else { None }
    }
}

/// One field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// A code, an identifier or a time: kept as it is.
    Plain(String),
    /// Personal data or free text: only a salted commitment enters the ledger.
    Personal(String),
}

/// An event as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its kind.
    pub kind: EventKind,
    /// The version of this kind's fields.
    pub version: u16,
    /// Whom or what it is about.
    pub subject: Subject,
    /// Its fields, in the order in which they are written.
    pub fields: Vec<(String, Recorded)>,
}

impl Record {
    pub(super) fn of(kind: EventKind, subject: Subject) -> Self {
        Self { kind, version: 1, subject, fields: Vec::new() }
    }

    pub(super) fn plain(mut self, name: &str, value: impl ToString) -> Self {
        self.fields.push((name.to_owned(), Recorded::Plain(value.to_string())));
        self
    }

    pub(super) fn maybe(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.plain(name, value),
            None => self,
        }
    }

    pub(super) fn personal(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), Recorded::Personal(value.to_owned())));
        self
    }

    fn maybe_personal(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.personal(name, value),
            None => self,
        }
    }
}

pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

impl Event {
    /// What the ledger keeps of this event.
    pub fn record(&self) -> Record {
        match self {
            Self::BusinessFounded { .. }
            | Self::BusinessClosing { .. }
            | Self::BusinessKept { .. }
            | Self::BusinessExportStarted
            | Self::BusinessErased
            | Self::MemberInvited { .. }
            | Self::InvitationRevoked { .. }
            | Self::MemberJoined { .. }
            | Self::MemberRoleChanged { .. }
            | Self::MemberDisabled { .. }
            | Self::MemberEnabled { .. }
            | Self::MemberPasswordReset { .. }
            | Self::MemberPasswordChanged { .. }
            | Self::MemberSecondFactor { .. }
            | Self::MemberAddressChanged { .. }
            | Self::SettingChanged { .. }
            | Self::BusinessRenamed { .. }
            | Self::RecordsExpired { .. }
            | Self::HolidayAdded { .. }
            | Self::HolidayRemoved { .. } => self.of_the_business(),
            Self::ImportStarted { .. }
            | Self::ImportResumed { .. }
            | Self::ImportFinished { .. }
            | Self::NumberListStarted { .. }
            | Self::NumberListFinished { .. }
            | Self::ListScrubbed { .. }
            | Self::ImportUndoStarted { .. }
            | Self::ImportUndone { .. } => self.of_a_list(),
            Self::PolicyPublished { .. } | Self::DpaAccepted { .. } => self.of_a_policy(),
            Self::RegistrySubscribed { .. }
            | Self::RegistryRenewed { .. }
            | Self::RegistryEnded { .. }
            | Self::RegistryLoaded { .. } => self.of_a_registry(),
            Self::RequestReceived { .. }
            | Self::RequestExtended { .. }
            | Self::RequestSettled { .. }
            | Self::CopyMade { .. } => self.of_a_request(),
            Self::CallAuthorised { .. }
            | Self::CallStarted { .. }
            | Self::CallRefused { .. }
            | Self::NumberShown { .. }
            | Self::ListedNumberShown { .. }
            | Self::NumberSuppressed { .. }
            | Self::SuppressionLifted { .. } => self.of_a_number(),
            Self::Member(event) => event.record(),
            Self::Audit(event) => event.record(),
            Self::Display(event) => event.record(),
            Self::ApiKey(event) => event.record(),
            Self::Webhook(event) => event.record(),
            _ => self.of_a_customer(),
        }
    }

    fn of_the_business(&self) -> Record {
        use EventKind as Kind;
        let member = |id: &crate::id::MemberId| Subject::Member(id.0);
        match self {
            Self::BusinessFounded { owner, country, statement, privacy, .. } => {
                Record::of(Kind::BusinessFounded, member(owner))
                    .plain("country", country)
                    .plain("statement", statement)
                    .plain("privacy_policy", privacy)
            }
            Self::BusinessClosing { erase_at } => Record::of(Kind::BusinessClosing, Subject::Business)
                .plain("from", "open")
                .plain("to", "closing")
                .plain("erase_at", instant(*erase_at)),
            Self::BusinessKept { erase_at } => Record::of(Kind::BusinessKept, Subject::Business)
                .plain("from", "closing")
                .plain("to", "open")
                .plain("erase_at", instant(*erase_at)),
            Self::BusinessExportStarted => Record::of(Kind::BusinessExportStarted, Subject::Business),
            Self::BusinessErased => {
                Record::of(Kind::BusinessErased, Subject::Business).plain("from", "closing").plain("to", "erased")
            }
            Self::MemberInvited { invitation, role, name } => {
                Record::of(Kind::MemberInvited, Subject::Thing("invitation", invitation.0))
                    .plain("role", role.code())
                    .personal("name", name)
            }
            Self::InvitationRevoked { invitation } => {
                Record::of(Kind::InvitationRevoked, Subject::Thing("invitation", invitation.0))
            }
            Self::MemberJoined { member: id, invitation, role, statement, privacy } => {
                Record::of(Kind::MemberJoined, member(id))
                    .plain("invitation", invitation)
                    .plain("role", role.code())
                    .plain("statement", statement)
                    .plain("privacy_policy", privacy)
            }
            Self::MemberRoleChanged { member: id, from, to } => {
                Record::of(Kind::MemberRoleChanged, member(id)).plain("from", from.code()).plain("to", to.code())
            }
            Self::MemberDisabled { member: id } => {
                Record::of(Kind::MemberDisabled, member(id)).plain("from", "enabled").plain("to", "disabled")
            }
            Self::MemberEnabled { member: id } => {
                Record::of(Kind::MemberEnabled, member(id)).plain("from", "disabled").plain("to", "enabled")
            }
            Self::MemberPasswordReset { member: id } => Record::of(Kind::MemberPasswordReset, member(id)),
            Self::MemberPasswordChanged { member: id } => Record::of(Kind::MemberPasswordChanged, member(id)),
            Self::MemberSecondFactor { member: id, step } => {
                Record::of(Kind::MemberSecondFactor, member(id)).plain("from", step.from()).plain("to", step.code())
            }
            Self::MemberAddressChanged { member: id, from, to } => {
                Record::of(Kind::MemberAddressChanged, member(id)).personal("from", from).personal("to", to)
            }
            Self::SettingChanged { setting, from, to } => Record::of(Kind::SettingChanged, Subject::Business)
                .plain("setting", setting)
                .plain("from", from)
                .plain("to", to),
            Self::BusinessRenamed { from, to } => {
                Record::of(Kind::BusinessRenamed, Subject::Business).personal("from", from).personal("to", to)
            }
            Self::RecordsExpired { kept, count } => {
                Record::of(Kind::RecordsExpired, Subject::Business).plain("kept", kept.code()).plain("count", count)
            }
            Self::HolidayAdded { holiday, on, country, name } => {
                Record::of(Kind::HolidayAdded, Subject::Thing("holiday", holiday.0))
                    .plain("on", on)
                    .maybe("country", *country)
                    .personal("name", name)
            }
            Self::HolidayRemoved { holiday, on, country, name } => {
                Record::of(Kind::HolidayRemoved, Subject::Thing("holiday", holiday.0))
                    .plain("on", on)
                    .maybe("country", *country)
                    .personal("name", name)
            }
            other => other.of_a_customer(),
        }
    }

    fn of_a_list(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::ImportStarted { import, file } => {
                Record::of(Kind::ImportStarted, Subject::Thing("import", import.0)).personal("file", file)
            }
            Self::ImportResumed { import, rows } => {
                Record::of(Kind::ImportResumed, Subject::Thing("import", import.0)).plain("rows", rows)
            }
            Self::ImportUndoStarted { import } => {
                Record::of(Kind::ImportUndoStarted, Subject::Thing("import", import.0))
            }
            Self::ImportUndone { import, removed, kept } => {
                Record::of(Kind::ImportUndone, Subject::Thing("import", import.0))
                    .plain("removed", removed)
                    .plain("kept", kept)
            }
            Self::ImportFinished { import, added, changed, refused } => {
                Record::of(Kind::ImportFinished, Subject::Thing("import", import.0))
                    .plain("added", added)
                    .plain("changed", changed)
                    .plain("refused", refused)
            }
            Self::NumberListStarted { list, file } => {
                Record::of(Kind::NumberListStarted, Subject::Thing("number_list", list.0)).personal("file", file)
            }
            Self::NumberListFinished { list, added, known, refused } => {
                Record::of(Kind::NumberListFinished, Subject::Thing("number_list", list.0))
                    .plain("added", added)
                    .plain("known", known)
                    .plain("refused", refused)
            }
            Self::ListScrubbed { scrub, file, sha256, purpose, rows, blocked } => {
                Record::of(Kind::ListScrubbed, Subject::Thing("scrub", scrub.0))
                    .personal("file", file)
                    .plain("sha256", sha256)
                    .plain("purpose", purpose.code())
                    .plain("rows", rows)
                    .plain("blocked", blocked)
            }
            other => other.of_a_customer(),
        }
    }

    fn of_a_policy(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::PolicyPublished { notice, policy, version, ask_again_by, hash } => {
                Record::of(Kind::PolicyPublished, Subject::Thing("notice", notice.0))
                    .plain("policy", policy.code())
                    .plain("from", version - 1)
                    .plain("to", version)
                    .maybe("ask_again_by", ask_again_by.map(instant))
                    .plain("hash", hash)
            }
            Self::DpaAccepted { notice, version, hash } => {
                Record::of(Kind::DpaAccepted, Subject::Thing("platform_notice", notice.0))
                    .plain("version", version)
                    .plain("hash", hash)
            }
            other => other.of_a_customer(),
        }
    }

    fn of_a_number(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::CallAuthorised { call, customer, point, purpose } => {
                Record::of(Kind::CallAuthorised, Subject::Customer(*customer))
                    .plain("call", call)
                    .plain("number", point)
                    .plain("purpose", purpose.code())
            }
            Self::CallStarted { call, customer, point, purpose } => {
                Record::of(Kind::CallStarted, Subject::Customer(*customer))
                    .plain("call", call)
                    .plain("number", point)
                    .plain("purpose", purpose.code())
            }
            Self::CallRefused { call, customer, point, purpose, reasons } => {
                let codes: Vec<_> = reasons.iter().map(crate::call::BlockReason::code).collect();
                Record::of(Kind::CallRefused, Subject::Customer(*customer))
                    .plain("call", call)
                    .maybe("number", *point)
                    .plain("purpose", purpose.code())
                    .plain("reasons", codes.join("+"))
            }
            Self::NumberShown { customer, point } => {
                Record::of(Kind::NumberShown, Subject::Customer(*customer)).plain("number", point)
            }
            Self::ListedNumberShown { suppression } => {
                Record::of(Kind::ListedNumberShown, Subject::Thing("suppression", suppression.0))
                    .plain("suppression", suppression)
            }
            Self::NumberSuppressed { suppression, source, kind, customer, note } => {
                Record::of(Kind::NumberSuppressed, listed(*customer, suppression.0))
                    .plain("suppression", suppression)
                    .plain("source", source)
                    .plain("from", "free")
                    .plain("to", kind.code())
                    .maybe_personal("note", note.as_deref())
            }
            Self::SuppressionLifted { suppression, source, kind, customer, lift, reason, evidence } => {
                Record::of(Kind::SuppressionLifted, listed(*customer, suppression.0))
                    .plain("suppression", suppression)
                    .plain("source", source)
                    .plain("from", kind.code())
                    .plain("to", "free")
                    .plain("lift", lift.code())
                    .maybe_personal("reason", reason.as_deref())
                    .maybe_personal("evidence", evidence.as_deref())
            }
            other => other.of_a_customer(),
        }
    }

    fn of_a_customer(&self) -> Record {
        use EventKind as Kind;
        let of = |kind, customer: &CustomerId| Record::of(kind, Subject::Customer(*customer));
        match self {
            Self::CustomerAdded { customer, name, via } => match via {
                Via::Interaction(id) => of(Kind::CustomerAdded, customer).plain("interaction", id),
                Via::Import(id, line) => of(Kind::CustomerAdded, customer).plain("import", id).plain("line", line),
                Via::Split(from) => of(Kind::CustomerAdded, customer).plain("split_from", from),
            }
            .personal("name", name),
            Self::CustomerEdited { customer, changes } => {
                changes.iter().fold(of(Kind::CustomerEdited, customer), |record, change| {
                    record
                        .personal(&format!("{}.from", change.detail), &change.from)
                        .personal(&format!("{}.to", change.detail), &change.to)
                })
            }
            Self::CustomerMerged { customer, merged } => of(Kind::CustomerMerged, customer).plain("merged", merged),
            Self::CustomerMergedAway { customer, into } => of(Kind::CustomerMergedAway, customer)
                .plain("from", "on_file")
                .plain("to", "merged")
                .plain("into", into),
            Self::CustomerSplit { customer, into } => of(Kind::CustomerSplit, customer).plain("into", into),
            Self::ContactPointAdded { customer, point, kind, value } => of(Kind::ContactPointAdded, customer)
                .plain("contact_point", point)
                .plain("kind", kind.code())
                .personal("value", value),
            Self::ContactPointRetired { customer, point, kind } => {
                of(Kind::ContactPointRetired, customer).plain("contact_point", point).plain("kind", kind.code())
            }
            Self::ConsentRecorded { customer, consent } => of(Kind::ConsentRecorded, customer)
                .plain("consent", consent.event)
                .plain("topic", consent.topic.code())
                .plain("from", consent.from.code())
                .plain("to", consent.to.code())
                .plain("method", consent.method.code())
                .maybe("asked_of", (consent.asked_of != AskedOf::Person).then(|| consent.asked_of.code()))
                .maybe("notice", consent.notice)
                .plain("occurred_at", instant(consent.occurred_at)),
            Self::ConsentInvalidated { customer, event, topic, reason } => of(Kind::ConsentInvalidated, customer)
                .plain("consent", event)
                .plain("topic", topic.code())
                .personal("reason", reason),
            Self::CustomerMarkedDoNotCall { customer, how, interaction } => of(Kind::CustomerMarkedDoNotCall, customer)
                .plain("from", "not_marked")
                .plain("to", "do_not_call")
                .plain("how", how.code())
                .maybe("interaction", *interaction),
            Self::MarkLifted { customer, lift, reason, evidence } => of(Kind::MarkLifted, customer)
                .plain("from", "do_not_call")
                .plain("to", "not_marked")
                .plain("lift", lift.code())
                .personal("reason", reason)
                .maybe_personal("evidence", evidence.as_deref()),
            Self::InteractionRecorded { interaction, customer, direction, answer, outcome, script } => Record::of(
                Kind::InteractionRecorded,
                customer.map_or(Subject::Thing("interaction", interaction.0), Subject::Customer),
            )
            .plain("interaction", interaction)
            .plain("direction", direction.code())
            .maybe("answer", answer.map(crate::prompt::Answer::code))
            .maybe("outcome", outcome.map(crate::interaction::Outcome::code))
            .maybe("script", *script),
            Self::DenialRecorded { denial, script, reason } => {
                Record::of(Kind::DenialRecorded, Subject::Thing("denial", denial.0))
                    .plain("topic", crate::topic::Topic::DataCollection.code())
                    .plain("from", "unknown")
                    .plain("to", "refused")
                    .plain("script", script)
                    .plain("reason", reason.code())
            }
            Self::DataConsentWithdrawn { customer, erase_at } => {
                of(Kind::DataConsentWithdrawn, customer).plain("erase_at", instant(*erase_at))
            }
            Self::WithdrawalUndone { customer } => {
                of(Kind::WithdrawalUndone, customer).plain("from", "withdrawn").plain("to", "on_file")
            }
            Self::CustomerErased { customer } => of(Kind::CustomerErased, customer),
            Self::CustomerLinkMade { customer, link } => of(Kind::CustomerLinkMade, customer).plain("link", link),
            Self::GrantRequested { customer, grant, topics } => {
                let codes: Vec<_> = topics.iter().map(|topic| topic.code()).collect();
                of(Kind::GrantRequested, customer).plain("grant", grant).plain("topics", codes.join("+"))
            }
            Self::AddressDisowned { customer, point } => {
                of(Kind::AddressDisowned, customer).plain("contact_point", point)
            }
            Self::AddressUndeliverable { customer, point } => of(Kind::AddressUndeliverable, customer)
                .plain("contact_point", point)
                .plain("from", "deliverable")
                .plain("to", "undeliverable"),
            Self::AddressTriedAgain { customer, point } => of(Kind::AddressTriedAgain, customer)
                .plain("contact_point", point)
                .plain("from", "undeliverable")
                .plain("to", "deliverable"),
            Self::ImportedCustomerRemoved { customer, import } => {
                of(Kind::ImportedCustomerRemoved, customer).plain("import", import)
            }
            other => other.of_the_business(),
        }
    }
}

/// A listed number is told of its customer where it has one.
fn listed(customer: Option<CustomerId>, suppression: Uuid) -> Subject {
    customer.map_or(Subject::Thing("suppression", suppression), Subject::Customer)
}
