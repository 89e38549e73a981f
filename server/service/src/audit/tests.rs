//! Each fault that an audit looks for, planted, and found as exactly that; and what becomes of a finding.

mod clean;
mod fault;
mod life;

use domain::{
    audit::Cause,
    id::AuditId,
    wire::{
        audit::view::{Finding, Report},
        policy::params::{AcceptDpa, Publish},
        training::params::Acknowledge,
    },
};

use super::*;
use crate::{
    message::deliver_due,
    policy,
    testing::{Stage, customer},
    training,
};

/// A business that did everything it has to, with a customer who agreed and heard of it.
async fn in_order(stage: &Stage) -> Ctx {
    let ctx = stage.business().await;
    let text = "We keep your number to call you about your services, and nothing else.";
    let publish =
        Publish { policy: "privacy_policy".into(), base: "0".into(), text: text.into(), ..Publish::default() };
    policy::publish(&stage.service, &ctx, publish).await.unwrap();
    policy::accept_dpa(&stage.service, &ctx, AcceptDpa { version: "1".into() }).await.unwrap();
    training::acknowledge(&stage.service, &ctx, Acknowledge { version: "1".into() }).await.unwrap();
    customer(stage, &ctx, "yes").await;
    deliver_due(&stage.service).await.unwrap();
    ctx
}

/// Runs an audit by hand: its report.
async fn audited(service: &Service, ctx: &Ctx) -> Report {
    let Begun::Now(id) = begin(service, ctx).await.unwrap() else { panic!("one is being made") };
    carry_out(service, ctx.business, id, |_, _| ()).await.unwrap();
    report_of(service, ctx, id).await
}

async fn report_of(service: &Service, ctx: &Ctx, id: AuditId) -> Report {
    report(service, ctx, &id.to_string()).await.unwrap()
}

/// Everything that an audit found.
fn findings(report: &Report) -> Vec<Finding> {
    report.sections.iter().flat_map(|section| section.findings.clone()).collect()
}

/// The codes of the checks that found something, once for each thing, with what it is about.
async fn found(service: &Service, ctx: &Ctx) -> Vec<(&'static str, String)> {
    let report = audited(service, ctx).await;
    assert_eq!(report.audit.cause, Cause::ByHand);
    findings(&report).into_iter().map(|finding| (finding.check.code(), finding.about)).collect()
}
