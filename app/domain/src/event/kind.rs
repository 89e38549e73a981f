//! The kinds of events, as rows, the API and the audit log's filter name them.

use serde::{Deserialize, Serialize};

use crate::{error::Problem, id::CustomerId};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal $words:literal,)+) => {
        /// What sort of thing happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum EventKind {
            $($(#[$doc])* $name,)+
        }

        impl EventKind {
            /// Every kind, in the order of the filter.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in rows, the API and the ledger.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The words on screen.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }
        }
    };
}

kinds! {
    /// A business registered.
    BusinessFounded "business_founded" "Business registered",
    /// A business closes.
    BusinessClosing "business_closing" "Business closes",
    /// A closing was taken back.
    BusinessKept "business_kept" "Closing taken back",
    /// Somebody began to take everything of a business along.
    BusinessExportStarted "business_export_started" "Export of everything started",
    /// A business was erased.
    BusinessErased "business_erased" "Business erased",
    /// A person was invited.
    MemberInvited "member_invited" "Member invited",
    /// An invitation was taken back.
    InvitationRevoked "invitation_revoked" "Invitation taken back",
    /// A person joined.
    MemberJoined "member_joined" "Member joined",
    /// A role changed.
    MemberRoleChanged "member_role_changed" "Role changed",
    /// Access stopped.
    MemberDisabled "member_disabled" "Member disabled",
    /// Access given back.
    MemberEnabled "member_enabled" "Member enabled",
    /// A forgotten password was replaced.
    MemberPasswordReset "member_password_reset" "Password replaced by mail",
    /// A member chose another password.
    MemberPasswordChanged "member_password_changed" "Password changed",
    /// A second factor was switched on or off, or a recovery code was made or used.
    MemberSecondFactor "member_second_factor" "Second factor",
    /// A member's address to sign in with is another one.
    MemberAddressChanged "member_address_changed" "Address to sign in with changed",
    /// A member has another name.
    MemberRenamed "member_renamed" "Name changed",
    /// An owner made somebody else one, and is none any more.
    OwnershipHandedOver "ownership_handed_over" "Ownership handed over",
    /// A member withdrew the consent of their registration.
    MemberWithdrew "member_withdrew" "Registration consent withdrawn",
    /// A membership was ended.
    MemberRemoved "member_removed" "Member removed",
    /// A member has read the training.
    TrainingAcknowledged "training_acknowledged" "Training read",
    /// A customer was saved.
    CustomerAdded "customer_added" "Customer added",
    /// A customer's details changed.
    CustomerEdited "customer_edited" "Customer edited",
    /// Two customers were merged.
    CustomerMerged "customer_merged" "Customers merged",
    /// A customer was merged into another.
    CustomerMergedAway "customer_merged_away" "Merged into another customer",
    /// A customer was split.
    CustomerSplit "customer_split" "Customer split",
    /// A contact point was added.
    ContactPointAdded "contact_point_added" "Contact point added",
    /// A contact point was retired.
    ContactPointRetired "contact_point_retired" "Contact point removed",
    /// An answer was recorded.
    ConsentRecorded "consent_recorded" "Consent answer recorded",
    /// An answer was invalidated.
    ConsentInvalidated "consent_invalidated" "Consent answer invalidated",
    /// A customer was marked.
    CustomerMarkedDoNotCall "customer_marked_do_not_call" "Marked do not call",
    /// A mark was lifted.
    MarkLifted "mark_lifted" "Do not call removed",
    /// A number was suppressed.
    NumberSuppressed "number_suppressed" "Number put on the do-not-call list",
    /// A source was lifted.
    SuppressionLifted "suppression_lifted" "Reason taken off the do-not-call list",
    /// A list of numbers began to be loaded.
    NumberListStarted "number_list_started" "List of numbers started",
    /// A list of numbers was loaded.
    NumberListFinished "number_list_finished" "List of numbers finished",
    /// A list was scrubbed.
    ListScrubbed "list_scrubbed" "List scrubbed",
    /// A registry was subscribed to.
    RegistrySubscribed "registry_subscribed" "Registry subscribed to",
    /// A registry was downloaded again.
    RegistryRenewed "registry_renewed" "Registry subscription renewed",
    /// A subscription ended.
    RegistryEnded "registry_ended" "Registry subscription ended",
    /// A registry's file was loaded.
    RegistryLoaded "registry_loaded" "Registry file loaded",
    /// A masked number of the list was shown.
    ListedNumberShown "listed_number_shown" "Number of the do-not-call list shown",
    /// A contact was recorded.
    InteractionRecorded "interaction_recorded" "Contact recorded",
    /// A denial was recorded.
    DenialRecorded "denial_recorded" "Refusal recorded, nothing saved",
    /// Data consent was withdrawn.
    DataConsentWithdrawn "data_consent_withdrawn" "Data consent withdrawn",
    /// A withdrawal was taken back.
    WithdrawalUndone "withdrawal_undone" "Withdrawal taken back",
    /// A person's data was erased.
    CustomerErased "customer_erased" "Customer erased",
    /// A link for a customer was made.
    CustomerLinkMade "customer_link_made" "Customer's link made",
    /// A customer asked to be reached again.
    GrantRequested "grant_requested" "Asked to be reached again",
    /// An address is not the customer's.
    AddressDisowned "address_disowned" "Address is somebody else's",
    /// Mail to an address comes back.
    AddressUndeliverable "address_undeliverable" "Mail to an address comes back",
    /// An address is written to again.
    AddressTriedAgain "address_tried_again" "Address written to again",
    /// A customer asked for one of their rights.
    RequestReceived "request_received" "Request received",
    /// A request is due later.
    RequestExtended "request_extended" "Request extended",
    /// A request was done or refused.
    RequestSettled "request_settled" "Request answered",
    /// A copy of a customer's data was made.
    CopyMade "copy_made" "Copy of the data made",
    /// A call was allowed.
    CallAuthorised "call_authorised" "Call allowed",
    /// A call began.
    CallStarted "call_started" "Call started",
    /// A call was prevented.
    CallRefused "call_refused" "Call prevented",
    /// A masked number was shown.
    NumberShown "number_shown" "Number shown",
    /// An import began.
    ImportStarted "import_started" "Import started",
    /// An import goes on.
    ImportResumed "import_resumed" "Import resumed",
    /// An import ended.
    ImportFinished "import_finished" "Import finished",
    /// The undoing of an import began.
    ImportUndoStarted "import_undo_started" "Undoing an import started",
    /// A customer of an import was removed.
    ImportedCustomerRemoved "imported_customer_removed" "Imported customer removed",
    /// An import was undone.
    ImportUndone "import_undone" "Import undone",
    /// A setting changed.
    SettingChanged "setting_changed" "Setting changed",
    /// The business was renamed.
    BusinessRenamed "business_renamed" "Business renamed",
    /// Records were erased after their time.
    RecordsExpired "records_expired" "Records erased after their time",
    /// A text was published.
    PolicyPublished "policy_published" "Policy published",
    /// The agreement with the platform was accepted.
    DpaAccepted "dpa_accepted" "Data Processing Agreement accepted",
    /// A date without calls was set.
    HolidayAdded "holiday_added" "Holiday added",
    /// A date without calls was taken away.
    HolidayRemoved "holiday_removed" "Holiday removed",
    /// An audit began.
    AuditStarted "audit_started" "Audit started",
    /// An audit ended.
    AuditFinished "audit_finished" "Audit finished",
    /// An audit's review was signed.
    AuditReviewed "audit_reviewed" "Audit review signed",
    /// A finding is somebody's to answer.
    FindingAssigned "finding_assigned" "Finding assigned",
    /// A finding was commented on.
    FindingCommented "finding_commented" "Finding commented on",
    /// A finding was settled.
    FindingResolved "finding_resolved" "Finding resolved",
    /// A finding is there again.
    FindingReopened "finding_reopened" "Finding reopened",
    /// Somebody was reminded of a finding.
    FindingReminded "finding_reminded" "Reminded of a finding",
    /// An office screen was made.
    DisplayMade "display_made" "Display made",
    /// A code for an office screen was made.
    DisplayCodeMade "display_code_made" "Code for a display made",
    /// An office screen was paired.
    DisplayPaired "display_paired" "Display paired",
    /// Something else was chosen about an office screen.
    DisplayChanged "display_changed" "Display changed",
    /// An office screen was turned off.
    DisplayRevoked "display_revoked" "Display revoked",
    /// A key for a program was made.
    ApiKeyMade "api_key_made" "API key made",
    /// A key for a program was revoked.
    ApiKeyRevoked "api_key_revoked" "API key revoked",
    /// Somebody else answers for a key for a program.
    ApiKeyTakenOver "api_key_taken_over" "API key taken over",
    /// A webhook was made.
    WebhookMade "webhook_made" "Webhook made",
    /// A webhook got another secret.
    WebhookSecretRotated "webhook_secret_rotated" "Secret of a webhook replaced",
    /// Nothing is sent to a webhook any more.
    WebhookDisabled "webhook_disabled" "Webhook disabled",
    /// A webhook is told again.
    WebhookEnabled "webhook_enabled" "Webhook enabled",
    /// A webhook is gone.
    WebhookRemoved "webhook_removed" "Webhook removed",
    /// A webhook is told of an entry once more.
    WebhookReplayed "webhook_replayed" "Sent to a webhook again",
}

impl EventKind {
    /// The kind with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether it can change a call decision, so that open pages get the new standing at once.
    pub const fn moves_standing(self) -> bool {
        matches!(
            self,
            Self::CustomerAdded
                | Self::CustomerEdited
                | Self::CustomerMerged
                | Self::CustomerMergedAway
                | Self::CustomerSplit
                | Self::ContactPointAdded
                | Self::ContactPointRetired
                | Self::ConsentRecorded
                | Self::ConsentInvalidated
                | Self::CustomerMarkedDoNotCall
                | Self::MarkLifted
                | Self::NumberSuppressed
                | Self::SuppressionLifted
                | Self::DataConsentWithdrawn
                | Self::WithdrawalUndone
                | Self::CustomerErased
                | Self::ImportedCustomerRemoved
                | Self::RequestReceived
                | Self::RequestSettled
        )
    }

    /// Whether the customer whom it concerns may count as something else from now on: on file, without consent
    /// on record, marked.
    pub const fn recounts_customer(self) -> bool {
        matches!(
            self,
            Self::CustomerAdded
                | Self::CustomerMerged
                | Self::CustomerMergedAway
                | Self::CustomerSplit
                | Self::ConsentRecorded
                | Self::ConsentInvalidated
                | Self::CustomerMarkedDoNotCall
                | Self::MarkLifted
                | Self::DataConsentWithdrawn
                | Self::WithdrawalUndone
                | Self::CustomerErased
                | Self::ImportedCustomerRemoved
        )
    }

    /// The screens that must look again; `customer` is the one whom it concerns.
    pub fn live_topics(self, customer: Option<CustomerId>) -> Vec<LiveTopic> {
        let mut topics: Vec<LiveTopic> = customer.map(LiveTopic::Customer).into_iter().collect();
        match self {
            Self::MemberInvited
            | Self::InvitationRevoked
            | Self::MemberJoined
            | Self::MemberRoleChanged
            | Self::MemberDisabled
            | Self::MemberEnabled
            | Self::MemberSecondFactor
            | Self::MemberRenamed
            | Self::OwnershipHandedOver
            | Self::MemberWithdrew
            | Self::MemberRemoved
            | Self::TrainingAcknowledged => topics.push(LiveTopic::Team),
            Self::SettingChanged
            | Self::HolidayAdded
            | Self::HolidayRemoved
            | Self::PolicyPublished
            | Self::RegistrySubscribed
            | Self::RegistryRenewed
            | Self::RegistryEnded
            | Self::RegistryLoaded
            | Self::ImportFinished
            | Self::ImportUndone => {
                topics.extend([LiveTopic::Standings, LiveTopic::Dashboard]);
            }
            Self::AuditStarted
            | Self::AuditFinished
            | Self::AuditReviewed
            | Self::FindingAssigned
            | Self::FindingCommented
            | Self::FindingResolved
            | Self::FindingReopened
            | Self::FindingReminded => topics.push(LiveTopic::Audits),
            Self::DisplayMade
            | Self::DisplayCodeMade
            | Self::DisplayPaired
            | Self::DisplayChanged
            | Self::DisplayRevoked => topics.push(LiveTopic::Displays),
            Self::ApiKeyMade
            | Self::ApiKeyRevoked
            | Self::ApiKeyTakenOver
            | Self::WebhookMade
            | Self::WebhookSecretRotated
            | Self::WebhookDisabled
            | Self::WebhookEnabled
            | Self::WebhookRemoved
            | Self::WebhookReplayed => topics.push(LiveTopic::Integrations),
            Self::BusinessFounded
            | Self::MemberPasswordReset
            | Self::NumberShown
            | Self::CustomerLinkMade
            | Self::GrantRequested
            | Self::CopyMade
            | Self::ListedNumberShown
            | Self::ListScrubbed
            | Self::ImportStarted
            | Self::ImportResumed
            | Self::ImportUndoStarted
            | Self::NumberListStarted => {}
            _ => topics.push(LiveTopic::Dashboard),
        }
        if matches!(self, Self::NumberSuppressed | Self::SuppressionLifted) {
            topics.push(LiveTopic::DoNotCallList);
        }
        topics
    }
}

/// What a live frame says has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LiveTopic {
    /// One customer's page.
    Customer(CustomerId),
    /// The counts.
    Dashboard,
    /// The members.
    Team,
    /// The do-not-call list.
    DoNotCallList,
    /// The audits and what they found.
    Audits,
    /// The office screens.
    Displays,
    /// The keys for programs, and the webhooks.
    Integrations,
    /// Every standing: read again.
    Standings,
}

impl LiveTopic {
    /// Every topic but those of single customers.
    pub const OF_ALL: [Self; 7] = [
        Self::Dashboard,
        Self::Team,
        Self::DoNotCallList,
        Self::Audits,
        Self::Displays,
        Self::Integrations,
        Self::Standings,
    ];

    /// The word in the frame.
    pub fn code(self) -> String {
        match self {
            Self::Customer(id) => format!("customer/{id}"),
            Self::Dashboard => "dashboard".into(),
            Self::Team => "team".into(),
            Self::DoNotCallList => "do-not-call".into(),
            Self::Audits => "audits".into(),
            Self::Displays => "displays".into(),
            Self::Integrations => "integrations".into(),
            Self::Standings => "standings".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_code() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_code(kind.code()), Ok(*kind));
        }
    }
}
