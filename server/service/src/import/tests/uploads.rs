//! Uploading, looking at the columns, trying out, importing, the report.

use domain::wire::import::{Import, Preview, Run, Status, params};

use super::*;
use crate::Service;

pub(super) fn with_uploads(desk: &Desk) -> Service {
    desk.stage.service.clone().with_uploads(Uploads::in_folder(desk.folder.path()))
}

pub(super) async fn upload(service: &Service, ctx: &Ctx, bytes: &[u8]) -> String {
    let mut receiving = receive(service, ctx, "C:\\lists\\people.csv").unwrap();
    for part in bytes.chunks(7) {
        receiving.write(part).await.unwrap();
    }
    receiving.finish().await.unwrap()
}

pub(super) async fn preview(service: &Service, ctx: &Ctx, file: &str) -> Preview {
    let query = params::Query { file: file.into(), ..Default::default() };
    match page(service, ctx, query).await.unwrap() {
        Import::List(preview) => preview,
        other => panic!("{other:?}"),
    }
}

pub(super) async fn shown(service: &Service, ctx: &Ctx, run: &str) -> Run {
    match page(service, ctx, params::Query { run: run.into(), ..Default::default() }).await.unwrap() {
        Import::Run(run) => run,
        other => panic!("{other:?}"),
    }
}

/// The run, when nothing of it is under way any more.
pub(super) async fn ended(service: &Service, ctx: &Ctx, run: &str) -> Run {
    loop {
        let run = shown(service, ctx, run).await;
        if !run.status.is_under_way() {
            return run;
        }
        tokio::task::yield_now().await;
    }
}

pub(super) fn as_proposed(preview: &Preview) -> params::DryRun {
    let columns = preview.columns.iter().enumerate().map(|(at, it)| (format!("column_{at}"), it.target.clone()));
    let (file, country) = (preview.file.clone(), preview.country.clone());
    params::DryRun { file, country, columns: columns.collect(), ..Default::default() }
}

const LIST: &[u8] = b"Name;Phone;Allow phone calls\nAna Lopez;4155550142;no\nBob Stone;4155550143;yes\n";

#[tokio::test]
async fn a_list_is_uploaded_tried_out_and_imported_and_nothing_is_lost_in_between() {
    let desk = Desk::new().await;
    let service = with_uploads(&desk);
    let file = upload(&service, &desk.owner, LIST).await;
    let first = preview(&service, &desk.owner, &file).await;
    assert_eq!(
        (first.name.as_str(), first.delimiter.as_str(), first.country.as_str()),
        ("people.csv", "semicolon", "US")
    );
    let targets: Vec<_> = first.columns.iter().map(|column| column.target.as_str()).collect();
    assert_eq!(targets, ["full_name", "phone", "opt_out/calls/inverted"]);
    assert_eq!(first.columns[1].samples, ["4155550142", "4155550143"]);
    assert_eq!(first.report, None);

    let run = params::Run { file: file.clone() };
    assert!(matches!(start(&service, &desk.owner, run.clone()).await, Err(Error::Invalid(_))), "not tried out yet");
    let mut tried = as_proposed(&first);
    tried.columns.insert("column_0".into(), "company".into());
    try_out(&service, &desk.owner, tried).await.unwrap();
    let second = preview(&service, &desk.owner, &file).await;
    assert_eq!(second.columns[0].target, "company");
    assert_eq!(second.report.map(|report| (report.added, report.blocked)), Some((2, 1)));

    let id = start(&service, &desk.owner, run.clone()).await.unwrap().to_string();
    assert!(matches!(start(&service, &desk.owner, run).await, Err(Error::Invalid(_))), "it is imported once");
    let ended = ended(&service, &desk.owner, &id).await;
    assert_eq!((ended.status, ended.report.rows, ended.report.blocked), (Status::Finished, 2, 1));
    assert_eq!(desk.customers().await.all, 2);
    while matches!(
        page(&service, &desk.owner, params::Query { file: file.clone(), ..Default::default() }).await,
        Ok(Import::List(_))
    ) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_list_is_found_by_its_own_business_only() {
    let desk = Desk::new().await;
    let service = with_uploads(&desk);
    let file = upload(&service, &desk.owner, LIST).await;
    let stranger = desk.stage.business().await;
    for (ctx, token) in [(&stranger, file.as_str()), (&desk.owner, "../../people"), (&desk.owner, "unknown")] {
        let query = params::Query { file: token.into(), ..Default::default() };
        assert!(matches!(page(&service, ctx, query).await.unwrap(), Import::Unusable(_)), "{token}");
        let tried = params::DryRun { file: token.into(), country: "US".into(), ..Default::default() };
        assert!(matches!(try_out(&service, ctx, tried).await, Err(Error::Invalid(_))), "{token}");
        assert!(start(&service, ctx, params::Run { file: token.into() }).await.is_err(), "{token}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_list_says_why_on_its_page() {
    let desk = Desk::new().await;
    let service = with_uploads(&desk);
    for (bytes, why) in
        [(&b"PK\x03\x04workbook"[..], "Save the list as CSV"), (b"", "empty"), (b"Name,Phone\n", "no rows")]
    {
        let file = upload(&service, &desk.owner, bytes).await;
        let query = params::Query { file, ..Default::default() };
        let Import::Unusable(sentence) = page(&service, &desk.owner, query).await.unwrap() else { panic!("{why}") };
        assert!(sentence.contains(why), "{sentence}");
    }
}

#[tokio::test]
async fn an_upload_that_broke_off_leaves_nothing() {
    let desk = Desk::new().await;
    let service = with_uploads(&desk);
    let mut receiving = receive(&service, &desk.owner, "people.csv").unwrap();
    receiving.write(LIST).await.unwrap();
    drop(receiving);
    let folder = desk.folder.path().join(desk.owner.business.to_string());
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
}
