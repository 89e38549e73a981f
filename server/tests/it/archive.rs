//! Taking a whole business along: what is in the archive, and who gets it.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read as _},
    process::{Command, Output},
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    access::Role,
    event::EventKind,
    integration::ApiScope,
    ledger::{Checkpoint, Hash, LedgerVerifier, leaf_hash, root_of},
    wire::{dnc::Mark, interaction::OnFile, setting::params::Calls, suppression::params::Add},
};
use reqwest::Method;
use serde_json::Value;
use service::ctx::Ctx;
use sha2::{Digest as _, Sha256};
use store::archive::{OPENINGS, STAY, TABLES};

use crate::support::{Client, PASSWORD, TestApp};

each_db!(
    every_table_of_a_business_moves_or_is_said_to_stay,
    the_manifest_tells_the_truth_and_the_ledger_proves_itself,
    the_lists_say_who_may_not_be_called,
    made_twice_it_holds_the_same_rows,
    more_rows_than_are_read_at_a_time_are_all_in_it,
    no_secret_is_in_it_and_nothing_of_who_was_erased,
    the_command_ends_in_1_where_nothing_is_made_and_leaves_nothing_behind,
    an_owner_has_it_made_with_their_password_and_fetches_it,
    nobody_else_has_it_made_or_fetches_it,
);

type Files = BTreeMap<String, Vec<u8>>;

fn opened(bytes: Vec<u8>) -> Files {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Files::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        assert!(files.insert(name, bytes).is_none());
    }
    files
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).unwrap()
}

fn lines(files: &Files, path: &str) -> Vec<Value> {
    text(files, path).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The command, beside the running server.
fn command(app: &TestApp, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    command.arg("export").args(arguments).current_dir(app.folder.path());
    command.env("RINGFENCE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"));
    command.env("RINGFENCE_DATA", app.folder.path());
    command.env("DATABASE_URL", if app.database.starts_with("postgres") { &*app.database } else { "sqlite" });
    command.output().unwrap()
}

/// Makes an archive by the command.
fn exported(app: &TestApp) -> Files {
    let done = command(app, &["--business", "acme-plumbing", "--to", "all.zip"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    opened(std::fs::read(app.folder.path().join("all.zip")).unwrap())
}

/// A customer on file who is called this.
async fn customer(app: &TestApp, ctx: &Ctx, name: &str, phone: &str, answer: &str) -> String {
    let mut typed = app.typed(ctx, answer).await;
    (typed.name, typed.phone) = (name.into(), phone.into());
    service::interaction::save_customer(app.service(), ctx, typed).await.unwrap().to_string()
}

async fn every_table_of_a_business_moves_or_is_said_to_stay(app: TestApp) {
    let of_a_business = if app.database.starts_with("postgres") {
        "SELECT table_name::text FROM information_schema.columns \
         WHERE column_name = 'business_id' AND table_schema = 'public'"
    } else {
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) p ON p.name = 'business_id' \
         WHERE m.type = 'table'"
    };
    let mut tables: BTreeSet<String> = app.ask(of_a_business).await.into_iter().collect();
    tables.insert("business".into());
    let moving = TABLES.iter().chain(&OPENINGS).map(|table| table.name);
    let known: BTreeSet<String> = moving.chain(STAY).map(str::to_owned).collect();
    assert_eq!(known, tables);
}

async fn the_manifest_tells_the_truth_and_the_ledger_proves_itself(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    let id = app.customer(&ctx).await;
    let done = command(&app, &["--to", "all.zip", "--json"]);
    let summary: Value = serde_json::from_slice(&done.stdout).unwrap();
    let files = opened(std::fs::read(app.folder.path().join("all.zip")).unwrap());
    assert_eq!(summary["files"], files.len());
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!((&manifest["format"], &manifest["format_version"]), (&"ringfence-archive".into(), &1.into()));
    assert_eq!(manifest["business"]["id"], ctx.business.to_string());
    assert_eq!(manifest["rows"], summary["rows"]);
    let named = manifest["files"].as_array().unwrap();
    assert_eq!(named.len(), files.len() - 1);
    for file in named {
        let bytes = &files[file["path"].as_str().unwrap()];
        assert_eq!(file["bytes"], bytes.len());
        assert_eq!(file["sha256"], Hash(Sha256::digest(bytes).into()).to_string());
    }
    assert!(files["README.md"].starts_with(b"# Everything of a business"));
    let customers = lines(&files, "state/customer.jsonl");
    assert_eq!((customers.len(), &customers[0]["id"]), (1, &id.to_string().into()));
    let accounts = lines(&files, "state/account.jsonl");
    assert_eq!(accounts[0]["id"], lines(&files, "state/member.jsonl")[0]["account_id"]);
    let notice = files.keys().filter(|path| path.starts_with("notices/")).count();
    assert_eq!(notice, lines(&files, "state/notice.jsonl").len());

    // The export itself is the last entry.
    let ledger = lines(&files, "ledger/ledger.jsonl");
    let size = ledger.len() - 1;
    assert_eq!(app.ledger(ctx.business).await.len(), size);
    assert_eq!(ledger[size - 1]["kind"], "business_export_started");
    let bytes = |line: &Value| STANDARD.decode(line["bytes"].as_str().unwrap()).unwrap();
    let leaves: Vec<_> = ledger[..size].iter().map(|line| leaf_hash(&bytes(line))).collect();
    assert_eq!(ledger[size]["checkpoint"]["root"], root_of(&leaves).to_string());
    let keys: Vec<LedgerVerifier> = text(&files, "ledger/keys.txt").lines().map(|key| key.parse().unwrap()).collect();
    let signed = Checkpoint::verify(ledger[size]["checkpoint"]["note"].as_str().unwrap(), &keys).unwrap();
    assert_eq!((signed.size, signed.root), (size as u64, root_of(&leaves)));
    assert!(text(&files, "ledger/openings.jsonl").contains("\"field\":"));
}

async fn the_lists_say_who_may_not_be_called(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    let bea = customer(&app, &ctx, "=Bea", "(212) 555-0107", "yes").await;
    let cem = customer(&app, &ctx, "Cem", "(212) 555-0108", "yes").await;
    service::dnc::mark(app.service(), &ctx, Mark { customer: cem.clone() }).await.unwrap();
    let stranger = Add { phone: "212-555-0106".into(), reason: "=1+1".into() };
    service::suppression::add_number(app.service(), &ctx, stranger).await.unwrap();
    let files = exported(&app);
    let customers = text(&files, "customers.csv");
    assert!(customers.starts_with("id,name,company,phones,emails,do_not_call,"), "{customers}");
    let row = |id: &str| customers.lines().find(|line| line.starts_with(id)).unwrap().to_owned();
    assert!(row(&bea).contains(",'=Bea,") && row(&bea).contains(",+12125550107,"), "{customers}");
    assert!(row(&bea).contains(",no,") && row(&cem).contains(",yes,"), "{customers}");
    let consents = text(&files, "consents.csv");
    assert!(consents.lines().any(|line| line.starts_with(&bea) && line.contains(",given,")), "{consents}");
    let list = text(&files, "do-not-call.csv");
    assert!(list.contains("+12125550108,A customer's mark,"), "{list}");
    assert!(list.contains("+12125550106,Entered by hand,'=1+1,Ada Owner,"), "{list}");
}

async fn made_twice_it_holds_the_same_rows(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    for _ in 0..3 {
        app.customer(&ctx).await;
    }
    let (first, second) = (exported(&app), exported(&app));
    for (path, bytes) in &first {
        let same = second.get(path) == Some(bytes);
        // The audit log knows of the second one, and the statistics count what happened.
        let moves = path.starts_with("ledger/ledger") || path == "manifest.json" || path == "state/tally.jsonl";
        assert!(same || moves, "{path}");
    }
    assert_eq!(first.len(), second.len());
}

async fn more_rows_than_are_read_at_a_time_are_all_in_it(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    let list: Vec<_> = (0..1_203).map(|at| format!("Person {at},+1212556{at:04}")).collect();
    std::fs::write(app.folder.path().join("people.csv"), format!("Name,Phone\n{}\n", list.join("\n"))).unwrap();
    let mut import = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    import.args(["import", "customers", "people.csv"]).current_dir(app.folder.path());
    import.env("RINGFENCE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"));
    import.env("RINGFENCE_DATA", app.folder.path());
    import.env("DATABASE_URL", if app.database.starts_with("postgres") { &*app.database } else { "sqlite" });
    let done = import.output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let files = exported(&app);
    let ids: Vec<_> = lines(&files, "state/customer.jsonl").iter().map(|row| row["id"].to_string()).collect();
    assert_eq!(ids.len(), 1_203);
    assert!(ids.is_sorted_by(|one, next| one < next));
    assert_eq!(text(&files, "customers.csv").lines().count(), 1_204);
    let openings = lines(&files, "ledger/openings.jsonl");
    assert_eq!(openings.len() as u64, app.count("ledger_opening").await);
    let place = |row: &Value| (row["seq"].as_i64().unwrap(), row["field"].as_str().unwrap().to_owned());
    assert!(openings.iter().map(place).is_sorted_by(|one, next| one < next));
    assert_eq!(lines(&files, "ledger/ledger.jsonl").len(), app.ledger(ctx.business).await.len() + 1);
}

/// Records that a customer says no, and erases them.
async fn erase(app: &TestApp, ctx: &Ctx, customer: String) {
    let service = app.service();
    let at_once =
        Calls { default_purpose: "service".into(), asks_before_calls: "off".into(), erase_after_hours: "0".into() };
    service::setting::set_calls(service, ctx, at_once).await.unwrap();
    let prompt = service::interaction::prompt(service, ctx, Some(&customer)).await.unwrap();
    let (script, form) = (prompt.script, prompt.form);
    let no = OnFile { customer, answer: "no".into(), script, form, ..OnFile::default() };
    service::interaction::record_answer(service, ctx, no).await.unwrap();
    service::erasure::run_due(service).await.unwrap();
}

async fn no_secret_is_in_it_and_nothing_of_who_was_erased(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    app.invite(&owner, Role::Staff).await;
    app.display(&ctx).await;
    app.api_key(&ctx, &[ApiScope::CustomersRead]).await;
    app.webhook(&ctx, "https://crm.example/webhooks").await;
    let gone = customer(&app, &ctx, "Gil", "(212) 555-0109", "yes").await;
    erase(&app, &ctx, gone).await;
    let hash = app.ask("SELECT hash FROM suppression").await;
    assert_eq!(hash.len(), 1);
    let files = exported(&app);
    let all: String = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    let mut secrets = hash;
    for sql in [
        "SELECT key_hash FROM api_key",
        "SELECT secret FROM webhook",
        "SELECT token_hash FROM invitation",
        "SELECT token_hash FROM customer_link",
        "SELECT password_hash FROM account",
        "SELECT hash FROM retained_identity",
    ] {
        let found = app.ask(sql).await;
        assert!(!found.is_empty() || sql.contains("customer_link"), "{sql}");
        secrets.extend(found);
    }
    for secret in secrets {
        assert!(!all.contains(&secret), "{secret}");
    }
    for (path, _) in files.iter().filter(|(path, _)| path.starts_with("state/")) {
        for column in
            lines(&files, path).iter().flat_map(|line| line.as_object().unwrap().keys().cloned().collect::<Vec<_>>())
        {
            let of_a_list = column == "headings_hash" || column == "list_hash";
            assert!(
                of_a_list || !["hash", "secret", "token"].iter().any(|word| column.contains(word)),
                "{path}: {column}"
            );
        }
    }
    assert!(!all.contains("2125550109") && !all.contains("Gil"));
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["left_behind"]["hashes_of_numbers"], 1);
    assert_eq!(text(&files, "state/suppression.jsonl"), "");
    assert_eq!(text(&files, "state/suppression_source.jsonl"), "");
}

async fn the_command_ends_in_1_where_nothing_is_made_and_leaves_nothing_behind(app: TestApp) {
    let owner = app.owner().await;
    app.member(&owner, Role::Admin).await;
    let admin = app.ask("SELECT email FROM account ORDER BY created_at").await.remove(1);
    for (arguments, code, said) in [
        (&["--to", "all.zip", "--business", "nobody"][..], 1, "there is no business called nobody"),
        (&["--to", "nowhere/all.zip"], 1, "nowhere/all.zip cannot be written"),
        (&["--to", "all.zip", "--as", &admin], 1, "only an owner may take everything along"),
        (&[], 2, "--to <FILE>"),
    ] {
        let done = command(&app, arguments);
        let text = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(code), "{text}");
        assert!(text.contains(said), "{text}");
    }
    let left = std::fs::read_dir(app.folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("all.zip")));
}

/// The page once the archive is made or was not.
async fn made(owner: &Client, to: &str) -> String {
    loop {
        let html = owner.get(to).await.expect(200).body;
        if !html.contains("It is being made") {
            return html;
        }
        tokio::task::yield_now().await;
    }
}

async fn have_made(owner: &Client) -> String {
    let fields = [("password", PASSWORD)];
    let answer = owner.post_form("/settings/export", "archive/start", &fields).await.expect(303);
    let to = answer.location.unwrap();
    let html = made(owner, &to).await;
    let download = to.replace("/settings/export?", "/settings/export/result?");
    assert!(html.contains("It is ready, with ") && html.contains(&format!("href=\"{download}\"")), "{html}");
    to
}

async fn an_owner_has_it_made_with_their_password_and_fetches_it(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let id = app.customer(&ctx).await;
    assert!(owner.get("/settings").await.expect(200).body.contains("href=\"/settings/export\""));
    assert!(owner.get("/settings/close").await.expect(200).body.contains("href=\"/settings/export\""));
    let wrong = owner.post_form("/settings/export", "archive/start", &[("password", "another one")]).await;
    assert!(wrong.expect(422).body.contains("field-password-problem"));
    assert_ne!(app.ledger(ctx.business).await.last(), Some(&EventKind::BusinessExportStarted));
    let to = have_made(&owner).await;
    assert_eq!(app.ledger(ctx.business).await.last(), Some(&EventKind::BusinessExportStarted));
    let download = to.replace("/settings/export?", "/settings/export/result?");
    let answer = owner.request(Method::GET, &download).send().await.unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/zip");
    assert_eq!(header("content-disposition"), "attachment; filename=\"business.zip\"");
    assert_eq!(header("cache-control"), "no-store");
    let files = opened(answer.bytes().await.unwrap().to_vec());
    assert_eq!(lines(&files, "state/customer.jsonl")[0]["id"], id.to_string());
}

async fn nobody_else_has_it_made_or_fetches_it(app: TestApp) {
    let owner = app.owner().await;
    let to = have_made(&owner).await;
    let download = to.replace("/settings/export?", "/settings/export/result?");
    let (admin, staff) = (app.member(&owner, Role::Admin).await, app.member(&owner, Role::Staff).await);
    for member in [&admin, &staff] {
        member.get("/settings/export").await.expect(403);
        member.get(&download).await.expect_to("/settings/export");
        member.post_form("/settings/export", "archive/start", &[("password", PASSWORD)]).await.expect(403);
    }
    for stranger in [app.owner_of("Zenith Roofing").await, app.member(&owner, Role::Owner).await] {
        stranger.get(&download).await.expect_to("/settings/export?file=gone");
        let html = stranger.get(&to).await.expect(200).body;
        assert!(html.contains("not here any more") && !html.contains("Download the archive"), "{html}");
    }
    app.client().get(&download).await.expect_to("/sign-in?next=/settings/export");
    owner.get(&download).await.expect(200);
    let folders = std::fs::read_dir(app.folder.path().join("uploads")).unwrap();
    for file in folders.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap()) {
        let file = std::fs::File::options().write(true).open(file.unwrap().path()).unwrap();
        let kept_since = file.metadata().unwrap().modified().unwrap();
        file.set_modified(kept_since - Duration::from_secs(3_700)).unwrap();
    }
    service::import::forget_old(app.service());
    owner.get(&download).await.expect_to("/settings/export?file=gone");
}
