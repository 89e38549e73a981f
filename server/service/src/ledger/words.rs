//! What each kind of entry says, in words that people use.
//!
//! Texts about a person are shown only as long as they are kept. A phone number is never shown in
//! clear: the history of somebody who may not be called must not give away whom to call.

mod audit;
mod call;
mod code;
mod display;
mod integration;
mod member;
mod number;
mod person;
mod registry;
mod request;
mod webhook;

pub(super) use code::humanised;

use std::collections::HashMap;

use domain::{
    country::Country,
    event::EventKind,
    ledger::{Entry, FieldValue},
    notice::NoticeKind,
    policy,
    retention::Kept,
    wire::ledger::Meaning,
};
use store::entity::ledger_opening;
use uuid::Uuid;

/// What stands where there was no text.
const NOTHING: &str = "nothing";

/// Why a text about a person is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsaid {
    /// It is gone.
    Erased,
    /// The person withdrew and is not erased yet.
    Hidden,
}

impl Unsaid {
    /// What stands where the text was.
    const fn words(self) -> &'static str {
        match self {
            Self::Erased => "(erased)",
            Self::Hidden => "(hidden)",
        }
    }
}

/// An entry with what is known beside it.
#[derive(Clone, Copy)]
pub(super) struct Particulars<'a> {
    /// The entry.
    pub(super) entry: &'a Entry,
    /// What its commitments hide, as far as it is still there.
    pub(super) openings: &'a [ledger_opening::Model],
    /// Why the others are not there.
    pub(super) unsaid: Unsaid,
    /// The members' names.
    pub(super) members: &'a HashMap<Uuid, String>,
}

/// The words of one entry, beside those of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) detail: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) meaning: Meaning,
}

impl Default for Said {
    fn default() -> Self {
        Self { detail: None, from: None, to: None, meaning: Meaning::Plain }
    }
}

impl Said {
    fn nothing() -> Self {
        Self::default()
    }

    fn detail(mut self, words: impl Into<String>) -> Self {
        self.detail = Some(words.into()).filter(|words| !words.is_empty());
        self
    }

    fn moved(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.from = Some(from.into());
        self.to = Some(to.into());
        self
    }

    fn now(mut self, to: impl Into<String>) -> Self {
        self.to = Some(to.into());
        self
    }

    fn meaning(mut self, meaning: Meaning) -> Self {
        self.meaning = meaning;
        self
    }
}

impl Particulars<'_> {
    /// A field that says nothing about a person; empty when the entry has none of this name.
    fn plain(&self, name: &str) -> &str {
        match self.entry.field(name) {
            Some(FieldValue::Plain(value)) => value,
            _ => "",
        }
    }

    fn has(&self, name: &str) -> bool {
        self.entry.field(name).is_some()
    }

    /// A code as words.
    fn coded(&self, name: &str) -> String {
        humanised(self.plain(name))
    }

    /// A text about a person, where it is still there.
    fn kept(&self, name: &str) -> Option<&str> {
        self.openings.iter().find(|opening| opening.field == name).map(|opening| opening.value.as_str())
    }

    /// A text about a person as it is shown.
    fn text(&self, name: &str) -> String {
        match self.kept(name) {
            Some("") => NOTHING.to_owned(),
            Some(text) => text.to_owned(),
            None => self.unsaid.words().to_owned(),
        }
    }

    /// The member whom a field names.
    fn named(&self, field: &str) -> String {
        let member = self.plain(field).parse().ok().and_then(|id: Uuid| self.members.get(&id));
        member.map_or_else(|| "A former member".to_owned(), Clone::clone)
    }

    /// The member whom the entry is about.
    fn member(&self) -> String {
        let subject = self.entry.subject.as_ref().and_then(|subject| self.members.get(&subject.id));
        subject.map_or_else(|| "A former member".to_owned(), Clone::clone)
    }
}

/// A version of a policy, with the day by which older consents are asked for again.
fn published(of: &Particulars<'_>) -> Said {
    let version = |field| match of.plain(field) {
        "0" => "Not published".to_owned(),
        number => format!("Version {number}"),
    };
    let title = NoticeKind::from_code(of.plain("policy")).map(policy::title).unwrap_or_default();
    let detail = match of.plain("ask_again_by") {
        "" => title,
        by => format!("{title}. Consents given before are asked for again by {}", code::instant(by)),
    };
    Said::nothing().detail(detail).moved(version("from"), version("to"))
}

/// A date on which nobody is called, from now on or no more.
fn holiday(kind: EventKind, of: &Particulars<'_>) -> Said {
    let (day, name) = (code::holiday(of.plain("on"), of.plain("country")), of.text("name"));
    let said = Said::nothing().detail(day);
    if kind == EventKind::HolidayAdded { said.moved("Ordinary day", name) } else { said.moved(name, "Ordinary day") }
}

/// A setting that has another value.
fn set(of: &Particulars<'_>) -> Said {
    let setting = of.plain("setting");
    let value = |field| code::set_to(setting, of.plain(field));
    Said::nothing().detail(code::setting(setting)).moved(value("from"), value("to"))
}

/// How many records went, and of what sort.
fn expired(of: &Particulars<'_>) -> Said {
    let kept = Kept::from_code(of.plain("kept")).map_or("records", Kept::words);
    Said::nothing().detail(format!("{} {kept}", of.plain("count")))
}

/// A business that came, closes, stays after all, or is gone.
fn business(kind: EventKind, of: &Particulars<'_>) -> Said {
    let moved = || Said::nothing().moved(of.coded("from"), of.coded("to"));
    match kind {
        EventKind::BusinessFounded => {
            let country = Country::parse(of.plain("country")).map_or("an unknown country", Country::name);
            Said::nothing().detail(format!("{}, in {country}. {AGREED}", of.member()))
        }
        EventKind::BusinessClosing => {
            moved().detail(format!("Everything is erased on {}", code::instant(of.plain("erase_at"))))
        }
        _ => moved(),
    }
}

fn undone(of: &Particulars<'_>) -> Said {
    let (removed, kept) = (of.plain("removed"), of.plain("kept"));
    Said::nothing().detail(format!("{removed} removed, {kept} kept")).moved("Being undone", "Undone")
}

fn imported(of: &Particulars<'_>) -> Said {
    let (added, changed, refused) = (of.plain("added"), of.plain("changed"), of.plain("refused"));
    Said::nothing().detail(format!("{added} added, {changed} changed, {refused} refused"))
}

/// Says what an entry of this kind says.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    use EventKind as Kind;
    match kind {
        Kind::BusinessFounded | Kind::BusinessClosing | Kind::BusinessKept | Kind::BusinessErased => business(kind, of),
        Kind::BusinessExportStarted => Said::nothing().detail("By a copy that somebody took along"),
        Kind::MemberInvited => Said::nothing().detail(of.text("name")).now(of.coded("role")),
        Kind::InvitationRevoked => Said::nothing().moved("Invited", "Not invited"),
        Kind::MemberJoined => {
            Said::nothing().detail(format!("{}. {AGREED}", of.member())).moved("Invited", of.coded("role"))
        }
        Kind::MemberRoleChanged | Kind::MemberDisabled | Kind::MemberEnabled | Kind::MemberSecondFactor => {
            Said::nothing().detail(of.member()).moved(of.coded("from"), of.coded("to"))
        }
        Kind::MemberPasswordReset | Kind::MemberPasswordChanged => Said::nothing().detail(of.member()),
        Kind::MemberAddressChanged => Said::nothing().detail(of.member()).moved(of.text("from"), of.text("to")),
        Kind::MemberRenamed
        | Kind::OwnershipHandedOver
        | Kind::MemberWithdrew
        | Kind::MemberRemoved
        | Kind::TrainingAcknowledged => member::said(kind, of),
        Kind::ImportStarted | Kind::NumberListStarted => Said::nothing().detail(of.text("file")),
        Kind::ImportResumed => Said::nothing().detail(format!("Goes on behind {} rows", of.plain("rows"))),
        Kind::ImportUndoStarted => Said::nothing().moved("Imported", "Being undone"),
        Kind::ImportUndone => undone(of),
        Kind::ImportFinished => imported(of),
        Kind::SettingChanged => set(of),
        Kind::BusinessRenamed => Said::nothing().moved(of.text("from"), of.text("to")),
        Kind::RecordsExpired => expired(of),
        Kind::PolicyPublished => published(of),
        Kind::DpaAccepted => Said::nothing().now(format!("Version {}", of.plain("version"))),
        Kind::HolidayAdded | Kind::HolidayRemoved => holiday(kind, of),
        Kind::CustomerAdded => person::added(of),
        Kind::CustomerEdited => person::edited(of),
        Kind::CustomerMerged => Said::nothing().detail("Answers, marks, numbers and history of both stand together"),
        Kind::CustomerMergedAway => Said::nothing().moved(of.coded("from"), "Found at the other customer"),
        Kind::CustomerSplit => Said::nothing().detail("Some numbers or addresses are another customer's now"),
        Kind::ContactPointAdded => person::point_added(of),
        Kind::ContactPointRetired => {
            Said::nothing().detail(code::point(of.plain("kind"))).moved("In use", "No longer used")
        }
        Kind::ConsentRecorded => person::answered(of),
        Kind::ConsentInvalidated => {
            let detail = format!("{}: {}", code::topic(of.plain("topic")), of.text("reason"));
            Said::nothing().detail(detail).moved("Counted", "Counts for nothing")
        }
        Kind::CustomerMarkedDoNotCall => {
            let moved = Said::nothing().moved("Not marked", "Do not call").meaning(Meaning::Blocked);
            moved.detail(code::how(of.plain("how")))
        }
        Kind::MarkLifted => person::lifted(of),
        Kind::NumberSuppressed => number::listed(of),
        Kind::SuppressionLifted => number::lifted(of),
        Kind::NumberListFinished => number::loaded(of),
        Kind::ListScrubbed => number::scrubbed(of),
        Kind::RegistrySubscribed | Kind::RegistryRenewed | Kind::RegistryEnded | Kind::RegistryLoaded => {
            registry::said(kind, of)
        }
        Kind::InteractionRecorded => person::contact(of),
        Kind::DenialRecorded => {
            let detail = format!("Data collection: {}", code::denial(of.plain("reason")));
            Said::nothing().detail(detail).moved(of.coded("from"), of.coded("to")).meaning(Meaning::Blocked)
        }
        Kind::DataConsentWithdrawn => person::withdrawn(of),
        Kind::WithdrawalUndone => Said::nothing().moved("Blocked and hidden", "On file").meaning(Meaning::Allowed),
        Kind::CustomerLinkMade => Said::nothing().detail("To be handed to the customer in person"),
        Kind::GrantRequested => person::asked(of),
        Kind::AddressDisowned | Kind::AddressUndeliverable | Kind::AddressTriedAgain => person::address(kind),
        Kind::CustomerErased => Said::nothing().moved("Blocked and hidden", "Erased"),
        Kind::ImportedCustomerRemoved => {
            Said::nothing().detail("The import that added them was undone").moved("On file", "Erased")
        }
        Kind::RequestReceived | Kind::RequestExtended | Kind::RequestSettled | Kind::CopyMade => {
            request::said(kind, of)
        }
        Kind::AuditStarted
        | Kind::AuditFinished
        | Kind::AuditReviewed
        | Kind::FindingAssigned
        | Kind::FindingCommented
        | Kind::FindingResolved
        | Kind::FindingReopened
        | Kind::FindingReminded => audit::said(kind, of),
        Kind::DisplayMade
        | Kind::DisplayCodeMade
        | Kind::DisplayPaired
        | Kind::DisplayChanged
        | Kind::DisplayRevoked => display::said(kind, of),
        Kind::ApiKeyMade | Kind::ApiKeyRevoked | Kind::ApiKeyTakenOver => integration::said(kind, of),
        Kind::WebhookMade
        | Kind::WebhookSecretRotated
        | Kind::WebhookDisabled
        | Kind::WebhookEnabled
        | Kind::WebhookRemoved
        | Kind::WebhookReplayed => webhook::said(kind, of),
        Kind::CallAuthorised | Kind::CallStarted | Kind::CallRefused => call::said(kind, of),
        Kind::NumberShown | Kind::ListedNumberShown => Said::nothing().moved("Masked", "Shown in full"),
    }
}

/// What everybody who has an account has seen and agreed to (policy section 1).
const AGREED: &str = "Agreed to the registration statement and the Privacy Policy";

#[cfg(test)]
mod tests;
