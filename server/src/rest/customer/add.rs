//! Adding somebody who answered the script elsewhere.

use axum::{
    Json,
    extract::State,
    http::{HeaderName, StatusCode, header},
};
use serde::{Deserialize, Serialize};
use service::{
    Service,
    consent::Proof,
    interaction::{self, Person, Saved, Told},
};
use utoipa::ToSchema;

use super::given::{GivenAddress, GivenNumber};
use crate::rest::{
    AT, Problem,
    program::{CustomersWrite, Program},
    wished::Wished,
};

/// Somebody, and what they answered when they were asked whether they may be saved.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct NewCustomer {
    /// Their answer. With `no` nothing else may be sent: nothing is kept about somebody who said no.
    consent: ScriptAnswer,
    /// Their full name. Needed with a yes.
    #[schema(example = "Ada Byron")]
    name: Option<String>,
    /// Their company.
    company: Option<String>,
    /// Street and house.
    address_line: Option<String>,
    /// Their city.
    city: Option<String>,
    /// Their state or region.
    region: Option<String>,
    /// Their postal code.
    postal_code: Option<String>,
    /// The language in which they are written to, as its code.
    #[schema(example = "en")]
    language: Option<String>,
    /// Their time zone, which decides when they may be called.
    #[schema(example = "America/New_York")]
    time_zone: Option<String>,
    /// A note.
    note: Option<String>,
    /// Their numbers, the first one first.
    #[serde(default)]
    phones: Vec<GivenNumber>,
    /// Their e-mail addresses, the first one first.
    #[serde(default)]
    emails: Vec<GivenAddress>,
}

/// What somebody answered to the script.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ScriptAnswer {
    /// `yes`, `yes_but_no_calls` or `no`.
    #[schema(example = "yes")]
    answer: String,
    /// When they answered (RFC 3339). Needed with a yes.
    #[schema(example = "2026-03-03T14:58:00Z")]
    occurred_at: Option<String>,
    /// The version of the script to which they agreed. With a yes either this or `wording` is needed.
    notice_version: Option<i32>,
    /// Other words to which they agreed.
    wording: Option<String>,
    /// Where they agreed, and where that is on record. Needed with a yes.
    #[schema(example = "Booking form, entry 8812")]
    evidence: Option<String>,
    /// `inbound` where they reached the business, as without it, or `outbound`.
    direction: Option<String>,
    /// With a no: `not_said`, as without it, `privacy`, `not_interested` or `wants_to_read_first`.
    reason: Option<String>,
    /// With a no: a note in which nothing identifies the person.
    note: Option<String>,
}

/// What was kept: the customer, or that somebody said no.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct AddedCustomer {
    /// The customer.
    id: Option<String>,
    /// The record that somebody said no, and nothing about them.
    denial: Option<String>,
}

/// Adds a customer with their answer to the script, or records a no
///
/// `yes` saves them; `yes_but_no_calls` saves them, marked do not call; `no` keeps nothing about the person. Sent
/// again under the same `Idempotency-Key` it is answered as before, and nobody is added twice.
#[utoipa::path(
    post,
    path = "/customers",
    operation_id = "addCustomer",
    tag = "Customers",
    security(("key" = ["customers:write"])),
    request_body = NewCustomer,
    responses((status = 201, description = "It was kept", body = AddedCustomer)),
)]
pub(in crate::rest) async fn add(
    program: Program<CustomersWrite>,
    State(service): State<Service>,
    Wished { sent, name }: Wished<NewCustomer>,
) -> Result<(StatusCode, Option<[(HeaderName, String); 1]>, Json<AddedCustomer>), Problem> {
    let wish = name.of(&service, &program.ctx)?;
    let saved = interaction::add_customer(&service, &program.ctx, told(sent), wish).await?;
    let (location, added) = match saved {
        Saved::Customer(id) => {
            let at = [(header::LOCATION, format!("{AT}/customers/{id}"))];
            (Some(at), AddedCustomer { id: Some(id.to_string()), denial: None })
        }
        Saved::Denial(id) => (None, AddedCustomer { id: None, denial: Some(id.to_string()) }),
    };
    Ok((StatusCode::CREATED, location, Json(added)))
}

fn told(new: NewCustomer) -> Told {
    let person = Person {
        name: new.name.unwrap_or_default(),
        company: new.company.unwrap_or_default(),
        address_line: new.address_line.unwrap_or_default(),
        city: new.city.unwrap_or_default(),
        region: new.region.unwrap_or_default(),
        postal_code: new.postal_code.unwrap_or_default(),
        language: new.language.unwrap_or_default(),
        time_zone: new.time_zone.unwrap_or_default(),
        note: new.note.unwrap_or_default(),
        phones: new.phones.into_iter().map(Into::into).collect(),
        emails: new.emails.into_iter().map(Into::into).collect(),
    };
    Told { person, ..new.consent.into() }
}

impl From<ScriptAnswer> for Told {
    /// The answer, of nobody yet.
    fn from(sent: ScriptAnswer) -> Self {
        let ScriptAnswer { answer, occurred_at, notice_version, wording, evidence, direction, reason, note } = sent;
        let proof = Proof {
            occurred_at: occurred_at.unwrap_or_default(),
            notice_version,
            wording: wording.unwrap_or_default(),
            evidence: evidence.unwrap_or_default(),
            ..Proof::default()
        };
        Self {
            answer,
            proof,
            direction: direction.unwrap_or_default(),
            reason: reason.unwrap_or_default(),
            note: note.unwrap_or_default(),
            person: Person::default(),
        }
    }
}
