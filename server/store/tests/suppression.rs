//! The do-not-call list: its parts, its counts and its sources, on both databases.
#![allow(clippy::unwrap_used, reason = "a test may end like this")]

mod support;

use chrono::TimeDelta;
use domain::id::{BusinessId, SuppressionId, SuppressionSourceId};
use store::{
    Db, Scope, business,
    entity::{suppression as row, suppression_source},
    suppression::{self, Filter, Place},
};
use support::{
    Fresh,
    row::{self as rows, id, now},
};

each_db!(
    the_list_is_read_in_parts_by_instant_and_identifier,
    a_number_counts_once_for_each_kind_of_source,
    a_number_without_a_standing_source_is_not_on_the_list,
    many_rows_are_found_by_their_hashes_in_their_own_business_only,
);

const BUSINESSES: [u128; 2] = [1, 2];

struct Stage {
    db: Db,
    _fresh: Fresh,
}

impl Stage {
    async fn new(fresh: Fresh) -> Self {
        let db = fresh.open().await;
        let stage = Self { db, _fresh: fresh };
        for number in BUSINESSES {
            let founded = rows::business(BusinessId(id(number)));
            stage.write(number, async |scope| business::insert(scope, founded.clone()).await.unwrap()).await;
        }
        stage
    }

    async fn write(&self, business: u128, work: impl AsyncFn(&Scope)) {
        let batch = self.db.begin().await.unwrap();
        let scope = batch.scope(BusinessId(id(business))).await.unwrap();
        work(&scope).await;
        scope.keep().await.unwrap();
        batch.commit().await.unwrap();
    }

    async fn read(&self, business: u128) -> Scope {
        self.db.read(BusinessId(id(business))).await.unwrap()
    }
}

fn number(business: u128, at: u128) -> row::Model {
    row::Model {
        business_id: id(business),
        id: id(at),
        number: Some(format!("+1415555{at:04}")),
        hash: format!("hash-{at}"),
        listed_at: now(),
    }
}

fn source(business: u128, at: u128, of: u128, kind: &str) -> suppression_source::Model {
    suppression_source::Model {
        business_id: id(business),
        id: id(at),
        suppression_id: id(of),
        kind: kind.into(),
        customer_id: None,
        mark_id: None,
        note: None,
        list: None,
        added_by_kind: "operator".into(),
        added_by_id: None,
        added_at: now(),
        lift: None,
        lift_reason: None,
        lift_evidence: None,
        lifted_by_kind: None,
        lifted_by_id: None,
        lifted_at: None,
    }
}

async fn the_list_is_read_in_parts_by_instant_and_identifier(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage
        .write(1, async |scope| {
            // Five at one instant, and one before and after.
            let at = |at: u128, by: i64| row::Model { listed_at: now() + TimeDelta::microseconds(by), ..number(1, at) };
            let numbers = [at(10, 0), at(11, 0), at(12, 0), at(13, 0), at(14, 0), at(15, -1), at(16, 1)];
            suppression::insert_all(scope, numbers.to_vec()).await.unwrap();
            let sources = (10..17).map(|of| source(1, of + 100, of, "stranger"));
            suppression::insert_sources(scope, sources.collect()).await.unwrap();
        })
        .await;
    let scope = stage.read(1).await;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let part = suppression::list(&scope, &Filter { kind: None, after }, 2).await.unwrap();
        let Some(last) = part.last() else { break };
        after = Some(Place { listed_at: last.listed_at, id: SuppressionId(last.id) });
        seen.extend(part.into_iter().map(|number| number.id.as_u128()));
    }
    assert_eq!(seen, [16, 14, 13, 12, 11, 10, 15]);
}

async fn a_number_counts_once_for_each_kind_of_source(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage
        .write(1, async |scope| {
            suppression::insert_all(scope, vec![number(1, 10), number(1, 11)]).await.unwrap();
            let sources = vec![
                source(1, 100, 10, "mark"),
                source(1, 101, 10, "mark"),
                source(1, 102, 10, "list"),
                source(1, 103, 11, "list"),
            ];
            suppression::insert_sources(scope, sources).await.unwrap();
        })
        .await;
    let scope = stage.read(1).await;
    let mut counts = suppression::counts(&scope).await.unwrap();
    counts.sort();
    assert_eq!(counts, [("list".to_owned(), 2), ("mark".to_owned(), 1)]);
    assert_eq!(suppression::count(&scope).await.unwrap(), 2);
    let marked = Filter { kind: Some("mark".into()), after: None };
    let marked = suppression::list(&scope, &marked, 10).await.unwrap();
    assert_eq!(marked.into_iter().map(|number| number.id.as_u128()).collect::<Vec<_>>(), [10]);
}

async fn a_number_without_a_standing_source_is_not_on_the_list(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage
        .write(1, async |scope| {
            suppression::insert_all(scope, vec![number(1, 10), number(1, 11)]).await.unwrap();
            suppression::insert_sources(scope, vec![source(1, 100, 10, "list"), source(1, 101, 11, "list")])
                .await
                .unwrap();
            let found = suppression::find_source(scope, SuppressionSourceId(id(100))).await.unwrap().unwrap();
            let lifted = suppression_source::Model {
                lift: Some("by_request".into()),
                lift_evidence: Some("letter".into()),
                lifted_at: Some(now()),
                ..found
            };
            suppression::update_source(scope, lifted).await.unwrap();
            suppression::forget_number(scope, SuppressionId(id(10))).await.unwrap();
        })
        .await;
    let scope = stage.read(1).await;
    assert_eq!(suppression::count(&scope).await.unwrap(), 1);
    assert_eq!(suppression::list(&scope, &Filter::default(), 10).await.unwrap().len(), 1);
    let standing = suppression::standing(&scope, &["hash-10".into(), "hash-11".into()]).await.unwrap();
    assert_eq!(standing.into_keys().collect::<Vec<_>>(), ["hash-11"]);
    let free = suppression::find(&scope, SuppressionId(id(10))).await.unwrap().unwrap();
    assert_eq!(free.number, None);
}

async fn many_rows_are_found_by_their_hashes_in_their_own_business_only(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    for business in BUSINESSES {
        stage
            .write(business, async |scope| {
                let numbers = (0..1_200).map(|at| number(business, 10_000 * business + at));
                suppression::insert_all(scope, numbers.collect()).await.unwrap();
                let sources = (0..1_200).map(|at| source(business, at, 10_000 * business + at, "list"));
                suppression::insert_sources(scope, sources.collect()).await.unwrap();
            })
            .await;
    }
    let hashes: Vec<_> = (0..6_000).map(|at| format!("hash-{}", 10_000 + at)).collect();
    let ours = stage.read(1).await;
    assert_eq!(suppression::list_by_hash(&ours, &hashes).await.unwrap().len(), 1_200);
    assert_eq!(suppression::standing(&ours, &hashes).await.unwrap().len(), 1_200);
    drop(ours);
    let theirs = stage.read(2).await;
    assert!(suppression::list_by_hash(&theirs, &hashes).await.unwrap().is_empty());
    assert_eq!(suppression::count(&theirs).await.unwrap(), 1_200);
}
