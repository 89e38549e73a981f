//! "Yes", "Yes, but no calls", and the "No" of somebody on file.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Right,
    consent::{AskedOf, ConsentStatus, Method},
    country::Country,
    dnc::{HowAsked, SourceKind},
    email::Email,
    error::{Problem, Problems},
    event::{Event, PointKind, Via},
    id::{CustomerId, InteractionId, NoticeId},
    interaction::Direction,
    language::Language,
    phone::{PhoneNumber, parse},
    prompt::Answer,
    retention::{Kept as Retained, Years},
    text::{CompanyName, FullName, Note},
    topic::Topic,
    wire::interaction::{NewCustomer, OnFile},
};
use store::{
    StoreError, business, customer,
    entity::{customer as row, interaction, retained_identity},
    person,
};

use super::{Kept, form_id, keep, read_out, recorded};
use crate::{
    Service,
    change::{Outcome, Tx},
    consent::{self, Answered, Asked},
    ctx::Ctx,
    customer::{NewPerson, NewPhone, insert, optional_zone, visible},
    dnc,
    error::{Error, Result},
    retention,
    suppression::{self, Keeps, Source},
};

/// A new person's answer, read.
struct Agreed {
    answer: Answer,
    script: String,
    interaction: InteractionId,
    person: NewPerson,
}

/// Saves somebody who is not on file and agreed (policy section 2).
///
/// The form's own identifier is the interaction's: the same form sent twice is one customer.
pub async fn save_customer(service: &Service, ctx: &Ctx, typed: NewCustomer) -> Result<CustomerId> {
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let country = Country::parse(&business.country).map_err(|_| Error::Broken("a business has no country"))?;
    let agreed = read(&typed, &country)?;
    drop(scope);
    let done = service.change(ctx, Right::Work, agreed, |tx, agreed| Box::pin(save(tx, agreed)));
    done.await.map(|done| done.value)
}

fn read(typed: &NewCustomer, country: &Country) -> Result<Agreed> {
    let mut problems = Problems::default();
    let answer = problems.take("answer", Answer::from_code(&typed.answer));
    if answer.is_some_and(|answer| !answer.agreed()) {
        problems.note("answer", Problem::NotAChoice);
    }
    let name = problems.take("name", FullName::required(&typed.name, "the full name"));
    let phone = match typed.phone.trim() {
        "" => None,
        number => problems.take("phone", parse(number, country)),
    };
    let email = problems.take("email", Email::optional(&typed.email)).flatten();
    let company = problems.take("company", CompanyName::optional(&typed.company)).flatten();
    let language = problems.take("language", Language::optional(&typed.language)).flatten();
    let time_zone = problems.take("time_zone", optional_zone(&typed.time_zone)).flatten();
    let note = problems.take("note", Note::optional(&typed.note)).flatten();
    problems.none()?;
    let (Some(answer), Some(name)) = (answer, name) else { return Err(Error::Broken("a problem was not noted")) };
    let interaction = form_id(&typed.form)?;
    let person = NewPerson {
        company,
        language,
        time_zone: time_zone.map(|zone| zone.as_str().to_owned()),
        note,
        phones: phone
            .map(|phone| NewPhone { number: phone.number, extension: phone.extension, label: None })
            .into_iter()
            .collect(),
        emails: email.map(|email| (email, None)).into_iter().collect(),
        ..NewPerson::named(name)
    };
    Ok(Agreed { answer, script: typed.script.clone(), interaction, person })
}

async fn save(tx: Tx<'_>, agreed: &Agreed) -> Result<Outcome<CustomerId>> {
    let answer = Some(agreed.answer.code());
    if let Some(kept) = recorded(tx, agreed.interaction, |kept| kept.answer.as_deref() == answer).await? {
        return kept.customer_id.map(|id| Outcome::Unchanged(id.into())).ok_or(Error::Stale);
    }
    let script = read_out(tx, &agreed.script).await?;
    let customer: CustomerId = tx.id();
    let mut events = insert(tx, customer, &agreed.person, Via::Interaction(agreed.interaction)).await?;
    let kept = kept(customer, agreed.interaction, agreed.answer, script, None);
    events.push(keep(tx, &kept).await?);
    events.extend(answers(tx, customer, &kept, &Heard::now(tx)).await?);
    Ok(Outcome::many(events, customer))
}

fn kept(customer: CustomerId, id: InteractionId, answer: Answer, script: NoticeId, note: Option<Note>) -> Kept {
    Kept {
        id,
        customer: Some(customer),
        direction: Direction::Outbound,
        answer: Some(answer),
        outcome: None,
        script: Some(script),
        note,
    }
}

/// How an answer was heard.
pub(super) struct Heard {
    pub(super) method: Method,
    pub(super) asked: Asked,
    pub(super) note: Option<Note>,
}

impl Heard {
    /// By a member, now, from the person.
    fn now(tx: Tx<'_>) -> Self {
        Self { method: Method::Verbal, asked: Asked::at(tx.now, AskedOf::Person), note: None }
    }
}

/// Records the consents of a yes, and the mark of "but no calls".
pub(super) async fn answers(tx: Tx<'_>, customer: CustomerId, kept: &Kept, heard: &Heard) -> Result<Vec<Event>> {
    let answered = |topic, status| Answered {
        topic,
        status,
        method: heard.method,
        script: kept.script,
        interaction: Some(kept.id),
        note: heard.note.clone(),
    };
    let record = |topic, status| consent::record_as_of(tx, customer, answered(topic, status), heard.asked);
    let mut events = vec![record(Topic::DataCollection, ConsentStatus::Given).await?];
    for topic in kept.answer.map_or(&[][..], Answer::refuses) {
        events.push(record(*topic, ConsentStatus::Refused).await?);
    }
    if kept.answer == Some(Answer::YesButNoCalls) {
        events.extend(dnc::set(tx, customer, HowAsked::InAnswerToTheScript, Some(kept.id)).await?);
    }
    Ok(events)
}

/// An answer of somebody on file, read.
struct AnsweredOnFile {
    customer: CustomerId,
    answer: Answer,
    script: String,
    note: Option<Note>,
    form: InteractionId,
}

/// Records the answer of a customer on file. A "No" withdraws: blocked and hidden now, erased by
/// the job, at the latest after the business's delay.
pub async fn record_answer(service: &Service, ctx: &Ctx, typed: OnFile) -> Result<Answer> {
    let customer = typed.customer.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let answer = problems.take("answer", Answer::from_code(&typed.answer));
    if answer == Some(Answer::NotAsked) {
        problems.note("answer", Problem::NotAChoice);
    }
    let note = problems.take("note", Note::optional(&typed.note)).flatten();
    problems.none()?;
    let answer = answer.ok_or(Error::Broken("a problem was not noted"))?;
    let answered = AnsweredOnFile { customer, answer, script: typed.script, note, form: form_id(&typed.form)? };
    service.change(ctx, Right::Work, answered, |tx, answered| Box::pin(answer_on_file(tx, answered))).await?;
    Ok(answer)
}

async fn answer_on_file(tx: Tx<'_>, answered: &AnsweredOnFile) -> Result<Outcome<()>> {
    let is_same = |kept: &interaction::Model| {
        kept.customer_id == Some(answered.customer.0) && kept.answer.as_deref() == Some(answered.answer.code())
    };
    // Asked first: after a "No" nobody is on file any more whom the second sending could be about.
    if recorded(tx, answered.form, is_same).await?.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    let found = visible(tx.scope, answered.customer).await?;
    let script = read_out(tx, &answered.script).await?;
    let kept = kept(answered.customer, answered.form, answered.answer, script, answered.note.clone());
    let mut events = vec![keep(tx, &kept).await?];
    if answered.answer == Answer::No {
        let answered = Answered {
            topic: Topic::DataCollection,
            status: ConsentStatus::Withdrawn,
            method: Method::Verbal,
            script: kept.script,
            interaction: Some(kept.id),
            note: None,
        };
        events.extend(withdraw(tx, found, answered).await?);
    } else {
        events.extend(answers(tx, answered.customer, &kept, &Heard::now(tx)).await?);
    }
    Ok(Outcome::many(events, ()))
}

/// Withdraws `data_collection`: in this transaction blocked, hidden, and set down for erasure.
pub(crate) async fn withdraw(tx: Tx<'_>, found: row::Model, answered: Answered) -> Result<Vec<Event>> {
    let mut events = vec![consent::record(tx, CustomerId(found.id), answered).await?];
    events.extend(hide(tx, found).await?);
    Ok(events)
}

/// Hides somebody whose withdrawal is recorded, and sets them down for erasure.
pub(crate) async fn hide(tx: Tx<'_>, mut found: row::Model) -> Result<Vec<Event>> {
    let customer = CustomerId(found.id);
    let business = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let years = retention::kept_for(&business, Retained::Identities)?.unwrap_or(Years::FIVE);
    let until = years.after(tx.now);
    let mut events = keep_hashes(tx, customer, until).await?;
    if let Some(identity) = found.import_identity.clone() {
        retain(tx, customer, identity, until).await?;
    }
    let erase_at = tx.now + TimeDelta::hours(i64::from(business.erase_after_hours));
    found.withdrawn_at = Some(tx.now);
    found.erase_at = Some(erase_at);
    found.revision += 1;
    customer::update(tx.scope, found).await?;
    events.push(Event::DataConsentWithdrawn { customer, erase_at });
    Ok(events)
}

/// Keeps the keyed hashes of a person's contact points, retired ones too: on the do-not-call list, and until then so
/// that a claim can be answered (GDPR 17(3)(e)).
async fn keep_hashes(tx: Tx<'_>, customer: CustomerId, until: DateTime<Utc>) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for point in customer::every_point(tx.scope, customer).await? {
        retain(tx, customer, tx.hash_contact(&point.kind, &point.value)?.to_string(), until).await?;
        if point.kind != PointKind::Phone.code() {
            continue;
        }
        let number = PhoneNumber::from_e164(&point.value).map_err(|_| StoreError::Garbled("contact_point.value"))?;
        let source = Source { kind: SourceKind::Refusal, customer: Some(customer), mark: None, note: None, list: None };
        events.push(suppression::add(tx, &number, Keeps::Hash, source).await?);
    }
    Ok(events)
}

/// Keeps a keyed hash by which somebody who said no is known again.
async fn retain(tx: Tx<'_>, customer: CustomerId, hash: String, until: DateTime<Utc>) -> Result<()> {
    let (business_id, id) = (tx.business().0, tx.id());
    let identity = retained_identity::Model { business_id, id, customer_id: customer.0, hash, retained_until: until };
    Ok(person::retain_identity(tx.scope, identity).await?)
}
