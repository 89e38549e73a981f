//! Webhooks, as they cross between the browser and the server.

/// What is sent to the server.
pub mod params {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    /// Make a webhook.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct MakeWebhook {
        /// The address of the program.
        #[serde(default)]
        pub address: String,
        /// The key of the same program: what it does itself is not told back.
        #[serde(default)]
        pub own_key: String,
        /// The codes of kinds of events, or `all`: ticked where the program is told.
        #[serde(flatten)]
        pub ticked: BTreeMap<String, String>,
    }

    /// Do something with a webhook.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Which {
        /// Which.
        pub webhook: String,
    }

    /// Tell a program of an entry once more.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Replay {
        /// Which webhook.
        pub webhook: String,
        /// Which of its deliveries.
        pub delivery: String,
    }
}

/// What the pages show.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    use crate::{
        event::EventKind,
        id::{CustomerId, WebhookDeliveryId, WebhookId},
        webhook::{DeliveryState, WhyDisabled},
    };

    /// The webhooks of a business.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Webhooks {
        /// Those that are told first, the newest first.
        pub webhooks: Vec<Webhook>,
        /// The keys that a program may have, with their names.
        pub keys: Vec<(String, String)>,
    }

    /// One webhook. Its secret is nowhere.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Webhook {
        /// Which.
        pub id: WebhookId,
        /// The address of the program.
        pub address: String,
        /// Of what it is told: codes.
        pub kinds: Vec<String>,
        /// The same in words.
        pub told_of: String,
        /// When it was made (UTC).
        pub made_at: DateTime<Utc>,
        /// Why nothing is sent to it, where that is so.
        pub disabled: Option<Disabled>,
        /// How many deliveries wait.
        pub waiting: u64,
        /// How many failed.
        pub failed: u64,
    }

    /// That nothing is sent.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Disabled {
        /// Since when (UTC).
        pub at: DateTime<Utc>,
        /// Why.
        pub why: WhyDisabled,
    }

    /// One webhook with its log.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Opened {
        /// The webhook.
        pub webhook: Webhook,
        /// Who made it.
        pub made_by: String,
        /// The key whose own changes are not told back, by its name.
        pub own_key: Option<String>,
        /// Until when the secret before the newest one signs too (UTC).
        pub earlier_until: Option<DateTime<Utc>>,
        /// The newest deliveries.
        pub deliveries: Vec<Delivery>,
    }

    /// One delivery.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Delivery {
        /// Which.
        pub id: WebhookDeliveryId,
        /// The entry of the audit log of which it tells.
        pub entry: i64,
        /// What happened.
        pub kind: EventKind,
        /// The customer whom it concerns.
        pub customer: Option<CustomerId>,
        /// How far it is.
        pub state: DeliveryState,
        /// How often it was tried.
        pub attempts: u32,
        /// When it is tried again (UTC), while it waits.
        pub due_at: Option<DateTime<Utc>>,
        /// When it was settled (UTC).
        pub settled_at: Option<DateTime<Utc>>,
        /// What came of the last attempt.
        pub outcome: Option<String>,
    }

    /// A webhook that was just made, or got another secret.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Secret {
        /// Which.
        pub id: WebhookId,
        /// Its secret: shown this once.
        pub secret: String,
    }
}
