//! What a server that stopped, or was killed, has left under way.

use domain::{
    access::Right,
    actor::Actor,
    id::{BusinessId, ImportId, MemberId},
    wire::import::Status,
};
use store::entity::import_run;

use super::{
    List,
    begin::{Begun, go_on, list_of},
    run::{carry_out, end},
    undo,
};
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// Lets every run go on whose uploaded list is here, and ends the others as failed: the same list,
/// given again, goes on from there. A run of another process that is still under way says so with its
/// next chunk.
///
/// # Errors
/// Fails where the record cannot be read or written.
pub async fn take_up_interrupted(service: &Service) -> Result<()> {
    let mut kept = Vec::new();
    for business in service.db.every_business().await? {
        let scope = service.db.read(business).await?;
        let running = store::import::list_by_status(&scope, Status::Running.code()).await?;
        let undoing = store::import::list_by_status(&scope, Status::Undoing.code()).await?;
        drop(scope);
        let ctx = of_system(service, business);
        for run in running {
            kept.extend(run.upload.clone());
            take_up(service, &ctx, run).await?;
        }
        for run in undoing {
            undo::carry_out_alone(service, ctx.clone(), run.id.into());
        }
    }
    service.uploads.forget_under_way(&kept);
    Ok(())
}

async fn take_up(service: &Service, ctx: &Ctx, run: import_run::Model) -> Result<()> {
    let taken = run.upload.as_ref().and_then(|token| service.uploads.taken(ctx.business, token));
    let Some(path) = taken else {
        return end(service, ctx, run, Status::Failed).await;
    };
    let list = list_of(&run, path)?;
    let upload = run.upload.clone();
    let by = (run.actor_kind == "member").then_some(run.actor_id).flatten().map(MemberId);
    let done = service.change(ctx, Right::Curate, run, |tx, run| Box::pin(go_on(tx, run.clone(), None)));
    let run = match done.await {
        // Another process has taken it up.
        Err(Error::Stale) => return Ok(()),
        done => done?.value,
    };
    let begun = Begun { by, ..Begun::by(ctx, run)? };
    carry_out_alone(service, begun, list, upload);
    Ok(())
}

/// Carries a run out when nobody waits for it.
pub(super) fn carry_out_alone(service: &Service, begun: Begun, list: List, upload: Option<String>) {
    let (service, business, id) = (service.clone(), begun.ctx.business, begun.id());
    tokio::spawn(async move {
        let ended = carry_out(&service, begun, &list, |_| ()).await;
        let goes_on = matches!(ended, Err(Error::Stale));
        if let Err(error) = ended
            && !goes_on
        {
            tracing::error!(error = &error as &dyn std::error::Error, import = %id, "an import did not come to its end");
        }
        // The same list may have been uploaded twice: whoever goes on with it needs the one that the run names.
        let named = named_upload(&service, business, id).await;
        let done_with = [upload.filter(|own| !goes_on || named.as_ref() != Some(own)), named.filter(|_| !goes_on)];
        for token in done_with.iter().flatten() {
            service.uploads.forget_one(business, token);
        }
    });
}

/// Under which name the list of a run was uploaded last.
async fn named_upload(service: &Service, business: BusinessId, id: ImportId) -> Option<String> {
    let scope = service.db.read(business).await.ok()?;
    store::import::find(&scope, id).await.ok()??.upload
}

fn of_system(service: &Service, business: BusinessId) -> Ctx {
    Ctx { business, actor: Actor::System, role: None, scope: None, request: service.new_request(), session: None }
}
