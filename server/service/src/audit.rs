//! Audits (policy section 5): a business is checked against its rules, on schedule and by hand; what was found
//! is answered by somebody, and a person vouches for the result.

mod check;
mod due;
mod finding;
mod finish;
mod review;
mod run;
mod schedule;
mod show;

pub use due::run_due;
pub use finding::{assign, comment, resolve};
pub(crate) use finding::{may_answer, named};
pub use review::sign;
pub use run::{Begun, begin, carry_out, run_now};
pub use schedule::set_schedule;
pub use show::{finding, list, report};

use domain::{actor::Actor, id::BusinessId};

use crate::{Service, ctx::Ctx};

/// The system itself, at work for a business.
fn of_system(service: &Service, business: BusinessId) -> Ctx {
    Ctx { business, actor: Actor::System, role: None, scope: None, request: service.new_request(), session: None }
}

#[cfg(test)]
mod tests;
