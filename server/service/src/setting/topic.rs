//! For each topic: whether it needs a yes first, and for how long a yes holds.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::Right,
    consent::HoldsFor,
    error::{Problem, Problems},
    event::Event,
    setting::Setting,
    topic::Topic,
    wire::setting::{params::Topics, preview::Preview},
};
use store::{business, entity::business as row, setting};

use super::{
    changed,
    effect::{self, Look, Settings},
    terms,
};
use crate::{
    Service,
    call::opt_in,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// What was chosen, read.
struct Chosen {
    opt_in: BTreeSet<Topic>,
    holds_for: BTreeMap<Topic, HoldsFor>,
}

/// Sets what holds for each topic. A yes that has expired by the new rule must be asked for again at
/// once; none that had expired is revived.
pub async fn set_topics(service: &Service, ctx: &Ctx, typed: Topics) -> Result<()> {
    let chosen = read(&typed)?;
    let done = service.change(ctx, Right::Operate, chosen, |tx, chosen| Box::pin(set(tx, chosen)));
    done.await.map(|done| done.value)
}

/// What [`set_topics`] would do.
pub async fn preview_topics(service: &Service, ctx: &Ctx, typed: Topics) -> Result<Preview> {
    ctx.require(Right::Operate)?;
    let chosen = read(&typed)?;
    let scope = service.db.read(ctx.business).await?;
    let mut proposed = Settings::saved(&scope).await?;
    let changes = [apply_opt_in(&mut proposed.business, &chosen)?, events_of_terms(&proposed.terms, &chosen)].concat();
    proposed.terms = chosen.holds_for;
    let preview = effect::of(service, &scope, &proposed, &Look::Purposes).await?;
    Ok(Preview { changes: !changes.is_empty(), ..preview })
}

fn read(typed: &Topics) -> Result<Chosen> {
    let field = |setting: Setting| typed.fields.get(setting.code()).map_or("", String::as_str);
    let mut problems = Problems::default();
    let mut chosen = Chosen { opt_in: BTreeSet::new(), holds_for: BTreeMap::new() };
    for topic in Topic::all() {
        if let Topic::Reach(channel, purpose) = topic {
            let setting = Setting::OptIn(channel, purpose);
            let needs_yes = problems.take(setting.code(), in_or_out(field(setting)));
            chosen.opt_in.extend((needs_yes == Some(true)).then_some(topic));
        }
        let setting = Setting::HoldsFor(topic);
        let days = problems.take(setting.code(), HoldsFor::optional(field(setting))).flatten();
        chosen.holds_for.extend(days.map(|days| (topic, days)));
    }
    problems.none()?;
    Ok(chosen)
}

fn in_or_out(code: &str) -> std::result::Result<bool, Problem> {
    match code {
        "opt_in" => Ok(true),
        "opt_out" => Ok(false),
        _ => Err(Problem::NotAChoice),
    }
}

async fn set(tx: Tx<'_>, chosen: &Chosen) -> Result<Outcome<()>> {
    let events = [set_opt_in(tx, chosen).await?, set_terms(tx, chosen).await?].concat();
    Ok(Outcome::many(events, ()))
}

async fn set_opt_in(tx: Tx<'_>, chosen: &Chosen) -> Result<Vec<Event>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let events = apply_opt_in(&mut found, chosen)?;
    business::update(tx.scope, found).await?;
    Ok(events)
}

fn apply_opt_in(found: &mut row::Model, chosen: &Chosen) -> Result<Vec<Event>> {
    let before = opt_in(found)?;
    let word = |topics: &BTreeSet<Topic>, topic| if topics.contains(&topic) { "opt_in" } else { "opt_out" };
    let events = Topic::all().filter_map(|topic| match topic {
        Topic::DataCollection => None,
        Topic::Reach(channel, purpose) => {
            changed(Setting::OptIn(channel, purpose), word(&before, topic), word(&chosen.opt_in, topic))
        }
    });
    let events = events.collect();
    found.opt_in = chosen.opt_in.iter().map(|topic| topic.code()).collect();
    Ok(events)
}

async fn set_terms(tx: Tx<'_>, chosen: &Chosen) -> Result<Vec<Event>> {
    let before = terms(tx.scope).await?;
    for topic in Topic::all() {
        let new = chosen.holds_for.get(&topic).copied();
        if before.get(&topic).copied() != new {
            setting::set_term(tx.scope, topic, new).await?;
        }
    }
    Ok(events_of_terms(&before, chosen))
}

fn events_of_terms(before: &BTreeMap<Topic, HoldsFor>, chosen: &Chosen) -> Vec<Event> {
    let change = |topic| {
        let (old, new) = (before.get(&topic).copied(), chosen.holds_for.get(&topic).copied());
        changed(Setting::HoldsFor(topic), word(old), word(new))
    };
    Topic::all().filter_map(change).collect()
}

/// What the ledger keeps of it: a code, which has no blanks.
fn word(holds_for: Option<HoldsFor>) -> String {
    holds_for.map_or_else(|| "does_not_expire".to_owned(), |days| days.to_string().replace(' ', "_"))
}
