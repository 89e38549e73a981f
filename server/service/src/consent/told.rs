//! Recording what a customer answered elsewhere, as another program tells it.

use domain::{
    access::Right,
    consent::{AskedOf, ConsentStatus, Method},
    error::{Problem, Problems},
    event::Event,
    id::{ConsentEventId, CustomerId},
    topic::Topic,
};
use serde::{Deserialize, Serialize};
use store::entity::customer as row;

use super::{
    Answered, Asked,
    proof::{Proof, Proven},
    record::before,
    record_as_of,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::{survivor, visible},
    error::{Error, Result},
    integration::Wish,
    interaction,
};

/// An answer, as a program tells it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Whose.
    pub customer: String,
    /// The topic's code.
    pub topic: String,
    /// `given`, `refused` or `withdrawn`.
    pub status: String,
    /// `person`, `guardian` or `agent`; empty for the person.
    pub asked_of: String,
    /// What shows it.
    pub proof: Proof,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The answer that was recorded.
    pub id: ConsentEventId,
    /// What all answers on the topic amount to now: a later no stands above a yes.
    pub status: ConsentStatus,
}

/// An answer, read.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) topic: Topic,
    pub(crate) status: ConsentStatus,
    pub(crate) of: AskedOf,
    pub(crate) proven: Proven,
}

/// Whose answer it is, read.
struct Read {
    customer: CustomerId,
    answer: Answer,
}

/// Records what a customer answered elsewhere.
///
/// A yes needs its time, its words and its source, counts by that time, and lifts nothing. A no is always taken; one
/// on `data_collection` has the ending that it has on the page of an interaction.
///
/// # Errors
/// Names each field that cannot be taken; fails where the customer is not on file, or the name stands for another
/// wish.
pub async fn record_told(service: &Service, ctx: &Ctx, told: Told, wish: Option<Wish>) -> Result<Recorded> {
    ctx.require(Right::Work)?;
    let told = read(&told)?;
    let done = service.change_once(ctx, Right::Work, wish, told, |tx, told| Box::pin(record(tx, told)));
    done.await.map(|done| done.value)
}

fn read(told: &Told) -> Result<Read> {
    let customer = told.customer.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let answer = read_answer(told, &mut problems, "");
    problems.none()?;
    Ok(Read { customer, answer: answer.ok_or(Error::Broken("a problem was not noted"))? })
}

/// Reads an answer, and notes what is wrong under the names of its fields.
pub(crate) fn read_answer(told: &Told, problems: &mut Problems, under: &'static str) -> Option<Answer> {
    let of = |field: &str| format!("{under}{field}");
    let topic = problems.take(&of("topic"), Topic::from_code(&told.topic).map_err(|_| not_a_topic()));
    let status = problems.take(&of("status"), status(&told.status));
    let by = match told.asked_of.as_str() {
        "" => Some(AskedOf::Person),
        code => problems
            .take(&of("asked_of"), AskedOf::from_code(code).map_err(|_| use_one_of("person, guardian or agent"))),
    };
    let proven = told.proof.read(problems, under, status);
    Some(Answer { topic: topic?, status: status?, of: by?, proven: proven? })
}

fn status(code: &str) -> std::result::Result<ConsentStatus, Problem> {
    let answers = [ConsentStatus::Given, ConsentStatus::Refused, ConsentStatus::Withdrawn];
    let found = answers.into_iter().find(|answer| answer.code() == code);
    found.ok_or_else(|| use_one_of("given, refused or withdrawn"))
}

fn not_a_topic() -> Problem {
    let topics: Vec<_> = Topic::all().map(Topic::code).collect();
    use_one_of(&topics.join(", "))
}

fn use_one_of(words: &str) -> Problem {
    Problem::Other(format!("Use {words}"))
}

async fn record(tx: Tx<'_>, Read { customer, answer: told }: &Read) -> Result<Outcome<Recorded>> {
    // A no about somebody who was merged concerns who is left.
    let customer = survivor(tx.scope, *customer).await?;
    let found = visible(tx.scope, customer).await?;
    let (asked, script) = told.proven.settle(tx, told.topic, told.status, told.of).await?;
    let asked = known_when_added(&found, asked);
    let status = match told.status {
        ConsentStatus::Refused => before(tx, customer, told.topic, asked.at).await?.refused(),
        other => other,
    };
    let answered = Answered {
        topic: told.topic,
        status,
        method: Method::Api,
        script,
        interaction: None,
        note: told.proven.note.clone(),
    };
    let event = record_as_of(tx, customer, answered, asked).await?;
    let Event::ConsentRecorded { consent, .. } = &event else {
        return Err(Error::Broken("an answer was not recorded as one"));
    };
    let recorded = Recorded { id: consent.event, status: consent.to };
    // A no from before a later yes is on record, and ends nothing.
    let ends = told.topic == Topic::DataCollection && status.is_no() && recorded.status.is_no();
    let mut events = vec![event];
    if ends {
        events.extend(interaction::hide(tx, found).await?);
    }
    Ok(Outcome::many(events, recorded))
}

/// What somebody came on file with was theirs before: an answer from before that covers it.
pub(crate) fn known_when_added(found: &row::Model, asked: Asked) -> Asked {
    Asked { known_by: asked.at.max(found.created_at), ..asked }
}
