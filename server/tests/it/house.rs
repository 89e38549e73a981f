//! Who depends on whom, and the other rules of the house that a machine can hold.

use std::{collections::BTreeSet, path::Path, process::Command};

use serde_json::Value;
use service::change::UPKEEP_TABLES;

/// The folder of the workspace.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn packages() -> Vec<Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).current_dir(root());
    let said = cargo.output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let metadata: Value = serde_json::from_slice(&said.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// What this crate of ours is built from when it ships, optional parts included.
fn shipped_with(name: &str) -> BTreeSet<String> {
    let packages = packages();
    let package = packages.iter().find(|package| package["name"] == name).unwrap();
    let dependencies = package["dependencies"].as_array().unwrap().iter();
    let shipped = dependencies.filter(|dependency| dependency["kind"].is_null());
    shipped.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect()
}

/// Which of these crates it is built from.
fn of(name: &str, crates: &[&str]) -> Vec<String> {
    shipped_with(name).into_iter().filter(|dependency| crates.contains(&dependency.as_str())).collect()
}

const OURS: [&str; 6] = ["app", "domain", "frontend", "ringfence", "service", "store"];

#[test]
fn our_crates_depend_on_each_other_as_the_house_is_drawn() {
    let names: BTreeSet<_> = packages().iter().map(|package| package["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, BTreeSet::from(OURS.map(str::to_owned)));
    assert_eq!(of("frontend", &OURS), ["app"]);
    assert_eq!(of("app", &OURS), ["domain", "service"]);
    assert_eq!(of("ringfence", &OURS), ["app", "domain", "service"]);
    assert_eq!(of("service", &OURS), ["domain", "store"]);
    assert_eq!(of("store", &OURS), ["domain"]);
    assert_eq!(of("domain", &OURS), [""; 0]);
}

#[test]
fn only_the_store_speaks_to_a_database() {
    for name in OURS {
        let speaks = of(name, &["sea-orm", "sea-orm-migration", "sea-query", "sqlx", "rusqlite", "tokio-postgres"]);
        assert!(speaks.is_empty() || name == "store", "{name}: {speaks:?}");
    }
}

#[test]
fn the_rules_know_no_clock_no_runtime_and_no_screen() {
    let world =
        ["axum", "leptos", "leptos_axum", "rand", "reqwest", "sea-orm", "tokio", "tower", "tower-http", "web-sys"];
    assert_eq!(of("domain", &world), [""; 0]);
}

#[test]
fn the_use_cases_know_neither_the_web_nor_the_screen() {
    let web = ["axum", "leptos", "leptos_axum", "leptos_meta", "leptos_router", "server_fn", "tower", "tower-http"];
    assert_eq!(of("service", &web), [""; 0]);
    assert_eq!(of("store", &web), [""; 0]);
}

#[test]
fn tampering_is_part_of_no_shipped_build() {
    for package in packages() {
        for dependency in package["dependencies"].as_array().unwrap() {
            let tampers = dependency["features"].as_array().unwrap().iter().any(|feature| feature == "tamper");
            assert!(!tampers || dependency["kind"] == "dev", "{}", package["name"]);
        }
    }
}

/// The options of Leptos in one of the files at the root.
fn leptos_options(file: &str) -> toml::Table {
    let text = std::fs::read_to_string(root().join(file)).unwrap();
    let table: toml::Table = text.parse().unwrap();
    table["workspace"]["metadata"]["leptos"][0].as_table().unwrap().clone()
}

#[test]
fn a_running_server_is_told_of_the_same_site_that_was_built() {
    let (built, told) = (leptos_options("Cargo.toml"), leptos_options("Leptos.toml"));
    for (key, value) in &told {
        assert_eq!(built.get(key), Some(value), "{key}");
    }
    for key in ["output-name", "site-root", "site-pkg-dir", "server-fn-prefix", "disable-server-fn-hash"] {
        assert!(told.contains_key(key), "{key}");
    }
}

/// The statements of the use cases that run outside of a change, and the table that each writes, if any.
const UPKEEP: [(&str, &str); 30] = [
    ("audit::claim", "audit_run"),
    ("audit::keep_progress", "audit_run"),
    ("display::keep_beat", "display_beat"),
    ("installation::keep", "installation"),
    ("integration::keep_use", "api_key_use"),
    ("member_mail::claim", "member_mail"),
    ("member_mail::owe_now", "member_mail"),
    ("member_mail::settle", "member_mail"),
    ("notice::insert_of_platform", "platform_notice"),
    ("session::clear_attempts", "sign_in_attempt"),
    ("session::count_attempt", "sign_in_attempt"),
    ("session::forget_agreement", "agreement"),
    ("session::insert_agreement", "agreement"),
    ("store::account::set_password", "account"),
    ("store::import::keep_progress", "import_run"),
    ("store::message::claim", "message_intent"),
    ("store::message::settle", "message_intent"),
    ("store::tally::catch_up", "tally"),
    ("stored::end", "session"),
    ("stored::end_step", "sign_in_step"),
    ("stored::insert", "session"),
    ("stored::insert_step", "sign_in_step"),
    ("stored::keep_unconfirmed", "second_factor"),
    ("stored::touch", "session"),
    ("stored::use_step", "second_factor"),
    ("webhook::claim", "webhook_delivery"),
    ("webhook::forget_settled", "webhook_delivery"),
    ("webhook::read_on", "webhook_position"),
    ("webhook::settle", "webhook_delivery"),
    ("account::find_by_email", ""),
];

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn only_the_listed_tables_are_written_outside_of_a_change() {
    let mut texts = Vec::new();
    sources(&root().join("server/service/src"), &mut texts);
    let mut used = BTreeSet::new();
    for text in texts {
        let parts: Vec<_> = text.split("service.upkeep()").collect();
        for before in &parts[..parts.len() - 1] {
            let call = before.trim_end().trim_end_matches('(');
            let is_path = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':';
            used.insert(call.rsplit(|sign| !is_path(sign)).next().unwrap().to_owned());
        }
    }
    assert_eq!(used, BTreeSet::from(UPKEEP.map(|(call, _)| call.to_owned())));
    let written: BTreeSet<_> = UPKEEP.iter().map(|(_, table)| *table).filter(|table| !table.is_empty()).collect();
    assert_eq!(written, BTreeSet::from(UPKEEP_TABLES));
}
