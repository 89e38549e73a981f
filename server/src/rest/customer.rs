//! Reading customers. A number against which a no stands is masked.

pub(super) mod add;
pub(super) mod change;
mod given;
pub(super) mod sync;
pub(super) mod withdraw;

use axum::{
    Json,
    extract::State,
    http::{HeaderName, header},
};
use chrono::{DateTime, Utc};
use domain::{
    id::CustomerId,
    wire::{
        call::Standing,
        customer::{EmailAddress, Number, Row, Show, ShowQuery},
    },
};
use serde::{Deserialize, Serialize};
use service::{Service, customer};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    problem::{Reason, reasons},
    program::{CustomersRead, Program},
    sent::{Named, Queried},
};

/// Which part of the list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// The `next` of the part before.
    after: Option<String>,
}

/// A part of the list, in the order in which people came on file.
#[derive(Serialize, ToSchema)]
pub(super) struct Customers {
    /// The customers.
    items: Vec<Listed>,
    /// Where the next part begins; none behind the last one.
    next: Option<String>,
}

/// A customer in the list.
#[derive(Serialize, ToSchema)]
struct Listed {
    /// Who.
    id: String,
    /// Their name.
    name: String,
    /// Their company.
    company: Option<String>,
    /// Their first number, masked where a no stands.
    phone: Option<String>,
    /// Whether that number is masked.
    masked: bool,
    /// Their first address.
    email: Option<String>,
    /// Whether they are marked.
    do_not_call: bool,
    /// Whether there is no consent on record.
    flagged: bool,
    /// Since when they are on file.
    added_at: DateTime<Utc>,
}

/// A customer.
#[derive(Serialize, ToSchema)]
pub(super) struct Customer {
    /// Who: another identifier than was asked for where two were merged.
    id: String,
    /// Their name.
    name: String,
    /// Their details, without what is empty.
    details: Vec<Detail>,
    /// Their numbers.
    numbers: Vec<PhoneNumber>,
    /// Their e-mail addresses.
    emails: Vec<Address>,
    /// Since when they are marked "do not call".
    do_not_call_since: Option<DateTime<Utc>>,
    /// How they stand on the keeping of their data: `unknown`, `given`, `refused`, `withdrawn` or `expired`.
    data_collection: String,
    /// When they withdrew: then little else is told of them.
    withdrawn_at: Option<DateTime<Utc>>,
}

/// One detail of a customer.
#[derive(Serialize, ToSchema)]
struct Detail {
    /// What it is.
    label: String,
    /// What it says.
    value: String,
}

/// One number of a customer.
#[derive(Serialize, ToSchema)]
struct PhoneNumber {
    /// Which.
    id: String,
    /// The number, masked where a no stands.
    number: String,
    /// Whether it is masked.
    masked: bool,
    /// Its extension.
    extension: Option<String>,
    /// What sort of number it is.
    label: Option<String>,
    /// Whether it may be called now, for each purpose.
    calls: Vec<Decided>,
}

/// One e-mail address of a customer.
#[derive(Serialize, ToSchema)]
#[allow(clippy::struct_field_names, reason = "the names that programs read")]
struct Address {
    /// Which.
    id: String,
    /// The address.
    address: String,
    /// Whether mail to it comes back, so that nothing is sent there.
    comes_back: bool,
}

/// Whether a number may be called now for a purpose.
#[derive(Serialize, ToSchema)]
struct Decided {
    /// `service` or `marketing`.
    purpose: String,
    /// `allowed` or `blocked`.
    decision: String,
    /// Every reason against it, the strongest first.
    reasons: Vec<Reason>,
    /// The next instant at which time alone can change the answer.
    until: Option<DateTime<Utc>>,
}

/// Lists customers, 50 at a time
#[utoipa::path(
    get,
    path = "/customers",
    operation_id = "listCustomers",
    tag = "Customers",
    security(("key" = ["customers:read"])),
    params(ListQuery),
    responses((status = 200, description = "A part of the list", body = Customers)),
)]
pub(super) async fn list(
    program: Program<CustomersRead>,
    State(service): State<Service>,
    Queried(query): Queried<ListQuery>,
) -> Result<Json<Customers>, Problem> {
    let after = query.after.map(|after| after.parse::<CustomerId>()).transpose();
    let after = after.map_err(|_| Problem::field("after", "Send the next of the part before"))?;
    let (rows, next) = customer::page(&service, &program.ctx, after).await?;
    Ok(Json(Customers { items: rows.into_iter().map(listed).collect(), next: next.map(|next| next.to_string()) }))
}

fn listed(row: Row) -> Listed {
    Listed {
        id: row.id.to_string(),
        name: row.name,
        company: row.company,
        phone: row.phone.map(|phone| dialled(phone, row.blocked)),
        masked: row.blocked,
        email: row.email,
        do_not_call: row.do_not_call,
        flagged: row.flagged,
        added_at: row.added_at,
    }
}

/// A number as programs write it, unless it is masked.
fn dialled(shown: String, masked: bool) -> String {
    if masked {
        return shown;
    }
    shown.chars().filter(|sign| *sign == '+' || sign.is_ascii_digit()).collect()
}

/// Reads a customer
///
/// The `ETag` names the version of their details, numbers and addresses, for the `If-Match` of a change.
#[utoipa::path(
    get,
    path = "/customers/{id}",
    operation_id = "showCustomer",
    tag = "Customers",
    security(("key" = ["customers:read"])),
    params(("id" = String, Path, description = "The customer")),
    responses(
        (
            status = 200,
            description = "The customer",
            body = Customer,
            headers(("ETag" = String, description = "The version")),
        ),
    ),
)]
pub(super) async fn show(
    program: Program<CustomersRead>,
    State(service): State<Service>,
    Named(customer): Named,
) -> Result<([(HeaderName, String); 1], Json<Customer>), Problem> {
    let query = ShowQuery { customer, purpose: String::new() };
    let (show, version) = customer::show_version(&service, &program.ctx, query).await?;
    Ok((etag(&version), Json(shown(show))))
}

/// The header that names a version.
fn etag(version: &str) -> [(HeaderName, String); 1] {
    [(header::ETAG, format!("\"{version}\""))]
}

fn shown(show: Show) -> Customer {
    let standings = show.standings;
    Customer {
        id: show.id.to_string(),
        name: show.name,
        details: show.details.into_iter().map(|(label, value)| Detail { label, value }).collect(),
        numbers: show.numbers.into_iter().map(|number| with_calls(number, &standings)).collect(),
        emails: show.emails.into_iter().map(address).collect(),
        do_not_call_since: show.mark.map(|mark| mark.at),
        data_collection: show.consent.status.code().to_owned(),
        withdrawn_at: show.withdrawn.map(|withdrawn| withdrawn.at),
    }
}

fn address(email: EmailAddress) -> Address {
    Address { id: email.id.to_string(), address: email.address, comes_back: email.comes_back }
}

fn with_calls(number: Number, standings: &[Standing]) -> PhoneNumber {
    let calls = standings.iter().filter(|standing| standing.number == Some(number.id)).map(|standing| Decided {
        purpose: standing.purpose.code().to_owned(),
        decision: standing.decision.decision.clone(),
        until: standing.decision.until,
        reasons: reasons(standing.decision.clone()),
    });
    PhoneNumber {
        id: number.id.to_string(),
        calls: calls.collect(),
        number: dialled(number.shown, number.masked),
        masked: number.masked,
        extension: number.extension,
        label: number.label,
    }
}
