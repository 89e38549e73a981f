//! Receipts: fetched as a member does, and checked by two programs that share no code: the command line and
//! `tests/receipt.py`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use domain::{
    access::Role,
    id::CustomerId,
    ledger::LedgerSigner,
    wire::{dnc::Mark, interaction::OnFile},
};
use serde_json::{Value, json};

use crate::support::{Client, Db, TestApp};

each_db!(a_member_downloads_a_receipt_that_both_programs_prove, only_who_may_read_the_customer_gets_a_receipt,);

/// A receipt and the published keys, as files.
struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    async fn of(app: &TestApp, client: &Client, customer: CustomerId) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = client.get(&format!("/customers/{customer}/receipt")).await.expect(200).body;
        fs::write(folder.path().join("receipt.json"), text).unwrap();
        let keys = app.client().get("/.well-known/ringfence-ledger-keys").await.expect(200).body;
        fs::write(folder.path().join("keys"), keys).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn receipt(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.path("receipt.json")).unwrap()).unwrap()
    }

    /// Whether both programs believe this receipt; they must agree.
    fn is_believed(&self, text: &str, keys: &Path) -> bool {
        let file = self.path("asked.json");
        fs::write(&file, text).unwrap();
        let ours = ours(&file, keys);
        let theirs = theirs(&file, keys);
        assert_eq!(ours.status.code(), theirs.status.code(), "{}{}", said(&ours), said(&theirs));
        assert!(matches!(ours.status.code(), Some(0 | 1)), "{}", said(&ours));
        assert_eq!(said(&ours).lines().count(), 1, "{}", said(&ours));
        ours.status.success()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&*output.stdout, &*output.stderr].concat()).into_owned()
}

/// The command, in a folder and an environment in which nothing else of the installation is.
fn ours(file: &Path, keys: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    command.args(["receipt", "verify"]).arg(file).arg("--key").arg(keys);
    command.env_clear().current_dir(file.parent().unwrap()).output().unwrap()
}

fn theirs(file: &Path, keys: &Path) -> Output {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/receipt.py");
    let run = Command::new("python3").arg(script).arg(file).arg(keys).output();
    run.expect("python3 is missing: `.ci/tools test` installs it")
}

/// Somebody who said yes, was marked, and said no.
async fn withdrawn(app: &TestApp, client: &Client) -> CustomerId {
    let ctx = app.ctx(client).await;
    let customer = app.customer(&ctx).await;
    let id = customer.to_string();
    service::dnc::mark(app.service(), &ctx, Mark { customer: id.clone() }).await.unwrap();
    let prompt = service::interaction::prompt(app.service(), &ctx, Some(&id)).await.unwrap();
    let no =
        OnFile { customer: id, answer: "no".into(), script: prompt.script, form: prompt.form, ..OnFile::default() };
    service::interaction::record_answer(app.service(), &ctx, no).await.unwrap();
    customer
}

async fn a_member_downloads_a_receipt_that_both_programs_prove(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    let page = owner.get(&format!("/customers/{customer}")).await.expect(200).body;
    assert!(page.contains(&format!("href=\"/customers/{customer}/receipt\"")), "{page}");
    let size = app.ledger(ctx.business).await.len();
    let files = Files::of(&app, &owner, customer).await;
    assert_eq!(app.ledger(ctx.business).await.len(), size, "a download changes nothing");
    let text = fs::read_to_string(files.path("receipt.json")).unwrap();
    assert!(text.contains("dpv:ConsentGiven") && text.contains("@example.com"), "{text}");
    assert!(files.is_believed(&text, &files.path("keys")));
    // Written in another way it is the same receipt.
    assert!(files.is_believed(&files.receipt().to_string(), &files.path("keys")));

    let gone = withdrawn(&app, &owner).await;
    let page = owner.get(&format!("/customers/{gone}")).await.expect(200).body;
    assert!(page.contains(&format!("href=\"/customers/{gone}/receipt\"")), "{page}");
    let files = Files::of(&app, &owner, gone).await;
    let text = fs::read_to_string(files.path("receipt.json")).unwrap();
    assert!(text.contains("dpv:ConsentWithdrawn") && !text.contains("rf:salt"), "{text}");
    assert!(files.is_believed(&text, &files.path("keys")));
}

/// The first sign of a text that may be another, exchanged.
fn exchanged(text: &str) -> String {
    let other = if text.starts_with('A') { 'B' } else { 'A' };
    format!("{other}{}", &text[1..])
}

fn spoil(value: &mut Value) {
    *value = match value {
        Value::String(text) if text.len() == 64 && text.bytes().all(|sign| sign.is_ascii_hexdigit()) => {
            let other = if text.starts_with('0') { '1' } else { '0' };
            json!(format!("{other}{}", &text[1..]))
        }
        Value::String(text) => json!(exchanged(text)),
        Value::Number(number) => json!(number.as_u64().unwrap() + 1),
        other => panic!("{other}"),
    };
}

/// The way to every text and number of a receipt.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                places(value, &format!("{here}/{}", key.replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                places(value, &format!("{here}/{at}"), found);
            }
        }
        _ => found.push(here.to_owned()),
    }
}

/// What is in a receipt does not depend on the database.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_programs_refuse_whatever_was_touched() {
    let app = TestApp::start(Db::Sqlite).await;
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    let files = Files::of(&app, &owner, customer).await;
    let (keys, good) = (files.path("keys"), files.receipt());
    assert!(files.is_believed(&good.to_string(), &keys));

    // Every claim, commitment, salt, hash, entry and note, one after the other. Of the events, the first two
    // and the last stand for the rest.
    let mut all = Vec::new();
    places(&good, "", &mut all);
    let events = good["rf:event"].as_array().unwrap().len();
    let stands_for_all = |place: &&String| match place.strip_prefix("/rf:event/") {
        Some(rest) => [0, 1, events - 1].iter().any(|at| rest.starts_with(&format!("{at}/"))),
        None => true,
    };
    for place in all.iter().filter(stands_for_all) {
        let mut touched = good.clone();
        spoil(touched.pointer_mut(place).unwrap());
        assert!(!files.is_believed(&touched.to_string(), &keys), "{place}");
    }

    // The signatures' own bytes, parts that are missing, doubled or in another order, and what is no receipt.
    let mut others = Vec::new();
    for note in ["rf:checkpoint", "rf:seal"] {
        let text = good[note].as_str().unwrap();
        for at in [text.len() - 3, text.len() - 40, text.len() - 80] {
            let mut signs: Vec<_> = text.chars().collect();
            let count = signs.len();
            let place = count - (text.len() - at);
            signs[place] = if signs[place] == 'A' { 'B' } else { 'A' };
            let mut touched = good.clone();
            touched[note] = json!(signs.into_iter().collect::<String>());
            others.push(touched.to_string());
        }
    }
    let change = |how: &dyn Fn(&mut Value)| {
        let mut touched = good.clone();
        how(&mut touched);
        touched.to_string()
    };
    others.extend([
        change(&|it| drop(it["rf:event"].as_array_mut().unwrap().pop())),
        change(&|it| it["rf:event"].as_array_mut().unwrap().reverse()),
        change(&|it| {
            let events = it["rf:event"].as_array_mut().unwrap();
            events.push(events[events.len() - 1].clone());
        }),
        change(&|it| drop(it["rf:event"][0]["rf:proof"]["rf:path"].as_array_mut().unwrap().pop())),
        change(&|it| it["rf:seal"] = it["rf:checkpoint"].clone()),
        change(&|it| it["rf:checkpoint"] = it["rf:seal"].clone()),
        change(&|it| it["rf:more"] = json!("more")),
        change(&|it| drop(it.as_object_mut().unwrap().remove("rf:seal"))),
        change(&|it| it["rf:event"][0]["rf:particular"][1]["rf:salt"] = Value::Null),
        good.to_string().replacen('{', "{\"rf:seal\":\"\",", 1),
        String::new(),
        "{}".to_owned(),
        "[]".to_owned(),
        "no receipt".to_owned(),
    ]);
    for text in &others {
        assert!(!files.is_believed(text, &keys), "{text}");
    }

    // Another installation's key, under the same name and under another; a key that was garbled; and none.
    let name = fs::read_to_string(&keys).unwrap().split('+').next().unwrap().to_owned();
    let stranger = LedgerSigner::from_seed([9; 32]);
    let published = fs::read_to_string(&keys).unwrap();
    let wrong = [
        stranger.verifier(&name).unwrap().to_string(),
        stranger.verifier("other.example").unwrap().to_string(),
        published.replacen("+A", "+B", 1),
        String::new(),
    ];
    for text in wrong {
        let file = files.path("wrong");
        fs::write(&file, &text).unwrap();
        assert!(!files.is_believed(&good.to_string(), &file), "{text}");
    }
    // Beside a stranger's key the right one still counts.
    let both = format!("{}\n\n{published}", stranger.verifier("other.example").unwrap());
    fs::write(files.path("both"), both).unwrap();
    assert!(files.is_believed(&good.to_string(), &files.path("both")));
}

async fn only_who_may_read_the_customer_gets_a_receipt(app: TestApp) {
    let owner = app.owner().await;
    let customer = app.customer(&app.ctx(&owner).await).await;
    let path = format!("/customers/{customer}/receipt");
    for role in [Role::Admin, Role::Staff, Role::Auditor] {
        app.member(&owner, role).await.get(&path).await.expect(200);
    }
    let other = app.owner_of("Zenith Roofing").await;
    other.get(&path).await.expect(404);
    owner.get("/customers/00000000-0000-0000-0000-000000000000/receipt").await.expect(404);
    owner.get("/customers/nobody/receipt").await.expect(404);
    app.client().get(&path).await.expect_to(&format!("/sign-in?next=/customers/{customer}"));
    app.client().get("/customers/%2F%2Fevil.example/receipt").await.expect_to("/sign-in?next=/customers");
}
