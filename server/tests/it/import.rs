//! An import whose process is killed.

use std::{
    fmt::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::support::TestApp;

each_db!(a_killed_import_goes_on_with_the_same_list_and_nobody_is_lost_or_there_twice);

/// How many people are in the list: more than are saved before the process is killed.
const PEOPLE: u64 = 3_000;

fn list(folder: &Path) {
    let mut text = "Name,Phone,Do not call\n".to_owned();
    for at in 0..PEOPLE {
        let said = if at % 100 == 7 { "yes" } else { "no" };
        writeln!(text, "Person {at},({}) 555-01{:02},{said}", 201 + at / 100, at % 100).unwrap();
    }
    std::fs::write(folder.join("people.csv"), text).unwrap();
}

/// The command, beside the running server.
fn import(app: &TestApp) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    command.args(["import", "customers"]).arg(app.folder.path().join("people.csv"));
    command.env("RINGFENCE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"));
    command.env("RINGFENCE_DATA", app.folder.path());
    command.env("DATABASE_URL", if app.database.starts_with("postgres") { &*app.database } else { "sqlite" });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// How many rows of the list are done with.
async fn rows(app: &TestApp) -> u64 {
    app.ask("SELECT CAST(rows AS TEXT) FROM import_run").await.first().map_or(0, |rows| rows.parse().unwrap())
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

async fn a_killed_import_goes_on_with_the_same_list_and_nobody_is_lost_or_there_twice(app: TestApp) {
    app.owner().await;
    list(app.folder.path());
    let mut killed = import(&app).spawn().unwrap();
    while rows(&app).await == 0 {
        assert!(killed.try_wait().unwrap().is_none(), "it ended before it was killed");
        tokio::task::yield_now().await;
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let before = app.count("customer").await;
    assert!(before > 0 && before < PEOPLE, "{before}");

    let again = tokio::task::spawn_blocking({
        let mut command = import(&app);
        move || command.output().unwrap()
    });
    let again = again.await.unwrap();
    assert!(again.status.success(), "{}", words(&again));
    assert!(words(&again).contains(&format!("It goes on behind {before} rows.")), "{}", words(&again));
    assert!(words(&again).contains("30 people were blocked"), "{}", words(&again));
    assert_eq!(app.count("customer").await, PEOPLE);
    assert_eq!(app.count("dnc_mark").await, PEOPLE / 100);
    assert_eq!(app.ask("SELECT status FROM import_run").await, ["finished"]);
    let added = "SELECT CAST(count(DISTINCT subject_id) AS TEXT) FROM ledger_entry WHERE kind = 'customer_added'";
    assert_eq!(app.ask(added).await, [PEOPLE.to_string()]);
}
