use domain::{audit::Check, event::EventKind, wire::ledger::LogQuery};

use super::tell;
use crate::{audit, dashboard, demo::enter, ledger, testing::Stage};

#[tokio::test]
async fn a_told_past_is_a_record_like_any_other() {
    let stage = Stage::new().await;
    let folder = tempfile::tempdir().unwrap();
    let sample = tell(&stage.service, 1, folder.path(), 62).await.unwrap();
    assert!(sample.customers.len() > 500, "{}", sample.customers.len());
    let link = sample.members[1].link.strip_prefix("/demo/").unwrap();
    let session = enter(&stage.service, link).await.unwrap();
    let admin = stage.ctx(&session.token).await.unwrap();

    let log = ledger::log(&stage.service, &admin, LogQuery::default()).await.unwrap();
    assert!(log.lines[0].at < stage.service.now(), "nothing is told of the future");
    let kinds = stage.ledger(admin.business).await;
    for kind in [EventKind::CallStarted, EventKind::CallRefused, EventKind::DenialRecorded, EventKind::CustomerErased] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
    let board = dashboard::show(&stage.service, &admin, "").await.unwrap();
    assert_eq!((board.uncounted, board.figures.customers), (0, sample.customers.len() as u64));

    let audits = audit::list(&stage.service, &admin).await.unwrap();
    assert!(audits.audits[0].found > 0 && audits.audits[0].finished_at.is_some());
    let told = [Check::ReplayMismatch, Check::CalledWhileBlocked, Check::LedgerUnverified, Check::JournalBehind];
    let wrong: Vec<_> = audits.open.iter().filter(|finding| told.contains(&finding.check)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
