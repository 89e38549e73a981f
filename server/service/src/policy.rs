//! Policies: what a business tells its customers and its members, version by version (policy section 4).

mod compare;
mod dpa;
mod public;
mod publish;
mod read;

pub use compare::compare;
pub use dpa::accept_dpa;
pub(crate) use dpa::{dpa, is_open as is_dpa_open};
pub use public::public;
pub use publish::{preview, publish};
pub use read::{list, show};

use domain::{notice::NoticeKind, policy, wire::policy::view::Version};
use store::entity::notice;

use crate::error::{Error, Result};

/// The policy that an address names.
fn named(address: &str) -> Result<NoticeKind> {
    policy::from_address(address).map_err(|_| Error::NotFound)
}

/// The privacy policy in force.
pub(crate) async fn current(scope: &store::Scope) -> Result<Option<notice::Model>> {
    Ok(store::notice::latest(scope, &NoticeKind::PrivacyPolicy.code()).await?)
}

fn version(row: &notice::Model) -> Version {
    Version { version: row.version, published_at: row.published_at, ask_again_by: row.ask_again_by }
}

/// Where customers read the privacy policy of the business with this slug.
pub(crate) fn address_of(slug: &str) -> String {
    format!("/b/{slug}/privacy")
}

#[cfg(test)]
mod tests;
