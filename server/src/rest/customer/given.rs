//! What a program gives of a person, in more than one place.

use serde::{Deserialize, Deserializer};
use service::interaction::Way;
use utoipa::ToSchema;

/// A number that is new.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GivenNumber {
    /// The number, in any format.
    #[schema(example = "+14155550123")]
    pub(super) number: String,
    /// What sort of number it is.
    #[schema(example = "Mobile")]
    pub(super) label: Option<String>,
}

/// An e-mail address that is new.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GivenAddress {
    /// The address.
    #[schema(example = "ada@example.com")]
    pub(super) address: String,
    /// What sort of address it is.
    pub(super) label: Option<String>,
}

impl From<GivenNumber> for Way {
    fn from(given: GivenNumber) -> Self {
        Self { value: given.number, label: given.label.unwrap_or_default() }
    }
}

impl From<GivenAddress> for Way {
    fn from(given: GivenAddress) -> Self {
        Self { value: given.address, label: given.label.unwrap_or_default() }
    }
}

/// A detail that was sent, if only as `null`: then it is taken away.
pub(super) fn sent<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(Some(Option::<String>::deserialize(value)?.unwrap_or_default()))
}
