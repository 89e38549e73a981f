//! Uploaded lists: everybody in the file said no.

use domain::wire::suppression::{Load, LoadState, Preview, Upload};
use tempfile::TempDir;

use super::*;
use crate::{Service, import};

/// A stage with a place for uploads.
struct Desk {
    stage: Stage,
    service: Service,
    owner: Ctx,
    _folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let folder = tempfile::tempdir().unwrap();
        let service = stage.service.clone().with_uploads(import::Uploads::in_folder(folder.path()));
        Self { stage, service, owner, _folder: folder }
    }

    async fn upload(&self, text: &str) -> String {
        let mut receiving = import::receive(&self.service, &self.owner, "everybody.csv").unwrap();
        receiving.write(text.as_bytes()).await.unwrap();
        receiving.finish().await.unwrap()
    }

    async fn page(&self, file: &str) -> Upload {
        upload(&self.service, &self.owner, params::Upload { file: file.into() }).await.unwrap()
    }

    async fn preview(&self, file: &str) -> Preview {
        match self.page(file).await {
            Upload::Columns(preview) => preview,
            other => panic!("{other:?}"),
        }
    }

    /// Loads a text with these columns ticked: what it came to.
    async fn load(&self, text: &str, columns: &[usize]) -> Load {
        let file = self.upload(text).await;
        load(&self.service, &self.owner, ticked(&file, columns)).await.unwrap();
        loop {
            match self.page(&file).await {
                Upload::Load(load) if load.state != LoadState::Running => return load,
                Upload::Load(_) => tokio::task::yield_now().await,
                other => panic!("{other:?}"),
            }
        }
    }
}

fn ticked(file: &str, columns: &[usize]) -> params::Load {
    let columns = columns.iter().map(|at| (format!("column_{at}"), "true".to_owned())).collect();
    params::Load { file: file.into(), country: String::new(), columns }
}

const LIST: &str = "Name,Home,Mobile\n\
    Ana,(212) 555-0101,\n\
    Ben,212-555-0102 / 212-555-0103,2125550104\n\
    Cem,none,\n\
    Dee,(212) 555-0105 or ask her,\n\
    Eva,(212) 555-0101,,,one cell too many\n";

#[tokio::test]
async fn every_number_of_a_list_comes_on_it_and_every_bad_line_is_named() {
    let desk = Desk::new().await;
    let proposed: Vec<_> =
        desk.preview(&desk.upload(LIST).await).await.columns.iter().map(|column| column.proposed).collect();
    assert_eq!(proposed, [false, true, true]);
    let load = desk.load(LIST, &[1, 2]).await;
    assert_eq!((load.state, load.name.as_str()), (LoadState::Finished, "everybody.csv"));
    let report = load.report;
    assert_eq!((report.rows, report.added, report.known, report.refused), (5, 5, 0, 3));
    let lines: Vec<_> = report.problems.shown.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(lines, ["Line 4", "Line 5", "Line 6"]);
    for phone in ["2125550101", "2125550102", "2125550103", "2125550104", "2125550105"] {
        assert_eq!(checked(&desk.stage, &desk.owner, phone).await, ["number_suppressed"], "{phone}");
    }
    let kinds = desk.stage.ledger(desk.owner.business).await;
    for kind in [EventKind::NumberListStarted, EventKind::NumberListFinished] {
        assert_eq!(kinds.iter().filter(|it| **it == kind).count(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_second_run_changes_nothing() {
    let desk = Desk::new().await;
    desk.load(LIST, &[1, 2]).await;
    let listed = |kinds: &[EventKind]| kinds.iter().filter(|kind| **kind == EventKind::NumberSuppressed).count();
    let before = listed(&desk.stage.ledger(desk.owner.business).await);
    let report = desk.load(LIST, &[1, 2]).await.report;
    assert_eq!((report.added, report.known, report.refused), (0, 5, 3));
    assert_eq!(listed(&desk.stage.ledger(desk.owner.business).await), before);
}

#[tokio::test]
async fn a_plain_text_of_numbers_is_a_list_of_one_column() {
    let desk = Desk::new().await;
    let numbers: Vec<_> = (0..1_200).map(|at| format!("+1212556{at:04}")).collect();
    let text = numbers.join("\n");
    let preview = desk.preview(&desk.upload(&text).await).await;
    assert_eq!(preview.columns.iter().map(|column| column.proposed).collect::<Vec<_>>(), [true]);
    let report = desk.load(&text, &[0]).await.report;
    assert_eq!((report.rows, report.added, report.refused), (1_200, 1_200, 0));
    let listed = list(&desk.service, &desk.owner, params::Query::default()).await.unwrap();
    assert_eq!(listed.all, 1_200);
    assert_eq!(listed.rows[0].sources[0].note.as_deref(), Some("everybody.csv"));
}

#[tokio::test]
async fn a_list_is_loaded_once_by_who_may_with_a_column_that_was_ticked() {
    let desk = Desk::new().await;
    let staff = desk.stage.member(&desk.owner, "Sam Staff", "staff").await;
    let file = desk.upload(LIST).await;
    assert!(matches!(load(&desk.service, &staff, ticked(&file, &[1])).await, Err(Error::Forbidden)));
    assert!(matches!(upload(&desk.service, &staff, params::Upload::default()).await, Err(Error::Forbidden)));
    let none = load(&desk.service, &desk.owner, ticked(&file, &[])).await;
    assert!(matches!(none, Err(Error::Invalid(invalid)) if invalid.of("columns").is_some()));
    load(&desk.service, &desk.owner, ticked(&file, &[1])).await.unwrap();
    let twice = load(&desk.service, &desk.owner, ticked(&file, &[1])).await;
    assert!(matches!(twice, Err(Error::Invalid(invalid)) if invalid.of("file").is_some()));
    assert!(matches!(desk.page("nothing").await, Upload::Unusable(_)));
    assert!(matches!(desk.page(&desk.upload("").await).await, Upload::Unusable(_)));
}

/// The wish to take everything off that came with the list of this number.
async fn whole(desk: &Desk, phone: &str) -> params::Lift {
    let found = search(&desk.service, &desk.owner, params::Search { phone: phone.into() }).await.unwrap().row.unwrap();
    let source = found.sources.iter().find(|source| source.is_uploaded).unwrap();
    params::Lift {
        number: found.id.to_string(),
        source: source.id.to_string(),
        lift: "by_mistake".into(),
        reason: "The list of those who said yes".into(),
        whole: "true".into(),
        ..params::Lift::default()
    }
}

#[tokio::test]
async fn a_wrongly_uploaded_list_is_taken_off_as_a_whole_and_what_else_was_said_stands() {
    let desk = Desk::new().await;
    let (stage, owner) = (&desk.stage, &desk.owner);
    let staff = stage.member(owner, "Sam Staff", "staff").await;
    let marked = customer(stage, owner, "yes").await;
    dnc::mark(&desk.service, owner, Mark { customer: marked.to_string() }).await.unwrap();
    desk.load(&format!("{LIST}Flo,2125550127,\n"), &[1, 2]).await;
    desk.load("2125550103\n2125550109\n", &[0]).await;
    add(stage, owner, "212-555-0102").await;

    let asked = whole(&desk, "2125550101").await;
    assert!(matches!(lift(&desk.service, &staff, asked.clone()).await, Err(Error::Forbidden)));
    let request = params::Lift { lift: "by_request".into(), evidence: "a letter".into(), ..asked.clone() };
    let refused = lift(&desk.service, owner, request).await;
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.of("lift").is_some()));
    let bare = lift(&desk.service, owner, params::Lift { reason: String::new(), ..asked.clone() }).await;
    assert!(matches!(bare, Err(Error::Invalid(invalid)) if invalid.of("reason").is_some()));
    assert_eq!(checked(stage, owner, "2125550101").await, ["number_suppressed"], "nothing was done yet");

    lift(&desk.service, owner, asked.clone()).await.unwrap();
    for free in ["2125550101", "2125550104", "2125550105"] {
        assert_eq!(checked(stage, owner, free).await, [""; 0], "{free}");
    }
    // Another list, somebody who asked, and a mark.
    for listed in ["2125550103", "2125550109", "2125550102"] {
        assert_eq!(checked(stage, owner, listed).await, ["number_suppressed"], "{listed}");
    }
    assert_eq!(reasons(&press(stage, owner, marked, "service").await), ["do_not_call", "number_suppressed"]);
    let lifted = |kinds: &[EventKind]| kinds.iter().filter(|kind| **kind == EventKind::SuppressionLifted).count();
    assert_eq!(lifted(&stage.ledger(owner.business).await), 6, "one entry for each number");
    lift(&desk.service, owner, asked).await.unwrap();
    assert_eq!(lifted(&stage.ledger(owner.business).await), 6, "once is enough");
    stage.service.db.truncate_log().await.unwrap();
    assert!(!stage.files_hold("+12125550101"), "nothing needs the digits of a number that is free");
    assert_eq!(desk.load(LIST, &[1, 2]).await.report.added, 5, "a list that was taken off can be loaded again");
}

#[tokio::test]
async fn a_list_of_more_numbers_than_one_change_takes_goes_as_a_whole() {
    let desk = Desk::new().await;
    let numbers: Vec<_> = (0..1_200).map(|at| format!("+1212556{at:04}")).collect();
    desk.load(&numbers.join("\n"), &[0]).await;
    lift(&desk.service, &desk.owner, whole(&desk, "+12125560700").await).await.unwrap();
    assert_eq!(list(&desk.service, &desk.owner, params::Query::default()).await.unwrap().all, 0);
}

#[tokio::test]
async fn what_did_not_come_with_a_list_is_not_taken_off_as_one() {
    let desk = Desk::new().await;
    let (id, _) = add(&desk.stage, &desk.owner, NUMBER).await;
    let row = shown(&desk.stage, &desk.owner, id).await.row;
    let whole = params::Lift { lift: "by_mistake".into(), whole: "true".into(), ..by_request(&row, 0) };
    let refused = lift(&desk.service, &desk.owner, whole).await;
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.of("whole").is_some()));
    assert_eq!(checked(&desk.stage, &desk.owner, NUMBER).await, ["number_suppressed"]);
}
