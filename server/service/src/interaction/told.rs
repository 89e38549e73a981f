//! What another program tells of an answer to the script: each does what it does when a member hears it.

use domain::{
    access::Right,
    consent::{AskedOf, ConsentStatus, Method},
    country::Country,
    error::{Problem, Problems},
    event::{Event, Via},
    id::{CustomerId, DenialId, InteractionId},
    interaction::{DenialNote, DenialReason, Direction},
    prompt::Answer,
    topic::Topic,
};
use serde::{Deserialize, Serialize};

use super::{
    Kept,
    answer::{Heard, answers},
    deny::keep_denial,
    keep,
    person::Person,
    script,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    consent::{Proof, Proven, known_when_added},
    country,
    ctx::Ctx,
    customer::{NewPerson, insert, visible},
    error::{Error, Result},
    integration::Wish,
};

/// An answer to the script, as a program tells it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// `yes`, `yes_but_no_calls` or `no`.
    pub answer: String,
    /// What shows it.
    pub proof: Proof,
    /// `inbound` or `outbound`; empty where they reached the business.
    pub direction: String,
    /// With a no: a fixed reason; empty where none was said.
    pub reason: String,
    /// With a no: a note in which nothing identifies the person.
    pub note: String,
    /// Who answered. Nothing of it is taken with a no.
    pub person: Person,
}

/// What was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Saved {
    /// The customer.
    Customer(CustomerId),
    /// That somebody said no, and nothing about them.
    Denial(DenialId),
}

/// Adds somebody who agreed elsewhere, or records that somebody did not.
///
/// # Errors
/// Names each field that cannot be taken: with a no everything about the person. Fails where the name stands for
/// another wish.
pub async fn add_customer(service: &Service, ctx: &Ctx, told: Told, wish: Option<Wish>) -> Result<Saved> {
    ctx.require(Right::Work)?;
    if told.answer == Answer::No.code() {
        let denied = read_no(&told)?;
        let done = service.change_once(ctx, Right::Work, wish, denied, |tx, denied| Box::pin(deny(tx, denied)));
        return done.await.map(|done| done.value);
    }
    let country = country::of_business(&service.db.read(ctx.business).await?).await?;
    let agreed = read_yes(&told, &country)?;
    let done = service.change_once(ctx, Right::Work, wish, agreed, |tx, agreed| Box::pin(save(tx, agreed)));
    done.await.map(|done| done.value)
}

/// A no, read.
type No = (DenialReason, Option<DenialNote>);

fn read_no(told: &Told) -> Result<No> {
    let mut problems = Problems::default();
    let reason = match told.reason.as_str() {
        "" => Some(DenialReason::NotSaid),
        code => problems.take("consent.reason", DenialReason::from_code(code).map_err(|_| one_of(&reasons()))),
    };
    let note = problems.take("consent.note", DenialNote::optional(&told.note)).flatten();
    for field in told.person.sent() {
        problems.note(field, Problem::Other("Leave this out: nothing is kept about somebody who said no".into()));
    }
    problems.none()?;
    Ok((reason.ok_or(Error::Broken("a problem was not noted"))?, note))
}

async fn deny(tx: Tx<'_>, (reason, note): &No) -> Result<Outcome<Saved>> {
    let (id, script) = (tx.id(), script(tx.scope).await?);
    let event = keep_denial(tx, id, script.id.into(), *reason, note.as_ref()).await?;
    Ok(Outcome::one(event, Saved::Denial(id)))
}

/// A yes to the script, read.
#[derive(Clone, Debug)]
pub(crate) struct Yes {
    pub(crate) answer: Answer,
    pub(crate) proven: Proven,
    direction: Direction,
}

/// A yes with who said it, read.
struct Agreed {
    yes: Yes,
    person: NewPerson,
}

fn read_yes(told: &Told, country: &Country) -> Result<Agreed> {
    let mut problems = Problems::default();
    let yes = read_script(told, &mut problems);
    let person = told.person.read(&mut problems, country);
    problems.none()?;
    let (Some(yes), Some(person)) = (yes, person) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    Ok(Agreed { yes, person })
}

/// Reads a yes to the script, and notes what is wrong under the names of its fields.
pub(crate) fn read_script(told: &Told, problems: &mut Problems) -> Option<Yes> {
    let answer = Answer::from_code(&told.answer).ok().filter(|answer| answer.agreed());
    let answer = problems.take("consent.answer", answer.ok_or_else(|| one_of("yes, yes_but_no_calls or no")));
    let proven = told.proof.read(problems, "consent.", Some(ConsentStatus::Given));
    let direction = match told.direction.as_str() {
        "" => Some(Direction::Inbound),
        code => {
            let read = Direction::from_code(code).map_err(|_| one_of("inbound or outbound"));
            problems.take("consent.direction", read)
        }
    };
    for (field, sent) in [("consent.reason", &told.reason), ("consent.note", &told.note)] {
        if !sent.is_empty() {
            problems.note(field, Problem::Other("Send this with a no only".into()));
        }
    }
    Some(Yes { answer: answer?, proven: proven?, direction: direction? })
}

async fn save(tx: Tx<'_>, Agreed { yes, person }: &Agreed) -> Result<Outcome<Saved>> {
    let (customer, events) = come_on_file(tx, yes, person).await?;
    Ok(Outcome::many(events, Saved::Customer(customer)))
}

/// Saves somebody with their yes to the script.
pub(crate) async fn come_on_file(tx: Tx<'_>, yes: &Yes, person: &NewPerson) -> Result<(CustomerId, Vec<Event>)> {
    let given = (Topic::DataCollection, ConsentStatus::Given);
    let (asked, script) = yes.proven.settle(tx, given.0, given.1, AskedOf::Person).await?;
    let (customer, contact): (CustomerId, InteractionId) = (tx.id(), tx.id());
    let mut events = insert(tx, customer, person, Via::Interaction(contact)).await?;
    let kept = Kept {
        id: contact,
        customer: Some(customer),
        direction: yes.direction,
        answer: Some(yes.answer),
        outcome: None,
        script,
        note: None,
    };
    events.push(keep(tx, &kept).await?);
    let asked = known_when_added(&visible(tx.scope, customer).await?, asked);
    let heard = Heard { method: Method::Api, asked, note: yes.proven.note.clone() };
    events.extend(answers(tx, customer, &kept, &heard).await?);
    Ok((customer, events))
}

fn reasons() -> String {
    DenialReason::ALL.map(DenialReason::code).join(", ")
}

fn one_of(words: &str) -> Problem {
    Problem::Other(format!("Use {words}"))
}
