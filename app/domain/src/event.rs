//! Everything that can happen in a business, each in the past tense.
//!
//! A change returns at least one event. What follows from one is a pure projection of it: its
//! entry in the ledger, the screens that must look again, the message that is owed.

mod audit;
mod display;
mod integration;
mod kind;
mod member;
mod record;
mod webhook;

pub use audit::{AuditEvent, Finding};
pub use display::DisplayEvent;
pub use integration::ApiKeyEvent;
pub use kind::{EventKind, LiveTopic};
pub use member::MemberEvent;
pub use record::{Record, Recorded, Subject};
pub use webhook::WebhookEvent;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    access::Role,
    call::BlockReason,
    consent::{AskedOf, ConsentStatus, Method},
    country::Country,
    dnc::{HowAsked, Lift, SourceKind},
    id::{
        BusinessId, CallId, ConsentEventId, ContactPointId, CustomerId, CustomerLinkId, DenialId, GrantId, HolidayId,
        ImportId, InteractionId, InvitationId, MemberId, NoticeId, NumberListId, ScrubId, SubjectRequestId,
        SuppressionId, SuppressionSourceId,
    },
    interaction::{DenialReason, Direction, Outcome},
    notice::NoticeKind,
    prompt::Answer,
    registry::{Coverage, Registry},
    request::{Came, RequestKind, RequestState},
    retention::Kept,
    second_factor::SecondFactorStep,
    topic::{Purpose, Topic},
};

/// One thing that happened. Texts in it are personal data: they reach the ledger as commitments only.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub enum Event {
    /// A company registered through the gate (policy section 1).
    BusinessFounded { business: BusinessId, owner: MemberId, country: String, statement: NoticeId, privacy: NoticeId },
    /// An owner closes the business: everything of it is erased later.
    BusinessClosing { erase_at: DateTime<Utc> },
    /// The closing was taken back.
    BusinessKept { erase_at: DateTime<Utc> },
    /// Somebody began to take everything of the business along.
    BusinessExportStarted,
    /// Everything of the business was erased but this ledger.
    BusinessErased,
    /// Somebody was invited to the business.
    MemberInvited { invitation: InvitationId, role: Role, name: String },
    /// An invitation was taken back.
    InvitationRevoked { invitation: InvitationId },
    /// An invited person passed the gate and joined.
    MemberJoined { member: MemberId, invitation: InvitationId, role: Role, statement: NoticeId, privacy: NoticeId },
    /// A member got another role.
    MemberRoleChanged { member: MemberId, from: Role, to: Role },
    /// A member's access was stopped.
    MemberDisabled { member: MemberId },
    /// A member's access was given back.
    MemberEnabled { member: MemberId },
    /// A member replaced a forgotten password by the link in a mail.
    MemberPasswordReset { member: MemberId },
    /// A member chose another password, and gave the one before.
    MemberPasswordChanged { member: MemberId },
    /// Something changed about the second factor with which a member signs in.
    MemberSecondFactor { member: MemberId, step: SecondFactorStep },
    /// A member signs in with another address, which they confirmed by the link in a mail to it.
    MemberAddressChanged { member: MemberId, from: String, to: String },
    /// A customer agreed and was saved, or was imported.
    CustomerAdded { customer: CustomerId, name: String, via: Via },
    /// A detail of a customer was changed.
    CustomerEdited { customer: CustomerId, changes: Vec<Change> },
    /// Two customers are one from now on: this one is left, with everything of the other.
    CustomerMerged { customer: CustomerId, merged: CustomerId },
    /// A customer was the same person as another one, and is found there from now on.
    CustomerMergedAway { customer: CustomerId, into: CustomerId },
    /// A customer was two people: some numbers and addresses are somebody else's from now on.
    CustomerSplit { customer: CustomerId, into: CustomerId },
    /// A number or address was added.
    ContactPointAdded { customer: CustomerId, point: ContactPointId, kind: PointKind, value: String },
    /// A number or address is no longer used.
    ContactPointRetired { customer: CustomerId, point: ContactPointId, kind: PointKind },
    /// A customer answered on a topic.
    ConsentRecorded { customer: CustomerId, consent: ConsentAnswer },
    /// An answer that was recorded in error counts for nothing.
    ConsentInvalidated { customer: CustomerId, event: ConsentEventId, topic: Topic, reason: String },
    /// A customer is not to be called (policy section 3).
    CustomerMarkedDoNotCall { customer: CustomerId, how: HowAsked, interaction: Option<InteractionId> },
    /// A customer's mark was taken off.
    MarkLifted { customer: CustomerId, lift: Lift, reason: String, evidence: Option<String> },
    /// A number is on the do-not-call list for one more reason.
    NumberSuppressed {
        suppression: SuppressionId,
        source: SuppressionSourceId,
        kind: SourceKind,
        customer: Option<CustomerId>,
        note: Option<String>,
    },
    /// One reason for a number to be on the list is gone. A mark's reason stands with the mark.
    SuppressionLifted {
        suppression: SuppressionId,
        source: SuppressionSourceId,
        kind: SourceKind,
        customer: Option<CustomerId>,
        lift: Lift,
        reason: Option<String>,
        evidence: Option<String>,
    },
    /// A list of numbers began to be put on the do-not-call list.
    NumberListStarted { list: NumberListId, file: String },
    /// Every line of such a list was looked at.
    NumberListFinished { list: NumberListId, added: u64, known: u64, refused: u64 },
    /// A list was handed out again with the call decision for each row.
    ListScrubbed { scrub: ScrubId, file: String, sha256: String, purpose: Purpose, rows: u64, blocked: u64 },
    /// The business subscribed to a national registry: from then on it is asked before offers.
    RegistrySubscribed { registry: Registry, organisation: String, downloaded_on: NaiveDate, areas: Coverage },
    /// The business downloaded a registry again, or subscribed to other areas.
    RegistryRenewed {
        registry: Registry,
        from: NaiveDate,
        downloaded_on: NaiveDate,
        areas_from: Coverage,
        areas: Coverage,
    },
    /// The business's subscription to a registry ended.
    RegistryEnded { registry: Registry },
    /// The operator put another file of a registry in force to which the business subscribed. `sha256`
    /// is that of what was downloaded, in hex.
    RegistryLoaded { registry: Registry, downloaded_on: NaiveDate, numbers: u64, sha256: String },
    /// A member looked at a masked number of the do-not-call list.
    ListedNumberShown { suppression: SuppressionId },
    /// A contact took place.
    InteractionRecorded {
        interaction: InteractionId,
        customer: Option<CustomerId>,
        direction: Direction,
        answer: Option<Answer>,
        outcome: Option<Outcome>,
        script: Option<NoticeId>,
    },
    /// Somebody who is not on file said no; nothing about them is kept (policy section 2).
    DenialRecorded { denial: DenialId, script: NoticeId, reason: DenialReason },
    /// A customer on file withdrew `data_collection`: blocked and hidden now, erased later.
    DataConsentWithdrawn { customer: CustomerId, erase_at: DateTime<Utc> },
    /// A customer took their withdrawal of `data_collection` back, by the link in its confirmation.
    WithdrawalUndone { customer: CustomerId },
    /// A customer's personal data was physically erased.
    CustomerErased { customer: CustomerId },
    /// A link to their preferences was made, to be handed to the customer in person.
    CustomerLinkMade { customer: CustomerId, link: CustomerLinkId },
    /// A customer asked by their link to be reached again: it counts once they confirm it by mail.
    GrantRequested { customer: CustomerId, grant: GrantId, topics: Vec<Topic> },
    /// Whoever reads mail at an address said that it is not this customer's.
    AddressDisowned { customer: CustomerId, point: ContactPointId },
    /// A mail server said that it never takes mail for this address: nothing is sent there any more.
    AddressUndeliverable { customer: CustomerId, point: ContactPointId },
    /// A member said that mail to this address is worth another try.
    AddressTriedAgain { customer: CustomerId, point: ContactPointId },
    /// A customer asked for one of their rights. `asked` is what they said; a restriction holds from here on.
    RequestReceived {
        request: SubjectRequestId,
        customer: CustomerId,
        kind: RequestKind,
        came: Came,
        received_on: NaiveDate,
        due_on: NaiveDate,
        asked: Option<String>,
    },
    /// A request is due later, with a reason that the customer was told (GDPR 12(3)).
    RequestExtended {
        request: SubjectRequestId,
        customer: CustomerId,
        kind: RequestKind,
        from: NaiveDate,
        to: NaiveDate,
        reason: String,
    },
    /// A request was done or refused. `told` says how the customer heard of it before a restriction ended
    /// (GDPR 18(3)).
    RequestSettled {
        request: SubjectRequestId,
        customer: CustomerId,
        kind: RequestKind,
        from: RequestState,
        to: RequestState,
        outcome: String,
        told: Option<String>,
    },
    /// A copy of everything that is held about a customer was made (GDPR 15(3)).
    CopyMade { request: SubjectRequestId, customer: CustomerId },
    /// The gate allowed a call.
    CallAuthorised { call: CallId, customer: CustomerId, point: ContactPointId, purpose: Purpose },
    /// A permit was used: the call began.
    CallStarted { call: CallId, customer: CustomerId, point: ContactPointId, purpose: Purpose },
    /// The gate refused a call, or a press on a blocked button was prevented.
    CallRefused {
        call: CallId,
        customer: CustomerId,
        point: Option<ContactPointId>,
        purpose: Purpose,
        reasons: Vec<BlockReason>,
    },
    /// A member looked at a masked number.
    NumberShown { customer: CustomerId, point: ContactPointId },
    /// A list of customers began to be imported.
    ImportStarted { import: ImportId, file: String },
    /// An import that had stopped goes on behind so many rows.
    ImportResumed { import: ImportId, rows: u64 },
    /// The undoing of an import began.
    ImportUndoStarted { import: ImportId },
    /// A customer whom an import had added, and with whom nobody had to do since, was erased again.
    ImportedCustomerRemoved { customer: CustomerId, import: ImportId },
    /// An import was undone, as far as it can be.
    ImportUndone { import: ImportId, removed: u64, kept: u64 },
    /// A list of customers was imported.
    ImportFinished { import: ImportId, added: u64, changed: u64, refused: u64 },
    /// A setting of the business has another value.
    SettingChanged { setting: &'static str, from: String, to: String },
    /// The business has another name.
    BusinessRenamed { from: String, to: String },
    /// So many records of a kind were erased, because their time was over.
    RecordsExpired { kept: Kept, count: u64 },
    /// A text of the business has a new version, in force from now on. A material one is asked for again
    /// by its day. `hash` is the SHA-256 of the text, in hex.
    PolicyPublished {
        notice: NoticeId,
        policy: NoticeKind,
        version: i32,
        ask_again_by: Option<DateTime<Utc>>,
        hash: String,
    },
    /// An owner accepted a version of the Data Processing Agreement. `hash` is the SHA-256 of its text, in hex.
    DpaAccepted { notice: NoticeId, version: i32, hash: String },
    /// A date without calls was set, everywhere or in one country.
    HolidayAdded { holiday: HolidayId, on: NaiveDate, country: Option<Country>, name: String },
    /// A date without calls is an ordinary day again.
    HolidayRemoved { holiday: HolidayId, on: NaiveDate, country: Option<Country>, name: String },
    /// A member did something about their own place in the business.
    Member(MemberEvent),
    /// Something happened in an audit.
    Audit(AuditEvent),
    /// Something happened to an office screen.
    Display(DisplayEvent),
    /// Something happened to a key for programs.
    ApiKey(ApiKeyEvent),
    /// Something happened to a webhook.
    Webhook(WebhookEvent),
}

/// How a customer came on file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// An interaction in which they agreed.
    Interaction(InteractionId),
    /// A line of an imported list; consent is not on record.
    Import(ImportId, u64),
    /// They were taken for this customer.
    Split(CustomerId),
}

/// What a contact point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
}

impl PointKind {
    /// The word in rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Phone, Self::Email].into_iter().find(|kind| kind.code() == code)
    }
}

/// One detail of a customer, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The detail's name.
    pub detail: &'static str,
    /// What it was.
    pub from: String,
    /// What it is.
    pub to: String,
}

/// An answer as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentAnswer {
    /// The event's identifier.
    pub event: ConsentEventId,
    /// What it is about.
    pub topic: Topic,
    /// The status before it.
    pub from: ConsentStatus,
    /// The status after it.
    pub to: ConsentStatus,
    /// How it reached the business.
    pub method: Method,
    /// Who was asked.
    pub asked_of: AskedOf,
    /// The text that was shown or read out.
    pub notice: Option<NoticeId>,
    /// When the customer answered (UTC).
    pub occurred_at: DateTime<Utc>,
}
