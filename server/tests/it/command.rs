//! The command line: what it says of itself, and what it says to programs.

use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use crate::support::TestApp;

each_db!(a_ledger_that_holds_is_told_to_programs_too);

/// Every command, as it is typed.
const COMMANDS: [&str; 21] = [
    "serve",
    "migrate",
    "demo",
    "export",
    "import",
    "import customers",
    "import registry",
    "scrub",
    "audit",
    "audit run",
    "ledger",
    "ledger verify",
    "ledger export",
    "receipt",
    "receipt verify",
    "member",
    "member reset-password",
    "member reset-second-factor",
    "openapi",
    "completions",
    "man",
];

/// Runs it with nothing of an installation.
fn run(arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    command.args(arguments.split_whitespace()).env_clear().current_dir("/").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn every_command_says_what_it_is_for_and_how_it_is_used() {
    for command in COMMANDS {
        let help = run(&format!("{command} --help"));
        let text = said(&help);
        assert!(help.status.success() && text.contains(&format!("Usage: ringfence {command}")), "{command}: {text}");
        assert!(!text.starts_with("Usage"), "{command} has no sentence: {text}");
    }
    for wrong in ["sing", "scrub", "import", "ledger verify --loudly", "completions tcsh", "man"] {
        let refused = run(wrong);
        assert_eq!((refused.status.code(), said(&refused).as_str()), (Some(2), ""), "{wrong}");
    }
}

#[test]
fn each_command_has_a_man_page() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("man1");
    assert!(run(&format!("man {}", inside.display())).status.success());
    let written = fs::read_dir(&inside).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let written: BTreeSet<_> = written.filter(|name| !name.contains("help")).collect();
    let wanted = COMMANDS.map(|command| format!("ringfence-{}.1", command.replace(' ', "-")));
    assert_eq!(written, wanted.into_iter().chain(["ringfence.1".to_owned()]).collect());
    let page = fs::read_to_string(inside.join("ringfence-scrub.1")).unwrap();
    assert!(page.contains(".TH") && page.contains("purpose") && page.contains("Hands out a list again"), "{page}");
    let file = inside.join("ringfence.1").join("below");
    assert_eq!(run(&format!("man {}", file.display())).status.code(), Some(1), "that is a file");
}

#[test]
fn each_shell_completes_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&format!("completions {shell}"));
        let text = said(&script);
        assert!(script.status.success(), "{shell}");
        for word in ["scrub", "reset-password", "purpose"] {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
    // The shell that is everywhere reads it, and completes with it.
    let mut bash = Command::new("bash").arg("-s").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let asks = "COMP_WORDS=(ringfence sc); COMP_CWORD=1; _ringfence ringfence sc ringfence; echo \"${COMPREPLY[@]}\"\n";
    let mut input = bash.stdin.take().unwrap();
    input.write_all((said(&run("completions bash")) + "\n" + asks).as_bytes()).unwrap();
    drop(input);
    assert_eq!(said(&bash.wait_with_output().unwrap()).trim(), "scrub");
}

async fn a_ledger_that_holds_is_told_to_programs_too(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    app.customer(&ctx).await;
    let mut command = app.command(&["ledger", "verify", "--json"]);
    let done = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!((&told["holds"], &told["findings"]), (&true.into(), &Value::Array(Vec::new())), "{told}");
    assert_eq!(told["entries"], app.ledger(ctx.business).await.len(), "{told}");
}
