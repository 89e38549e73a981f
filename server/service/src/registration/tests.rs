use chrono::TimeDelta;
use domain::{
    access::Role,
    error::Problem,
    event::EventKind,
    id::AccountId,
    prompt::SCRIPT,
    registration::{PlatformText, STATEMENT},
    wire::registration::params,
};
use store::{business, member, notice as texts};

use super::*;
use crate::testing::Stage;

fn shown(statement: &view::Statement) -> params::Agree {
    params::Agree {
        ticked: "on".into(),
        statement: statement.version.to_string(),
        privacy: statement.privacy_version.to_string(),
    }
}

fn problem<T: std::fmt::Debug>(answer: Result<T>, field: &str) -> Option<Problem> {
    match answer {
        Err(Error::Invalid(invalid)) => invalid.of(field).cloned(),
        other => panic!("{other:?} instead of a problem of {field}"),
    }
}

#[tokio::test]
async fn the_statement_is_shown_word_for_word_with_its_versions() {
    let stage = Stage::new().await;
    let statement = statement(&stage.service).await.unwrap();
    assert_eq!(statement.text, STATEMENT);
    assert_eq!((statement.version, statement.privacy_version), (1, 1));
    assert_eq!(statement.privacy_published_at, stage.service.now());
}

#[tokio::test]
async fn a_text_is_published_again_only_when_its_wording_changed() {
    let stage = Stage::new().await;
    publish_platform_notices(&stage.service).await.unwrap();
    assert_eq!(platform_text(&stage.service, PlatformText::Dpa).await.unwrap().version, 1);
    notice::publish(&stage.service, PlatformText::Dpa, "Another agreement").await.unwrap();
    let dpa = platform_text(&stage.service, PlatformText::Dpa).await.unwrap();
    assert_eq!((dpa.version, dpa.html.trim()), (2, "<p>Another agreement</p>"));
}

#[tokio::test]
async fn the_texts_for_business_users_are_pages_with_tables() {
    let stage = Stage::new().await;
    let policy = platform_text(&stage.service, PlatformText::PrivacyPolicy).await.unwrap().html;
    let dpa = platform_text(&stage.service, PlatformText::Dpa).await.unwrap().html;
    for part in ["Your rights", "How long we keep it", "Complaints", "<table>", "href=\"/dpa\""] {
        assert!(policy.contains(part), "{part}");
    }
    for part in ["Instructions", "Confidentiality", "Sub-processors", "Return and erasure", "audits", "breach"] {
        assert!(dpa.contains(part), "{part}");
    }
}

#[tokio::test]
async fn without_the_tick_nothing_is_agreed() {
    let stage = Stage::new().await;
    let statement = statement(&stage.service).await.unwrap();
    for ticked in ["", "off", "false", "no", "0"] {
        let params = params::Agree { ticked: ticked.into(), ..shown(&statement) };
        assert_eq!(problem(agree(&stage.service, params).await, "agree"), Some(Problem::NotAgreed), "{ticked:?}");
    }
}

#[tokio::test]
async fn what_was_shown_must_be_the_newest_statement_and_policy() {
    let stage = Stage::new().await;
    let before = statement(&stage.service).await.unwrap();
    notice::publish(&stage.service, PlatformText::PrivacyPolicy, "A new policy").await.unwrap();
    assert!(matches!(agree(&stage.service, shown(&before)).await, Err(Error::NotAgreed)));
    for statement in ["", "0", "2", "one"] {
        let params = params::Agree { statement: statement.into(), privacy: "2".into(), ticked: "on".into() };
        assert!(matches!(agree(&stage.service, params).await, Err(Error::NotAgreed)), "{statement:?}");
    }
    let now = statement(&stage.service).await.unwrap();
    assert!(agree(&stage.service, shown(&now)).await.is_ok());
}

#[tokio::test]
async fn an_agreement_names_what_was_seen_and_lasts_one_hour() {
    let stage = Stage::new().await;
    let (seen, at) = (statement(&stage.service).await.unwrap(), stage.service.now());
    let token = stage.agree().await;
    stage.clock.advance(TimeDelta::minutes(60) - TimeDelta::microseconds(1));
    let agreed = agreement(&stage.service, Some(&token)).await.unwrap();
    assert_eq!((agreed.statement, agreed.agreed_at), (seen.id, at));
    stage.clock.advance(TimeDelta::microseconds(1));
    assert!(matches!(agreement(&stage.service, Some(&token)).await, Err(Error::NotAgreed)));
}

#[tokio::test]
async fn a_newer_statement_or_policy_is_asked_again() {
    for text in [PlatformText::RegistrationStatement, PlatformText::PrivacyPolicy] {
        let stage = Stage::new().await;
        let token = stage.agree().await;
        notice::publish(&stage.service, text, "Something else").await.unwrap();
        assert!(matches!(agreement(&stage.service, Some(&token)).await, Err(Error::NotAgreed)), "{text}");
    }
}

#[tokio::test]
async fn nobody_registers_without_an_agreement() {
    let stage = Stage::new().await;
    for token in [None, Some("made up")] {
        assert!(matches!(agreement(&stage.service, token).await, Err(Error::NotAgreed)));
        assert!(matches!(register(&stage.service, token, stage.form()).await, Err(Error::NotAgreed)));
    }
    assert_eq!(stage.service.db.every_business().await.unwrap(), []);
}

#[tokio::test]
async fn registering_founds_the_business_with_its_owner_its_script_and_its_defaults() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    assert_eq!(owner.role, Some(Role::Owner));
    assert_eq!(stage.ledger(owner.business).await, [EventKind::BusinessFounded]);

    let scope = stage.service.db.read(owner.business).await.unwrap();
    let founded = business::find(&scope).await.unwrap().unwrap();
    assert_eq!((founded.slug.as_str(), founded.country.as_str()), ("acme-plumbing", "US"));
    assert_eq!((founded.asks_before_calls, founded.default_purpose.as_str()), (false, "service"));
    assert_eq!(founded.opt_in, serde_json::json!(["call/marketing", "sms/marketing", "email/marketing"]));
    assert_eq!(founded.erase_after_hours, 72);
    let plan: domain::hours::WeekPlan = serde_json::from_value(founded.week_plan).unwrap();
    assert_eq!(plan, domain::hours::WeekPlan::default());
    let script = texts::latest(&scope, "script").await.unwrap().unwrap();
    assert_eq!((script.version, script.text.as_str()), (1, SCRIPT));

    let member = member::find(&scope, owner.member().unwrap()).await.unwrap().unwrap();
    let account = store::account::find(&stage.service.db, AccountId(member.account_id)).await.unwrap().unwrap();
    let seen = statement(&stage.service).await.unwrap();
    assert_eq!((account.email.as_str(), account.statement_id), ("owner1@example.com", seen.id.0));
    assert!(account.password_hash.starts_with("$argon2id$"));
}

#[tokio::test]
async fn an_agreement_makes_one_account() {
    let stage = Stage::new().await;
    let token = stage.agree().await;
    register(&stage.service, Some(&token), stage.form()).await.unwrap();
    assert!(matches!(register(&stage.service, Some(&token), stage.form()).await, Err(Error::NotAgreed)));
}

#[tokio::test]
async fn every_field_that_needs_another_look_is_said_at_once_and_the_agreement_stays() {
    let stage = Stage::new().await;
    let token = stage.agree().await;
    let Err(Error::Invalid(invalid)) =
        register(&stage.service, Some(&token), params::Register { country: "XX".into(), ..Default::default() }).await
    else {
        panic!("an empty form was accepted")
    };
    let fields: Vec<_> = invalid.problems().map(|(field, _)| field).collect();
    assert_eq!(fields, ["business_name", "country", "name", "email", "password"]);
    assert!(register(&stage.service, Some(&token), stage.form()).await.is_ok());
}

#[tokio::test]
async fn a_password_with_the_name_of_the_business_is_refused() {
    let stage = Stage::new().await;
    let token = stage.agree().await;
    let params = params::Register { password: "acme plumbing 77".into(), ..stage.form() };
    let answer = register(&stage.service, Some(&token), params).await;
    assert_eq!(problem(answer, "password"), Some(Problem::WeakPassword));
}

#[tokio::test]
async fn an_address_has_one_account_however_it_is_written() {
    let stage = Stage::new().await;
    stage.business().await;
    let token = stage.agree().await;
    let params = params::Register { email: " OWNER1@Example.com".into(), ..stage.form() };
    assert_eq!(problem(register(&stage.service, Some(&token), params).await, "email"), Some(Problem::Taken));
    assert_eq!(stage.service.db.every_business().await.unwrap().len(), 1);
}

#[tokio::test]
async fn of_two_registrations_with_one_address_at_the_same_time_one_is_refused() {
    let stage = Stage::new().await;
    let (first, second, form) = (stage.agree().await, stage.agree().await, stage.form());
    let (first, second) = tokio::join!(
        register(&stage.service, Some(&first), form.clone()),
        register(&stage.service, Some(&second), form.clone())
    );
    let refused = if first.is_ok() { second } else { first };
    assert_eq!(problem(refused, "email"), Some(Problem::Taken));
    assert_eq!(stage.service.db.every_business().await.unwrap().len(), 1);
}

#[tokio::test]
async fn two_businesses_of_one_name_have_addresses_of_their_own() {
    let stage = Stage::new().await;
    stage.business().await;
    let second = stage.business().await;
    assert_eq!(stage.service.db.business_named("acme-plumbing-2").await.unwrap(), Some(second.business));
}
