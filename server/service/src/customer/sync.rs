//! Keeping a customer in step with another system, which knows them by an identifier of its own.
//!
//! Sent again, the same changes nothing. What a person wishes is never loosened here: of two answers the stricter one
//! stands, whichever system has it.

mod answer;
mod change;

use std::collections::BTreeSet;

use domain::{
    access::Right,
    consent::ConsentStatus,
    country::Country,
    error::{Problem, Problems},
    event::PointKind,
    id::CustomerId,
    import::row::identity_of,
    prompt::Answer,
    text::Line,
    topic::Topic,
};
use store::{customer, entity::customer as row};

use super::{Expected, NewPhone, Patch, patch::version};
use crate::{
    Service,
    change::{Outcome, Tx},
    consent::{self, Told},
    country,
    ctx::Ctx,
    error::{Error, Result},
    interaction::{self, Person, Yes},
};
use answer::Wishes;

/// A customer as another system has them.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// By what it knows them.
    pub external_id: String,
    /// The system. It is kept with each answer.
    pub source: String,
    /// Their details: what is `None` stays as it is, and what is empty is taken away. Numbers and addresses are added.
    pub details: Patch,
    /// Their answer to the script. Needed where they are not on file.
    pub script: Option<interaction::Told>,
    /// Their answers about channels and purposes.
    pub answers: Vec<Told>,
    /// Whether they asked not to be called at all.
    pub do_not_call: bool,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Synced {
    /// They came on file, were changed, or are in step.
    Kept(Kept),
    /// They said no to the keeping of their data: nothing of it is kept.
    SaidNo,
}

/// A customer who is in step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Who.
    pub customer: CustomerId,
    /// What was done.
    pub done: Done,
    /// Which version of their details, numbers and addresses it is.
    pub version: String,
    /// How each topic stands that was sent, which may be stricter than what was sent.
    pub answers: Vec<(Topic, ConsentStatus)>,
    /// Whether they are marked "do not call".
    pub marked: bool,
}

/// What was done with somebody who is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// They came on file.
    Added,
    /// Something of them is new.
    Changed,
    /// Everything was known.
    Nothing,
}

/// What was sent, read as far as it can be without the record.
struct Read {
    /// The keyed hash by which an import knows the same person.
    identity: String,
    details: Patch,
    phones: Vec<NewPhone>,
    emails: Vec<(domain::email::Email, Option<String>)>,
    person: Person,
    country: Country,
    script: Option<Script>,
    wishes: Wishes,
    expected: Option<Expected>,
}

/// An answer to the script, read.
enum Script {
    Yes(Yes),
    No,
}

/// Adds or changes the customer whom another system knows by this identifier, as an import of its list does.
///
/// # Errors
/// Names each field that cannot be taken. [`Error::Stale`] where the customer is another version than was read.
pub async fn sync(service: &Service, ctx: &Ctx, sync: Elsewhere, expected: Option<Expected>) -> Result<Synced> {
    ctx.require(Right::Work)?;
    let country = country::of_business(&service.db.read(ctx.business).await?).await?;
    let read = read(service, ctx, sync, country, expected)?;
    let done = service.change(ctx, Right::Work, read, |tx, read| Box::pin(write(tx, read)));
    done.await.map(|done| done.value)
}

fn read(service: &Service, ctx: &Ctx, sync: Elsewhere, country: Country, expected: Option<Expected>) -> Result<Read> {
    let mut problems = Problems::default();
    let external_id =
        problems.take("external_id", Line::required(&sync.external_id, "what the other system calls them"));
    problems.take("source", Line::required(&sync.source, "the name of the system that tells it"));
    let person = person(&sync.details);
    let (phones, emails) = person.ways(&mut problems, &country);
    let script = sync.script.and_then(|told| script(told, &sync.source, &mut problems));
    let answers = sync.answers.into_iter().filter_map(|told| one_answer(told, &sync.source, &mut problems));
    let answers: Vec<_> = answers.collect();
    let topics: BTreeSet<_> = answers.iter().map(|answer| answer.topic).collect();
    if topics.len() < answers.len() {
        problems.note("answers", Problem::Other("Send each topic once".into()));
    }
    problems.none()?;
    let external_id = external_id.ok_or(Error::Broken("a problem was not noted"))?;
    let no_calls = matches!(&script, Some(Script::Yes(yes)) if yes.answer == Answer::YesButNoCalls);
    let identity = service.keys.hash_contact(ctx.business, "import", &identity_of(&external_id))?.to_string();
    let wishes = Wishes { answers, no_calls: sync.do_not_call || no_calls };
    Ok(Read { identity, details: sync.details, phones, emails, person, country, script, wishes, expected })
}

/// Whoever comes on file with these details.
fn person(details: &Patch) -> Person {
    let typed = |detail: &Option<String>| detail.clone().unwrap_or_default();
    let way = |(value, label): &(String, String)| interaction::Way { value: value.clone(), label: label.clone() };
    Person {
        name: typed(&details.name),
        company: typed(&details.company),
        address_line: typed(&details.address_line),
        city: typed(&details.city),
        region: typed(&details.region),
        postal_code: typed(&details.postal_code),
        language: typed(&details.language),
        time_zone: typed(&details.time_zone),
        note: typed(&details.note),
        phones: details.add_phones.iter().map(way).collect(),
        emails: details.add_emails.iter().map(way).collect(),
    }
}

fn script(mut told: interaction::Told, source: &str, problems: &mut Problems) -> Option<Script> {
    if told.answer == Answer::No.code() {
        return Some(Script::No);
    }
    source.clone_into(&mut told.proof.told_by);
    interaction::read_script(&told, problems).map(Script::Yes)
}

fn one_answer(mut told: Told, source: &str, problems: &mut Problems) -> Option<consent::Answer> {
    source.clone_into(&mut told.proof.told_by);
    let answer = consent::read_answer(&told, problems, "answers.")?;
    if answer.topic == Topic::DataCollection {
        problems.note("answers.topic", Problem::Other("Send this one as consent".into()));
    }
    Some(answer)
}

async fn write(tx: Tx<'_>, read: &Read) -> Result<Outcome<Synced>> {
    let Some(known) = customer::find_imported(tx.scope, &read.identity).await? else {
        return if read.expected.is_some() { Err(Error::Stale) } else { add(tx, read).await };
    };
    let left = customer::find(tx.scope, known.survivor()).await?.ok_or(Error::NotFound)?;
    if left.withdrawn_at.or(left.erased_at).is_some() {
        return Ok(Outcome::Unchanged(Synced::SaidNo));
    }
    let now = version_of(tx, &left).await?;
    if matches!(&read.expected, Some(Expected::OneOf(versions)) if !versions.contains(&now)) {
        return Err(Error::Stale);
    }
    change::change(tx, read, left, known.id).await
}

/// Adds somebody who agreed, unless they said no before.
async fn add(tx: Tx<'_>, read: &Read) -> Result<Outcome<Synced>> {
    let yes = match &read.script {
        Some(Script::Yes(yes)) => yes,
        Some(Script::No) => return Ok(Outcome::Unchanged(Synced::SaidNo)),
        None => {
            let what = "their answer to the script: they are not on file yet";
            return Err(Error::field("consent", Problem::missing(what)));
        }
    };
    let mut problems = Problems::default();
    let person = read.person.read(&mut problems, &read.country);
    problems.none()?;
    if said_no(tx, read).await? {
        return Ok(Outcome::Unchanged(Synced::SaidNo));
    }
    let mut person = person.ok_or(Error::Broken("a problem was not noted"))?;
    person.import_identity = Some(read.identity.clone());
    let (customer, mut events) = interaction::come_on_file(tx, yes, &person).await?;
    let found = customer::find(tx.scope, customer).await?.ok_or(Error::NotFound)?;
    events.extend(read.wishes.take(tx, &found).await?);
    let kept = kept(tx, &found, Done::Added, read).await?;
    Ok(Outcome::many(events, Synced::Kept(kept)))
}

/// Whether somebody with this identifier, or one of these numbers and addresses, said no to the keeping of their data.
async fn said_no(tx: Tx<'_>, read: &Read) -> Result<bool> {
    let hash = |kind: PointKind, value: &str| Ok(tx.hash_contact(kind.code(), value)?.to_string());
    let phones = read.phones.iter().map(|phone| hash(PointKind::Phone, phone.number.as_str()));
    let emails = read.emails.iter().map(|(email, _)| hash(PointKind::Email, email.as_str()));
    let mut hashes = phones.chain(emails).collect::<Result<Vec<_>>>()?;
    hashes.push(read.identity.clone());
    Ok(!store::import::list_refused(tx.scope, &hashes, tx.now).await?.is_empty())
}

async fn version_of(tx: Tx<'_>, found: &row::Model) -> Result<String> {
    let points = customer::points(tx.scope, CustomerId(found.id)).await?;
    Ok(version(found.revision, points.iter().map(|point| point.id)))
}

async fn kept(tx: Tx<'_>, found: &row::Model, done: Done, read: &Read) -> Result<Kept> {
    let customer = CustomerId(found.id);
    let script = read.script.is_some().then_some(Topic::DataCollection);
    let topics = script.into_iter().chain(read.wishes.answers.iter().map(|answer| answer.topic));
    let on_record = consent::replay(tx, customer).await?;
    let stands = |topic| (topic, domain::consent::status(&on_record, topic, None, tx.now));
    Ok(Kept {
        customer,
        done,
        version: version_of(tx, found).await?,
        answers: topics.map(stands).collect(),
        marked: !store::dnc::standing(tx.scope, &[customer]).await?.is_empty(),
    })
}
