//! The members of a business, and the invitations to it.

/// What a browser sends.
pub mod params {
    use serde::{Deserialize, Serialize};

    use crate::wire::account::Secret;

    /// "Invite".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Invite {
        /// The person's name; empty when they will say it themselves.
        pub name: String,
        /// The address that their account will have.
        pub email: String,
        /// The role that they get.
        pub role: String,
    }

    /// "Take back", of an invitation.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Revoke {
        /// Which.
        pub invitation: String,
    }

    /// "Disable" and "Enable".
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct OfMember {
        /// Whom.
        pub member: String,
    }

    /// "Remove".
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Remove {
        /// Whom.
        pub member: String,
        /// Who answers for their open findings from now on; empty for nobody yet.
        pub heir: String,
    }

    /// Another role for a member.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct SetRole {
        /// Whose.
        pub member: String,
        /// Which role they get.
        pub role: String,
    }

    /// Whether every member is asked for a second factor.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct RequireSecondFactor {
        /// `on` or `off`.
        pub required: String,
    }

    /// "Hand over".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct HandOver {
        /// Who becomes an owner.
        pub member: String,
        /// The password of whoever is one so far.
        pub password: Secret,
    }

    /// The gate in front of "Join": the same answers as at the registration, behind a link.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct AgreeToJoin {
        /// The invitation's secret, from its link.
        pub token: String,
        /// `on` when the box was ticked. The form calls it `agree`, as its problem is called.
        #[serde(rename = "agree")]
        pub ticked: String,
        /// The version of the statement that was shown.
        pub statement: String,
        /// The version of the privacy policy that was linked from it.
        pub privacy: String,
    }

    /// The form behind that gate.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct JoinForm {
        /// The invitation's secret, from its link.
        pub token: String,
        /// Their name.
        pub name: String,
        /// A new password, or the one of the account that they have already.
        pub password: Secret,
    }

    /// "Join", by an invited person.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Join {
        /// Their name.
        pub name: String,
        /// A new password, or the one of the account that they have already.
        pub password: Secret,
    }
}

/// What the server shows.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    use crate::{
        access::Role,
        id::{InvitationId, MemberId},
        wire::{registration::view::Statement, training::view::State},
    };

    /// The page "Team".
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Team {
        /// Everybody, in the order in which they joined.
        pub members: Vec<Member>,
        /// The invitations that may still be used.
        pub invitations: Vec<Invitation>,
        /// The roles that the reader may give.
        pub grantable: Vec<Role>,
        /// To whom the reader may hand their ownership over: identifier and name. Nothing where they are no owner.
        pub successors: Option<Vec<(MemberId, String)>>,
    }

    /// A member.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Member {
        /// Their identifier.
        pub id: MemberId,
        /// Their name.
        pub name: String,
        /// The address of their account.
        pub email: String,
        /// Their role.
        pub role: Role,
        /// Since when (UTC).
        pub joined_at: DateTime<Utc>,
        /// Since when their access is stopped (UTC).
        pub disabled_at: Option<DateTime<Utc>>,
        /// How the training stands for them.
        pub training: State,
        /// Whether it is the reader.
        pub is_me: bool,
        /// Whether the reader may change, disable or remove them.
        pub may_change: bool,
    }

    /// What ends with a member, and what stays.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Removal {
        /// Whom.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// For how many open findings they answer.
        pub findings: usize,
        /// The names of the keys for programs that stop with their access.
        pub keys: Vec<String>,
        /// Who could answer for the findings: identifier and name.
        pub heirs: Vec<(MemberId, String)>,
    }

    /// An invitation that may still be used.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Invitation {
        /// Its identifier.
        pub id: InvitationId,
        /// Whom it is for.
        pub name: String,
        /// The address that their account will have.
        pub email: String,
        /// The role that they get.
        pub role: Role,
        /// Until when it may be used (UTC).
        pub expires_at: DateTime<Utc>,
    }

    /// Who has a second factor, and whether everybody must.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct SecondFactors {
        /// Whether every member is asked for one.
        pub required: bool,
        /// The names of the members with access who have none.
        pub without: Vec<String>,
    }

    /// What an invited person sees behind their link.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Invited {
        /// The business that invites.
        pub business_name: String,
        /// Whom it invites.
        pub name: String,
        /// The address that the account has.
        pub email: String,
        /// The role that they get.
        pub role: Role,
        /// Whether there is an account with this address already: its password is asked for then.
        pub has_account: bool,
        /// What is to be agreed to first.
        pub statement: Statement,
    }

    /// The page behind an invitation's link.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct JoinPage {
        /// Who invites whom.
        pub invited: Invited,
        /// Whether this browser has agreed to the statement already.
        pub agreed: bool,
    }
}
