//! Of two answers on a topic the stricter one stands: a no that is on record is not overwritten, and one that comes along
//! always counts.

use domain::{
    consent::{AskedOf, ConsentStatus, Method, status},
    dnc::HowAsked,
    event::Event,
    id::CustomerId,
    text::Note,
    topic::Topic,
};
use store::entity::{consent_event, customer as row, dnc_mark};

use crate::{
    change::Tx,
    consent::{Answer, Answered, Asked, Proven, before, known_when_added, record_as_of, replay},
    dnc,
    error::Result,
};

/// What somebody wishes, as another system has it.
pub(super) struct Wishes {
    /// Their answers about channels and purposes.
    pub(super) answers: Vec<Answer>,
    /// Whether they are to be called at all.
    pub(super) no_calls: bool,
}

impl Wishes {
    /// Takes down what is not on record, as far as nothing stricter is.
    pub(super) async fn take(&self, tx: Tx<'_>, found: &row::Model) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        for answer in &self.answers {
            events.extend(one(tx, found, answer).await?);
        }
        if self.no_calls && !is_marked(tx, found).await? {
            events.extend(dnc::set(tx, CustomerId(found.id), HowAsked::ByApi, None).await?);
        }
        Ok(events)
    }
}

/// Takes down a yes to the keeping of their data.
pub(super) async fn agree(tx: Tx<'_>, found: &row::Model, proven: &Proven) -> Result<Option<Event>> {
    let proven = proven.clone();
    let of = AskedOf::Person;
    one(tx, found, &Answer { topic: Topic::DataCollection, status: ConsentStatus::Given, of, proven }).await
}

/// Takes down the noes to calls that came with a yes to the rest.
pub(super) async fn refuse_calls(tx: Tx<'_>, found: &row::Model, proven: &Proven) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for topic in Topic::CALLS {
        let (status, of, proven) = (ConsentStatus::Refused, AskedOf::Person, proven.clone());
        events.extend(one(tx, found, &Answer { topic, status, of, proven }).await?);
    }
    Ok(events)
}

async fn one(tx: Tx<'_>, found: &row::Model, told: &Answer) -> Result<Option<Event>> {
    let customer = CustomerId(found.id);
    let (asked, script) = told.proven.settle(tx, told.topic, told.status, told.of).await?;
    let asked = known_when_added(found, asked);
    let closed = Topic::CALLS.contains(&told.topic) && !marks(tx, found).await?.is_empty();
    let on_record = replay(tx, customer).await?;
    if status(&on_record, told.topic, None, tx.now).is_no() || (closed && !told.status.is_no()) {
        return Ok(None);
    }
    let note = told.proven.note.clone();
    let same = |row: &consent_event::Model| {
        let kept = (row.topic.as_str(), row.status.as_str(), row.occurred_at, row.note.as_deref());
        kept == (told.topic.code().as_str(), told.status.code(), asked.at, note.as_ref().map(Note::as_str))
    };
    let given = told.status == ConsentStatus::Given;
    // One that counts for nothing any more is on record, too.
    if given && store::consent::list(tx.scope, &[customer]).await?.iter().any(same) {
        return Ok(None);
    }
    let overtaken = on_record.iter().any(|event| event.topic == told.topic && event.occurred_at > asked.at);
    let asked = if !given && overtaken { Asked { at: tx.now, ..asked } } else { asked };
    let status = match told.status {
        ConsentStatus::Refused => before(tx, customer, told.topic, asked.at).await?.refused(),
        other => other,
    };
    let answered = Answered { topic: told.topic, status, method: Method::Api, script, interaction: None, note };
    record_as_of(tx, customer, answered, asked).await.map(Some)
}

/// Whether a mark stands that nobody can take back by a press on "Undo".
async fn is_marked(tx: Tx<'_>, found: &row::Model) -> Result<bool> {
    Ok(marks(tx, found).await?.iter().any(|mark| dnc::stays(mark, tx.now)))
}

async fn marks(tx: Tx<'_>, found: &row::Model) -> Result<Vec<dnc_mark::Model>> {
    Ok(store::dnc::standing(tx.scope, &[CustomerId(found.id)]).await?)
}
