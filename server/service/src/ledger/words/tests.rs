use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Role,
    audit::{Cause, Check, FindingState},
    call::BlockReason,
    consent::{AskedOf, ConsentStatus, Method},
    country::Country,
    display::{DisplayName, Figure, Figures, Setup},
    dnc::{HowAsked, Lift, SourceKind},
    event::{
        ApiKeyEvent, AuditEvent, Change, ConsentAnswer, DisplayEvent, Event, Finding, MemberEvent, PointKind, Recorded,
        Via, WebhookEvent,
    },
    hours::TimeZone,
    id::{BusinessId, CustomerId},
    integration::{ApiScope, ApiScopes, KeyName},
    interaction::{DenialReason, Direction, Outcome},
    ledger::{Actor, Field, Subject, commitment},
    prompt::Answer,
    registry::{Coverage, Registry},
    request::{Came, RequestKind, RequestState},
    second_factor::SecondFactorStep,
    topic::{Purpose, Topic},
    webhook::{PrivateAddresses, WebhookAddress, WebhookKinds, WhyDisabled},
};

use super::*;

const OWNER: Uuid = Uuid::from_u128(1);
const PHONE: &str = "+14155550123";

fn id<T: From<Uuid>>() -> T {
    Uuid::from_u128(7).into()
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_521_600, 0).unwrap()
}

fn christmas() -> chrono::NaiveDate {
    "2026-12-25".parse().unwrap()
}

fn edit(changes: &[(&'static str, &str, &str)]) -> Event {
    let change = |(detail, from, to): &(&'static str, &str, &str)| Change {
        detail,
        from: (*from).to_owned(),
        to: (*to).to_owned(),
    };
    Event::CustomerEdited { customer: id(), changes: changes.iter().map(change).collect() }
}

fn answered(to: ConsentStatus, occurred_at: DateTime<Utc>) -> Event {
    let consent = ConsentAnswer {
        event: id(),
        topic: Topic::CALL_SERVICE,
        from: ConsentStatus::Unknown,
        to,
        method: Method::Verbal,
        asked_of: AskedOf::Person,
        notice: None,
        occurred_at,
    };
    Event::ConsentRecorded { customer: id(), consent }
}

fn scrubbed() -> Event {
    Event::ListScrubbed {
        scrub: id(),
        file: "leads.csv".into(),
        sha256: "ab".repeat(32),
        purpose: Purpose::Marketing,
        rows: 3,
        blocked: 1,
    }
}

/// One event of each kind; a new kind does not compile without one.
#[allow(clippy::too_many_lines, reason = "one arm for each kind")]
fn example(kind: EventKind) -> Event {
    use EventKind as Kind;
    let (customer, owner) = (id::<CustomerId>(), OWNER.into());
    match kind {
        Kind::BusinessFounded => {
            Event::BusinessFounded { business: id(), owner, country: "US".into(), statement: id(), privacy: id() }
        }
        Kind::BusinessClosing => Event::BusinessClosing { erase_at: noon() },
        Kind::BusinessKept => Event::BusinessKept { erase_at: noon() },
        Kind::BusinessExportStarted => Event::BusinessExportStarted,
        Kind::BusinessErased => Event::BusinessErased,
        Kind::MemberInvited => Event::MemberInvited { invitation: id(), role: Role::Staff, name: "Max Weber".into() },
        Kind::InvitationRevoked => Event::InvitationRevoked { invitation: id() },
        Kind::MemberJoined => {
            Event::MemberJoined { member: owner, invitation: id(), role: Role::Staff, statement: id(), privacy: id() }
        }
        Kind::MemberRoleChanged => Event::MemberRoleChanged { member: owner, from: Role::Staff, to: Role::Admin },
        Kind::MemberDisabled => Event::MemberDisabled { member: owner },
        Kind::MemberEnabled => Event::MemberEnabled { member: owner },
        Kind::MemberPasswordReset => Event::MemberPasswordReset { member: owner },
        Kind::MemberPasswordChanged => Event::MemberPasswordChanged { member: owner },
        Kind::MemberSecondFactor => Event::MemberSecondFactor { member: owner, step: SecondFactorStep::SwitchedOn },
        Kind::MemberAddressChanged => {
            Event::MemberAddressChanged { member: owner, from: "ada@example.com".into(), to: "ada@example.org".into() }
        }
        Kind::MemberRenamed => {
            Event::Member(MemberEvent::Renamed { member: owner, from: "Olga Novak".into(), to: "Olga Owner".into() })
        }
        Kind::OwnershipHandedOver => {
            Event::Member(MemberEvent::HandedOver { to: owner, was: Role::Staff, by: Uuid::from_u128(9).into() })
        }
        Kind::MemberWithdrew => {
            Event::Member(MemberEvent::Withdrew { member: owner, was: Role::Staff, statement: id() })
        }
        Kind::MemberRemoved => Event::Member(MemberEvent::Removed { member: owner, was: Role::Staff }),
        Kind::TrainingAcknowledged => {
            Event::Member(MemberEvent::Trained { member: owner, notice: id(), version: 2, hash: "5e".repeat(32) })
        }
        Kind::CustomerAdded => Event::CustomerAdded { customer, name: "Ana Lopez".into(), via: Via::Import(id(), 12) },
        Kind::CustomerEdited => edit(&[("city", "New York", "Chicago")]),
        Kind::CustomerMerged => Event::CustomerMerged { customer, merged: id() },
        Kind::CustomerMergedAway => Event::CustomerMergedAway { customer, into: id() },
        Kind::CustomerSplit => Event::CustomerSplit { customer, into: id() },
        Kind::ContactPointAdded => {
            Event::ContactPointAdded { customer, point: id(), kind: PointKind::Phone, value: PHONE.into() }
        }
        Kind::ContactPointRetired => Event::ContactPointRetired { customer, point: id(), kind: PointKind::Phone },
        Kind::ConsentRecorded => answered(ConsentStatus::Refused, noon()),
        Kind::ConsentInvalidated => Event::ConsentInvalidated {
            customer,
            event: id(),
            topic: Topic::DataCollection,
            reason: "wrong person".into(),
        },
        Kind::CustomerMarkedDoNotCall => {
            Event::CustomerMarkedDoNotCall { customer, how: HowAsked::ToldAMember, interaction: None }
        }
        Kind::MarkLifted => Event::MarkLifted {
            customer,
            lift: Lift::ByRequest,
            reason: "asked us_again".into(),
            evidence: Some("letter".into()),
        },
        Kind::NumberSuppressed => Event::NumberSuppressed {
            suppression: id(),
            source: id(),
            kind: SourceKind::Stranger,
            customer: None,
            note: Some("Asked on the phone".into()),
        },
        Kind::SuppressionLifted => Event::SuppressionLifted {
            suppression: id(),
            source: id(),
            kind: SourceKind::Stranger,
            customer: None,
            lift: Lift::ByRequest,
            reason: Some("They asked_us".into()),
            evidence: Some("letter".into()),
        },
        Kind::NumberListStarted => Event::NumberListStarted { list: id(), file: "everybody.csv".into() },
        Kind::NumberListFinished => Event::NumberListFinished { list: id(), added: 3, known: 2, refused: 1 },
        Kind::ListScrubbed => scrubbed(),
        Kind::RegistrySubscribed => Event::RegistrySubscribed {
            registry: Registry::UnitedStates,
            organisation: "10042-77".into(),
            downloaded_on: christmas(),
            areas: Coverage::National,
        },
        Kind::RegistryRenewed => Event::RegistryRenewed {
            registry: Registry::UnitedStates,
            from: christmas(),
            downloaded_on: christmas() + TimeDelta::days(10),
            areas_from: Coverage::National,
            areas: Coverage::parse("212 415").unwrap(),
        },
        Kind::RegistryEnded => Event::RegistryEnded { registry: Registry::UnitedKingdomTps },
        Kind::RegistryLoaded => Event::RegistryLoaded {
            registry: Registry::UnitedStates,
            downloaded_on: christmas(),
            numbers: 258_500_000,
            sha256: "ab".repeat(32),
        },
        Kind::ListedNumberShown => Event::ListedNumberShown { suppression: id() },
        Kind::InteractionRecorded => Event::InteractionRecorded {
            interaction: id(),
            customer: Some(customer),
            direction: Direction::Inbound,
            answer: Some(Answer::YesButNoCalls),
            outcome: Some(Outcome::Spoke),
            script: Some(id()),
        },
        Kind::DenialRecorded => Event::DenialRecorded { denial: id(), script: id(), reason: DenialReason::Privacy },
        Kind::DataConsentWithdrawn => Event::DataConsentWithdrawn { customer, erase_at: noon() },
        Kind::WithdrawalUndone => Event::WithdrawalUndone { customer },
        Kind::CustomerErased => Event::CustomerErased { customer },
        Kind::CustomerLinkMade => Event::CustomerLinkMade { customer, link: id() },
        Kind::GrantRequested => Event::GrantRequested { customer, grant: id(), topics: Topic::CALLS.to_vec() },
        Kind::AddressDisowned => Event::AddressDisowned { customer, point: id() },
        Kind::AddressUndeliverable => Event::AddressUndeliverable { customer, point: id() },
        Kind::AddressTriedAgain => Event::AddressTriedAgain { customer, point: id() },
        Kind::RequestReceived => Event::RequestReceived {
            request: id(),
            customer,
            kind: RequestKind::Restriction,
            came: Came::ByPhone,
            received_on: christmas(),
            due_on: christmas() + TimeDelta::days(31),
            asked: Some("wrong figures".into()),
        },
        Kind::RequestExtended => Event::RequestExtended {
            request: id(),
            customer,
            kind: RequestKind::Access,
            from: christmas(),
            to: christmas() + TimeDelta::days(59),
            reason: "asked us for the archive".into(),
        },
        Kind::RequestSettled => Event::RequestSettled {
            request: id(),
            customer,
            kind: RequestKind::Restriction,
            from: RequestState::Open,
            to: RequestState::Done,
            outcome: "wrong figures were put right".into(),
            told: Some("by letter".into()),
        },
        Kind::CopyMade => Event::CopyMade { request: id(), customer },
        Kind::CallAuthorised => Event::CallAuthorised { call: id(), customer, point: id(), purpose: Purpose::Service },
        Kind::CallStarted => Event::CallStarted { call: id(), customer, point: id(), purpose: Purpose::Service },
        Kind::CallRefused => Event::CallRefused {
            call: id(),
            customer,
            point: Some(id()),
            purpose: Purpose::Marketing,
            reasons: vec![
                BlockReason::DoNotCall,
                BlockReason::OutsideCallingHours { local: "07:12".into(), opens: Some("08:00".into()) },
            ],
        },
        Kind::NumberShown => Event::NumberShown { customer, point: id() },
        Kind::ImportStarted => Event::ImportStarted { import: id(), file: "people.csv".into() },
        Kind::ImportResumed => Event::ImportResumed { import: id(), rows: 500 },
        Kind::ImportUndoStarted => Event::ImportUndoStarted { import: id() },
        Kind::ImportedCustomerRemoved => Event::ImportedCustomerRemoved { customer, import: id() },
        Kind::ImportUndone => Event::ImportUndone { import: id(), removed: 12, kept: 3 },
        Kind::ImportFinished => Event::ImportFinished { import: id(), added: 12, changed: 3, refused: 1 },
        Kind::PolicyPublished => Event::PolicyPublished {
            notice: id(),
            policy: domain::notice::NoticeKind::PrivacyPolicy,
            version: 2,
            ask_again_by: Some(noon()),
            hash: "5e".repeat(32),
        },
        Kind::DpaAccepted => Event::DpaAccepted { notice: id(), version: 2, hash: "5e".repeat(32) },
        Kind::SettingChanged => Event::SettingChanged { setting: "shortcuts", from: "on".into(), to: "off".into() },
        Kind::BusinessRenamed => Event::BusinessRenamed { from: "Acme Plumbing".into(), to: "Acme Heating".into() },
        Kind::RecordsExpired => Event::RecordsExpired { kept: domain::retention::Kept::Denials, count: 12 },
        Kind::HolidayAdded => {
            let (country, name) = (Country::parse("US").ok(), "Christmas Day".into());
            Event::HolidayAdded { holiday: id(), on: christmas(), country, name }
        }
        Kind::HolidayRemoved => {
            Event::HolidayRemoved { holiday: id(), on: christmas(), country: None, name: "Christmas Day".into() }
        }
        Kind::DisplayMade
        | Kind::DisplayCodeMade
        | Kind::DisplayPaired
        | Kind::DisplayChanged
        | Kind::DisplayRevoked => Event::Display(of_a_display(kind)),
        Kind::ApiKeyMade => Event::ApiKey(ApiKeyEvent::Made {
            key: id(),
            name: KeyName::required("Booking system", "a name").unwrap(),
            scopes: ApiScopes::new([ApiScope::Check, ApiScope::CustomersRead]).unwrap(),
            expires_at: Some(noon()),
        }),
        Kind::ApiKeyRevoked => Event::ApiKey(ApiKeyEvent::Revoked { key: id() }),
        Kind::ApiKeyTakenOver => {
            Event::ApiKey(ApiKeyEvent::TakenOver { key: id(), from: Uuid::from_u128(9).into(), by: owner })
        }
        Kind::WebhookMade
        | Kind::WebhookSecretRotated
        | Kind::WebhookDisabled
        | Kind::WebhookEnabled
        | Kind::WebhookRemoved
        | Kind::WebhookReplayed => Event::Webhook(of_a_webhook(kind)),
        _ => Event::Audit(of_an_audit(kind)),
    }
}

fn of_a_webhook(kind: EventKind) -> WebhookEvent {
    let address = WebhookAddress::parse("https://crm.example/webhooks", PrivateAddresses::Refused).unwrap();
    match kind {
        EventKind::WebhookMade => WebhookEvent::Made {
            webhook: id(),
            address,
            kinds: WebhookKinds::from_code("mark_lifted+customer_added").unwrap(),
            own_key: Some(id()),
        },
        EventKind::WebhookSecretRotated => WebhookEvent::SecretRotated { webhook: id(), until: noon() },
        EventKind::WebhookDisabled => WebhookEvent::Disabled { webhook: id(), why: WhyDisabled::Gone },
        EventKind::WebhookEnabled => WebhookEvent::Enabled { webhook: id() },
        EventKind::WebhookRemoved => WebhookEvent::Removed { webhook: id() },
        _ => WebhookEvent::Replayed { webhook: id(), delivery: id(), entry: 12 },
    }
}

fn of_a_display(kind: EventKind) -> DisplayEvent {
    let setup = |name: &str, zone: &str, figures| Setup {
        name: DisplayName::required(name, "a name").unwrap(),
        figures,
        zone: TimeZone::parse(zone).unwrap(),
    };
    let before = setup("Front office", "America/Denver", Figures::default());
    let others = Figures::new([Figure::DoNotCall, Figure::CustomersFlagged, Figure::CallsPlacedToday]).unwrap();
    match kind {
        EventKind::DisplayMade => DisplayEvent::Made { display: id(), setup: before },
        EventKind::DisplayCodeMade => DisplayEvent::CodeMade { display: id() },
        EventKind::DisplayPaired => DisplayEvent::Paired { display: id() },
        EventKind::DisplayChanged => {
            DisplayEvent::Changed { display: id(), from: before, to: setup("Kitchen", "Europe/Paris", others) }
        }
        _ => DisplayEvent::Revoked { display: id() },
    }
}

fn of_an_audit(kind: EventKind) -> AuditEvent {
    let finding = Finding { id: id(), check: Check::PolicyMissing, customer: None };
    match kind {
        EventKind::AuditStarted => AuditEvent::Started { audit: id(), cause: Cause::Schedule },
        EventKind::AuditFinished => AuditEvent::Finished { audit: id(), found: 5, new: 2, reopened: 1, gone: 3 },
        EventKind::AuditReviewed => AuditEvent::Reviewed { audit: id(), entry: 12, checkpoint: "5e".repeat(4) },
        EventKind::FindingAssigned => AuditEvent::Assigned { finding, owner: Some(OWNER.into()), due_on: christmas() },
        EventKind::FindingCommented => AuditEvent::Commented { finding, comment: "who has it?".into() },
        EventKind::FindingResolved => AuditEvent::Resolved { finding, resolution: "published".into() },
        EventKind::FindingReopened => AuditEvent::Reopened { finding, audit: id(), from: FindingState::Resolved },
        _ => AuditEvent::Reminded { finding, owner: OWNER.into() },
    }
}

/// What the audit log says of an event after its way through the bytes of the ledger.
fn said_of(event: &Event, kept: bool) -> Said {
    let record = event.record();
    let mut openings = Vec::new();
    let fields = record.fields.into_iter().map(|(name, value)| match value {
        Recorded::Plain(value) => Field::plain(name, value),
        Recorded::Personal(value) => {
            let hidden = commitment(&name, &[3; 32], value.as_bytes());
            openings.push(ledger_opening::Model {
                business_id: Uuid::nil(),
                seq: 1,
                field: name.clone(),
                salt: vec![3; 32],
                value,
                customer_id: None,
            });
            Field::committed(name, hidden)
        }
    });
    let entry = Entry {
        business: BusinessId(Uuid::nil()),
        seq: 1,
        kind: record.kind.code().into(),
        version: record.version,
        at: noon(),
        actor: Actor::new("system", None),
        subject: record.subject.parts().map(|(kind, id)| Subject::new(kind, id)),
        request: None,
        fields: fields.collect(),
    };
    let entry = Entry::from_bytes(&entry.to_bytes().unwrap()).unwrap();
    if !kept {
        openings.clear();
    }
    let members = HashMap::from([(OWNER, "Olga Owner".to_owned())]);
    said(record.kind, &Particulars { entry: &entry, openings: &openings, unsaid: Unsaid::Erased, members: &members })
}

fn words(said: Said) -> String {
    let arrow = [said.from, said.to].map(Option::unwrap_or_default).join(" > ");
    format!("{} | {arrow} | {:?}", said.detail.unwrap_or_default(), said.meaning)
}

#[test]
#[allow(clippy::too_many_lines, reason = "one line for each kind")]
fn every_kind_of_entry_is_said_in_words() {
    let all: Vec<_> = EventKind::ALL
        .iter()
        .map(|kind| {
            let event = example(*kind);
            assert_eq!(event.record().kind, *kind);
            words(said_of(&event, true))
        })
        .collect();
    let expected = [
        "Olga Owner, in United States. Agreed to the registration statement and the Privacy Policy |  >  | Plain",
        "Everything is erased on 24 November 2026, 12:00 UTC | Open > Closing | Plain",
        " | Closing > Open | Plain",
        "By a copy that somebody took along |  >  | Plain",
        " | Closing > Erased | Plain",
        "Max Weber |  > Staff | Plain",
        " | Invited > Not invited | Plain",
        "Olga Owner. Agreed to the registration statement and the Privacy Policy | Invited > Staff | Plain",
        "Olga Owner | Staff > Admin | Plain",
        "Olga Owner | Enabled > Disabled | Plain",
        "Olga Owner | Disabled > Enabled | Plain",
        "Olga Owner |  >  | Plain",
        "Olga Owner |  >  | Plain",
        "Olga Owner | Off > On | Plain",
        "Olga Owner | ada@example.com > ada@example.org | Plain",
        " | Olga Novak > Olga Owner | Plain",
        "A former member hands over to Olga Owner, and is an admin from now on | Staff > Owner | Plain",
        "Olga Owner left, and has no account any more | Staff > Left | Plain",
        "Olga Owner | Staff > Removed | Plain",
        "Olga Owner |  > Version 2 | Plain",
        "Line 12 of an imported list | Not on file > Ana Lopez | Plain",
        "City | New York > Chicago | Plain",
        "Answers, marks, numbers and history of both stand together |  >  | Plain",
        " | On file > Found at the other customer | Plain",
        "Some numbers or addresses are another customer's now |  >  | Plain",
        "Phone | Not on file > \u{2022}\u{2022}\u{2022} \u{2022}\u{2022}\u{2022} \u{2022}\u{2022}23 | Plain",
        "Phone | In use > No longer used | Plain",
        "Calls about services, verbal | Unknown > Refused | Blocked",
        "Data collection: wrong person | Counted > Counts for nothing | Plain",
        "Asked by the customer | Not marked > Do not call | Blocked",
        "Lifted at the customer's request: asked us_again. Evidence: letter | Do not call > Not marked | Allowed",
        "Entered by hand: Asked on the phone | Free of it > On the list | Blocked",
        "Entered by hand, lifted at the customer's request: They asked_us. Evidence: letter | On the list > Free of it | \
         Allowed",
        "everybody.csv |  >  | Plain",
        "3 added, 2 already there, 1 lines not readable |  >  | Plain",
        "leads.csv: 3 rows, 1 of them blocked. Purpose: marketing |  >  | Plain",
        "National Do Not Call Registry (United States), as 10042-77 | Not subscribed > Downloaded on 25 December 2026, \
         all area codes | Plain",
        "National Do Not Call Registry (United States) | Downloaded on 25 December 2026, all area codes > Downloaded on \
         4 January 2027, area codes 212, 415 | Plain",
        "Telephone Preference Service (United Kingdom) | Subscribed > Not subscribed | Plain",
        "National Do Not Call Registry (United States), downloaded on 25 December 2026: 258500000 numbers. SHA-256 \
         abababababababababababababababababababababababababababababababab |  >  | Plain",
        " | Masked > Shown in full | Plain",
        "They contacted us; answer to the script: Yes, but no calls; outcome: We spoke |  >  | Plain",
        "Data collection: Does not want data kept | Unknown > Refused | Blocked",
        "Erased at the latest on 24 November 2026, 12:00 UTC | On file > Blocked and hidden | Blocked",
        " | Blocked and hidden > On file | Allowed",
        " | Blocked and hidden > Erased | Plain",
        "To be handed to the customer in person |  >  | Plain",
        "Calls about services, Calls with offers. It counts once they confirm it by mail |  >  | Plain",
        "Said by whoever reads mail there |  >  | Plain",
        "The mail server takes no mail for it | Written to > Not written to | Plain",
        " | Not written to > Written to | Plain",
        "Restriction, received by phone on 25 December 2026: wrong figures |  > Restricted | Blocked",
        "Access: a copy of their data: asked us for the archive | Due on 25 December 2026 > Due on 22 February 2027 | \
         Plain",
        "Restriction: wrong figures were put right. Told before: by letter | Restricted > Done | Plain",
        "Everything that is held about this customer |  >  | Plain",
        "Purpose: service |  > Allowed | Allowed",
        "Purpose: service | Allowed > Started | Allowed",
        "Purpose: marketing. Customer is marked as 'do not call'; Outside calling hours |  > Prevented | Blocked",
        " | Masked > Shown in full | Plain",
        "people.csv |  >  | Plain",
        "Goes on behind 500 rows |  >  | Plain",
        "12 added, 3 changed, 1 refused |  >  | Plain",
        " | Imported > Being undone | Plain",
        "The import that added them was undone | On file > Erased | Plain",
        "12 removed, 3 kept | Being undone > Undone | Plain",
        "Single-key shortcuts | On > Off | Plain",
        " | Acme Plumbing > Acme Heating | Plain",
        "12 records of refusals |  >  | Plain",
        "Privacy policy. Consents given before are asked for again by 24 November 2026, 12:00 UTC \
         | Version 1 > Version 2 | Plain",
        " |  > Version 2 | Plain",
        "25 December 2026, United States | Ordinary day > Christmas Day | Plain",
        "25 December 2026, every country | Christmas Day > Ordinary day | Plain",
        "On schedule |  >  | Plain",
        "5 open, 2 of them new and 1 found again; 3 not found any more |  >  | Plain",
        "The audit log verified up to entry 12, checkpoint 5e5e5e5e |  >  | Plain",
        "Policies are in force, to Olga Owner |  > Due on 25 December 2026 | Plain",
        "Policies are in force: who has it? |  >  | Plain",
        "Policies are in force: published | Open > Resolved | Plain",
        "Policies are in force | Resolved > Open | Plain",
        "Policies are in force, to Olga Owner |  >  | Plain",
        "Front office |  > Consents today, Refusals today, Calls prevented today; America/Denver | Plain",
        "Good for 15 minutes, and once |  >  | Plain",
        " | Not paired > Paired | Plain",
        " | Front office: Consents today, Refusals today, Calls prevented today; America/Denver > Kitchen: Marked do \
         not call, Without consent on record, Calls placed today; Europe/Paris | Plain",
        " | In use > Revoked | Plain",
        "Booking system |  > check, customers:read, until 24 November 2026, 12:00 UTC | Plain",
        " | In use > Revoked | Plain",
        " | A former member > Olga Owner | Plain",
        "https://crm.example/webhooks |  > Customer added, Do not call removed | Plain",
        "The secret before it signs too until 24 November 2026, 12:00 UTC |  >  | Plain",
        "The program answered that it is gone for good (410) | On > Disabled | Plain",
        " | Disabled > On | Plain",
        " | In use > Removed | Plain",
        "Entry 12 |  >  | Plain",
    ];
    assert_eq!(all, expected);
}

#[test]
fn a_phone_number_is_never_said_in_clear() {
    for kind in [PointKind::Phone, PointKind::Email] {
        let event = Event::ContactPointAdded { customer: id(), point: id(), kind, value: PHONE.into() };
        let said = words(said_of(&event, true));
        assert_eq!(said.contains("4155550"), kind == PointKind::Email, "{said}");
    }
    let odd =
        Event::ContactPointAdded { customer: id(), point: id(), kind: PointKind::Phone, value: "4155550123".into() };
    assert_eq!(said_of(&odd, true).to.as_deref(), Some("(hidden)"));
}

#[test]
fn what_was_erased_is_said_to_be_erased() {
    let texts = ["Novak", "Ana", "New York", "Chicago", "23", "wrong", "asked us", "letter"];
    for kind in EventKind::ALL {
        let said = words(said_of(&example(*kind), false));
        assert!(!texts.iter().any(|text| said.contains(text)), "{said}");
    }
    assert_eq!(words(said_of(&example(EventKind::CustomerEdited), false)), "City | (erased) > (erased) | Plain");
}

#[test]
fn several_changed_details_are_named_on_both_sides() {
    let said = said_of(&edit(&[("city", "New York", "Chicago"), ("postal_code", "", "60601")]), true);
    let words = words(said);
    assert_eq!(
        words,
        "City, Postal code | City: New York; Postal code: nothing > City: Chicago; Postal code: 60601 | Plain"
    );
}

#[test]
fn an_answer_from_earlier_is_said_with_its_own_time() {
    let said = said_of(&answered(ConsentStatus::Given, noon() - TimeDelta::days(1)), true);
    let words = words(said);
    assert_eq!(
        words,
        "Calls about services, verbal, answered on 23 November 2026, 12:00 UTC | Unknown > Given | Allowed"
    );
}

#[test]
fn every_area_code_of_a_subscription_is_said_however_many_there_are() {
    let codes: Vec<_> = (200..=999).map(|code| code.to_string()).collect();
    let event = Event::RegistrySubscribed {
        registry: Registry::UnitedStates,
        organisation: "10042-77".into(),
        downloaded_on: christmas(),
        areas: Coverage::parse(&codes.join(" ")).unwrap(),
    };
    let to = said_of(&event, true).to.unwrap();
    assert!(to.ends_with(&format!("area codes {}", codes.join(", "))), "{to}");
}
