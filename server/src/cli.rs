//! The command line: what each command is called and where it is done.

mod audit;
mod completions;
mod demo;
mod export;
mod import;
mod ledger;
mod man;
mod member;
mod migrate;
mod openapi;
mod receipt;
mod registry;
mod scrub;
mod serve;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::{Environment, config::Config, failure::Failure, telemetry};

/// A customer record that nobody can be called from against their will.
#[derive(Debug, Parser)]
#[command(name = "ringfence", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
enum Command {
    /// Answers requests until it is stopped (what happens without a command, too)
    Serve(serve::Serve),
    /// Brings the database up to date and ends
    Migrate(migrate::Migrate),
    /// Makes a sample business, and serves it
    Demo(demo::Demo),
    /// Brings lists into the record
    #[command(subcommand)]
    Import(import::Import),
    /// Hands out a list again, with the call decision for each row behind it
    Scrub(scrub::Scrub),
    /// Writes everything of a business to one file that can be taken along
    Export(export::Export),
    /// Checks a business against its rules
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Checks and hands out the audit log
    #[command(subcommand)]
    Ledger(ledger::Ledger),
    /// Checks a consent receipt, without a database and without a configuration
    #[command(subcommand)]
    Receipt(receipt::Receipt),
    /// Looks after the people who sign in
    #[command(subcommand)]
    Member(member::Member),
    /// Prints the description of what programs can ask at /api/v1
    Openapi,
    /// Prints what completes these commands in a shell
    Completions(completions::Completions),
    /// Writes a man page for each command
    Man(man::Man),
}

/// Does what the command line says. Wrong usage ends in 2, what was refused in 1.
pub async fn run() -> ExitCode {
    let command = Cli::parse().command.unwrap_or_else(|| Command::Serve(serve::Serve::default()));
    match carry_out(command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("ringfence: {failure}");
            ExitCode::from(failure.code())
        }
    }
}

async fn carry_out(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(command) => command.run(configured()?).await,
        Command::Migrate(command) => command.run(configured()?).await,
        Command::Demo(command) => command.run(configured()?).await,
        Command::Import(command) => command.run(configured()?).await,
        Command::Scrub(command) => command.run(configured()?).await,
        Command::Export(command) => command.run(configured()?).await,
        Command::Audit(command) => command.run(configured()?).await,
        Command::Ledger(command) => command.run(configured()?).await,
        Command::Member(command) => command.run(configured()?).await,
        // Whoever was handed a receipt has nothing else of this installation.
        Command::Receipt(command) => command.run(),
        Command::Openapi => openapi::run(),
        Command::Completions(command) => command.run(Cli::command()),
        Command::Man(command) => command.run(Cli::command()),
    }
}

fn configured() -> Result<Config, Failure> {
    let environment = Environment::of_process();
    telemetry::start(environment.get("RINGFENCE_LOG"))?;
    Config::load(&environment)
}

/// Says something to the person at the terminal.
fn say(text: &str) {
    use std::io::Write as _;
    // Nobody reads any more: not a reason to stop.
    let _gone = writeln!(std::io::stdout(), "{text}");
}
