//! What an audit leaves behind: findings that are new, still there, there again, or gone.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::Right,
    audit::{AuditState, Check, FindingState, Found, LISTED, Seen, seen},
    event::{AuditEvent, Event, Finding},
    id::{AuditId, BusinessId, CustomerId},
};
use store::{
    audit,
    entity::{audit_finding as row, audit_run, audit_sighting},
};
use uuid::Uuid;

use super::{of_system, run::counted};
use crate::{
    Service,
    change::{Outcome, Tx},
    error::{Error, Result},
};

/// What the checks found.
type Everything = Vec<(Check, Vec<Found>)>;

/// What an audit came to.
#[derive(Default)]
struct Tally {
    totals: serde_json::Map<String, serde_json::Value>,
    found: usize,
    new: Vec<row::Model>,
    sightings: Vec<audit_sighting::Model>,
    reopened: usize,
    gone: usize,
    events: Vec<Event>,
}

/// Records what an audit found, and that it ended. Only once, whoever made it.
pub(super) async fn finish(service: &Service, business: BusinessId, id: AuditId, found: Everything) -> Result<()> {
    let ctx = of_system(service, business);
    let done = service.change(&ctx, Right::Operate, (id, found), |tx, (id, found)| Box::pin(record(tx, *id, found)));
    done.await.map(|done| done.value)
}

async fn record(tx: Tx<'_>, id: AuditId, found: &Everything) -> Result<Outcome<()>> {
    let run = audit::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if run.state()? != AuditState::Running {
        return Ok(Outcome::Unchanged(()));
    }
    let mut tally = Tally::default();
    for (check, found) in found {
        settle(tx, id, *check, found, &mut tally).await?;
    }
    let Tally { totals, found, new, sightings, reopened, gone, mut events } = tally;
    let added = new.len();
    audit::insert_findings(tx.scope, new).await?;
    audit::insert_sightings(tx.scope, sightings).await?;
    let run = audit_run::Model {
        state: AuditState::Finished.code().to_owned(),
        leased_until: None,
        finished_at: Some(tx.now),
        done: run.checks,
        totals: totals.into(),
        found: counted(found),
        new: counted(added),
        reopened: counted(reopened),
        gone: counted(gone),
        ..run
    };
    audit::update(tx.scope, run).await?;
    let [found, new, reopened, gone] = [found, added, reopened, gone].map(|count| count as u64);
    events.push(Event::Audit(AuditEvent::Finished { audit: id, found, new, reopened, gone }));
    Ok(Outcome::many(events, ()))
}

/// Compares what one check found with what it found before.
async fn settle(tx: Tx<'_>, id: AuditId, check: Check, found: &[Found], tally: &mut Tally) -> Result<()> {
    let found: BTreeSet<&Found> = found.iter().collect();
    let mut known: BTreeMap<String, row::Model> =
        audit::findings_of(tx.scope, check).await?.into_iter().map(|row| (row.about.clone(), row)).collect();
    let mut open = 0;
    for thing in found {
        let before = known.remove(&thing.about);
        let is_seen = before.as_ref().map(|row| row.state().map(|state| seen(check, state))).transpose()?;
        if is_seen == Some(Seen::Settled) {
            continue;
        }
        open += 1;
        if open > LISTED {
            continue;
        }
        let finding = match (before, is_seen) {
            (Some(row), Some(Seen::Again)) => reopen(tx, id, check, row, tally).await?,
            (Some(row), _) => still(tx, id, thing, row).await?,
            (None, _) => fresh(tx, id, check, thing, tally),
        };
        let (business_id, count) = (tx.business().0, whole(thing.count));
        tally.sightings.push(audit_sighting::Model { business_id, run_id: id.0, finding_id: finding, count });
    }
    if open > 0 {
        tally.totals.insert(check.code().to_owned(), open.into());
    }
    tally.found += open;
    if check.can_be_put_right() {
        for row in known.into_values().filter(|row| row.state == FindingState::Open.code()) {
            tally.gone += 1;
            audit::update_finding(tx.scope, row::Model { state: FindingState::Gone.code().to_owned(), ..row }).await?;
        }
    }
    Ok(())
}

fn fresh(tx: Tx<'_>, id: AuditId, check: Check, thing: &Found, tally: &mut Tally) -> Uuid {
    let finding: Uuid = tx.id();
    tally.new.push(row::Model {
        business_id: tx.business().0,
        id: finding,
        check_code: check.code().to_owned(),
        about: thing.about.clone(),
        customer_id: thing.customer.map(|id| id.0),
        count: whole(thing.count),
        state: FindingState::Open.code().to_owned(),
        found_at: tx.now,
        run_id: id.0,
        owner_id: None,
        due_on: check.severity().due_on(tx.now.date_naive()),
        reminded_at: None,
        resolution: None,
        resolved_by_kind: None,
        resolved_by_id: None,
        resolved_at: None,
    });
    finding
}

async fn still(tx: Tx<'_>, id: AuditId, thing: &Found, row: row::Model) -> Result<Uuid> {
    let finding = row.id;
    audit::update_finding(tx.scope, row::Model { count: whole(thing.count), run_id: id.0, ..row }).await?;
    Ok(finding)
}

/// Whoever answered for it answers again; by when is counted anew.
async fn reopen(tx: Tx<'_>, id: AuditId, check: Check, row: row::Model, tally: &mut Tally) -> Result<Uuid> {
    let finding = Finding { id: row.id.into(), check, customer: row.customer_id.map(CustomerId) };
    tally.reopened += 1;
    tally.events.push(Event::Audit(AuditEvent::Reopened { finding, audit: id, from: row.state()? }));
    let row = row::Model {
        state: FindingState::Open.code().to_owned(),
        run_id: id.0,
        due_on: check.severity().due_on(tx.now.date_naive()),
        reminded_at: None,
        resolution: None,
        resolved_by_kind: None,
        resolved_by_id: None,
        resolved_at: None,
        ..row
    };
    audit::update_finding(tx.scope, row).await?;
    Ok(finding.id.0)
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
