//! The lists of an archive that people read: a spreadsheet opens them.

use std::{
    collections::{HashMap, HashSet},
    io::{Seek, Write},
};

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    consent::{AskedOf, ConsentStatus, Method},
    dnc::SourceKind,
    event::PointKind,
    id::CustomerId,
    topic::Topic,
};
use store::{
    Scope, StoreError, archive, consent, customer, dnc,
    entity::{contact_point, customer as customer_row, suppression_source},
    suppression,
};

use super::pack::Pack;
use crate::{
    error::{Error, Result},
    ledger::harmless,
    names::Names,
};

/// How many numbers are read at a time.
const AT_A_TIME: u64 = 500;

/// Who is on file, a row each.
pub(super) async fn customers<W>(scope: &Scope, pack: &mut Pack<W>) -> Result<()>
where
    W: Write + Seek + Send + 'static,
{
    pack.file("customers.csv").await?;
    let headings = [
        "id",
        "name",
        "company",
        "phones",
        "emails",
        "do_not_call",
        "address",
        "city",
        "region",
        "postal_code",
        "country",
        "language",
        "time_zone",
        "note",
        "other",
        "on_file_since",
    ];
    pack.write(table(vec![headings.map(str::to_owned)])?).await?;
    let mut after = None;
    loop {
        let people = archive::people(scope, after).await?;
        let Some(last) = people.last() else { return Ok(()) };
        after = Some(CustomerId(last.id));
        let ids: Vec<_> = people.iter().map(|person| CustomerId(person.id)).collect();
        let marked: HashSet<_> = dnc::standing(scope, &ids).await?.into_iter().map(|mark| mark.customer_id).collect();
        let mut points = HashMap::<_, Vec<_>>::new();
        for point in customer::points_of(scope, &ids).await? {
            points.entry(point.customer_id).or_default().push(point);
        }
        let row = |person| line(&person, &points, &marked);
        pack.write(table(people.into_iter().map(row).collect::<Result<_>>()?)?).await?;
    }
}

fn line(
    person: &customer_row::Model,
    points: &HashMap<uuid::Uuid, Vec<contact_point::Model>>,
    marked: &HashSet<uuid::Uuid>,
) -> Result<[String; 16]> {
    let points = points.get(&person.id).map_or(&[][..], Vec::as_slice);
    let of_kind = |kind: PointKind| {
        let values = points.iter().filter(|point| point.kind == kind.code()).map(|point| point.value.as_str());
        values.collect::<Vec<_>>().join("; ")
    };
    let extra: Vec<(String, String)> =
        serde_json::from_value(person.extra.clone()).map_err(|_| StoreError::Garbled("customer.extra"))?;
    let extra: Vec<_> = extra.into_iter().map(|(heading, value)| format!("{heading}: {value}")).collect();
    let typed = |text: &Option<String>| harmless(text.clone().unwrap_or_default());
    Ok([
        person.id.to_string(),
        typed(&person.full_name),
        typed(&person.company),
        of_kind(PointKind::Phone),
        harmless(of_kind(PointKind::Email)),
        if marked.contains(&person.id) { "yes" } else { "no" }.to_owned(),
        typed(&person.address_line),
        typed(&person.city),
        typed(&person.region),
        typed(&person.postal_code),
        typed(&person.country),
        typed(&person.language),
        typed(&person.time_zone),
        typed(&person.note),
        harmless(extra.join("; ")),
        instant(person.created_at),
    ])
}

/// What they answered, a row each, in words.
pub(super) async fn consents<W>(scope: &Scope, names: &Names, pack: &mut Pack<W>) -> Result<()>
where
    W: Write + Seek + Send + 'static,
{
    pack.file("consents.csv").await?;
    let headings = [
        "customer",
        "name",
        "topic",
        "answer",
        "how",
        "asked_of",
        "recorded_by",
        "answered_at",
        "recorded_at",
        "counts",
    ];
    pack.write(table(vec![headings.map(str::to_owned)])?).await?;
    let mut after = None;
    loop {
        let people = archive::people(scope, after).await?;
        let Some(last) = people.last() else { return Ok(()) };
        after = Some(CustomerId(last.id));
        let ids: Vec<_> = people.iter().map(|person| CustomerId(person.id)).collect();
        let called: HashMap<_, _> = people.into_iter().map(|person| (person.id, person.full_name)).collect();
        let mut rows = Vec::new();
        for answer in consent::list(scope, &ids).await? {
            let garbled = |column| move |_| StoreError::Garbled(column);
            let topic = Topic::from_code(&answer.topic).map_err(garbled("consent_event.topic"))?;
            let status = ConsentStatus::from_code(&answer.status).map_err(garbled("consent_event.status"))?;
            let method = Method::from_code(&answer.method).map_err(garbled("consent_event.method"))?;
            let asked_of = AskedOf::from_code(&answer.asked_of).map_err(garbled("consent_event.asked_of"))?;
            rows.push([
                answer.customer_id.to_string(),
                harmless(called.get(&answer.customer_id).cloned().flatten().unwrap_or_default()),
                topic.label(),
                status.code().to_owned(),
                method.words().to_owned(),
                asked_of.label().to_owned(),
                harmless(names.actor(&answer.actor_kind, answer.actor_id)),
                instant(answer.occurred_at),
                instant(answer.recorded_at),
                if answer.invalidated_at.is_none() { "yes" } else { "no" }.to_owned(),
            ]);
        }
        pack.write(table(rows)?).await?;
    }
}

/// The do-not-call list, a row for each reason why a number is on it.
pub(super) async fn do_not_call<W>(scope: &Scope, names: &Names, pack: &mut Pack<W>) -> Result<()>
where
    W: Write + Seek + Send + 'static,
{
    pack.file("do-not-call.csv").await?;
    pack.write(table(vec![["number", "why", "note", "added_by", "since"].map(str::to_owned)])?).await?;
    let mut after = None;
    loop {
        let listed = suppression::every(scope, after, AT_A_TIME).await?;
        let Some(last) = listed.last() else { return Ok(()) };
        after = Some(last.id.into());
        let hashes: Vec<_> = listed.iter().map(|number| number.hash.clone()).collect();
        let sources = suppression::standing(scope, &hashes).await?;
        let mut rows = Vec::new();
        for listed in &listed {
            let Some(number) = &listed.number else { continue };
            for source in sources.get(&listed.hash).into_iter().flatten() {
                rows.push(reason(number, source, names)?);
            }
        }
        pack.write(table(rows)?).await?;
    }
}

fn reason(number: &str, source: &suppression_source::Model, names: &Names) -> Result<[String; 5]> {
    let kind = SourceKind::from_code(&source.kind).map_err(|_| StoreError::Garbled("suppression_source.kind"))?;
    Ok([
        number.to_owned(),
        kind.label().to_owned(),
        harmless(source.note.clone().unwrap_or_default()),
        harmless(names.actor(&source.added_by_kind, source.added_by_id)),
        instant(source.added_at),
    ])
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn table<const N: usize>(rows: Vec<[String; N]>) -> Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in rows {
        table.write_record(row).map_err(|_| Error::Broken("a row of a list cannot be written"))?;
    }
    table.into_inner().map_err(|_| Error::Broken("a list cannot be written"))
}
