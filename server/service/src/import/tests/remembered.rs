//! What columns became the last time.

use domain::wire::import::params;

use super::{
    uploads::{as_proposed, ended, preview, upload, with_uploads},
    *,
};

const LIST: &[u8] = b"Who,Line,Call?\nAna Lopez,4155550142,no\n";
const TURNED: &[u8] = b"Call?,Who,Line\nno,Bob Stone,4155550143\n";

async fn import_by_hand(desk: &Desk, ctx: &Ctx) {
    let service = with_uploads(desk);
    let file = upload(&service, ctx, LIST).await;
    let mut typed = as_proposed(&preview(&service, ctx, &file).await);
    typed.columns = [("column_0", "full_name"), ("column_1", "phone/work"), ("column_2", "opt_out/calls/inverted")]
        .map(|(column, code)| (column.to_owned(), code.to_owned()))
        .into();
    try_out(&service, ctx, typed).await.unwrap();
    let id = start(&service, ctx, params::Run { file }).await.unwrap().to_string();
    assert_eq!(ended(&service, ctx, &id).await.report.blocked, 1);
}

#[tokio::test]
async fn columns_become_what_they_became_the_last_time_under_the_same_headings() {
    let desk = Desk::new().await;
    let service = with_uploads(&desk);
    let file = upload(&service, &desk.owner, TURNED).await;
    let first = preview(&service, &desk.owner, &file).await;
    assert!(!first.remembered && first.columns.iter().all(|column| column.target == "keep"), "{first:?}");

    import_by_hand(&desk, &desk.owner).await;
    let next = preview(&service, &desk.owner, &file).await;
    let targets: Vec<_> = next.columns.iter().map(|column| column.target.as_str()).collect();
    assert!(next.remembered);
    assert_eq!(targets, ["opt_out/calls/inverted", "full_name", "phone/work"]);
}

#[tokio::test]
async fn what_a_business_chose_is_its_own() {
    let desk = Desk::new().await;
    import_by_hand(&desk, &desk.owner).await;
    let stranger = desk.stage.business().await;
    let service = with_uploads(&desk);
    let file = upload(&service, &stranger, LIST).await;
    assert!(!preview(&service, &stranger, &file).await.remembered);
}

#[tokio::test]
async fn other_headings_and_none_are_not_remembered() {
    let desk = Desk::new().await;
    import_by_hand(&desk, &desk.owner).await;
    let service = with_uploads(&desk);
    for list in [&b"Who,Line\nAna,4155550142\n"[..], b"Ana,4155550142,x\nBob,4155550143,y\n"] {
        let file = upload(&service, &desk.owner, list).await;
        assert!(!preview(&service, &desk.owner, &file).await.remembered);
    }
}
