//! Scrubbing a list: the same answers as "Check a number", and the command that gives them.

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

use chrono::{SecondsFormat, TimeDelta};
use domain::{
    access::Role,
    event::EventKind,
    topic::Purpose,
    wire::{call::Check, dnc::Mark, interaction::OnFile, setting::params::Calls, suppression::params::Add},
};
use service::{
    Service,
    ctx::Ctx,
    import::Choices,
    scrub::{Order, Summary, scrub},
};

use crate::support::TestApp;

each_db!(
    every_row_gets_the_answer_of_check_a_number,
    the_command_writes_the_list_and_a_summary_and_records_no_number,
    without_its_key_the_command_hands_out_nothing,
    only_who_may_export_scrubs_and_only_by_their_own_record,
);

/// Scrubs a text with numbers of the United States.
pub async fn scrubbed(
    service: &Service,
    ctx: &Ctx,
    text: &str,
    purpose: Purpose,
) -> Result<(String, Summary), service::Error> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let order = Order {
        path: file.path().to_owned(),
        name: "leads.csv".into(),
        choices: Choices::default(),
        columns: Vec::new(),
        country: domain::country::Country::parse("US").unwrap(),
        purpose,
    };
    let (summary, out) = scrub(service, ctx, &order, Vec::new(), |_| ()).await?;
    Ok((String::from_utf8(out).unwrap(), summary))
}

/// Makes a customer with this number and this answer, and says no later where `later` is one.
async fn customer(app: &TestApp, ctx: &Ctx, phone: &str, answer: &str, zone: &str) -> String {
    let mut typed = app.typed(ctx, answer).await;
    typed.phone = phone.into();
    typed.time_zone = zone.into();
    service::interaction::save_customer(app.service(), ctx, typed).await.unwrap().to_string()
}

/// A record in which numbers are in every state, and those numbers.
async fn numbers(app: &TestApp, ctx: &Ctx) -> Vec<&'static str> {
    let service = app.service();
    customer(app, ctx, "212-555-0101", "yes", "America/New_York").await;
    customer(app, ctx, "212-555-0102", "yes_but_no_calls", "").await;
    let marked = customer(app, ctx, "212-555-0103", "yes", "").await;
    customer(app, ctx, "212-555-0103", "yes", "Asia/Tokyo").await;
    service::dnc::mark(service, ctx, Mark { customer: marked }).await.unwrap();
    customer(app, ctx, "415-555-0104", "yes", "Asia/Tokyo").await;
    let calls =
        Calls { default_purpose: "service".into(), asks_before_calls: "off".into(), erase_after_hours: "0".into() };
    service::setting::set_calls(service, ctx, calls).await.unwrap();
    for phone in ["212-555-0105", "+44 20 7946 0105"] {
        let gone = customer(app, ctx, phone, "yes", "").await;
        let prompt = service::interaction::prompt(service, ctx, Some(&gone)).await.unwrap();
        let no = OnFile {
            customer: gone,
            answer: "no".into(),
            script: prompt.script,
            form: prompt.form,
            ..OnFile::default()
        };
        service::interaction::record_answer(service, ctx, no).await.unwrap();
    }
    service::erasure::run_due(service).await.unwrap();
    let refused = Add { phone: "212-555-0106".into(), reason: "Asked on the phone".into() };
    service::suppression::add_number(service, ctx, refused).await.unwrap();
    vec![
        "2125550101",
        "2125550102",
        "2125550103",
        "4155550104",
        "2125550105",
        "+442079460105",
        "2125550106",
        "2125550107",
        "12125550107",
        "+1 (212) 555-0107",
        "8005550108",
        "18765550109",
        "+442079460110",
        "+4930901820",
        "+870773110111",
        "911",
        "112",
        "2025550112",
        "9075550113",
        "7875550114",
        "0000000000",
        "1234567890",
    ]
}

async fn every_row_gets_the_answer_of_check_a_number(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    let numbers = numbers(&app, &ctx).await;
    let list = format!("Phone\n{}\n", numbers.join("\n"));
    let night = app.second_node(TimeDelta::hours(12)).await;
    let mut answers = std::collections::BTreeSet::new();
    for (service, purpose) in [app.service(), &night.service].into_iter().flat_map(|it| Purpose::ALL.map(|p| (it, p))) {
        let (scrubbed, summary) = scrubbed(service, &ctx, &list, purpose).await.unwrap();
        let mut rows = scrubbed.lines();
        assert_eq!(rows.next(), Some("Phone,decision,reasons,checked_at,valid_until"));
        for (number, row) in numbers.iter().zip(rows.by_ref()) {
            let check = Check { phone: (*number).into(), purpose: purpose.code().into() };
            let cells: Vec<_> = row.split(',').collect();
            let Ok(checked) = service::call::check(service, &ctx, check).await else {
                assert_eq!(cells[..2], [*number, "blocked"], "what cannot be asked about is blocked");
                assert!(cells[2].split(';').any(|code| code == "unusable_number"), "{row}");
                continue;
            };
            let decision = &checked.decision;
            let until = decision.until.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default();
            let word = if decision.reasons.is_empty() { "allowed" } else { "blocked" };
            assert_eq!([cells[0], cells[1], cells[2], cells[4]], [number, word, &decision.reasons.join(";"), &until]);
            answers.extend(decision.reasons.iter().cloned());
        }
        assert_eq!(rows.next(), None);
        assert_eq!(summary.rows, numbers.len() as u64);
        assert_eq!(summary.allowed + summary.blocked, summary.rows);
    }
    for code in [
        "do_not_call",
        "number_suppressed",
        "call_consent_refused",
        "consent_unknown",
        "outside_calling_hours",
        "unusable_number",
    ] {
        assert!(answers.contains(code), "{code} is in the table");
    }
    night.stop().await;
}

/// The command, beside the running server.
fn command(app: &TestApp, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    command.arg("scrub").args(arguments).current_dir(app.folder.path());
    command.env("RINGFENCE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"));
    command.env("RINGFENCE_DATA", app.folder.path());
    command.env("DATABASE_URL", if app.database.starts_with("postgres") { &*app.database } else { "sqlite" });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.output().unwrap()
}

async fn the_command_writes_the_list_and_a_summary_and_records_no_number(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    let refused = Add { phone: "212-555-0106".into(), reason: "Asked on the phone".into() };
    service::suppression::add_number(app.service(), &ctx, refused).await.unwrap();
    let list = "Name;Phone\r\nAna;212-555-0106\r\nBob;nobody knows\r\n";
    std::fs::write(app.folder.path().join("leads.csv"), list).unwrap();

    let done = command(&app, &["leads.csv", "--purpose", "service"]);
    let (out, said) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(
        out.starts_with("Name;Phone;decision;reasons;checked_at;valid_until\r\nAna;212-555-0106;blocked;"),
        "{out}"
    );
    assert!(out.contains("number_suppressed") && out.contains("Bob;nobody knows;blocked;unusable_number;"), "{out}");
    assert!(said.contains("2 rows for service: 0 allowed, 2 blocked") && said.contains("Line 3: "), "{said}");
    assert_eq!(app.ledger(ctx.business).await.last(), Some(&EventKind::ListScrubbed));
    let hex = if app.database.starts_with("postgres") { "encode(bytes, 'hex')" } else { "lower(hex(bytes))" };
    let recorded = app.ask(&format!("SELECT {hex} FROM ledger_entry WHERE kind = 'list_scrubbed'")).await;
    let byte = |at| u8::from_str_radix(&recorded[0][at..at + 2], 16).unwrap();
    let bytes: Vec<u8> = (0..recorded[0].len()).step_by(2).map(byte).collect();
    let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("service") && !holds("5550106") && !holds("leads.csv"), "{recorded:?}");

    let done = command(&app, &["leads.csv", "--output", "done.csv", "--json"]);
    assert_eq!((done.status.code(), done.stdout.len()), (Some(0), 0));
    let summary: serde_json::Value = serde_json::from_slice(&done.stderr).unwrap();
    assert_eq!((&summary["purpose"], &summary["rows"], &summary["bad"]), (&"marketing".into(), &2.into(), &1.into()));
    assert_eq!(std::fs::read_to_string(app.folder.path().join("done.csv")).unwrap().lines().count(), 3);

    for (arguments, code) in [
        (&["nowhere.csv"][..], 1),
        (&["leads.csv", "--column", "Fax"], 1),
        (&["leads.csv", "--as", "nobody@example.com"], 1),
        (&["leads.csv", "--purpose", "fun"], 2),
        (&["leads.csv", "--country", "XX"], 2),
    ] {
        let done = command(&app, arguments);
        assert_eq!((done.status.code(), done.stdout.len()), (Some(code), 0), "{arguments:?}");
    }
}

async fn without_its_key_the_command_hands_out_nothing(app: TestApp) {
    app.owner().await;
    std::fs::write(app.folder.path().join("leads.csv"), "2125550101\n").unwrap();
    std::fs::remove_file(app.folder.path().join("keys/hash.key")).unwrap();
    let done = command(&app, &["leads.csv", "--output", "done.csv"]);
    assert_eq!((done.status.code(), done.stdout.len()), (Some(1), 0));
    assert!(!app.folder.path().join("done.csv").exists() && !app.folder.path().join("done.csv.part").exists());
}

async fn only_who_may_export_scrubs_and_only_by_their_own_record(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let other = app.ctx(&app.owner_of("Other Plumbing").await).await;
    let refused = Add { phone: "212-555-0106".into(), reason: "Asked on the phone".into() };
    service::suppression::add_number(app.service(), &ctx, refused).await.unwrap();
    for role in [Role::Staff, Role::Auditor] {
        let member = app.ctx(&app.member(&owner, role).await).await;
        let denied = scrubbed(app.service(), &member, "2125550106\n", Purpose::Service).await;
        assert!(matches!(denied, Err(service::Error::Forbidden)), "{role:?}");
    }
    let (own, _) = scrubbed(app.service(), &ctx, "2125550106\n", Purpose::Service).await.unwrap();
    let (foreign, _) = scrubbed(app.service(), &other, "2125550106\n", Purpose::Service).await.unwrap();
    assert!(own.contains(",blocked,number_suppressed,") && foreign.contains(",allowed,,"), "{own}{foreign}");
}
