//! "May this number be called?" Nothing is recorded.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use domain::wire::call::{Check as CheckNumber, CheckCustomer, Decision};
use serde::{Deserialize, Serialize};
use service::{Service, call};
use utoipa::ToSchema;

use super::{
    Problem,
    problem::{Reason, is_unread, reasons},
    program::{Check, Program},
    sent::Sent,
};

/// A number or a customer, and what for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CallCheck {
    /// A number, in any format. Either this or `customer`.
    #[schema(example = "+14155550123")]
    phone: Option<String>,
    /// A customer, whose first number is meant.
    customer: Option<String>,
    /// `service` or `marketing`. Without one the strictest answer is given.
    purpose: Option<String>,
}

/// Whether it may be called now.
#[derive(Serialize, ToSchema)]
pub(super) struct CallChecked {
    /// `allowed` or `blocked`.
    #[schema(example = "blocked")]
    decision: String,
    /// Every reason against it, the strongest first.
    reasons: Vec<Reason>,
    /// The next instant at which time alone can change the answer.
    until: Option<DateTime<Utc>>,
    /// When it was decided.
    checked_at: DateTime<Utc>,
}

/// Says whether a number, or a customer's first number, may be called now
///
/// Nothing is recorded, and no call is allowed by it: ask for a call before calling.
#[utoipa::path(
    post,
    path = "/call-checks",
    operation_id = "checkCall",
    tag = "Calls",
    security(("key" = ["check"])),
    request_body = CallCheck,
    responses(
        (status = 200, description = "The decision", body = CallChecked),
        (status = 404, description = "The business of this key has no such customer"),
    ),
)]
pub(super) async fn check(
    program: Program<Check>,
    State(service): State<Service>,
    Sent(asked): Sent<CallCheck>,
) -> Result<Json<CallChecked>, Problem> {
    let (decision, checked_at) = decide(&service, program, asked).await?;
    if is_unread(&decision) {
        return Err(Problem::CouldNotCheck);
    }
    Ok(Json(CallChecked {
        decision: decision.decision.clone(),
        until: decision.until,
        reasons: reasons(decision),
        checked_at,
    }))
}

async fn decide(
    service: &Service,
    program: Program<Check>,
    asked: CallCheck,
) -> Result<(Decision, DateTime<Utc>), Problem> {
    let purpose = asked.purpose.unwrap_or_default();
    match (asked.phone, asked.customer) {
        (Some(phone), None) => {
            let checked = call::check(service, &program.ctx, CheckNumber { phone, purpose }).await;
            checked.map(|checked| (checked.decision, checked.checked_at)).map_err(Problem::of_a_decision)
        }
        (None, Some(customer)) => {
            let asked = CheckCustomer { customer, purpose };
            call::check_customer(service, &program.ctx, asked).await.map_err(Problem::of_a_decision)
        }
        _ => Err(Problem::field("phone", "Send either phone or customer")),
    }
}
