//! Audits, as people run, settle and sign them without a script, and as the command line runs them.

use std::process::{Command, Output, Stdio};

use chrono::TimeDelta;
use domain::{
    access::Role,
    event::EventKind,
    wire::{audit::view::Report, policy::params::AcceptDpa, training::params::Acknowledge},
};
use service::audit;

use crate::support::{Client, TestApp};

each_db!(
    a_finding_goes_from_an_audit_to_its_answer_and_an_auditor_signs,
    a_finding_of_another_business_is_not_there,
    the_command_ends_in_one_while_something_is_open,
    of_two_servers_one_makes_the_audit_that_is_due,
);

/// The finding that nobody accepted the agreement with the platform.
async fn agreement(app: &TestApp, owner: &Client, audit: &str) -> String {
    let report = audit::report(app.service(), &app.ctx(owner).await, audit).await.unwrap();
    let mut findings = report.sections.into_iter().flat_map(|section| section.findings);
    findings.find(|finding| finding.about == "dpa").unwrap().id.to_string()
}

async fn a_finding_goes_from_an_audit_to_its_answer_and_an_auditor_signs(app: TestApp) {
    let owner = app.owner().await;
    let auditor = app.member(&owner, Role::Auditor).await;
    let empty = owner.get("/audits").await.expect(200).body;
    assert!(empty.contains("No audit yet") && empty.contains("Nothing is open"), "{empty}");
    let to = owner.post_form("/audits", "audit/run", &[]).await.expect(303).location.unwrap();
    assert!(to.starts_with("/audits/"), "{to}");
    owner.get(&to).await.expect(200);
    // The first one is made without anybody waiting; whoever asks meanwhile is led to it.
    while audit::report(app.service(), &app.ctx(&owner).await, &to[8..]).await.unwrap().audit.finished_at.is_none() {
        tokio::task::yield_now().await;
    }
    let report = owner.get(&to).await.expect(200).body;
    for words in ["Policies are in force", "In order", "2 findings", "Sign this review", "Every entry of the audit log"]
    {
        assert!(report.contains(words), "{words}: {report}");
    }
    let id = agreement(&app, &owner, &to[8..]).await;
    let page = format!("/audits/findings/{id}");
    let list = owner.get("/audits").await.expect(200).body;
    assert!(list.contains(&page) && list.contains("Run an audit now"), "{list}");
    let read = auditor.get(&page).await.expect(200).body;
    assert!(read.contains("not accepted") && !read.contains("audit/resolve"), "{read}");
    assert!(!auditor.get("/audits").await.expect(200).body.contains("audit/run"));

    let said = [("finding", &*id), ("comment", "<b>Ada</b> is away")];
    owner.post_form(&page, "audit/comment", &said).await.expect_to(&page);
    let day = [("finding", &*id), ("owner", ""), ("due_on", "soon")];
    let again = owner.post_form(&page, "audit/assign", &day).await.expect(422).body;
    assert!(again.contains("&lt;b&gt;Ada&lt;/b&gt; is away") && again.contains("Enter a day like"), "{again}");
    let day = [("finding", &*id), ("owner", ""), ("due_on", "2026-03-05")];
    owner.post_form(&page, "audit/assign", &day).await.expect_to(&page);
    let nothing = [("finding", &*id), ("resolution", " ")];
    owner.post_form(&page, "audit/resolve", &nothing).await.expect(422);
    auditor.post_form(&page, "audit/resolve", &[("finding", &*id), ("resolution", "fine")]).await.expect(403);
    let settled = [("finding", &*id), ("resolution", "On Monday")];
    owner.post_form(&page, "audit/resolve", &settled).await.expect_to(&page);
    assert!(owner.get(&page).await.expect(200).body.contains("On Monday"));
    let log = owner.get("/audit-log").await.expect(200).body;
    assert!(log.contains("Finding resolved") && log.contains("On Monday"), "{log}");

    auditor.post_form(&to, "audit/sign", &[("audit", &to[8..])]).await.expect_to(&to);
    let signed = owner.get(&to).await.expect(200).body;
    assert!(signed.contains("Signed by auditor Member") && !signed.contains("Sign this review"), "{signed}");
    assert!(
        app.happened(app.ctx(&owner).await.business).await.iter().any(|(kind, _)| *kind == EventKind::AuditReviewed)
    );

    owner.post_form("/audits", "audit/schedule", &[("audit_rhythm", "off")]).await.expect_to("/audits");
    assert!(!owner.get("/audits").await.expect(200).body.contains("The next one is due"));
}

async fn a_finding_of_another_business_is_not_there(app: TestApp) {
    let owner = app.owner().await;
    let id = app.audit(&app.ctx(&owner).await).await.to_string();
    let finding = agreement(&app, &owner, &id).await;
    let other = app.owner_of("Zenith Roofing").await;
    other.get(&format!("/audits/{id}")).await.expect(404);
    let page = format!("/audits/findings/{finding}");
    other.get(&page).await.expect(404);
    other.post_form(&page, "audit/resolve", &[("finding", &*finding), ("resolution", "mine")]).await.expect(404);
    assert!(!other.get("/audits").await.expect(200).body.contains(&finding));
    app.client().get("/audits").await.expect_to("/sign-in?next=/audits");
}

/// The command, beside the running server.
fn command(app: &TestApp, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    command.args(["audit", "run"]).args(arguments).current_dir(app.folder.path());
    command.env("RINGFENCE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"));
    command.env("RINGFENCE_DATA", app.folder.path());
    command.env("DATABASE_URL", if app.database.starts_with("postgres") { &*app.database } else { "sqlite" });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.output().unwrap()
}

async fn the_command_ends_in_one_while_something_is_open(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let done = command(&app, &[]);
    let (out, said) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    assert_eq!(done.status.code(), Some(1), "{out}{said}");
    assert!(out.contains("Audit log verifies: in order") && out.contains("is not accepted"), "{out}");
    assert!(said.contains("findings are open"), "{said}");

    service::policy::accept_dpa(app.service(), &ctx, AcceptDpa { version: "1".into() }).await.unwrap();
    let text = "We keep your number to call you about your services, and nothing else.";
    let publish = domain::wire::policy::params::Publish {
        policy: "privacy_policy".into(),
        base: "0".into(),
        text: text.into(),
        ..Default::default()
    };
    service::policy::publish(app.service(), &ctx, publish).await.unwrap();
    service::training::acknowledge(app.service(), &ctx, Acknowledge { version: "1".into() }).await.unwrap();
    let done = command(&app, &["--json"]);
    let report: Report = serde_json::from_slice(&done.stdout).unwrap();
    let open: Vec<_> = report.sections.iter().flat_map(|section| &section.findings).collect();
    assert_eq!((done.status.code(), open), (Some(0), vec![]), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!((report.audit.started_by.as_str(), report.audit.gone), ("The operator", 3));

    for (arguments, code) in
        [(&["--business", "nowhere"][..], 1), (&["--as", "nobody@example.com"], 1), (&["--fast"], 2)]
    {
        assert_eq!(command(&app, arguments).status.code(), Some(code), "{arguments:?}");
    }
}

async fn of_two_servers_one_makes_the_audit_that_is_due(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let one = app.second_node(TimeDelta::days(40)).await;
    let two = app.second_node(TimeDelta::days(40)).await;
    let (first, second) = tokio::join!(audit::run_due(&one.service), audit::run_due(&two.service));
    first.unwrap();
    second.unwrap();
    let begun =
        || async { app.ledger(ctx.business).await.into_iter().filter(|kind| *kind == EventKind::AuditStarted).count() };
    assert_eq!(begun().await, 1);
    audit::run_due(&one.service).await.unwrap();
    assert_eq!(begun().await, 1);
    one.stop().await;
    two.stop().await;
}
