//! For how long consents hold, dates without calls, texts to be asked again for, and answers in
//! error, on both databases.
#![allow(clippy::unwrap_used, reason = "a test may end like this")]

mod support;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    consent::HoldsFor,
    country::Country,
    id::{BusinessId, ConsentEventId, CustomerId, HolidayId},
    notice::NoticeKind,
    topic::Topic,
};
use store::{
    Db, Scope, StoreError, business, consent, customer,
    entity::{consent_event, consent_invalidation, holiday, notice as text},
    notice, person as erasure, setting,
};
use support::{
    Fresh,
    row::{self, id, now},
};
use uuid::Uuid;

each_db!(
    a_term_is_set_changed_and_taken_away,
    holidays_are_listed_by_date_and_taken_away_one_by_one,
    a_text_is_asked_again_for_only_where_it_says_so,
    the_words_in_force_are_those_of_the_instant,
    why_an_answer_was_in_error_is_gone_with_the_person,
    an_answer_of_another_business_cannot_be_in_error_here,
    no_other_business_sees_any_of_it,
);

struct Stage {
    db: Db,
    ours: BusinessId,
    theirs: BusinessId,
    _fresh: Fresh,
}

fn days(days: i32) -> Option<HoldsFor> {
    HoldsFor::from_days(days)
}

impl Stage {
    /// Two businesses, each with a customer who gave an answer.
    async fn new(fresh: Fresh) -> Self {
        let db = fresh.open().await;
        let (ours, theirs) = (BusinessId(id(1)), BusinessId(id(2)));
        for business in [ours, theirs] {
            let batch = db.begin().await.unwrap();
            let scope = batch.scope(business).await.unwrap();
            business::insert(&scope, row::business(business)).await.unwrap();
            customer::insert(&scope, row::person(business, of(business), "Ana")).await.unwrap();
            consent::insert(&scope, answer(business)).await.unwrap();
            scope.keep().await.unwrap();
            batch.commit().await.unwrap();
        }
        Self { db, ours, theirs, _fresh: fresh }
    }

    /// Writes in a scope of the first business.
    async fn write<T>(&self, work: impl AsyncFnOnce(&Scope) -> T) -> T {
        let batch = self.db.begin().await.unwrap();
        let scope = batch.scope(self.ours).await.unwrap();
        let done = work(&scope).await;
        scope.keep().await.unwrap();
        batch.commit().await.unwrap();
        done
    }

    async fn read(&self) -> Scope {
        self.db.read(self.ours).await.unwrap()
    }
}

/// The customer of a business: their numbers follow from its own.
fn of(business: BusinessId) -> Uuid {
    id(business.0.as_u128() * 10)
}

fn answer(business: BusinessId) -> consent_event::Model {
    consent_event::Model {
        business_id: business.0,
        id: id(business.0.as_u128() * 100),
        customer_id: of(business),
        topic: "call/service".into(),
        status: "refused".into(),
        covers: None,
        notice_id: None,
        method: "verbal".into(),
        asked_of: "person".into(),
        actor_kind: "operator".into(),
        actor_id: None,
        interaction_id: None,
        occurred_at: now(),
        recorded_at: now(),
        expires_at: None,
        invalidated_at: None,
        note: None,
    }
}

fn why(business: BusinessId, event: Uuid) -> consent_invalidation::Model {
    consent_invalidation::Model {
        business_id: business.0,
        event_id: event,
        customer_id: of(business),
        reason: Some("It was her sister".into()),
        actor_kind: "operator".into(),
        actor_id: None,
        at: now(),
    }
}

fn day(business: BusinessId, number: u128, on: &str, country: Option<&str>) -> holiday::Model {
    holiday::Model {
        business_id: business.0,
        id: id(number),
        on_date: on.parse::<NaiveDate>().unwrap(),
        country: country.map(str::to_owned),
        name: on.into(),
    }
}

fn version(business: BusinessId, version: i32, material: bool, ask_again_by: Option<DateTime<Utc>>) -> text::Model {
    text::Model {
        business_id: business.0,
        id: id(500 + u128::from(version.unsigned_abs())),
        kind: "privacy_policy".into(),
        version,
        text: format!("Version {version}"),
        material,
        ask_again_by,
        published_at: now() + TimeDelta::days(version.into()),
    }
}

async fn a_term_is_set_changed_and_taken_away(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    for term in [days(30), days(365), None] {
        stage.write(async |scope| setting::set_term(scope, Topic::CALL_MARKETING, term).await.unwrap()).await;
        let expected: Vec<_> = term.map(|days| (Topic::CALL_MARKETING, days)).into_iter().collect();
        assert_eq!(setting::terms(&stage.read().await).await.unwrap(), expected);
    }
}

async fn holidays_are_listed_by_date_and_taken_away_one_by_one(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage
        .write(async |scope| {
            for row in [day(stage.ours, 1, "2026-12-25", Some("US")), day(stage.ours, 2, "2026-07-04", None)] {
                setting::insert_holiday(scope, row).await.unwrap();
            }
        })
        .await;
    let listed = setting::holidays(&stage.read().await).await.unwrap();
    assert_eq!(listed.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["2026-07-04", "2026-12-25"]);
    assert_eq!(listed[1].holiday().unwrap().country.map(Country::code), Some("US"));
    stage.write(async |scope| setting::delete_holiday(scope, HolidayId(id(2))).await.unwrap()).await;
    assert_eq!(setting::holidays(&stage.read().await).await.unwrap().len(), 1);
    stage
        .write(async |scope| {
            setting::insert_holiday(scope, day(stage.ours, 3, "2027-01-01", Some("XX"))).await.unwrap();
        })
        .await;
    let odd = setting::find_holiday(&stage.read().await, HolidayId(id(3))).await.unwrap().unwrap();
    assert!(matches!(odd.holiday(), Err(StoreError::Garbled("holiday.country"))), "an unknown place is no place");
}

async fn a_text_is_asked_again_for_only_where_it_says_so(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    let by = now() + TimeDelta::days(30);
    stage
        .write(async |scope| {
            notice::insert(scope, version(stage.ours, 1, false, None)).await.unwrap();
            notice::insert(scope, version(stage.ours, 2, true, Some(by))).await.unwrap();
            notice::insert(scope, version(stage.ours, 3, true, None)).await.unwrap();
        })
        .await;
    let material = notice::material(&stage.read().await).await.unwrap();
    let [only] = material.as_slice() else { panic!("{material:?}") };
    assert_eq!((only.kind, only.version, only.ask_again_by), (NoticeKind::PrivacyPolicy, 2, by));
}

async fn the_words_in_force_are_those_of_the_instant(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage
        .write(async |scope| {
            notice::insert(scope, version(stage.ours, 1, false, None)).await.unwrap();
            notice::insert(scope, version(stage.ours, 2, false, None)).await.unwrap();
        })
        .await;
    let scope = stage.read().await;
    for (after, expected) in [(0, None), (1, Some(1)), (2, Some(2)), (9, Some(2))] {
        let found = notice::in_force(&scope, "privacy_policy", now() + TimeDelta::days(after)).await.unwrap();
        assert_eq!(found.map(|text| text.version), expected, "after {after} days");
    }
    let versions = notice::versions(&scope, &["privacy_policy".to_owned()]).await.unwrap();
    assert_eq!(versions.iter().map(|text| text.version).collect::<Vec<_>>(), [2, 1]);
}

async fn why_an_answer_was_in_error_is_gone_with_the_person(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    let customer = CustomerId(of(stage.ours));
    let event = ConsentEventId(id(100));
    stage
        .write(async |scope| {
            consent::invalidate(scope, event, now()).await.unwrap();
            consent::keep_invalidation(scope, why(stage.ours, event.0)).await.unwrap();
        })
        .await;
    let kept = consent::invalidations(&stage.read().await, customer).await.unwrap();
    assert_eq!(kept[0].reason.as_deref(), Some("It was her sister"));
    assert!(consent::find(&stage.read().await, event).await.unwrap().unwrap().event().unwrap().invalidated);
    stage.write(async |scope| erasure::erase(scope, customer, now()).await.unwrap()).await;
    let left = consent::invalidations(&stage.read().await, customer).await.unwrap();
    assert_eq!((left.len(), left[0].reason.as_deref()), (1, None));
}

async fn an_answer_of_another_business_cannot_be_in_error_here(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    let batch = stage.db.begin().await.unwrap();
    let scope = batch.scope(stage.ours).await.unwrap();
    let theirs = answer(stage.theirs).id;
    assert!(consent::find(&scope, ConsentEventId(theirs)).await.unwrap().is_none());
    let taken = consent::keep_invalidation(&scope, why(stage.ours, theirs)).await;
    assert!(matches!(taken, Err(StoreError::Database(_))), "{taken:?}");
}

async fn no_other_business_sees_any_of_it(fresh: Fresh) {
    let stage = Stage::new(fresh).await;
    stage
        .write(async |scope| {
            setting::set_term(scope, Topic::CALL_SERVICE, days(30)).await.unwrap();
            setting::insert_holiday(scope, day(stage.ours, 1, "2026-12-25", None)).await.unwrap();
            notice::insert(scope, version(stage.ours, 2, true, Some(now()))).await.unwrap();
            consent::keep_invalidation(scope, why(stage.ours, id(100))).await.unwrap();
        })
        .await;
    let theirs = stage.db.read(stage.theirs).await.unwrap();
    assert!(setting::terms(&theirs).await.unwrap().is_empty());
    assert!(setting::holidays(&theirs).await.unwrap().is_empty());
    assert!(setting::find_holiday(&theirs, HolidayId(id(1))).await.unwrap().is_none());
    assert!(notice::material(&theirs).await.unwrap().is_empty());
    assert!(consent::invalidations(&theirs, CustomerId(of(stage.ours))).await.unwrap().is_empty());
}
