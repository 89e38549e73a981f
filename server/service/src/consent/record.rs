//! Recording what a customer answered to a member, on any channel and purpose.

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    consent::{self, AskedOf, ConsentEvent, ConsentStatus, Method, occurred_at},
    error::{Problem, Problems},
    id::{CustomerId, NoticeId},
    notice::NoticeKind,
    text::Note,
    topic::Topic,
    wire::consent::Record,
};
use store::notice;

use super::{Answered, Asked, record_as_of, replay};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
};

/// An answer, read.
struct Typed {
    customer: CustomerId,
    topic: Topic,
    answer: ConsentStatus,
    at: Option<DateTime<Utc>>,
    asked_of: AskedOf,
    notice: String,
    note: Option<Note>,
}

/// Records what a customer answered about a channel and a purpose.
///
/// A yes counts by the time at which it was said, and lifts neither a mark nor an entry of the
/// do-not-call list. The answer on `data_collection` is given in an interaction, where the script is
/// read and a no has an ending of its own.
pub async fn record_answer(service: &Service, ctx: &Ctx, typed: Record) -> Result<()> {
    let typed = read(&typed)?;
    let done = service.change(ctx, Right::Work, typed, |tx, typed| Box::pin(answer(tx, typed)));
    done.await.map(|done| done.value)
}

fn read(typed: &Record) -> Result<Typed> {
    let customer = typed.customer.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let topic = problems.take("topic", reachable(&typed.topic));
    let answer = problems.take("answer", yes_or_no(&typed.answer));
    let at = problems.take("occurred_at", occurred_at(&typed.occurred_at, &typed.zone)).flatten();
    let asked_of = match typed.asked_of.as_str() {
        "" => Some(AskedOf::Person),
        code => problems.take("asked_of", AskedOf::from_code(code)),
    };
    let note = problems.take("note", Note::optional(&typed.note)).flatten();
    problems.none()?;
    let (Some(topic), Some(answer), Some(asked_of)) = (topic, answer, asked_of) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    Ok(Typed { customer, topic, answer, at, asked_of, notice: typed.notice.clone(), note })
}

fn reachable(code: &str) -> std::result::Result<Topic, Problem> {
    Topic::from_code(code)
        .and_then(|topic| if topic == Topic::DataCollection { Err(Problem::NotAChoice) } else { Ok(topic) })
}

fn yes_or_no(code: &str) -> std::result::Result<ConsentStatus, Problem> {
    let answers = [ConsentStatus::Given, ConsentStatus::Refused];
    answers.into_iter().find(|answer| answer.code() == code).ok_or(Problem::NotAChoice)
}

async fn answer(tx: Tx<'_>, typed: &Typed) -> Result<Outcome<()>> {
    visible(tx.scope, typed.customer).await?;
    let asked = Asked::at(typed.at.unwrap_or(tx.now), typed.asked_of);
    if asked.at > tx.now {
        let sentence = "This has not happened yet. Enter when they answered, or leave it empty for now";
        return Err(Error::field("occurred_at", Problem::Other(sentence.into())));
    }
    let answered = Answered {
        topic: typed.topic,
        status: match typed.answer {
            ConsentStatus::Given => ConsentStatus::Given,
            _ => before(tx, typed.customer, typed.topic, asked.at).await?.refused(),
        },
        method: Method::Verbal,
        script: read_out(tx, typed, asked.at).await?,
        interaction: None,
        note: typed.note.clone(),
    };
    Ok(Outcome::one(record_as_of(tx, typed.customer, answered, asked).await?, ()))
}

/// What the customer had said until then: whoever agreed takes it back with a no.
pub(crate) async fn before(tx: Tx<'_>, customer: CustomerId, topic: Topic, at: DateTime<Utc>) -> Result<ConsentStatus> {
    let earlier = replay(tx, customer).await?.into_iter().filter(|event| event.occurred_at <= at);
    let earlier: Vec<ConsentEvent> = earlier.collect();
    Ok(consent::status(&earlier, topic, None, at))
}

/// The words that were read out: those that were shown, which must still be in force. Of an answer
/// from before they were published, those that were in force then.
async fn read_out(tx: Tx<'_>, typed: &Typed, at: DateTime<Utc>) -> Result<Option<NoticeId>> {
    let kind = NoticeKind::read_out(typed.topic).code();
    let newest = notice::latest(tx.scope, &kind).await?.map(|notice| notice.id.to_string());
    if newest.unwrap_or_default() != typed.notice {
        return Err(Error::Stale);
    }
    Ok(notice::in_force(tx.scope, &kind, at).await?.map(|notice| notice.id.into()))
}
