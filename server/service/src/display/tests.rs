//! A screen is paired once, hears numbers, and nothing any more once it is revoked.

mod pairing;
mod watching;

use domain::{
    id::DisplayId,
    wire::display::{
        params::{Chosen, Which},
        view::{Opened, Pairing},
    },
};

use super::*;
use crate::{ctx::Ctx, testing::Stage};

const ADDRESS: &str = "192.0.2.7";

/// What is typed about a screen.
fn typed(name: &str) -> Chosen {
    Chosen {
        name: name.into(),
        first: "consents_today".into(),
        second: "refusals_today".into(),
        third: "calls_prevented_today".into(),
        time_zone: "America/New_York".into(),
    }
}

fn which(id: DisplayId) -> Which {
    Which { display: id.to_string() }
}

async fn opened(stage: &Stage, ctx: &Ctx, id: DisplayId) -> Opened {
    open(&stage.service, ctx, &id.to_string()).await.unwrap()
}

async fn code(stage: &Stage, ctx: &Ctx, id: DisplayId) -> Pairing {
    opened(stage, ctx, id).await.pairing.unwrap()
}

async fn enter(stage: &Stage, code: &str) -> crate::Result<Paired> {
    pair(&stage.service, code, ADDRESS, stage.service.new_request()).await
}

/// A screen that shows the numbers of this business: which, and its secret.
async fn paired(stage: &Stage, ctx: &Ctx) -> (DisplayId, String) {
    let id = make(&stage.service, ctx, typed("Front office")).await.unwrap();
    let code = code(stage, ctx, id).await.code;
    (id, enter(stage, &code).await.unwrap().token)
}

/// What the screen with this secret shows.
async fn screen(stage: &Stage, token: &str) -> domain::wire::display::view::Screen {
    match look(&stage.service, Some(token)).await.unwrap() {
        Seen::Screen(screen) => *screen,
        other => panic!("instead of a screen it sees {other:?}"),
    }
}
