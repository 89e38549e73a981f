//! Messages to customers: what the page shows, and what it asks for.

/// What the page asks for.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// Which messages.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Query {
        /// One message, to be read.
        #[serde(default)]
        pub message: String,
        /// Those to one customer.
        #[serde(default)]
        pub customer: String,
        /// Only those that are older than this one.
        #[serde(default)]
        pub before: String,
        /// `sent`, `failed` or `undelivered`, or nothing for all of the business.
        #[serde(default)]
        pub show: String,
        /// For what was sent or failed: from this day of the business on, `YYYY-MM-DD`.
        #[serde(default)]
        pub from: String,
    }

    /// Make a link to be handed to this customer.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct HandOver {
        /// To whom.
        pub customer: String,
    }
}

/// What the page shows.
pub mod view {
    use chrono::{DateTime, NaiveDate, Utc};
    use serde::{Deserialize, Serialize};

    use crate::{
        id::{CustomerId, MessageId},
        message::MessageState,
    };

    /// Messages, the newest first.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Messages {
        /// The customer, where it is about one.
        pub of: Option<Of>,
        /// The message that is read, where it is one.
        pub opened: Option<Opened>,
        /// One line for each.
        pub rows: Vec<Row>,
        /// What is shown only, as in the question.
        pub show: String,
        /// From which day on, where it was asked for.
        pub from: Option<NaiveDate>,
        /// The newest mails to members, for who administers them.
        pub to_members: Vec<ToMember>,
        /// Behind which message the older ones begin.
        pub next: Option<MessageId>,
    }

    /// Whose messages they are.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Of {
        /// Who.
        pub customer: CustomerId,
        /// Their name.
        pub name: String,
        /// Whether the reader may hand a link over.
        pub may_hand_over: bool,
    }

    /// A message as it was sent.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Opened {
        /// Its subject.
        pub subject: String,
        /// Its text; `None` where the customer withdrew or was erased.
        pub text: Option<String>,
    }

    /// One message.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Row {
        /// Which.
        pub id: MessageId,
        /// When it was owed (UTC).
        pub at: DateTime<Utc>,
        /// To whom.
        pub customer: CustomerId,
        /// Their name, as far as it may be said.
        pub name: String,
        /// The masked address; `None` where there is none.
        pub to: Option<String>,
        /// Its subject.
        pub subject: String,
        /// Whether it is a text message.
        pub by_text: bool,
        /// How far it is.
        pub state: MessageState,
        /// Why it did not go.
        pub problem: Option<String>,
    }

    /// One mail to a member. What stands in it is shown to nobody else: its link opens an account.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct ToMember {
        /// When it was owed (UTC).
        pub at: DateTime<Utc>,
        /// The masked address.
        pub to: String,
        /// What it is about.
        pub what: String,
        /// How far it is.
        pub state: MessageState,
        /// Why it did not go.
        pub problem: Option<String>,
    }

    /// A link to be handed to a customer.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct HandedOver {
        /// The link.
        pub link: String,
        /// The same as a picture (SVG).
        pub picture: String,
    }
}
