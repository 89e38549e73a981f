//! National registries: the command that loads them, the page, and one answer everywhere.

use std::process::{Command, Output};

use chrono::TimeDelta;
use domain::{
    access::Role,
    event::EventKind,
    topic::Purpose,
    wire::call::{Check, Place, Placed},
};
use service::{Service, ctx::Ctx};

use crate::{
    race::ask_for_no_yes,
    scrub::scrubbed,
    support::{TestApp, is_shown_escaped},
};

each_db!(
    the_command_puts_a_registry_in_force_beside_a_running_server,
    the_command_says_in_one_line_what_is_missing_or_wrong,
    two_loads_at_once_do_not_mix,
    page_gate_check_and_scrub_give_one_answer_about_registries,
    a_business_subscribes_renews_and_ends_on_the_page_without_script,
);

/// The command, beside the running server.
fn command(app: &TestApp, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    command.args(["import", "registry"]).args(arguments).current_dir(app.folder.path());
    command.env("RINGFENCE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"));
    command.env("RINGFENCE_DATA", app.folder.path());
    command.env("DATABASE_URL", if app.database.starts_with("postgres") { &*app.database } else { "sqlite" });
    command.output().unwrap()
}

/// The code with which it ended, and what it said.
fn told(output: &Output) -> (Option<i32>, String) {
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said)
}

fn write(app: &TestApp, name: &str, text: &str) {
    std::fs::write(app.folder.path().join(name), text).unwrap();
}

/// The reasons against an offer to this number.
async fn offer(service: &Service, ctx: &Ctx, phone: &str) -> Vec<String> {
    let check = Check { phone: phone.into(), purpose: "marketing".into() };
    service::call::check(service, ctx, check).await.unwrap().decision.reasons
}

async fn the_command_puts_a_registry_in_force_beside_a_running_server(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    ask_for_no_yes(app.service(), &ctx).await;
    write(&app, "a.txt", "212,5550100\n");
    write(&app, "b.txt", "718,5550100\n");
    let (code, said) = told(&command(&app, &["a.txt", "b.txt", "--downloaded-on", "2026-03-03"]));
    assert_eq!(code, Some(0), "{said}");
    let first = "National Do Not Call Registry (United States): 2 numbers, 2 area codes, downloaded on 2026-03-03\n\
                 It is in force. No business is subscribed to it yet.\n";
    assert!(said.contains(first), "{said}");
    app.subscribe(&ctx, "all").await;
    assert_eq!(offer(app.service(), &ctx, "212-555-0100").await, ["national_registry"]);
    assert_eq!(offer(app.service(), &ctx, "917-555-0100").await, ["registry_not_covered"]);
    assert!(offer(app.service(), &ctx, "718-555-0101").await.is_empty());

    let (code, said) = told(&command(&app, &["a.txt", "b.txt", "--downloaded-on", "2026-03-03"]));
    assert!(code == Some(0) && said.contains("It was in force already."), "{said}");
    write(&app, "changes.txt", "212,5550100,20260303,D\n718,5550101,20260303,A\n");
    let (code, said) = told(&command(&app, &["changes.txt", "--downloaded-on", "2026-03-03"]));
    assert!(code == Some(0) && said.contains("1 business is subscribed to it."), "{said}");
    // The running server asks the new one at once.
    assert!(offer(app.service(), &ctx, "212-555-0100").await.is_empty());
    assert_eq!(offer(app.service(), &ctx, "718-555-0101").await, ["national_registry"]);
    assert_eq!(app.ledger(ctx.business).await.last(), Some(&EventKind::RegistryLoaded));

    write(&app, "broken.txt", "212,5550102\n212,55501\n");
    let (code, said) = told(&command(&app, &["broken.txt", "--registry", "us", "--downloaded-on", "2026-03-03"]));
    assert!(code == Some(1) && said.contains("broken.txt, line 2: "), "{said}");
    assert_eq!(offer(app.service(), &ctx, "718-555-0101").await, ["national_registry"]);
}

async fn the_command_says_in_one_line_what_is_missing_or_wrong(app: TestApp) {
    write(&app, "us.txt", "212,5550100\n");
    write(&app, "tps.txt", "0207 3787244\r\n");
    write(&app, "change.txt", "212,5550100,20260303,A\n");
    let on = ["--downloaded-on", "2026-03-03"];
    for (arguments, code, sentence) in [
        (vec!["us.txt"], 2, "say on which day these files were downloaded, with --downloaded-on"),
        (vec!["us.txt", "--downloaded-on", "today"], 2, "--downloaded-on today is no day"),
        (vec!["us.txt", "--registry", "usa", on[0], on[1]], 2, "--registry usa is none: use us, ca, gb_tps"),
        (vec!["tps.txt", on[0], on[1]], 2, "say which with --registry, one of gb_tps, gb_ctps"),
        (vec!["us.txt", "--downloaded-on", "2999-01-01"], 1, "the day of the download is in the future"),
        (vec!["gone.txt", on[0], on[1]], 1, "gone.txt: this file could not be read to its end"),
        (vec!["change.txt", on[0], on[1]], 1, "the list that these changes belong to cannot be read. Load a full list"),
        (vec!["us.txt", "--registry", "ca", on[0], on[1]], 1, "us.txt, line 1: "),
    ] {
        let (ended, said) = told(&command(&app, &arguments));
        assert_eq!(ended, Some(code), "{arguments:?}: {said}");
        assert!(said.contains(sentence) && said.trim().lines().count() == 1, "{arguments:?}: {said}");
    }
    let (code, _) = told(&command(&app, &[]));
    assert_eq!(code, Some(2));
    let (code, said) = told(&command(&app, &["--help"]));
    assert!(code == Some(0) && said.contains("--downloaded-on <DAY>") && said.contains("list_DE"), "{said}");
    assert_eq!(app.count("registry_file").await, 0);
    let (code, said) = told(&command(&app, &["tps.txt", "--registry", "gb_tps", on[0], on[1]]));
    assert!(code == Some(0) && said.contains("Telephone Preference Service"), "{said}");
}

async fn two_loads_at_once_do_not_mix(app: TestApp) {
    write(&app, "us.txt", "212,5550100\n");
    let folder = app.folder.path().join("registry");
    let draft = service::registry::Draft::begin(&folder, domain::registry::Registry::UnitedStates).unwrap();
    assert!(draft.is_some());
    let (code, said) = told(&command(&app, &["us.txt", "--downloaded-on", "2026-03-03"]));
    assert!(code == Some(1) && said.contains("this registry is being loaded already"), "{said}");
    drop(draft);
    assert_eq!(told(&command(&app, &["us.txt", "--downloaded-on", "2026-03-03"])).0, Some(0));
    assert_eq!(app.count("registry_file").await, 1);
}

async fn page_gate_check_and_scrub_give_one_answer_about_registries(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    ask_for_no_yes(app.service(), &ctx).await;
    let mut customers = Vec::new();
    let numbers = ["2125550190", "2125550191", "6465550190", "2125550192", "2125550193"];
    for phone in &numbers[..3] {
        let mut typed = app.typed(&ctx, "yes").await;
        typed.phone = (*phone).to_owned();
        typed.time_zone = "America/New_York".into();
        customers.push(service::interaction::save_customer(app.service(), &ctx, typed).await.unwrap());
    }
    app.load_registry("212,5550190\n212,5550192\n646,5550190\n").await;
    app.subscribe(&ctx, "212").await;
    // An hour before the download is too old in UTC, an hour behind it, and on a day when it is not.
    let nodes = [TimeDelta::zero(), TimeDelta::days(30) + TimeDelta::hours(8), TimeDelta::days(31)]
        .map(|ahead| app.second_node(ahead));
    let mut answers = std::collections::BTreeSet::new();
    for node in futures::future::join_all(nodes).await {
        let service = &node.service;
        let list = format!("Phone\n{}\n", numbers.join("\n"));
        let (out, _) = scrubbed(service, &ctx, &list, Purpose::Marketing).await.unwrap();
        for (number, row) in numbers.iter().zip(out.lines().skip(1)) {
            let reasons = offer(service, &ctx, number).await;
            assert_eq!(row.split(',').nth(2), Some(reasons.join(";").as_str()), "{row}");
            answers.insert(reasons.join(";"));
        }
        for (customer, number) in customers.iter().zip(numbers) {
            let expected = offer(service, &ctx, number).await;
            let query =
                domain::wire::customer::ShowQuery { customer: customer.to_string(), purpose: "marketing".into() };
            let page = service::customer::show(service, &ctx, query).await.unwrap();
            let shown = &page.numbers[0];
            let standing = page.standings.iter().find(|standing| standing.purpose == Purpose::Marketing).unwrap();
            assert_eq!(standing.decision.reasons, expected, "{number}");
            let place =
                Place { customer: customer.to_string(), number: shown.id.to_string(), purpose: "marketing".into() };
            let gate = match service::call::place(service, &ctx, place).await.unwrap() {
                Placed::Allowed(_) => Vec::new(),
                Placed::Blocked(decision) => decision.reasons,
            };
            assert_eq!(gate, expected, "{number}");
        }
        node.stop().await;
    }
    for answer in ["", "national_registry", "national_registry;registry_not_covered", "registry_stale"] {
        assert!(answers.contains(answer), "{answer}: {answers:?}");
    }
}

/// The page of the registries, and its path.
const PAGE: &str = "/do-not-call/registries";

async fn a_business_subscribes_renews_and_ends_on_the_page_without_script(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let page = owner.get(PAGE).await.expect(200).body;
    assert!(page.contains("Registries") && page.contains("Not loaded: the operator of this installation"), "{page}");
    assert!(!page.contains("registry/subscribe"), "there is nothing to subscribe to");
    app.load_registry("212,5550190\n").await;
    let page = owner.get(PAGE).await.expect(200).body;
    assert!(page.contains("registry/subscribe") && !page.contains("registry/renew"), "{page}");

    let organisation = "Smith & <Sons>";
    let typed = |on: &'static str| {
        vec![("registry", "us"), ("organisation", organisation), ("downloaded_on", on), ("areas", "212")]
    };
    let refused = owner.post_form(PAGE, "registry/subscribe", &typed("2026-03-04")).await.expect(422).body;
    assert!(is_shown_escaped(&refused, organisation), "what was typed is still there");
    assert!(refused.contains("This day is to come"), "{refused}");
    owner.post_form(PAGE, "registry/subscribe", &typed("2026-03-02")).await.expect_to(PAGE);
    let page = owner.get(PAGE).await.expect(200).body;
    assert!(page.contains("on 2 March 2026") && page.contains("1 day old, may be used for 31 days"), "{page}");
    let list = owner.get("/do-not-call").await.expect(200).body;
    assert!(list.contains("File of 3 March 2026, 1 numbers") && list.contains(PAGE), "{list}");

    let staff = app.member(&owner, Role::Staff).await;
    let seen = staff.get(PAGE).await.expect(200).body;
    assert!(seen.contains("on 2 March 2026") && !seen.contains("registry/renew") && !seen.contains("registry/end"));
    staff.post_form(PAGE, "registry/end", &[("registry", "us")]).await.expect(403);
    let other = app.owner_of("Zenith Roofing").await;
    let foreign = other.get(PAGE).await.expect(200).body;
    assert!(!foreign.contains("Smith") && !foreign.contains("2 March 2026"), "{foreign}");
    other.post_form(PAGE, "registry/end", &[("registry", "us")]).await.expect(404);

    let renewed = [("registry", "us"), ("downloaded_on", "2026-03-03"), ("areas", "all")];
    owner.post_form(PAGE, "registry/renew", &renewed).await.expect_to(PAGE);
    owner.post_form(PAGE, "registry/end", &[("registry", "us")]).await.expect_to(PAGE);
    let expected = [EventKind::RegistrySubscribed, EventKind::RegistryRenewed, EventKind::RegistryEnded];
    let kinds = app.ledger(ctx.business).await;
    let of_registries: Vec<_> = kinds.into_iter().filter(|kind| expected.contains(kind)).collect();
    assert_eq!(of_registries, expected);
    let log = owner.get("/audit-log").await.expect(200).body;
    assert!(log.contains("Registry subscription ended") && log.contains("area codes 212"), "{log}");
}
