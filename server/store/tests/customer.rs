//! The list of customers: search, filters and counts, on both databases.
#![allow(clippy::unwrap_used, reason = "a test may end like this")]

mod support;

use domain::id::{BusinessId, ContactPointId, CustomerId};
use store::{
    Db, StoreError, business, consent,
    customer::{self, Filter, Flag},
    dnc,
    entity::{consent_event, contact_point, customer as customer_row, dnc_mark},
};
use support::{
    Fresh,
    row::{self, id, now, person},
};

each_db!(
    a_name_is_found_in_any_case_and_by_any_word,
    a_number_is_found_by_the_digits_of_any_format,
    an_address_is_found_by_any_part_of_it,
    percent_and_underscore_are_signs_like_others,
    a_retired_number_finds_nobody,
    the_filters_show_who_is_marked_and_who_was_never_asked,
    who_withdrew_is_neither_listed_nor_counted,
    a_page_begins_where_the_last_one_ended,
    no_other_business_is_seen,
    a_number_belongs_to_a_customer_of_the_same_business,
    everything_of_who_is_merged_moves_and_is_found_in_one_place,
);

/// Two businesses; the first has the customers.
struct Stage {
    db: Db,
    ours: BusinessId,
    theirs: BusinessId,
    _fresh: Fresh,
}

impl Stage {
    async fn new(fresh: Fresh) -> Self {
        let db = fresh.open().await;
        let (ours, theirs) = (BusinessId(id(1)), BusinessId(id(2)));
        for business in [ours, theirs] {
            let batch = db.begin().await.unwrap();
            let scope = batch.scope(business).await.unwrap();
            business::insert(&scope, row::business(business)).await.unwrap();
            scope.keep().await.unwrap();
            batch.commit().await.unwrap();
        }
        Self { db, ours, theirs, _fresh: fresh }
    }

    /// Writes in a scope of the first business.
    async fn write(&self, work: impl AsyncFn(&store::Scope)) {
        let batch = self.db.begin().await.unwrap();
        let scope = batch.scope(self.ours).await.unwrap();
        work(&scope).await;
        scope.keep().await.unwrap();
        batch.commit().await.unwrap();
    }

    /// Adds a customer with these numbers and addresses.
    async fn add(&self, number: u128, name: &str, points: &[&str]) {
        self.write(async |scope| {
            customer::insert(scope, person(self.ours, id(number), name)).await.unwrap();
            for (position, value) in (0_i32..).zip(points) {
                let place = u128::from(position.unsigned_abs());
                let added = point(self.ours, number, number * 100 + place, value, position);
                customer::insert_point(scope, added).await.unwrap();
            }
        })
        .await;
    }

    /// The names that match, in the order of the list; the count must say the same.
    async fn found(&self, filter: &Filter) -> Vec<String> {
        let scope = self.db.read(self.ours).await.unwrap();
        let rows = customer::list(&scope, filter, 0, 100).await.unwrap();
        assert_eq!(customer::count(&scope, filter).await.unwrap(), rows.len() as u64, "{filter:?}");
        rows.into_iter().filter_map(|row| row.full_name).collect()
    }

    async fn by_words(&self, words: &[&str]) -> Vec<String> {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        self.found(&Filter { words, ..Filter::default() }).await
    }

    async fn by_digits(&self, digits: &[&str]) -> Vec<String> {
        let digits = digits.iter().map(|run| (*run).to_owned()).collect();
        self.found(&Filter { digits, ..Filter::default() }).await
    }
}

fn point(business: BusinessId, customer: u128, point: u128, value: &str, position: i32) -> contact_point::Model {
    contact_point::Model {
        business_id: business.0,
        id: id(point),
        customer_id: id(customer),
        kind: if value.contains('@') { "email" } else { "phone" }.into(),
        value: value.into(),
        extension: None,
        label: None,
        position,
        added_at: now(),
        retired_at: None,
        undeliverable_at: None,
    }
}

async fn a_name_is_found_in_any_case_and_by_any_word(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "Lourdes Bauswell", &[]).await;
    stage.add(11, "Émile Zola", &[]).await;
    assert_eq!(stage.by_words(&["bauswell", "lour"]).await, ["Lourdes Bauswell"]);
    // Not only ASCII has upper and lower case.
    assert_eq!(stage.by_words(&["émile"]).await, ["Émile Zola"]);
    assert_eq!(stage.by_words(&["bauswell", "zola"]).await, [""; 0]);
    assert_eq!(stage.by_words(&[]).await, ["Lourdes Bauswell", "Émile Zola"]);
}

async fn a_number_is_found_by_the_digits_of_any_format(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "Ana", &["+12125550199", "+14155550127"]).await;
    stage.add(11, "Ben", &["+442079460000"]).await;
    // The readings of "(415) 555-0127", of "555 0127", and of "020 7946 0000" in Britain.
    assert_eq!(stage.by_digits(&["14155550127", "4155550127"]).await, ["Ana"]);
    assert_eq!(stage.by_digits(&["5550127"]).await, ["Ana"]);
    assert_eq!(stage.by_digits(&["442079460000", "02079460000"]).await, ["Ben"]);
    assert_eq!(stage.by_digits(&["4155550128"]).await, [""; 0]);
}

async fn an_address_is_found_by_any_part_of_it(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "Ana", &["ana.perez@example.com"]).await;
    stage.add(11, "Ben", &["ben@example.org"]).await;
    assert_eq!(stage.by_words(&["perez@example"]).await, ["Ana"]);
    assert_eq!(stage.by_words(&["example"]).await, ["Ana", "Ben"]);
}

async fn percent_and_underscore_are_signs_like_others(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "50% Off Ltd", &["under_score@example.com"]).await;
    stage.add(11, "500 Off Ltd", &["underXscore@example.com"]).await;
    stage.add(12, "Back\\Slash", &["+14155550127"]).await;
    assert_eq!(stage.by_words(&["%"]).await, ["50% Off Ltd"]);
    assert_eq!(stage.by_words(&["50% o"]).await, ["50% Off Ltd"]);
    assert_eq!(stage.by_words(&["under_score"]).await, ["50% Off Ltd"]);
    assert_eq!(stage.by_words(&["k\\s"]).await, ["Back\\Slash"]);
    assert_eq!(stage.by_digits(&["4155%0127"]).await, [""; 0]);
}

async fn a_retired_number_finds_nobody(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "Ana", &["+14155550127"]).await;
    stage.write(async |scope| customer::retire_point(scope, ContactPointId(id(1000)), now()).await.unwrap()).await;
    assert_eq!(stage.by_digits(&["4155550127"]).await, [""; 0]);
    assert_eq!(stage.by_words(&["ana"]).await, ["Ana"]);
}

async fn the_filters_show_who_is_marked_and_who_was_never_asked(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "Asked", &[]).await;
    stage.add(11, "Marked", &[]).await;
    stage.add(12, "Lifted", &[]).await;
    stage.add(13, "Invalidated", &[]).await;
    let answer = |number: u128, topic: &str, invalidated_at| consent_event::Model {
        business_id: stage.ours.0,
        id: id(number * 1000),
        customer_id: id(number),
        topic: topic.into(),
        status: "given".into(),
        covers: None,
        notice_id: None,
        method: "verbal".into(),
        asked_of: "person".into(),
        actor_kind: "member".into(),
        actor_id: None,
        interaction_id: None,
        occurred_at: now(),
        recorded_at: now(),
        expires_at: None,
        invalidated_at,
        note: None,
    };
    let mark = |number: u128, lifted_at| dnc_mark::Model {
        business_id: stage.ours.0,
        id: id(number * 1000),
        customer_id: id(number),
        how: "told_a_member".into(),
        marked_by_kind: "member".into(),
        marked_by_id: None,
        marked_at: now(),
        interaction_id: None,
        lift: None,
        lift_reason: None,
        lift_evidence: None,
        lifted_by_kind: None,
        lifted_by_id: None,
        lifted_at,
    };
    stage
        .write(async |scope| {
            consent::insert(scope, answer(10, "data_collection", None)).await.unwrap();
            // An answer about calls, and one that counts for nothing, are no answer about the data.
            consent::insert(scope, answer(12, "call/service", None)).await.unwrap();
            consent::insert(scope, answer(13, "data_collection", Some(now()))).await.unwrap();
            dnc::insert(scope, mark(11, None)).await.unwrap();
            dnc::insert(scope, mark(12, Some(now()))).await.unwrap();
        })
        .await;
    let only = |flag| Filter { flag: Some(flag), ..Filter::default() };
    assert_eq!(stage.found(&only(Flag::DoNotCall)).await, ["Marked"]);
    assert_eq!(stage.found(&only(Flag::NoConsentOnRecord)).await, ["Invalidated", "Lifted", "Marked"]);
    let both = Filter { words: vec!["li".into()], ..only(Flag::NoConsentOnRecord) };
    assert_eq!(stage.found(&both).await, ["Invalidated", "Lifted"]);
}

async fn who_withdrew_is_neither_listed_nor_counted(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "Ana", &["+14155550127"]).await;
    stage.add(11, "Ben", &["+14155550127"]).await;
    stage
        .write(async |scope| {
            let gone = customer_row::Model { withdrawn_at: Some(now()), ..person(stage.ours, id(10), "Ana") };
            customer::update(scope, gone).await.unwrap();
        })
        .await;
    assert_eq!(stage.by_words(&[]).await, ["Ben"]);
    assert_eq!(stage.by_digits(&["4155550127"]).await, ["Ben"]);
    let scope = stage.db.read(stage.ours).await.unwrap();
    assert!(customer::find(&scope, CustomerId(id(10))).await.unwrap().is_some(), "hidden, not gone");
}

async fn a_page_begins_where_the_last_one_ended(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    // Three of the same name: their order must not change from page to page.
    for number in 10..17 {
        stage.add(number, ["Ana", "Ben", "Ana", "Cem", "Ana", "Dee", "Eva"][(number - 10) as usize], &[]).await;
    }
    let scope = stage.db.read(stage.ours).await.unwrap();
    let mut seen = Vec::new();
    for offset in [0, 2, 4, 6] {
        let page = customer::list(&scope, &Filter::default(), offset, 2).await.unwrap();
        seen.extend(page.into_iter().map(|row| row.id.as_u128()));
    }
    assert_eq!(seen, [10, 12, 14, 11, 13, 15, 16]);
}

async fn no_other_business_is_seen(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "Ana", &["+14155550127"]).await;
    let scope = stage.db.read(stage.theirs).await.unwrap();
    assert_eq!(customer::count(&scope, &Filter::default()).await.unwrap(), 0);
    assert!(customer::find(&scope, CustomerId(id(10))).await.unwrap().is_none());
    assert!(customer::find_point(&scope, ContactPointId(id(1000))).await.unwrap().is_none());
    let holders = customer::holders(&scope, domain::event::PointKind::Phone, "+14155550127").await.unwrap();
    assert!(holders.is_empty());
}

async fn a_number_belongs_to_a_customer_of_the_same_business(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage.add(10, "Ana", &[]).await;
    let batch = stage.db.begin().await.unwrap();
    let scope = batch.scope(stage.theirs).await.unwrap();
    let stolen = customer::insert_point(&scope, point(stage.theirs, 10, 2000, "+14155550127", 0)).await;
    assert!(matches!(stolen, Err(StoreError::Database(_))), "{stolen:?}");
}

async fn everything_of_who_is_merged_moves_and_is_found_in_one_place(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    for (number, name) in [(10, "Ana"), (11, "Anna"), (12, "Anne")] {
        stage.add(number, name, &["+14155550127"]).await;
    }
    let (ana, anna, anne) = (CustomerId(id(10)), CustomerId(id(11)), CustomerId(id(12)));
    assert_eq!(
        {
            let scope = stage.db.read(stage.ours).await.unwrap();
            customer::sharing_a_point_with(&scope, ana).await.unwrap().len()
        },
        2
    );
    for (from, to) in [(anne, anna), (anna, ana)] {
        stage
            .write(async |scope| {
                store::merge::move_all(scope, from, to).await.unwrap();
                let gone = customer::find(scope, from).await.unwrap().unwrap();
                customer::update(scope, customer_row::Model { merged_into: Some(to.0), ..gone }).await.unwrap();
            })
            .await;
    }
    let scope = stage.db.read(stage.ours).await.unwrap();
    assert_eq!(customer::points(&scope, ana).await.unwrap().len(), 3);
    assert_eq!(customer::merged_into(&scope, ana).await.unwrap(), [anna, anne], "also who was merged before");
    assert_eq!(customer::find(&scope, anne).await.unwrap().unwrap().survivor(), ana);
    assert_eq!(customer::count(&scope, &Filter::default()).await.unwrap(), 1);
    assert!(customer::sharing_a_point_with(&scope, ana).await.unwrap().is_empty());
}
