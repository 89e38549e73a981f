//! Webhooks: programs of the business that are told what happens in its record, as the
//! [Standard Webhooks](https://www.standardwebhooks.com) have it.

mod address;
mod delivery;
mod kinds;
mod reach;
#[cfg(feature = "metadata")]
mod secret;

pub use address::{PrivateAddresses, WebhookAddress};
pub use delivery::{DeliveryState, WhyDisabled, wait_after};
pub use kinds::{GROUPS, KindGroup, WebhookKinds};
pub use reach::is_public;
#[cfg(feature = "metadata")]
pub use secret::{SECRET_BYTES, WebhookSecret, signatures};

use chrono::TimeDelta;

/// For how long the secret before the newest one signs too, so that no program misses anything meanwhile.
pub const EARLIER_SECRET_FOR: TimeDelta = TimeDelta::hours(24);

/// How many webhooks a business has at most.
pub const WEBHOOKS_AT_MOST: usize = 20;
