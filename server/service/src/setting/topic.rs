//! For each topic: whether it needs a yes first, and for how long a yes holds.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::Right,
    consent::HoldsFor,
    error::{Problem, Problems},
    event::Event,
    setting::Setting,
    topic::Topic,
    wire::setting::params::Topics,
};
use store::{business, setting};

use super::{changed, terms};
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
    let before = opt_in(&found)?;
    let word = |topics: &BTreeSet<Topic>, topic| if topics.contains(&topic) { "opt_in" } else { "opt_out" };
    let events = Topic::all().filter_map(|topic| match topic {
        Topic::DataCollection => None,
        Topic::Reach(channel, purpose) => {
            changed(Setting::OptIn(channel, purpose), word(&before, topic), word(&chosen.opt_in, topic))
        }
    });
    let events = events.collect();
    found.opt_in = chosen.opt_in.iter().map(|topic| topic.code()).collect();
    business::update(tx.scope, found).await?;
    Ok(events)
}

async fn set_terms(tx: Tx<'_>, chosen: &Chosen) -> Result<Vec<Event>> {
    let before = terms(tx.scope).await?;
    let mut events = Vec::new();
    for topic in Topic::all() {
        let (old, new) = (before.get(&topic).copied(), chosen.holds_for.get(&topic).copied());
        if old != new {
            setting::set_term(tx.scope, topic, new).await?;
            events.extend(changed(Setting::HoldsFor(topic), word(old), word(new)));
        }
    }
    Ok(events)
}

/// What the ledger keeps of it: a code, which has no blanks.
fn word(holds_for: Option<HoldsFor>) -> String {
    holds_for.map_or_else(|| "does_not_expire".to_owned(), |days| days.to_string().replace(' ', "_"))
}
