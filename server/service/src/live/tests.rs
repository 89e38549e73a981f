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

/// Hears on from one position to another: each position between them comes once, in order.
async fn hear(page: &mut Subscription, after: i64, until: i64) {
    let mut position = after;
    while position < until {
        let changed = next_change(page).await;
        assert_eq!(changed.from, position + 1, "what follows {position} is {}..{}", changed.from, changed.seq);
        assert!(changed.seq > position);
        position = changed.seq;
    }
    assert_eq!(position, until);
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
        shelf: Arc::clone(&here.shelf),
        origin: "test.example".into(),
    };
    Service { committer: Arc::new(Committer::new(Arc::new(shared), wakes.clone())), wakes, ..here }
}
