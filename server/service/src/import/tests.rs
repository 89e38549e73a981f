mod columns;
mod corpus;
mod remembered;
mod resumed;
mod undone;
mod uploads;

use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use domain::{
    country::Country,
    event::EventKind,
    id::CustomerId,
    topic::Purpose,
    wire::{
        customer::{List as Customers, ListQuery},
        dnc::{Mark, TakeBack},
        import::Report,
    },
};
use tempfile::TempDir;

use super::*;
use crate::{
    Error,
    ctx::Ctx,
    customer, dnc, erasure, interaction, standing,
    testing::{Stage, on_file},
};

/// A business with a folder for its lists.
struct Desk {
    stage: Stage,
    owner: Ctx,
    folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        Self { stage, owner, folder: tempfile::tempdir().unwrap() }
    }

    fn list(&self, bytes: impl AsRef<[u8]>) -> List {
        list(self.folder.path(), bytes)
    }

    /// Tries a list out, runs it, and expects both to count the same.
    async fn import(&self, bytes: impl AsRef<[u8]>) -> Report {
        let list = self.list(bytes);
        let tried = dry_run(&self.stage.service, &self.owner, &list, |_| ()).await.unwrap();
        let done = run(&self.stage.service, &self.owner, &list, |_| ()).await.unwrap();
        assert_eq!(tried, done);
        done
    }

    async fn customers(&self) -> Customers {
        customer::list(&self.stage.service, &self.owner, ListQuery::default()).await.unwrap()
    }

    async fn find(&self, name: &str) -> CustomerId {
        let found = self.customers().await.rows.into_iter().find(|row| row.name == name);
        found.unwrap_or_else(|| panic!("{name} is not on file")).id
    }

    /// Why somebody may not be called for this purpose; empty where they may.
    async fn reasons(&self, customer: CustomerId, purpose: Purpose) -> BTreeSet<String> {
        let scope = self.stage.service.db.read(self.owner.business).await.unwrap();
        let standings = standing::of(&self.stage.service, &scope, &[customer]).await.unwrap();
        let calls = standings.into_iter().flat_map(|standing| standing.calls);
        calls.filter(|call| call.purpose == purpose).flat_map(|call| call.decision.reasons).collect()
    }

    async fn blocked(&self, name: &str) -> bool {
        let id = self.find(name).await;
        self.reasons(id, Purpose::Service).await.contains("do_not_call")
    }
}

fn list(folder: &Path, bytes: impl AsRef<[u8]>) -> List {
    let path = folder.join("people.csv");
    std::fs::write(&path, bytes).unwrap();
    let country = Country::parse("US").unwrap();
    List { path, name: "people.csv".into(), choices: Choices::default(), mapping: None, country }
}

/// A list like the ones that are sold: `rows` people, nothing about consent.
fn bought(rows: u32) -> String {
    let mut text =
        "\"first_name\",\"last_name\",\"company_name\",\"address\",\"city\",\"county\",\"state\",\"zip\",\"phone1\",\"phone2\",\"email\",\"web\"\n"
            .to_owned();
    for at in 0..rows {
        let (one, two) = (at / 100, at % 100);
        writeln!(
            text,
            "\"Ana{at}\",\"Lopez{at}\",\"Benton, John B Jr\",\"{at} Main St\",\"Irvine\",\"Orange\",\"CA\",{:05},\
             \"415-555-01{two:02}\",\"949-55{one}-01{two:02}\",\"ana{at}@example.com\",\"http://www.example.com\"",
            92_600 + at,
        )
        .unwrap();
    }
    text
}

#[tokio::test]
async fn everybody_of_a_bought_list_is_flagged_and_nobody_may_be_called_with_offers() {
    let desk = Desk::new().await;
    let report = desk.import(bought(500)).await;
    assert_eq!((report.rows, report.added, report.flagged), (500, 500, 500));
    assert_eq!((report.blocked, report.refused, report.problems.shown.len()), (0, 0, 0));
    let customers = desk.customers().await;
    assert_eq!((customers.all, customers.no_consent, customers.do_not_call), (500, 500, 0));
    for row in customers.rows {
        assert!(desk.reasons(row.id, Purpose::Marketing).await.contains("consent_unknown"), "{}", row.name);
        assert!(!desk.reasons(row.id, Purpose::Service).await.contains("consent_unknown"), "{}", row.name);
    }
}

#[tokio::test]
async fn a_second_run_changes_nothing() {
    let desk = Desk::new().await;
    let text = "Name,Phone,Do not call\nZoe Quiet,415-555-0199,yes\n";
    assert_eq!(desk.import(text).await.blocked, 1);
    desk.import(bought(40)).await;
    let before = (desk.customers().await, desk.stage.ledger(desk.owner.business).await);

    let report = desk.import(text).await;
    assert_eq!((report.added, report.changed, report.unchanged, report.blocked), (0, 0, 1, 0));
    let report = desk.import(bought(40)).await;
    assert_eq!((report.added, report.changed, report.unchanged), (0, 0, 40));
    assert_eq!(desk.customers().await.rows, before.0.rows);
    let more = &desk.stage.ledger(desk.owner.business).await[before.1.len()..];
    let runs = [EventKind::ImportStarted, EventKind::ImportFinished];
    assert_eq!(more, [runs, runs].concat());
}

#[tokio::test]
async fn the_no_of_a_list_stands_when_a_member_takes_their_own_mark_back() {
    let desk = Desk::new().await;
    let service = &desk.stage.service;
    desk.import("Name,Phone\nAna Lopez,(415) 555-0142\n").await;
    let ana = desk.find("Ana Lopez").await.to_string();
    dnc::mark(service, &desk.owner, Mark { customer: ana.clone() }).await.unwrap();
    let no = "Name,Phone,Do not call\nAna Lopez,(415) 555-0142,yes\n";
    assert_eq!(desk.import(no).await.blocked, 1);
    assert_eq!(desk.import(no).await.unchanged, 1);
    let back = dnc::take_back(service, &desk.owner, TakeBack { customer: ana }).await;
    assert!(back.is_ok() || matches!(back, Err(Error::Forbidden)));
    assert!(desk.blocked("Ana Lopez").await);
}

#[tokio::test]
async fn a_later_list_adds_a_block_and_never_takes_one_away() {
    let desk = Desk::new().await;
    let with = |said: &str| format!("Name,Phone,Do not call\nAna Lopez,(415) 555-0142,{said}\n");
    desk.import(with("no")).await;
    assert!(!desk.blocked("Ana Lopez").await);
    let report = desk.import(with("yes")).await;
    assert_eq!((report.added, report.changed, report.blocked), (0, 1, 1));
    assert!(desk.blocked("Ana Lopez").await);
    let report = desk.import(with("no")).await;
    assert_eq!((report.changed, report.unchanged), (0, 1));
    assert!(desk.blocked("Ana Lopez").await);
    // The same number under another name is on the list as well.
    desk.import("Name,Phone\nBob Lopez,+1 415 555 0142\n").await;
    let bob = desk.find("Bob Lopez").await;
    assert!(desk.reasons(bob, Purpose::Service).await.contains("number_suppressed"));
}

#[tokio::test]
async fn nobody_who_withdrew_comes_back_with_a_list() {
    let desk = Desk::new().await;
    let text = "Name,Phone,Email\nAna Lopez,(415) 555-0142,ana@example.com\nBob Stone,(415) 555-0143,\n";
    desk.import(text).await;
    let service = &desk.stage.service;
    let no = on_file(&desk.stage, &desk.owner, desk.find("Ana Lopez").await, "no").await;
    interaction::record_answer(service, &desk.owner, no).await.unwrap();

    let hidden = desk.import(text).await;
    assert_eq!((hidden.added, hidden.unchanged, hidden.refused), (0, 1, 1));
    desk.stage.clock.advance(chrono::TimeDelta::hours(73));
    assert_eq!(erasure::run_due(service).await.unwrap(), 1);
    for text in [text, "Name,Phone\nA. Lopez,4155550142\n", "Name,Email\nAna,ANA@example.com\n"] {
        let erased = desk.import(text).await;
        assert_eq!((erased.added, erased.refused), (0, 1), "{text}");
        assert!(erased.problems.shown[0].starts_with("Line 2: somebody with this number or address said no"));
    }
    assert_eq!(desk.customers().await.all, 1);
}

#[tokio::test]
async fn only_who_may_import_does() {
    let desk = Desk::new().await;
    let list = desk.list("Name,Phone\nAna,4155550142\n");
    for (name, role) in [("Sam Staff", "staff"), ("Ada Auditor", "auditor")] {
        let ctx = desk.stage.member(&desk.owner, name, role).await;
        let service = &desk.stage.service;
        assert!(matches!(dry_run(service, &ctx, &list, |_| ()).await, Err(Error::Forbidden)));
        assert!(matches!(run(service, &ctx, &list, |_| ()).await, Err(Error::Forbidden)));
        assert!(matches!(
            page(service, &ctx, domain::wire::import::params::Query::default()).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(receive(service, &ctx, "people.csv"), Err(Error::Forbidden)));
    }
    assert_eq!(desk.customers().await.all, 0);
}

#[tokio::test]
async fn an_import_ends_when_the_right_of_who_started_it_does() {
    let desk = Desk::new().await;
    let admin = desk.stage.member(&desk.owner, "Al Admin", "admin").await;
    let list = desk.list(bought(3));
    let begun = super::begin::begin(&desk.stage.service, &admin, &list, None).await.unwrap();
    let id = begun.id().to_string();
    crate::team::disable(&desk.stage.service, &desk.owner, admin.member().unwrap()).await.unwrap();

    let ended = super::run::carry_out(&desk.stage.service, begun, &list, |_| ()).await;
    assert!(matches!(ended, Err(Error::SignedOut)), "{ended:?}");
    assert_eq!(desk.customers().await.all, 0);
    let query = domain::wire::import::params::Query { run: id, ..Default::default() };
    let shown = page(&desk.stage.service, &desk.owner, query).await.unwrap();
    let domain::wire::import::Import::Run(run) = shown else { panic!("{shown:?}") };
    assert_eq!((run.status, run.report.rows), (domain::wire::import::Status::Failed, 0));
}
