//! Keeping a customer in step with another system, by the identifier that it has for them.

use axum::{
    Json,
    extract::State,
    http::{HeaderName, StatusCode, header},
    response::AppendHeaders,
};
use serde::{Deserialize, Serialize};
use service::{
    Service,
    customer::{self, Elsewhere, InStep, Patch, SyncDone, Synced},
};
use utoipa::ToSchema;

use super::{
    add::ScriptAnswer,
    change::{MayMatch, other_version},
    etag,
    given::{GivenAddress, GivenNumber, sent},
};
use crate::rest::{
    AT, Problem,
    consent::NewConsent,
    program::{CustomersWrite, Program},
    sent::{Named, Sent},
};

/// A customer as another system has them. What is left out stays as it is; what is `null` is taken away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct CustomerSync {
    /// The system. It is kept with each answer that is taken down.
    #[schema(example = "Northwind CRM")]
    source: String,
    /// Their answer to the script. Needed where they are not on file yet. With `no` nothing else that is sent is kept.
    consent: Option<ScriptAnswer>,
    /// Their answers about channels and purposes, each topic once.
    #[serde(default)]
    answers: Vec<NewConsent>,
    /// Whether they asked not to be called at all. `false` takes no mark off.
    #[serde(default)]
    do_not_call: bool,
    /// Their full name. Needed where they are not on file yet.
    #[serde(default, deserialize_with = "sent")]
    #[schema(example = "Ada Byron")]
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
    /// Their time zone, which decides when they may be called.
    #[serde(default, deserialize_with = "sent")]
    time_zone: Option<String>,
    /// A note.
    #[serde(default, deserialize_with = "sent")]
    note: Option<String>,
    /// Their numbers. Those that are new are added; one that was retired stays retired.
    #[serde(default)]
    phones: Vec<GivenNumber>,
    /// Their e-mail addresses, likewise.
    #[serde(default)]
    emails: Vec<GivenAddress>,
}

/// What became of it, and how they stand now: where the other system is less strict, it is to take this over.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct SyncedCustomer {
    /// The customer; none where nothing is kept.
    id: Option<String>,
    /// `added`, `changed`, `unchanged`, or `not_kept`: they said no to the keeping of their data.
    #[schema(example = "changed")]
    outcome: &'static str,
    /// How each topic stands that was sent.
    answers: Vec<Standing>,
    /// Whether they are marked "do not call".
    do_not_call: bool,
}

/// How a topic stands.
#[derive(Serialize, ToSchema)]
#[schema(as = TopicStanding)]
struct Standing {
    /// What it is about: `data_collection`, or a channel and a purpose.
    #[schema(example = "call/marketing")]
    topic: String,
    /// `unknown`, `given`, `refused`, `withdrawn` or `expired`.
    #[schema(example = "refused")]
    status: &'static str,
}

/// Adds or changes the customer whom another system knows by this identifier
///
/// Sent again it changes nothing. Of two answers on a topic the stricter one stands: a no that is on record stays,
/// whatever is sent, and a no that is sent counts, also against a later yes. The identifier is the one of an imported
/// list. With `If-Match` only that version is changed, and nobody is added.
#[utoipa::path(
    put,
    path = "/customers/by-external-id/{id}",
    operation_id = "syncCustomer",
    tag = "Customers",
    security(("key" = ["customers:write"])),
    params(
        ("id" = String, Path, description = "What the other system calls them, percent-encoded"),
        ("If-Match" = Option<String>, Header, description = "The `ETag` under which the customer was read"),
    ),
    request_body = CustomerSync,
    responses(
        (
            status = 200,
            description = "They are in step, or nothing is kept of somebody who said no",
            body = SyncedCustomer,
            headers(("ETag" = String, description = "The version that the customer is now")),
        ),
        (
            status = 201,
            description = "They came on file",
            body = SyncedCustomer,
            headers(("ETag" = String, description = "The version that the customer is now")),
        ),
        (status = 412, description = "Somebody changed the customer since they were read, or they are not on file"),
    ),
)]
pub(in crate::rest) async fn sync(
    program: Program<CustomersWrite>,
    State(service): State<Service>,
    Named(external_id): Named,
    MayMatch(expected): MayMatch,
    Sent(sent): Sent<CustomerSync>,
) -> Result<(StatusCode, AppendHeaders<Vec<(HeaderName, String)>>, Json<SyncedCustomer>), Problem> {
    let synced = customer::sync(&service, &program.ctx, told(external_id, sent), expected).await;
    let kept = match synced.map_err(other_version)? {
        Synced::Kept(kept) => kept,
        Synced::SaidNo => {
            let nothing = SyncedCustomer { id: None, outcome: "not_kept", answers: Vec::new(), do_not_call: true };
            return Ok((StatusCode::OK, AppendHeaders(Vec::new()), Json(nothing)));
        }
    };
    let mut headers = etag(&kept.version).to_vec();
    let status = if kept.done == SyncDone::Added {
        headers.push((header::LOCATION, format!("{AT}/customers/{}", kept.customer)));
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, AppendHeaders(headers), Json(in_step(kept))))
}

fn told(external_id: String, sent: CustomerSync) -> Elsewhere {
    let number = |given: GivenNumber| (given.number, given.label.unwrap_or_default());
    let address = |given: GivenAddress| (given.address, given.label.unwrap_or_default());
    let details = Patch {
        name: sent.name,
        company: sent.company,
        address_line: sent.address_line,
        city: sent.city,
        region: sent.region,
        postal_code: sent.postal_code,
        language: sent.language,
        time_zone: sent.time_zone,
        note: sent.note,
        add_phones: sent.phones.into_iter().map(number).collect(),
        add_emails: sent.emails.into_iter().map(address).collect(),
        ..Patch::default()
    };
    Elsewhere {
        external_id,
        source: sent.source,
        details,
        script: sent.consent.map(Into::into),
        answers: sent.answers.into_iter().map(Into::into).collect(),
        do_not_call: sent.do_not_call,
    }
}

fn in_step(kept: InStep) -> SyncedCustomer {
    let outcome = match kept.done {
        SyncDone::Added => "added",
        SyncDone::Changed => "changed",
        SyncDone::Nothing => "unchanged",
    };
    let standing = |(topic, status): (domain::topic::Topic, domain::consent::ConsentStatus)| Standing {
        topic: topic.code(),
        status: status.code(),
    };
    SyncedCustomer {
        id: Some(kept.customer.to_string()),
        outcome,
        answers: kept.answers.into_iter().map(standing).collect(),
        do_not_call: kept.marked,
    }
}
