use domain::{
    access::Role,
    event::EventKind,
    id::CustomerId,
    wire::{
        customer::Edit,
        dnc::{Lifted, Mark},
        interaction::NewCustomer,
        ledger::{Line, LogQuery},
    },
};
use store::entity::ledger_entry;

use super::*;
use crate::{
    Error,
    ctx::Ctx,
    customer, dnc, erasure, interaction,
    testing::{Stage, on_file},
};

/// A business with one customer who was marked.
pub(crate) async fn marked(stage: &Stage) -> (Ctx, CustomerId) {
    let owner = stage.business().await;
    let prompt = interaction::prompt(&stage.service, &owner, None).await.unwrap();
    let typed = NewCustomer {
        answer: "yes".into(),
        script: prompt.script,
        name: "Ana Lopez".into(),
        phone: "(415) 555-0123".into(),
        email: "ana@example.com".into(),
        form: prompt.form,
        ..NewCustomer::default()
    };
    let customer = interaction::save_customer(&stage.service, &owner, typed).await.unwrap();
    dnc::mark(&stage.service, &owner, Mark { customer: customer.to_string() }).await.unwrap();
    (owner, customer)
}

/// Takes the mark off again.
pub(crate) async fn lift(stage: &Stage, owner: &Ctx, customer: CustomerId) {
    let lifted = Lifted {
        customer: customer.to_string(),
        lift: "by_request".into(),
        reason: "wants calls again".into(),
        evidence: "letter of today".into(),
        ..Lifted::default()
    };
    dnc::lift(&stage.service, owner, lifted).await.unwrap();
}

/// Lets a customer on file say no.
async fn withdraw(stage: &Stage, owner: &Ctx, customer: CustomerId) {
    let no = on_file(stage, owner, customer, "no").await;
    interaction::record_answer(&stage.service, owner, no).await.unwrap();
}

/// Lets a customer on file say no, and the time pass after which they are erased.
pub(crate) async fn erase(stage: &Stage, owner: &Ctx, customer: CustomerId) {
    withdraw(stage, owner, customer).await;
    stage.clock.advance(chrono::TimeDelta::hours(73));
    assert_eq!(erasure::run_due(&stage.service).await.unwrap(), 1);
}

/// What the verification finds, given these notes from outside the database.
pub(crate) async fn found(stage: &Stage, owner: &Ctx, kept: &[String]) -> Vec<String> {
    let verification = verify(&stage.service, owner.business, kept, |_, _| ()).await.unwrap();
    verification.findings.iter().map(ToString::to_string).collect()
}

async fn entries(stage: &Stage, owner: &Ctx) -> Vec<ledger_entry::Model> {
    let scope = stage.service.db.read(owner.business).await.unwrap();
    store::ledger::list_after(&scope, 0, 1_000).await.unwrap()
}

/// Does to the stored ledger what only somebody with the whole file can do.
pub(crate) async fn tamper(stage: &Stage, statements: &[String]) {
    for table in ["ledger_entry", "ledger_checkpoint"] {
        for verb in ["update", "delete"] {
            stage.service.db.raw(&format!("DROP TRIGGER {table}_no_{verb}")).await.unwrap();
        }
    }
    for sql in statements {
        assert_ne!(stage.service.db.raw(sql).await.unwrap(), 0, "{sql}");
    }
}

/// Bytes as the database reads them in a statement.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02X}").unwrap();
        text
    })
}

#[tokio::test]
async fn a_ledger_that_nobody_touched_verifies() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    lift(&stage, &owner, customer).await;
    let verification = verify(&stage.service, owner.business, &[], |_, _| ()).await.unwrap();
    assert!(verification.holds(), "{:?}", verification.findings);
    assert_eq!(verification.size, entries(&stage, &owner).await.len() as u64);
    assert_eq!(verification.checkpoints, (4, 0));
    assert!(verification.root.is_some());
}

#[tokio::test]
async fn a_ledger_verifies_after_a_person_was_erased_and_says_nothing_about_them_any_more() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    erase(&stage, &owner, customer).await;
    assert_eq!(found(&stage, &owner, &[]).await, [""; 0]);
    let log = log(&stage.service, &owner, LogQuery::default()).await.unwrap();
    let said = format!("{:?}", log.lines);
    assert!(!["Ana", "Lopez", "ana@", "0123"].iter().any(|text| said.contains(text)), "{said}");
    let added = line_of(&log.lines, EventKind::CustomerAdded);
    assert_eq!(added.to.as_deref(), Some("(erased)"));
    assert_eq!(added.customer, Some((customer, "Erased customer".to_owned())));
}

#[tokio::test]
async fn a_person_who_withdrew_is_hidden_in_the_log_before_they_are_erased() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    withdraw(&stage, &owner, customer).await;
    let log = log(&stage.service, &owner, LogQuery::default()).await.unwrap();
    let said = format!("{:?}", log.lines);
    assert!(!["Ana", "Lopez", "ana@", "23\""].iter().any(|text| said.contains(text)), "{said}");
    let added = line_of(&log.lines, EventKind::CustomerAdded);
    assert_eq!(added.to.as_deref(), Some("(hidden)"));
    assert_eq!(added.customer, Some((customer, "Withdrawn customer".to_owned())));
}

#[tokio::test]
async fn the_database_refuses_to_change_or_delete_an_entry_or_a_checkpoint() {
    let stage = Stage::new().await;
    let (owner, _) = marked(&stage).await;
    for table in ["ledger_entry", "ledger_checkpoint"] {
        for sql in [format!("UPDATE {table} SET at = at"), format!("DELETE FROM {table}")] {
            assert!(stage.service.db.raw(&sql).await.is_err(), "{sql}");
        }
    }
    assert_eq!(found(&stage, &owner, &[]).await, [""; 0]);
}

/// Tampers with a ledger of which the first entry is a commit of its own, and returns what is found.
async fn after(change: impl Fn(&[ledger_entry::Model]) -> Vec<String>) -> Vec<String> {
    let stage = Stage::new().await;
    let (owner, _) = marked(&stage).await;
    tamper(&stage, &change(&entries(&stage, &owner).await)).await;
    found(&stage, &owner, &[]).await
}

#[tokio::test]
async fn a_changed_byte_is_found_at_the_commit_in_which_it_stands() {
    let found = after(|all| {
        let named = all.iter().find(|row| row.kind == "customer_added").unwrap();
        let mut bytes = named.bytes.clone();
        *bytes.last_mut().unwrap() ^= 1;
        // Its opening goes too, which is what an erasure does.
        vec![
            format!("DELETE FROM ledger_opening WHERE seq = {}", named.seq),
            format!("UPDATE ledger_entry SET bytes = X'{}' WHERE seq = {}", hex(&bytes), named.seq),
        ]
    });
    let found = found.await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("entries 2 to ") && found[0].contains("do not match the checkpoint at"), "{found:?}");
}

#[tokio::test]
async fn a_deleted_entry_is_found_where_it_was() {
    let found = after(|_| vec!["DELETE FROM ledger_entry WHERE seq = 3".into()]).await;
    assert_eq!(found, ["entry 3: missing, entry 4 comes next"]);
}

#[tokio::test]
async fn swapped_entries_are_found_at_the_first_of_them() {
    let found = after(|_| {
        let swaps = [(3, -3), (4, 3), (-3, 4)];
        swaps.map(|(from, to)| format!("UPDATE ledger_entry SET seq = {to} WHERE seq = {from}")).to_vec()
    });
    assert_eq!(found.await, ["entry 3: the column seq differs from what was written"]);
}

/// Puts a copy of the last entry behind it, with a position of its own.
fn added_entry(all: &[ledger_entry::Model]) -> (i64, String) {
    let last = all.last().unwrap();
    let seq = last.seq + 1;
    let mut bytes = last.bytes.clone();
    // The position stands behind magic, format and business.
    bytes[21..29].copy_from_slice(&seq.to_be_bytes());
    let copied = "SELECT business_id, SEQ, kind, version, at, actor_kind, actor_id, subject_kind, subject_id, BYTES";
    let copied = copied.replace("SEQ", &seq.to_string()).replace("BYTES", &format!("X'{}'", hex(&bytes)));
    (seq, format!("INSERT INTO ledger_entry {copied} FROM ledger_entry WHERE seq = {}", last.seq))
}

#[tokio::test]
async fn an_added_entry_is_found_because_no_checkpoint_covers_it() {
    let found = after(|all| {
        let (seq, insert) = added_entry(all);
        vec![insert, format!("UPDATE ledger_head SET size = {seq}")]
    });
    let found = found.await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with(": no checkpoint covers it"), "{found:?}");
}

#[tokio::test]
async fn an_entry_behind_the_head_is_found() {
    let found = after(|all| vec![added_entry(all).1]).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(": the head of the ledger stands at "), "{found:?}");
}

#[tokio::test]
async fn a_changed_column_a_changed_text_and_a_changed_checkpoint_are_found() {
    let kind = "UPDATE ledger_entry SET kind = 'mark_lifted' WHERE seq = 2";
    let text = "UPDATE ledger_opening SET value = 'Eve' WHERE field = 'name' AND customer_id IS NOT NULL";
    let note = "UPDATE ledger_checkpoint SET root = replace(root, 'a', 'b') WHERE size = 1";
    let head = "UPDATE ledger_head SET size = 99";
    let expected = [
        (kind, "entry 2: the column kind differs from what was written"),
        (text, ": the kept value of name is not the one that was written"),
        (note, "checkpoint at 1: its columns differ from what was signed"),
        (head, "the head of the ledger stands at 99"),
    ];
    for (sql, sentence) in expected {
        let found = after(|_| vec![sql.to_owned()]).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(sentence), "{found:?}");
    }
}

#[tokio::test]
async fn a_checkpoint_of_another_business_counts_for_nothing() {
    let stage = Stage::new().await;
    let (owner, _) = marked(&stage).await;
    let other = stage.business().await;
    let scope = stage.service.db.read(other.business).await.unwrap();
    let note = store::ledger::latest_checkpoint(&scope).await.unwrap().unwrap().note;
    drop(scope);
    assert_eq!(found(&stage, &owner, &[note]).await, ["a checkpoint of the journal: it is about another ledger"]);
}

fn line_of(lines: &[Line], kind: EventKind) -> &Line {
    lines.iter().find(|line| line.what == kind.words()).unwrap()
}

#[tokio::test]
async fn the_log_says_who_did_what_to_whom_from_what_to_what() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let lines = history(&scope, customer, 100).await.unwrap();
    drop(scope);
    let line = line_of(&lines, EventKind::CustomerMarkedDoNotCall);
    assert_eq!(line.actor, "Ada Owner");
    assert_eq!((line.from.as_deref(), line.to.as_deref()), (Some("Not marked"), Some("Do not call")));
    assert_eq!(line.customer, Some((customer, "Ana Lopez".to_owned())));
    assert!(lines.is_sorted_by(|newer, older| newer.seq > older.seq));
    assert!(!format!("{lines:?}").contains("555"), "a history gives no digits away");
}

#[tokio::test]
async fn the_log_is_filtered_by_customer_member_kind_and_day() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    stage.clock.advance(chrono::TimeDelta::days(1));
    let renamed = Edit { customer: customer.to_string(), revision: 1, name: "Ana Ruiz".into(), ..Edit::default() };
    let form = customer::edit_form(&stage.service, &staff, &customer.to_string()).await.unwrap();
    let renamed = Edit { revision: form.edit.revision, ..renamed };
    customer::edit(&stage.service, &staff, renamed).await.unwrap();
    let whats = async |query: LogQuery| {
        let log = log(&stage.service, &staff, query).await.unwrap();
        log.lines.into_iter().map(|line| line.what).collect::<Vec<_>>()
    };
    let member = staff.member().unwrap().to_string();
    let of_staff = whats(LogQuery { member, ..LogQuery::default() }).await;
    assert_eq!(of_staff.first().map(String::as_str), Some("Customer edited"));
    assert!(!of_staff.contains(&"Marked do not call".to_owned()));
    let kind = LogQuery { kind: "customer_marked_do_not_call".into(), ..LogQuery::default() };
    assert_eq!(whats(kind).await, ["Marked do not call"]);
    let today = LogQuery { from: "2026-03-04".into(), to: "2026-03-04".into(), ..LogQuery::default() };
    assert_eq!(whats(today).await, ["Customer edited"]);
    let before = LogQuery { to: "2026-03-03".into(), customer: customer.to_string(), ..LogQuery::default() };
    let before = whats(before).await;
    assert!(before.contains(&"Customer added".into()) && !before.contains(&"Customer edited".into()), "{before:?}");
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_named() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let query = LogQuery {
        customer: "x".into(),
        member: "x".into(),
        kind: "x".into(),
        count: "x".into(),
        from: "2026-02-30".into(),
        to: "tomorrow".into(),
        before: "x".into(),
    };
    let Err(Error::Invalid(invalid)) = log(&stage.service, &owner, query).await else { panic!("it was accepted") };
    let fields: Vec<_> = invalid.problems().map(|(field, _)| field).collect();
    assert_eq!(fields, ["customer", "member", "kind", "count", "before", "from", "to"]);
    let backwards = LogQuery { from: "2026-03-04".into(), to: "2026-03-03".into(), ..LogQuery::default() };
    assert!(matches!(log(&stage.service, &owner, backwards).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn the_log_has_pages_and_each_entry_is_on_one_of_them() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    for _ in 0..15 {
        lift(&stage, &owner, customer).await;
        dnc::mark(&stage.service, &owner, Mark { customer: customer.to_string() }).await.unwrap();
    }
    let (mut seqs, mut query) = (Vec::new(), LogQuery::default());
    loop {
        let page = log(&stage.service, &owner, query).await.unwrap();
        assert!(page.lines.len() <= 50);
        seqs.extend(page.lines.iter().map(|line| line.seq));
        let Some(before) = page.before else { break };
        query = LogQuery { before: before.to_string(), ..LogQuery::default() };
    }
    let size = i64::try_from(entries(&stage, &owner).await.len()).unwrap();
    assert!(size > 50);
    assert_eq!(seqs, (1..=size).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_business_sees_nothing_of_another_and_an_auditor_sees_the_log() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    let other = stage.business().await;
    let query = LogQuery { customer: customer.to_string(), ..LogQuery::default() };
    assert_eq!(log(&stage.service, &other, query.clone()).await.unwrap().lines, []);
    let auditor = stage.member(&owner, "Aud Itor", "auditor").await;
    assert_eq!(auditor.role, Some(Role::Auditor));
    assert_ne!(log(&stage.service, &auditor, query).await.unwrap().lines, []);
}

async fn exported(stage: &Stage, ctx: &Ctx, format: Format) -> String {
    let mut export = export(&stage.service, ctx, format).await.unwrap();
    let mut text = String::new();
    while let Some(part) = export.next(&stage.service).await.unwrap() {
        text.push_str(&part);
    }
    text
}

#[tokio::test]
async fn an_exported_ledger_has_every_entry_and_the_newest_checkpoint_and_nothing_about_a_person() {
    let stage = Stage::new().await;
    let (owner, _) = marked(&stage).await;
    let text = exported(&stage, &owner, Format::JsonLines).await;
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let size = entries(&stage, &owner).await.len();
    assert_eq!(lines.len(), size + 1);
    assert_eq!(lines[size]["checkpoint"]["size"], size);
    assert!(!text.contains("Ana") && !text.contains("5550123"), "{text}");
}
