//! Pages hear of everything, in order, once, and only while they may.

mod ended;
mod replay;
mod standing;

use std::sync::Arc;

use domain::{
    access::Right,
    event::Event,
    wire::live::{Changed, Frame, Hello},
};

use super::{Subscription, Wakes, subscribe};
use crate::{
    Service,
    change::{Committer, Outcome, Shared, Tx},
    ctx::Ctx,
    error::Result,
    testing::Stage,
};

const BUILD: &str = "build-1";

/// A page that begins at the ledger's end, with its greeting.
async fn open(stage: &Stage, ctx: &Ctx) -> (Subscription, Hello) {
    resume(stage, ctx, None, None).await
}

/// A page that comes back, with its greeting.
async fn resume(stage: &Stage, ctx: &Ctx, after: Option<i64>, epoch: Option<&str>) -> (Subscription, Hello) {
    let mut page = subscribe(&stage.service, ctx, BUILD, after, epoch).await.unwrap();
    match next(&mut page).await {
        Frame::Hello { hello } => (page, hello),
        other => panic!("the first frame was {other:?}"),
    }
}

async fn next(page: &mut Subscription) -> Frame {
    serde_json::from_str(&page.next().await.unwrap()).unwrap()
}

async fn next_change(page: &mut Subscription) -> Changed {
    match next(page).await {
        Frame::Changed(changed) => changed,
        other => panic!("instead of a change came {other:?}"),
    }
}

/// Hears on until a position, and answers every range.
async fn hear_until(page: &mut Subscription, seq: i64) -> Vec<(i64, i64)> {
    let mut ranges = Vec::new();
    while ranges.last().is_none_or(|(_, last)| *last < seq) {
        let changed = next_change(page).await;
        ranges.push((changed.from, changed.seq));
    }
    ranges
}

/// Whether these ranges say every position behind `after` once, in order.
fn follow_on(after: i64, ranges: &[(i64, i64)]) -> bool {
    let mut last = after;
    ranges.iter().all(|(from, seq)| from == &(std::mem::replace(&mut last, *seq) + 1) && seq >= from)
}

/// Changes something `times` times in one save, and answers the ledger's position behind it.
async fn change(service: &Service, ctx: &Ctx, times: usize) -> i64 {
    service.change(ctx, Right::Read, times, |tx, times| Box::pin(happen(tx, *times))).await.unwrap().seq
}

#[allow(clippy::unused_async, reason = "the work of a change is asynchronous")]
async fn happen(_tx: Tx<'_>, times: usize) -> Result<Outcome<()>> {
    let event = Event::SettingChanged { setting: "shortcuts", from: "on".into(), to: "off".into() };
    Ok(Outcome::many(vec![event; times], ()))
}

/// Another process on the same database: its wakes are not heard here.
fn elsewhere(stage: &Stage) -> Service {
    let here = stage.service.clone();
    let wakes = Wakes::default();
    let shared = Shared {
        db: here.db.clone(),
        clock: Arc::clone(&here.clock),
        random: Arc::clone(&here.random),
        keys: Arc::clone(&here.keys),
        origin: "test.example".into(),
    };
    Service { committer: Arc::new(Committer::new(Arc::new(shared), wakes.clone())), wakes, ..here }
}
