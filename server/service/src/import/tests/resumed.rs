//! Runs that stop before their end, and go on.

use domain::{
    import::column::Target,
    wire::import::{Run, Status, params},
};

use super::{
    super::{begin::begin, run::carry_out},
    uploads::{as_proposed, ended, preview, shown, upload, with_uploads},
    *,
};
use crate::Service;

/// More than two changes' worth of people, some of whom said no, and a line that cannot be used.
fn long() -> String {
    let mut text = "Name,Phone,Do not call\n".to_owned();
    for at in 0..1_200 {
        let said = if at % 100 == 7 { "yes" } else { "no" };
        writeln!(text, "Person {at},({}) 555-01{:02},{said}", 200 + at / 100, at % 100).unwrap();
    }
    text + "broken,\"line\"x\n"
}

/// Begins a run and leaves it after some of its rows, as a server does that is killed: what was on its
/// way to the record is saved or not, and nothing comes behind.
async fn begin_and_stop(desk: &Desk, service: &Service, list: &List, upload: Option<&str>) -> String {
    let begun = begin(service, &desk.owner, list, upload).await.unwrap();
    let id = begun.id().to_string();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let mut stop = Some(stop);
    let told = |_| {
        let _gone = stop.take().map(|stop| stop.send(()));
    };
    tokio::select! {
        biased;
        _ = stopped => {}
        ended = carry_out(service, begun, list, told) => panic!("{ended:?}"),
    }
    desk.stage.member(&desk.owner, &format!("Late {id}"), "staff").await;
    id
}

fn counts(run: &Run) -> [u64; 5] {
    let report = &run.report;
    [report.rows, report.added, report.blocked, report.refused, report.problems.shown.len() as u64]
}

#[tokio::test]
async fn the_same_list_goes_on_where_its_import_stopped() {
    let desk = Desk::new().await;
    let (service, list) = (&desk.stage.service, desk.list(long()));
    let whole = dry_run(service, &desk.owner, &list, |_| ()).await.unwrap();
    let id = begin_and_stop(&desk, service, &list, None).await;
    let part = shown(service, &desk.owner, &id).await;
    assert!(part.status == Status::Running && [500, 1_000].contains(&part.report.rows), "{part:?}");
    assert!(part.bytes > 0 && part.size >= part.bytes, "{part:?}");
    take_up_interrupted(service).await.unwrap();
    assert_eq!(shown(service, &desk.owner, &id).await.status, Status::Failed);

    assert_eq!(unfinished(service, &desk.owner, &list).await.unwrap(), Some(part.report.rows));
    let done = run(service, &desk.owner, &list, |_| ()).await.unwrap();
    assert_eq!(done, whole);
    let ended = shown(service, &desk.owner, &id).await;
    assert_eq!((ended.status, counts(&ended)), (Status::Finished, [1_201, 1_200, 12, 1, 1]));
    assert_eq!(desk.customers().await.all, 1_200);
    let ledger = desk.stage.ledger(desk.owner.business).await;
    let of = |kind| ledger.iter().filter(|it| **it == kind).count();
    assert_eq!((of(EventKind::ImportStarted), of(EventKind::ImportResumed)), (1, 1));
    assert_eq!(of(EventKind::CustomerAdded), 1_200);
    assert_eq!(unfinished(service, &desk.owner, &list).await.unwrap(), None);
}

#[tokio::test]
async fn an_uploaded_list_goes_on_by_itself_when_the_server_starts_again() {
    let desk = Desk::new().await;
    let service = with_uploads(&desk);
    let file = upload(&service, &desk.owner, long().as_bytes()).await;
    try_out(&service, &desk.owner, as_proposed(&preview(&service, &desk.owner, &file).await)).await.unwrap();
    let path = service.uploads.take(desk.owner.business, &file).unwrap();
    let list = List { path, ..desk.list("") };
    let id = begin_and_stop(&desk, &service, &list, Some(&file)).await;

    take_up_interrupted(&service).await.unwrap();
    let ended = ended(&service, &desk.owner, &id).await;
    assert_eq!((ended.status, counts(&ended)), (Status::Finished, [1_201, 1_200, 12, 1, 1]));
    assert_eq!(desk.customers().await.all, 1_200);
    while service.uploads.taken(desk.owner.business, &file).is_some() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_list_of_which_nothing_is_under_way_is_taken_away_when_the_server_starts() {
    let desk = Desk::new().await;
    let service = with_uploads(&desk);
    let file = upload(&service, &desk.owner, long().as_bytes()).await;
    service.uploads.take(desk.owner.business, &file).unwrap();
    take_up_interrupted(&service).await.unwrap();
    assert!(service.uploads.taken(desk.owner.business, &file).is_none());
}

#[tokio::test]
async fn a_run_that_goes_on_twice_saves_nobody_twice() {
    let desk = Desk::new().await;
    let (service, list) = (&desk.stage.service, desk.list(long()));
    begin_and_stop(&desk, service, &list, None).await;
    let one = begin(service, &desk.owner, &list, None).await.unwrap();
    let other = begin(service, &desk.owner, &list, None).await.unwrap();
    let one = carry_out(service, one, &list, |_| ());
    let other = carry_out(service, other, &list, |_| ());
    let (one, other) = tokio::join!(one, other);
    let stale = [&one, &other].into_iter().filter(|it| matches!(it, Err(Error::Stale))).count();
    assert_eq!(stale, 1, "{one:?} {other:?}");
    assert_eq!(one.or(other).unwrap().rows, 1_201);
    assert_eq!(desk.customers().await.all, 1_200);
}

#[tokio::test]
async fn another_mapping_of_the_same_list_is_another_run() {
    let desk = Desk::new().await;
    let (service, list) = (&desk.stage.service, desk.list(long()));
    begin_and_stop(&desk, service, &list, None).await;
    let columns = list.look().await.unwrap().columns;
    let mut mapping: Vec<Target> = columns.iter().map(|column| Target::from_code(&column.target).unwrap()).collect();
    mapping[2] = Target::Keep;
    let other = List { mapping: Some(mapping), ..list };
    assert_eq!(unfinished(service, &desk.owner, &other).await.unwrap(), None);
}

#[tokio::test]
async fn a_list_that_is_uploaded_twice_is_imported_once_and_neither_file_stays() {
    let desk = Desk::new().await;
    let service = with_uploads(&desk);
    let mut runs = Vec::new();
    let mut files = Vec::new();
    for _ in 0..2 {
        let file = upload(&service, &desk.owner, long().as_bytes()).await;
        try_out(&service, &desk.owner, as_proposed(&preview(&service, &desk.owner, &file).await)).await.unwrap();
        files.push(file);
    }
    for file in &files {
        let typed = params::Run { file: file.clone() };
        runs.push(start(&service, &desk.owner, typed).await.unwrap().to_string());
    }
    for run in &runs {
        assert_eq!(ended(&service, &desk.owner, run).await.status, Status::Finished);
    }
    assert_eq!(desk.customers().await.all, 1_200);
    for file in &files {
        while service.uploads.taken(desk.owner.business, file).is_some() {
            tokio::task::yield_now().await;
        }
    }
}
