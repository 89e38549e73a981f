//! Changing a customer, as the version that was read.

use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderName, StatusCode, header, request::Parts},
};
use serde::Deserialize;
use service::{
    Error, Service,
    customer::{self, Expected, Patch},
};
use utoipa::ToSchema;

use super::{
    etag,
    given::{GivenAddress, GivenNumber, sent},
};
use crate::rest::{
    Problem,
    program::{CustomersWrite, Program},
    sent::{Named, Sent},
};

/// What is to be changed. What is left out stays as it is; what is `null` is taken away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct CustomerPatch {
    /// Their full name, which can be changed and not be taken away.
    #[serde(default, deserialize_with = "sent")]
    name: Option<String>,
    /// Their company.
    #[serde(default, deserialize_with = "sent")]
    company: Option<String>,
    /// Street and house.
    #[serde(default, deserialize_with = "sent")]
    address_line: Option<String>,
    /// Their city.
    #[serde(default, deserialize_with = "sent")]
    city: Option<String>,
    /// Their state or region.
    #[serde(default, deserialize_with = "sent")]
    region: Option<String>,
    /// Their postal code.
    #[serde(default, deserialize_with = "sent")]
    postal_code: Option<String>,
    /// The language in which they are written to, as its code.
    #[serde(default, deserialize_with = "sent")]
    language: Option<String>,
    /// Their time zone.
    #[serde(default, deserialize_with = "sent")]
    time_zone: Option<String>,
    /// A note.
    #[serde(default, deserialize_with = "sent")]
    note: Option<String>,
    /// Numbers that are new. A number itself is never changed: retire it, and add another one.
    #[serde(default)]
    add_phones: Vec<GivenNumber>,
    /// E-mail addresses that are new.
    #[serde(default)]
    add_emails: Vec<GivenAddress>,
    /// The `id` of each number and address that is no longer used.
    #[serde(default)]
    retire: Vec<String>,
}

/// As which version the customer was read, in the header `If-Match`.
pub(in crate::rest) struct IfMatch(Expected);

/// The same where the header may be left out.
pub(in crate::rest) struct MayMatch(pub(super) Option<Expected>);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        if_match(parts).map(Self).ok_or(Problem::NoVersion)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MayMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Ok(Self(if_match(parts)))
    }
}

fn if_match(parts: &Parts) -> Option<Expected> {
    let lines: Vec<_> = parts.headers.get_all(header::IF_MATCH).iter().collect();
    if lines.is_empty() {
        return None;
    }
    let lines = lines.into_iter().filter_map(|line| line.to_str().ok());
    Some(expected(lines.flat_map(|line| line.split(','))))
}

/// A weak tag is none here (RFC 9110, 13.1.1).
fn expected<'h>(tags: impl Iterator<Item = &'h str>) -> Expected {
    let tags: Vec<_> = tags.map(str::trim).collect();
    if tags.contains(&"*") {
        return Expected::Any;
    }
    let strong = tags.into_iter().filter_map(|tag| tag.strip_prefix('"')?.strip_suffix('"'));
    Expected::OneOf(strong.map(ToOwned::to_owned).collect())
}

/// Changes a customer
///
/// All of it is done, or nothing. `If-Match` says as which version the customer was read, by the `ETag` of the answer.
#[utoipa::path(
    patch,
    path = "/customers/{id}",
    operation_id = "changeCustomer",
    tag = "Customers",
    security(("key" = ["customers:write"])),
    params(
        ("id" = String, Path, description = "The customer"),
        ("If-Match" = String, Header, description = "The `ETag` under which the customer was read"),
    ),
    request_body = CustomerPatch,
    responses(
        (
            status = 204,
            description = "It is done",
            headers(("ETag" = String, description = "The version that the customer is now")),
        ),
        (status = 412, description = "Somebody changed the customer since they were read"),
        (status = 428, description = "`If-Match` is missing"),
    ),
)]
pub(in crate::rest) async fn change(
    program: Program<CustomersWrite>,
    State(service): State<Service>,
    Named(customer): Named,
    IfMatch(expected): IfMatch,
    Sent(changes): Sent<CustomerPatch>,
) -> Result<(StatusCode, [(HeaderName, String); 1]), Problem> {
    let done = customer::patch(&service, &program.ctx, patch(customer, changes), expected).await;
    let version = done.map_err(other_version)?;
    // Who may write may not read for that: what the customer is like is not told.
    Ok((StatusCode::NO_CONTENT, etag(&version)))
}

/// What a customer who is another version than was named is called.
pub(super) fn other_version(error: Error) -> Problem {
    match error {
        Error::Stale => Problem::OtherVersion,
        other => other.into(),
    }
}

fn patch(customer: String, changes: CustomerPatch) -> Patch {
    let number = |given: GivenNumber| (given.number, given.label.unwrap_or_default());
    let address = |given: GivenAddress| (given.address, given.label.unwrap_or_default());
    Patch {
        customer,
        name: changes.name,
        company: changes.company,
        address_line: changes.address_line,
        city: changes.city,
        region: changes.region,
        postal_code: changes.postal_code,
        language: changes.language,
        time_zone: changes.time_zone,
        note: changes.note,
        add_phones: changes.add_phones.into_iter().map(number).collect(),
        add_emails: changes.add_emails.into_iter().map(address).collect(),
        retire: changes.retire,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_a_strong_tag_and_from_no_weak_one() {
        let read = |line: &str| expected(line.split(','));
        assert_eq!(read("\"1-a\""), Expected::OneOf(vec!["1-a".into()]));
        assert_eq!(read("\"1-a\" , \"2-b\""), Expected::OneOf(vec!["1-a".into(), "2-b".into()]));
        assert_eq!(read("W/\"1-a\""), Expected::OneOf(Vec::new()));
        assert_eq!(read("1-a"), Expected::OneOf(Vec::new()));
        assert_eq!(read("*"), Expected::Any);
    }

    #[test]
    fn what_is_null_is_taken_away_and_what_is_left_out_stays() {
        let read: CustomerPatch = serde_json::from_str(r#"{"company":null,"city":"Boston"}"#).unwrap();
        assert_eq!((read.company, read.city, read.note), (Some(String::new()), Some("Boston".into()), None));
    }
}
