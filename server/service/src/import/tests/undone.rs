//! Undoing an import.

use chrono::TimeDelta;
use domain::wire::{
    dnc::Mark,
    import::{Import, Run, Status, Undo, Undoing, params},
};

use super::{uploads::ended, *};

const LIST: &str = "Name,Phone,Email,Do not call,Email Opt Out\n\
    Ana Lopez,4155550142,ana@example.com,no,no\n\
    Bob Stone,4155550143,bob@example.com,yes,no\n\
    Cy Young,4155550144,cy@example.com,no,yes\n\
    Dee Seen,4155550145,dee@example.com,no,no\n\
    Eve Marked,4155550146,eve@example.com,no,no\n\
    Fay Known,4155550147,fay@example.com,yes,no\n";

/// A business with an imported list: the identifier of the run.
async fn imported(desk: &Desk) -> String {
    desk.import("Name,Phone,Email\nFay Known,4155550147,fay@example.com\n").await;
    desk.stage.clock.advance(TimeDelta::minutes(1));
    desk.import(LIST).await;
    newest(desk).await.id
}

async fn newest(desk: &Desk) -> Run {
    let runs = page(&desk.stage.service, &desk.owner, params::Query::default()).await.unwrap();
    let Import::Start(runs) = runs else { panic!("{runs:?}") };
    runs.into_iter().max_by_key(|run| run.started_at).unwrap()
}

async fn asked(desk: &Desk, run: &str) -> Undoing {
    let query = params::Query { run: run.into(), undo: "ask".into(), ..Default::default() };
    match page(&desk.stage.service, &desk.owner, query).await.unwrap() {
        Import::Run(run) => run.undo,
        other => panic!("{other:?}"),
    }
}

async fn undo_run(desk: &Desk, run: &str) -> Run {
    undo(&desk.stage.service, &desk.owner, params::Undo { run: run.into() }).await.unwrap();
    ended(&desk.stage.service, &desk.owner, run).await
}

#[tokio::test]
async fn an_undo_removes_whom_nobody_touched_and_loses_no_no() {
    let desk = Desk::new().await;
    let run = imported(&desk).await;
    let service = &desk.stage.service;
    let eve = desk.find("Eve Marked").await;
    crate::dnc::mark(service, &desk.owner, Mark { customer: eve.to_string() }).await.unwrap();
    let dee = desk.find("Dee Seen").await;
    crate::testing::press(&desk.stage, &desk.owner, dee, "service").await;
    let ana = desk.find("Ana Lopez").await;

    let says = Undo { removed: 1, said_no: 3, worked_with: 1, blocked: 1 };
    assert_eq!(asked(&desk, &run).await, Undoing::Says(says));
    let undone = undo_run(&desk, &run).await;
    assert_eq!((undone.status, undone.undo), (Status::Undone, Undoing::Says(says)));

    let customers = desk.customers().await;
    let mut names: Vec<_> = customers.rows.iter().map(|row| row.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Bob Stone", "Cy Young", "Dee Seen", "Eve Marked", "Fay Known"]);
    assert!(desk.blocked("Bob Stone").await && desk.blocked("Eve Marked").await && desk.blocked("Fay Known").await);
    let scope = service.db.read(desk.owner.business).await.unwrap();
    let erased = store::customer::find(&scope, ana).await.unwrap().unwrap();
    assert!(erased.erased_at.is_some() && erased.full_name.is_none() && erased.import_identity.is_none());
    assert!(store::customer::every_point(&scope, ana).await.unwrap().is_empty());
    drop(scope);
    assert!(!desk.stage.files_hold("ana@example.com"));
    let ledger = desk.stage.ledger(desk.owner.business).await;
    let last = [EventKind::ImportUndoStarted, EventKind::ImportedCustomerRemoved, EventKind::ImportUndone];
    assert_eq!(ledger[ledger.len() - 3..], last);
}

#[tokio::test]
async fn an_undone_list_can_be_imported_again() {
    let desk = Desk::new().await;
    desk.import(bought(30)).await;
    let run = newest(&desk).await.id;
    assert_eq!(undo_run(&desk, &run).await.undo, Undoing::Says(Undo { removed: 30, ..Undo::default() }));
    assert_eq!(desk.customers().await.all, 0);
    assert_eq!(desk.import(bought(30)).await.added, 30);
}

#[tokio::test]
async fn an_undo_that_broke_off_goes_on_when_the_server_starts_again() {
    let desk = Desk::new().await;
    desk.import(bought(250)).await;
    let run = newest(&desk).await.id;
    let service = &desk.stage.service;
    undo(service, &desk.owner, params::Undo { run: run.clone() }).await.unwrap();
    take_up_interrupted(service).await.unwrap();
    let undone = ended(service, &desk.owner, &run).await;
    assert_eq!(undone.undo, Undoing::Says(Undo { removed: 250, ..Undo::default() }));
    let ledger = desk.stage.ledger(desk.owner.business).await;
    let of = |kind| ledger.iter().filter(|it| **it == kind).count();
    assert_eq!((of(EventKind::ImportedCustomerRemoved), of(EventKind::ImportUndone)), (250, 1));
}

#[tokio::test]
async fn an_import_is_undone_once_and_within_its_days() {
    let desk = Desk::new().await;
    desk.import(bought(2)).await;
    let run = newest(&desk).await.id;
    desk.stage.clock.advance(TimeDelta::days(31));
    assert_eq!(asked(&desk, &run).await, Undoing::No);
    let service = &desk.stage.service;
    let typed = params::Undo { run: run.clone() };
    assert!(matches!(undo(service, &desk.owner, typed).await, Err(Error::Invalid(_))));
    assert_eq!(desk.customers().await.all, 2);

    desk.import(bought(3)).await;
    let run = newest(&desk).await.id;
    undo_run(&desk, &run).await;
    let typed = params::Undo { run };
    assert!(matches!(undo(service, &desk.owner, typed).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn only_who_may_import_undoes_and_only_their_own() {
    let desk = Desk::new().await;
    let run = imported(&desk).await;
    let service = &desk.stage.service;
    let typed = || params::Undo { run: run.clone() };
    for (name, role) in [("Sam Staff", "staff"), ("Ada Auditor", "auditor")] {
        let ctx = desk.stage.member(&desk.owner, name, role).await;
        assert!(matches!(undo(service, &ctx, typed()).await, Err(Error::Forbidden)));
    }
    let stranger = desk.stage.business().await;
    assert!(matches!(undo(service, &stranger, typed()).await, Err(Error::NotFound)));
    assert_eq!(desk.customers().await.all, 6);
}
