use std::{fs, os::unix::fs::PermissionsExt as _};

use domain::{id::CustomerId, wire::dnc::Mark};
use tempfile::TempDir;

use super::*;
use crate::{
    ctx::Ctx,
    dnc,
    ledger::tests::{erase, found, hex, lift, marked, tamper},
    testing::Stage,
};

/// Lets a journal in this folder read everything that there is, and end.
async fn keep(stage: &Stage, folder: &TempDir) -> Journal {
    let running = start(&stage.service, folder.path()).unwrap();
    let journal = running.journal.clone();
    running.stop().await;
    journal
}

fn text(folder: &TempDir) -> String {
    fs::read_to_string(file(folder.path())).unwrap()
}

/// The lines that are written to their ends.
fn lines(folder: &TempDir) -> Vec<Line> {
    let text = text(folder);
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(lines: &[Line]) -> Vec<&'static str> {
    let word = |line: &Line| match line.what {
        What::Suppressed { .. } => "suppressed",
        What::Lifted { .. } => "lifted",
        What::Erased { .. } => "erased",
        What::Checkpoint { .. } => "checkpoint",
        What::BusinessErased => "business_erased",
    };
    lines.iter().map(word).collect()
}

async fn mark(stage: &Stage, owner: &Ctx, customer: CustomerId) {
    dnc::mark(&stage.service, owner, Mark { customer: customer.to_string() }).await.unwrap();
}

#[tokio::test]
async fn suppressions_lifts_erasures_and_checkpoints_are_kept_without_anything_about_a_person() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    let folder = tempfile::tempdir().unwrap();
    let journal = keep(&stage, &folder).await;
    assert_eq!(words(&lines(&folder)), ["suppressed", "checkpoint"]);
    assert_eq!(journal.lag(), Some(0));
    lift(&stage, &owner, customer).await;
    erase(&stage, &owner, customer).await;
    keep(&stage, &folder).await;
    let lines = lines(&folder);
    assert_eq!(words(&lines)[2..], ["lifted", "suppressed", "erased", "checkpoint"]);
    let hash = stage.service.keys.hash_contact(owner.business, "phone", "+14155550123").unwrap().to_string();
    let (What::Suppressed { hash: Some(on), source: set, .. }, What::Lifted { hash: Some(off), source: gone }) =
        (&lines[0].what, &lines[2].what)
    else {
        panic!("{lines:?}")
    };
    assert_eq!((on, off, set), (&hash, &hash, gone));
    assert!(!["Ana", "Lopez", "5550123", "@"].iter().any(|word| text(&folder).contains(word)), "{}", text(&folder));
}

#[tokio::test]
async fn a_change_gets_into_the_journal_while_it_runs() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    let folder = tempfile::tempdir().unwrap();
    let running = start(&stage.service, folder.path()).unwrap();
    let seen = async |lift: usize| {
        while words(&lines(&folder)).iter().filter(|word| **word == "lifted").count() < lift {
            tokio::task::yield_now().await;
        }
    };
    for lifts in 1..=3 {
        lift(&stage, &owner, customer).await;
        mark(&stage, &owner, customer).await;
        tokio::time::timeout(Duration::from_secs(20), seen(lifts)).await.expect("the journal heard of it");
    }
    running.stop().await;
}

#[tokio::test]
async fn nothing_is_written_twice_and_nothing_is_lost_over_a_restart() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    let folder = tempfile::tempdir().unwrap();
    keep(&stage, &folder).await;
    let first = text(&folder);
    keep(&stage, &folder).await;
    assert_eq!(text(&folder), first);
    lift(&stage, &owner, customer).await;
    keep(&stage, &folder).await;
    assert!(text(&folder).starts_with(&first));
    assert_eq!(words(&lines(&folder)), ["suppressed", "checkpoint", "lifted", "checkpoint"]);
}

#[tokio::test]
async fn a_line_that_a_crash_tore_is_written_again() {
    let stage = Stage::new().await;
    marked(&stage).await;
    let folder = tempfile::tempdir().unwrap();
    keep(&stage, &folder).await;
    let whole = text(&folder);
    for torn in [1, 40, whole.len() / 2, whole.len() - 1] {
        fs::write(file(folder.path()), &whole[..torn]).unwrap();
        assert!(notes(&file(folder.path())).unwrap().garbled.is_empty());
        keep(&stage, &folder).await;
        assert_eq!(text(&folder), whole, "torn at {torn}");
    }
}

#[tokio::test]
async fn a_changed_line_is_found() {
    let stage = Stage::new().await;
    marked(&stage).await;
    let folder = tempfile::tempdir().unwrap();
    keep(&stage, &folder).await;
    fs::write(file(folder.path()), text(&folder).replacen("\"seq\"", "\"sea\"", 1)).unwrap();
    assert_eq!(notes(&file(folder.path())).unwrap().garbled, [1]);
}

#[tokio::test]
async fn a_cut_tail_is_found_by_the_journal_alone_and_the_journal_starts_over() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    let folder = tempfile::tempdir().unwrap();
    keep(&stage, &folder).await;
    lift(&stage, &owner, customer).await;
    let before = keep(&stage, &folder).await.checkpoints(owner.business).unwrap();
    let size = |note: &String| note.lines().nth(1).unwrap().parse::<i64>().unwrap();
    let (short, long) = (size(&before[0]), size(&before[1]));
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let all = store::ledger::list_after(&scope, 0, 1_000).await.unwrap();
    drop(scope);
    let edge: domain::ledger::Frontier =
        all.iter().filter(|row| row.seq <= short).map(|row| domain::ledger::leaf_hash(&row.bytes)).collect();
    let edge = hex(&edge.to_bytes());
    let cut = [
        format!("DELETE FROM ledger_entry WHERE seq > {short}"),
        format!("DELETE FROM ledger_checkpoint WHERE size > {short}"),
        format!("UPDATE ledger_head SET size = {short}, frontier = X'{edge}'"),
    ];
    tamper(&stage, &cut).await;
    assert_eq!(found(&stage, &owner, &[]).await, [""; 0]);
    let sentence = format!("entries {} to {long}: cut off: a checkpoint covers {long} entries", short + 1);
    assert_eq!(found(&stage, &owner, &before).await, [sentence]);
    keep(&stage, &folder).await;
    let lines = lines(&folder);
    assert_eq!(words(&lines)[4..], ["suppressed", "checkpoint"]);
    // What happens in the shorter ledger gets into the journal although a longer one was there before.
    mark(&stage, &owner, customer).await;
    keep(&stage, &folder).await;
    assert_eq!(words(&self::lines(&folder))[6..], ["suppressed", "checkpoint"]);
}

#[tokio::test]
async fn only_one_process_writes_a_journal_and_another_takes_over() {
    let stage = Stage::new().await;
    let (owner, customer) = marked(&stage).await;
    let folder = tempfile::tempdir().unwrap();
    let first = start(&stage.service, folder.path()).unwrap();
    let second = start(&stage.service, folder.path()).unwrap();
    assert_eq!(second.journal.lag(), None);
    first.stop().await;
    lift(&stage, &owner, customer).await;
    second.stop().await;
    assert_eq!(words(&lines(&folder)).iter().filter(|word| **word == "lifted").count(), 1);
}

#[tokio::test]
async fn the_journal_is_for_nobody_else_s_eyes() {
    let stage = Stage::new().await;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("journal");
    start(&stage.service, &inner).unwrap().stop().await;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&inner), mode(&file(&inner))), (0o700, 0o600));
}
