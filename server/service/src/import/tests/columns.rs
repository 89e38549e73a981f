//! What columns and lines of a list come to.

use super::*;
use domain::import::column::{Label, Target as T};

#[tokio::test]
async fn every_shape_of_a_file_comes_to_the_same_people() {
    for sign in [",", ";", "\t"] {
        for end in ["\n", "\r\n", "\r"] {
            let desk = Desk::new().await;
            let lines =
                ["Full name|Phone|Do not call", "Zo\u{eb} Quiet|(415) 555-0142|yes", "Ana Lopez|415.555.0143|no"];
            let text = format!("\u{feff}{}{end}", lines.join(end).replace('|', sign));
            let report = desk.import(&text).await;
            assert_eq!((report.added, report.blocked, report.refused), (2, 1, 0), "{text:?}");
            assert!(desk.blocked("Zo\u{eb} Quiet").await && !desk.blocked("Ana Lopez").await, "{text:?}");
        }
    }
}

#[tokio::test]
async fn a_no_in_a_column_of_permissions_blocks() {
    let desk = Desk::new().await;
    let text = "Name,Phone,Allow phone calls\nNo Nora,4155550142,No\nYes Yan,4155550143,Yes\nEmpty Eve,4155550144,\n";
    let list = desk.list(text);
    let columns = list.look().await.unwrap().columns;
    assert_eq!(columns[2].sentence.as_deref(), Some("\u{201c}no\u{201d} in this column means: no calls"));
    let report = desk.import(text).await;
    assert_eq!((report.added, report.blocked), (3, 2));
    assert!(desk.blocked("No Nora").await && desk.blocked("Empty Eve").await);
    assert!(!desk.blocked("Yes Yan").await);
    // A yes there is a permission that nobody can show: it grants nothing.
    assert_eq!(desk.customers().await.no_consent, 3);
}

#[tokio::test]
async fn a_no_that_cannot_be_read_blocks_and_is_reported() {
    let desk = Desk::new().await;
    let report = desk.import("Name,Phone,Do not call\nAna Lopez,4155550142,ask her sister\n").await;
    assert_eq!((report.added, report.blocked, report.warnings.shown.len()), (1, 1, 1));
    assert!(report.warnings.shown[0].starts_with("Line 2, \u{201c}Do not call\u{201d}"), "{report:?}");
    assert!(desk.blocked("Ana Lopez").await);
}

#[tokio::test]
async fn a_no_to_mail_or_texts_closes_these_and_leaves_calls() {
    let desk = Desk::new().await;
    let text = "Name,Phone,Email Opt Out,Do not text\nAna Lopez,4155550142,1,0\nBob Stone,4155550143,0,1\n";
    let report = desk.import(text).await;
    assert_eq!((report.blocked, report.no_email, report.no_marketing_email, report.no_sms), (0, 0, 1, 1));
    let ana = desk.find("Ana Lopez").await;
    let scope = desk.stage.service.db.read(desk.owner.business).await.unwrap();
    let answers = store::consent::list(&scope, &[ana]).await.unwrap();
    let answers: Vec<_> =
        answers.iter().map(|it| (it.topic.as_str(), it.status.as_str(), it.method.as_str())).collect();
    assert_eq!(answers, [("email/marketing", "refused", "import")]);
}

#[tokio::test]
async fn only_a_consent_with_day_source_and_wording_counts() {
    let desk = Desk::new().await;
    let text = "Name,Phone,Consent date,Consent source,Consent wording\n\
        Ana Lopez,4155550142,2025-11-02,Fair in Boston,You may keep my details\n\
        Bob Stone,4155550143,2025-11-02,,You may keep my details\n\
        Cy Later,4155550144,2031-01-01,Fair in Boston,You may keep my details\n";
    let mut list = desk.list(text);
    list.mapping = Some(vec![T::FullName, T::Phone(Label::Plain), T::ConsentDate, T::ConsentSource, T::ConsentWording]);
    let tried = dry_run(&desk.stage.service, &desk.owner, &list, |_| ()).await.unwrap();
    let done = run(&desk.stage.service, &desk.owner, &list, |_| ()).await.unwrap();
    assert_eq!(tried, done);
    assert_eq!((done.added, done.flagged, done.warnings.shown.len()), (3, 2, 2), "{done:?}");
    let flagged = |row: &domain::wire::customer::Row| row.flagged;
    let customers = desk.customers().await;
    let names: Vec<_> = customers.rows.iter().filter(|row| flagged(row)).map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Bob Stone", "Cy Later"]);
}

#[tokio::test]
async fn lines_that_cannot_be_used_are_named_and_the_others_are_imported() {
    let desk = Desk::new().await;
    let text = "Name,Phone\nAna Lopez,4155550142\n\"broken \"quote,4155550143\n,\nBob Stone,4155550144,too,many\nCy,4155550145\n";
    let report = desk.import(text).await;
    assert_eq!((report.rows, report.added, report.refused), (4, 2, 2), "{report:?}");
    let lines: Vec<_> = report.problems.shown.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(lines, ["Line 3", "Line 5"]);
}

#[tokio::test]
async fn a_report_names_a_thousand_lines_and_counts_the_others() {
    let desk = Desk::new().await;
    let mut text = "Name,Phone\nAna Lopez,4155550142\n".to_owned();
    text.extend((0..1_003).map(|_| "a,b,too many\n"));
    let report = desk.import(text).await;
    assert_eq!((report.refused, report.problems.shown.len(), report.problems.more), (1_003, 1_000, 3));
}

#[tokio::test]
async fn two_lines_of_one_person_are_one_person() {
    let desk = Desk::new().await;
    let text = "ID,Name,Phone,Do not call\n7,Ana Lopez,4155550142,no\n7,Ana Lopez,4155550143,yes\n7,Ana Lopez,4155550142,yes\n";
    let far = format!("{text}{}", "9,Eve Far,4155550150,no\n".repeat(600));
    let report = desk.import(&far).await;
    assert_eq!((report.added, report.changed, report.unchanged, report.blocked), (2, 1, 600, 1));
    let more: Vec<_> = report.warnings.shown.iter().filter(|line| line.contains("is on file")).collect();
    assert_eq!(more.len(), 1, "{more:?}");
    assert!(more[0].starts_with("Line 3:"), "{more:?}");
}
