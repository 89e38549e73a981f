//! What the ledger keeps of events about data subjects' requests.

use super::{EventKind, Record, Subject};
use crate::{
    event::Event,
    id::{CustomerId, SubjectRequestId},
    request::RequestKind,
};

impl Event {
    pub(super) fn of_a_request(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::RequestReceived { request, customer, kind, came, received_on, due_on, asked } => {
                of(Kind::RequestReceived, *request, *customer, *kind)
                    .plain("came", came.code())
                    .plain("received_on", received_on)
                    .plain("due_on", due_on)
                    .maybe_personal("asked", asked.as_deref())
            }
            Self::RequestExtended { request, customer, kind, from, to, reason } => {
                of(Kind::RequestExtended, *request, *customer, *kind)
                    .plain("from", from)
                    .plain("to", to)
                    .personal("reason", reason)
            }
            Self::RequestSettled { request, customer, kind, from, to, outcome, told } => {
                of(Kind::RequestSettled, *request, *customer, *kind)
                    .plain("from", from.code())
                    .plain("to", to.code())
                    .personal("outcome", outcome)
                    .maybe_personal("told", told.as_deref())
            }
            Self::CopyMade { request, customer } => {
                Record::of(Kind::CopyMade, Subject::Customer(*customer)).plain("request", request)
            }
            other => other.of_a_customer(),
        }
    }
}

fn of(what: EventKind, request: SubjectRequestId, customer: CustomerId, kind: RequestKind) -> Record {
    Record::of(what, Subject::Customer(customer)).plain("request", request).plain("kind", kind.code())
}
