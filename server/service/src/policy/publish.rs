//! Publishing a version, and looking at it before.

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    error::{Problem, Problems},
    event::Event,
    id::NoticeId,
    ledger::Hash,
    notice::NoticeKind,
    policy::{PolicyText, Renewal, read_text},
    wire::policy::{params::Publish, view::Preview},
};
use sha2::{Digest as _, Sha256};
use store::{entity::notice as row, notice};

use super::named;
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    markdown,
};

/// A version that is to be published, read.
struct Draft {
    policy: NoticeKind,
    base: i32,
    text: PolicyText,
    ask_again_by: Option<DateTime<Utc>>,
}

/// Publishes a version: in force at once, never changed again, and readable for ever.
///
/// # Errors
/// Names the field where the text is empty, too long, unchanged, or holds a place that is to be filled
/// in, and where a material version names no day. [`Error::Stale`] where another version was published
/// meanwhile.
pub async fn publish(service: &Service, ctx: &Ctx, typed: Publish) -> Result<()> {
    let policy = named(&typed.policy)?;
    let base = typed.base.parse().map_err(|_| Error::Stale)?;
    let mut problems = Problems::default();
    let text = problems.take("text", read_text(&typed.text));
    let today = service.now().date_naive();
    let renewal = problems.take("ask_again_by", Renewal::read(&typed.material, &typed.ask_again_by, today));
    problems.none()?;
    let (Some(text), Some(renewal)) = (text, renewal) else { return Err(Error::Broken("a problem was not noted")) };
    let draft = Draft { policy, base, text, ask_again_by: renewal.deadline() };
    let done = service.change(ctx, Right::Operate, draft, |tx, draft| Box::pin(keep(tx, draft)));
    done.await.map(|done| done.value)
}

async fn keep(tx: Tx<'_>, draft: &Draft) -> Result<Outcome<()>> {
    let code = draft.policy.code();
    let newest = notice::latest(tx.scope, &code).await?;
    let before = newest.as_ref().map_or(0, |newest| newest.version);
    let is_same = newest.as_ref().is_some_and(|newest| newest.text == draft.text.as_str());
    if is_same && draft.ask_again_by == newest.and_then(|newest| newest.ask_again_by) {
        // A second press, or nothing was changed: either way this is what is in force.
        let unchanged = Problem::Other("This is the version in force already. Change the text first".into());
        return if draft.base == before { Err(Error::field("text", unchanged)) } else { Ok(Outcome::Unchanged(())) };
    }
    if draft.base != before {
        return Err(Error::Stale);
    }
    let (id, version): (NoticeId, _) = (tx.id(), before + 1);
    let published = row::Model {
        business_id: tx.business().0,
        id: id.0,
        kind: code,
        version,
        text: draft.text.to_string(),
        material: draft.ask_again_by.is_some(),
        ask_again_by: draft.ask_again_by,
        published_at: tx.now,
    };
    notice::insert(tx.scope, published).await?;
    let event = Event::PolicyPublished {
        notice: id,
        policy: draft.policy,
        version,
        ask_again_by: draft.ask_again_by,
        hash: Hash(Sha256::digest(draft.text.as_str()).into()).to_string(),
    };
    Ok(Outcome::one(event, ()))
}

/// A text as it will look when it is published. Nothing is kept.
pub fn preview(ctx: &Ctx, typed: &Publish) -> Result<Preview> {
    ctx.require(Right::Operate)?;
    named(&typed.policy)?;
    let text = PolicyText::required(&typed.text, "the text").map_err(|problem| Error::field("text", problem))?;
    Ok(Preview { html: markdown::to_html(text.as_str()) })
}
