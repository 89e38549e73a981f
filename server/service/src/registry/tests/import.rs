//! Files in force, while others ask.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{NaiveDate, TimeDelta};
use domain::{event::EventKind, wire::call::Check};

use super::*;
use crate::{ctx::Ctx, testing::Stage};

/// A service whose registries lie in a folder, and that folder with files.
pub(super) struct Hall {
    pub(super) stage: Stage,
    pub(super) desk: Desk,
}

impl Hall {
    pub(super) async fn new() -> Self {
        Self { stage: Stage::new().await, desk: Desk::new() }
    }

    pub(super) async fn import(&self, holds: Holds, contents: &str, day: NaiveDate) -> Result<Imported, NotImported> {
        let files = vec![self.desk.file("us.txt", contents)];
        let download = Download { registry: US, files, holds, downloaded_on: day };
        import(&self.stage.service, download, BytesRead::default()).await
    }

    pub(super) async fn full(&self, contents: &str) -> Imported {
        self.import(Holds::Everything(Extent::National), contents, today()).await.unwrap()
    }

    /// The one index that lies in the folder.
    fn index_file(&self) -> PathBuf {
        let folder = self.stage.registries();
        let all = names(&folder).into_iter().filter(|name| name.contains(".index"));
        let all: Vec<_> = all.collect();
        assert_eq!(all.len(), 1, "{all:?}");
        folder.join(&all[0])
    }

    /// The same database, opened by another process.
    fn other_process(&self) -> crate::Service {
        let mut other = self.stage.service.clone();
        other.shelf = std::sync::Arc::new(Shelf::default());
        other.with_registries(self.stage.registries())
    }
}

/// The day of a test.
pub(super) fn today() -> NaiveDate {
    "2026-03-03".parse().unwrap()
}

/// A business that subscribed, with offers open until a no.
pub(super) async fn subscriber(hall: &Hall) -> Ctx {
    let ctx = hall.stage.business().await;
    open_to_offers(hall, &ctx).await;
    subscribe(&hall.stage.service, &ctx, super::subscription::typed()).await.unwrap();
    ctx
}

pub(super) async fn open_to_offers(hall: &Hall, ctx: &Ctx) {
    let opt_out = |topic: domain::topic::Topic| match topic {
        domain::topic::Topic::Reach(channel, purpose) => {
            vec![(domain::setting::Setting::OptIn(channel, purpose).code().to_owned(), "opt_out".to_owned())]
        }
        domain::topic::Topic::DataCollection => Vec::new(),
    };
    let topics =
        domain::wire::setting::params::Topics { fields: domain::topic::Topic::all().flat_map(opt_out).collect() };
    crate::setting::set_topics(&hall.stage.service, ctx, topics).await.unwrap();
}

/// The reasons against an offer to this number.
pub(super) async fn offer(service: &crate::Service, ctx: &Ctx, phone: &str) -> Vec<String> {
    let check = Check { phone: phone.into(), purpose: "marketing".into() };
    crate::call::check(service, ctx, check).await.unwrap().decision.reasons
}

#[tokio::test]
async fn a_number_on_the_registry_is_blocked_from_the_commit_of_its_row_on() {
    let hall = Hall::new().await;
    hall.full("212,5550100\n").await;
    let ctx = subscriber(&hall).await;
    let service = &hall.stage.service;
    assert_eq!(offer(service, &ctx, "212-555-0100").await, ["national_registry"]);
    assert!(offer(service, &ctx, "212-555-0101").await.is_empty());
    let other = hall.other_process();
    assert_eq!(offer(&other, &ctx, "212-555-0100").await, ["national_registry"]);
    let imported = hall.full("212,5550101\n").await;
    assert_eq!((imported.was_in_force, imported.businesses, imported.row.version), (false, 1, 2));
    assert!(offer(service, &ctx, "212-555-0100").await.is_empty());
    assert_eq!(offer(service, &ctx, "212-555-0101").await, ["national_registry"]);
    // And in a process that still holds the former list, and in one that has read nothing.
    assert!(offer(&other, &ctx, "212-555-0100").await.is_empty());
    assert_eq!(offer(&other, &ctx, "212-555-0101").await, ["national_registry"]);
    assert_eq!(offer(&hall.other_process(), &ctx, "212-555-0101").await, ["national_registry"]);
    assert_eq!(hall.stage.ledger(ctx.business).await.last(), Some(&EventKind::RegistryLoaded));
}

#[tokio::test]
async fn the_same_file_is_kept_once_and_is_in_force_already() {
    let hall = Hall::new().await;
    let first = hall.full("212,5550100\n").await;
    let again = hall.full("212,5550100\n").await;
    assert!(again.was_in_force && again.row == first.row);
    hall.index_file();
    hall.stage.clock.advance(TimeDelta::days(1));
    let newer = hall.import(Holds::Everything(Extent::National), "212,5550100\n", today() + TimeDelta::days(1)).await;
    assert_eq!(newer.unwrap().row.version, 2, "a newer download of the same numbers");
    hall.index_file();
}

#[tokio::test]
async fn a_former_index_is_taken_away_once_nobody_can_be_about_to_read_it() {
    let hall = Hall::new().await;
    let mut rows = Vec::new();
    for contents in ["212,5550100\n", "212,5550101\n", "212,5550102\n"] {
        rows.push(hall.full(contents).await.row);
    }
    let folder = hall.stage.registries();
    let is_there = |at: usize| folder.join(&rows[at].index_file).exists();
    assert!([0, 1, 2].into_iter().all(is_there), "somebody may have seen the row of each a moment ago");
    for row in &rows {
        let file = fs::File::options().append(true).open(folder.join(&row.index_file)).unwrap();
        file.set_modified((hall.stage.service.now() - TimeDelta::hours(2)).into()).unwrap();
    }
    hall.full("212,5550103\n").await;
    assert!(!is_there(0) && !is_there(1) && is_there(2), "only the one before is left");
}

#[tokio::test]
async fn a_broken_file_leaves_the_former_in_force() {
    let hall = Hall::new().await;
    hall.full("212,5550100\n").await;
    let ctx = subscriber(&hall).await;
    let broken = hall.import(Holds::Everything(Extent::National), "212,5550101\n212,55\n", today()).await;
    assert!(broken.unwrap_err().to_string().starts_with("us.txt, line 2: "));
    let broken = hall.import(Holds::Changes, "212,5550100,1,D\n212,5550100\n", today()).await;
    assert!(broken.unwrap_err().to_string().starts_with("us.txt, line 2: "));
    for service in [&hall.stage.service, &hall.other_process()] {
        assert_eq!(offer(service, &ctx, "212-555-0100").await, ["national_registry"]);
        assert!(offer(service, &ctx, "212-555-0101").await.is_empty());
    }
    hall.index_file();
}

#[tokio::test]
async fn a_download_of_a_day_to_come_and_one_older_than_that_in_force_are_refused() {
    let hall = Hall::new().await;
    hall.full("212,5550100\n").await;
    let holds = Holds::Everything(Extent::National);
    let tomorrow = hall.import(holds, "212,5550101\n", today() + TimeDelta::days(1)).await;
    assert!(matches!(tomorrow, Err(NotImported::Future)));
    let yesterday = hall.import(holds, "212,5550101\n", today() - TimeDelta::days(1)).await;
    assert!(matches!(yesterday, Err(NotImported::Older(day)) if day == today()));
}

#[tokio::test]
async fn changes_are_applied_to_the_newest_list_and_need_one() {
    let hall = Hall::new().await;
    let none = hall.import(Holds::Changes, "212,5550100,1,A\n", today()).await;
    assert!(matches!(none, Err(NotImported::Refused(Refused::NoList(_)))));
    hall.full("212,5550100\n").await;
    let ctx = subscriber(&hall).await;
    hall.import(Holds::Changes, "212,5550100,1,D\n212,5550101,1,A\n", today()).await.unwrap();
    hall.import(Holds::Changes, "212,5550102,1,A\n", today()).await.unwrap();
    for (phone, listed) in [("212-555-0100", false), ("212-555-0101", true), ("212-555-0102", true)] {
        assert_eq!(!offer(&hall.stage.service, &ctx, phone).await.is_empty(), listed, "{phone}");
    }
}

#[tokio::test]
async fn a_deletion_in_a_list_of_changes_lifts_no_block_of_the_business() {
    let hall = Hall::new().await;
    hall.full("212,5550127\n212,5550128\n").await;
    let ctx = subscriber(&hall).await;
    let customer = crate::testing::customer(&hall.stage, &ctx, "yes").await;
    let mark = domain::wire::dnc::Mark { customer: customer.to_string() };
    crate::dnc::mark(&hall.stage.service, &ctx, mark).await.unwrap();
    let stranger = domain::wire::suppression::params::Add { phone: "212-555-0128".into(), reason: "asked".into() };
    crate::suppression::add_number(&hall.stage.service, &ctx, stranger).await.unwrap();
    hall.import(Holds::Changes, "212,5550127,1,D\n212,5550128,1,D\n212,5550129,1,A\n", today()).await.unwrap();
    assert_eq!(offer(&hall.stage.service, &ctx, "212-555-0127").await, ["do_not_call", "number_suppressed"]);
    assert_eq!(offer(&hall.stage.service, &ctx, "212-555-0128").await, ["number_suppressed"]);
}

#[tokio::test]
async fn an_index_that_is_missing_or_damaged_blocks_offers_and_heals_when_it_is_replaced() {
    let hall = Hall::new().await;
    hall.full("212,5550100\n").await;
    let ctx = subscriber(&hall).await;
    let (path, service) = (hall.index_file(), hall.other_process());
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(offer(&service, &ctx, "212-555-0101").await, ["could_not_check"]);
    fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    for _ in 0..2 {
        assert_eq!(offer(&service, &ctx, "212-555-0101").await, ["could_not_check"]);
    }
    // Service calls ask no registry.
    let check = Check { phone: "212-555-0101".into(), purpose: "service".into() };
    assert!(crate::call::check(&service, &ctx, check).await.unwrap().decision.reasons.is_empty());
    // Another index in its place is not the one that is in force.
    let desk = Desk::new();
    desk.load(US, "us.txt", "212,5550101\n").unwrap();
    fs::copy(desk.place(), &path).unwrap();
    assert_eq!(offer(&service, &ctx, "212-555-0101").await, ["could_not_check"]);
    fs::write(&path, &bytes).unwrap();
    assert!(offer(&service, &ctx, "212-555-0101").await.is_empty());
    assert_eq!(offer(&service, &ctx, "212-555-0100").await, ["national_registry"]);
    // What was read once is asked without its file.
    fs::remove_file(&path).unwrap();
    assert_eq!(offer(&service, &ctx, "212-555-0100").await, ["national_registry"]);
}

#[tokio::test]
async fn a_damaged_index_is_whole_again_when_its_files_are_loaded_again() {
    let hall = Hall::new().await;
    hall.full("212,5550100\n").await;
    let ctx = subscriber(&hall).await;
    fs::write(hall.index_file(), b"nothing").unwrap();
    let service = hall.other_process();
    assert_eq!(offer(&service, &ctx, "212-555-0101").await, ["could_not_check"]);
    assert!(hall.full("212,5550100\n").await.was_in_force);
    assert!(offer(&service, &ctx, "212-555-0101").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_asks_during_a_load_sees_the_list_before_or_the_one_after() {
    let hall = Hall::new().await;
    let (even, odd) = ("212,5550122\n212,5550124\n", "212,5550121\n212,5550123\n");
    let new = |lines: &str, round: u32| format!("{lines}718,555{round:04}\n");
    hall.full(even).await;
    let ctx = subscriber(&hall).await;
    let ended = std::sync::Arc::new(AtomicBool::new(false));
    let ask = |service: crate::Service| {
        let (ctx, ended) = (ctx.clone(), std::sync::Arc::clone(&ended));
        tokio::spawn(async move {
            let mut asked = 0_u32;
            while !ended.load(Ordering::Relaxed) || asked == 0 {
                let scope = service.db.read(ctx.business).await.unwrap();
                let snapshot = RegistrySnapshot::load(&service.shelf, &scope).await.unwrap();
                let told = [121, 122, 123, 124].map(|number| snapshot.standing(12_125_550_000 + number));
                assert!(told.iter().all(|standing| !standing.unreadable && !standing.uncovered), "{told:?}");
                let held = told.map(|standing| standing.listed);
                assert!(held == [false, true, false, true] || held == [true, false, true, false], "{held:?}");
                asked += 1;
            }
        })
    };
    let readers = [ask(hall.stage.service.clone()), ask(hall.other_process())];
    for round in 0..10 {
        hall.full(&new(odd, round)).await;
        hall.full(&new(even, round)).await;
    }
    ended.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.await.unwrap();
    }
}
