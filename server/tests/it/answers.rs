//! Invariant 2: the page, the gate, "Check a number", the list, a scrub and a dry run give one answer for the
//! same facts, in every state.

mod reader;
mod registered;
mod state;
mod step;

use std::process::{Command, Stdio};

use chrono::TimeDelta;
use domain::{
    access::Right,
    notice::NoticeKind,
    policy,
    topic::{Channel, Purpose},
    wire::{
        policy::params::Publish,
        setting::params::{AddHoliday, Calls, Topics},
    },
};
use service::{
    Service,
    ctx::Ctx,
    import::{Choices, dry_run},
    scrub::{Order, scrub},
    setting,
};

use self::{
    reader::{Reader, behind, cells},
    registered::REGISTERED,
    state::{Ground, STATES, State},
    step::{Subject, list},
};
use crate::support::{Client, TestApp};

each_db!(
    by_day_everybody_who_is_asked_gives_one_answer_in_every_state,
    at_other_times_and_under_other_settings_everybody_gives_one_answer_in_every_state,
);

async fn by_day_everybody_who_is_asked_gives_one_answer_in_every_state(app: TestApp) {
    app.load_registry(&registered::file()).await;
    on(&app, Ground::Plain).await;
}

async fn at_other_times_and_under_other_settings_everybody_gives_one_answer_in_every_state(app: TestApp) {
    app.load_registry(&registered::file()).await;
    for ground in Ground::ALL.into_iter().filter(|ground| *ground != Ground::Plain) {
        on(&app, ground).await;
    }
}

impl Ground {
    /// How much later than the states came about everybody is asked.
    fn ahead(self) -> TimeDelta {
        match self {
            Self::Plain | Self::Unsubscribed | Self::Holiday | Self::Asks => TimeDelta::zero(),
            Self::Night => TimeDelta::hours(11),
            Self::Expiring | Self::AskedAgain => TimeDelta::days(2),
            Self::Stale => TimeDelta::days(40),
        }
    }

    /// Decides what the business decided before.
    async fn prepare(self, service: &Service, ctx: &Ctx) {
        match self {
            Self::Plain | Self::Unsubscribed | Self::Stale | Self::Night | Self::AskedAgain => {}
            Self::Holiday => {
                let holiday = AddHoliday { on: "2026-03-03".into(), name: "Day off".into(), country: String::new() };
                setting::add_holiday(service, ctx, holiday).await.unwrap();
            }
            Self::Asks => ask_before_calls(service, ctx).await,
            Self::Expiring => {
                ask_before_calls(service, ctx).await;
                let codes = setting::show(service, ctx).await.unwrap().topics.into_iter();
                let fields = codes.flat_map(|rule| {
                    let code = rule.topic.code();
                    let chosen = if rule.opt_in { "opt_in" } else { "opt_out" };
                    [(format!("opt_in.{code}"), chosen.to_owned()), (format!("holds_for.{code}"), "1".to_owned())]
                });
                setting::set_topics(service, ctx, Topics { fields: fields.collect() }).await.unwrap();
            }
        }
    }

    /// Decides what the business decides when all states are there.
    async fn change(self, service: &Service, ctx: &Ctx) {
        if self != Self::AskedAgain {
            return;
        }
        let question = policy::address(NoticeKind::Question(Channel::Call, Purpose::Marketing));
        let publish = Publish {
            policy: question,
            base: "1".into(),
            text: "May we ring you about offers of ours and of our friends?".into(),
            material: "yes".into(),
            ask_again_by: "2026-03-04".into(),
            ..Publish::default()
        };
        service::policy::publish(service, ctx, publish).await.unwrap();
    }
}

async fn ask_before_calls(service: &Service, ctx: &Ctx) {
    let calls =
        Calls { default_purpose: "service".into(), asks_before_calls: "on".into(), erase_after_hours: "72".into() };
    setting::set_calls(service, ctx, calls).await.unwrap();
}

/// Lets every state of a ground come about, and asks everybody about each.
async fn on(app: &TestApp, ground: Ground) {
    let name = format!("{ground:?} Plumbing");
    let owner = app.owner_of(&name).await;
    let ctx = app.ctx(&owner).await;
    let email = app.ask("SELECT email FROM account ORDER BY created_at DESC, email DESC").await.swap_remove(0);
    ground.prepare(app.service(), &ctx).await;
    if ground != Ground::Unsubscribed {
        app.subscribe(&ctx, "all").await;
    }
    let mut subjects = Vec::new();
    for state in STATES.iter().chain(REGISTERED).filter(|state| state.ground == ground) {
        let mut subject = Subject::new(app, &ctx);
        for step in state.steps {
            subject.take(*step).await;
        }
        subjects.push((state, subject));
    }
    ground.change(app.service(), &ctx).await;

    let node = app.second_node(ground.ahead()).await;
    // After two days nobody is signed in any more.
    let browser = if ground.ahead() < TimeDelta::hours(12) {
        owner.at(node.address)
    } else {
        signed_in(&app.client().at(node.address), &email).await
    };
    let reader = Reader { service: &node.service, ctx: &ctx, browser: &browser };
    for (state, subject) in &subjects {
        if let Some(customer) = subject.customer {
            for (purpose, expected) in Purpose::ALL.into_iter().zip(state.customer) {
                for (by, reasons) in reader.of_customer(customer, purpose).await {
                    assert_eq!(reasons, expected, "{by} about {}, {purpose:?}", state.name);
                }
            }
        }
    }
    let customers: Vec<_> = subjects.iter().filter_map(|(_, subject)| subject.customer).collect();
    reader.assert_listed_as_on_the_page(&customers).await;
    let numbers: Vec<_> = subjects.into_iter().filter(|(_, subject)| !subject.phone.is_empty()).collect();
    for (at, purpose) in Purpose::ALL.into_iter().enumerate() {
        check_and_scrub(app, &reader, &numbers, (at, purpose), ground, &domain::registration::slug(&name)).await;
    }
    assert_dry_run_saves_nobody_who_said_no(app, &reader, &numbers).await;
    node.stop().await;
}

async fn signed_in(browser: &Client, email: &str) -> Client {
    let fields = [("email", email), ("password", crate::support::PASSWORD), ("next", "")];
    browser.post_form("/sign-in", "account/sign-in", &fields).await.expect_to("/customers");
    browser.clone()
}

/// "Check a number" and the scrubs say the same of each number.
async fn check_and_scrub(
    app: &TestApp,
    reader: &Reader<'_>,
    numbers: &[(&State, Subject<'_>)],
    (at, purpose): (usize, Purpose),
    ground: Ground,
    slug: &str,
) {
    let rows: Vec<_> = numbers.iter().map(|(_, subject)| subject.phone.clone()).collect();
    let path = app.folder.path().join("numbers.csv");
    std::fs::write(&path, format!("Phone\n{}\n", rows.join("\n"))).unwrap();
    let order = Order {
        path,
        name: "numbers.csv".into(),
        choices: Choices::default(),
        columns: Vec::new(),
        country: domain::country::Country::parse("US").unwrap(),
        purpose,
    };
    let (_, scrubbed) = scrub(reader.service, reader.ctx, &order, Vec::new(), |_| ()).await.unwrap();
    let scrubbed = String::from_utf8(scrubbed).unwrap();
    let commanded = command(app, ground, &["numbers.csv", "--purpose", purpose.code(), "--business", slug]);
    let rows = scrubbed.lines().skip(1).zip(commanded.lines().skip(1));
    let mut checked = 0;
    for ((state, subject), (row, commanded)) in numbers.iter().zip(rows) {
        let expected = state.number[at];
        let (decision, said) = reader.of_number(&subject.phone, purpose).await;
        for (by, reasons) in said {
            assert_eq!(reasons, expected, "{by} about {}, {purpose:?}", state.name);
        }
        assert_eq!(cells(row), behind(&decision), "a scrub about {}, {purpose:?}", state.name);
        assert_eq!(cells(commanded), behind(&decision), "`ringfence scrub` about {}, {purpose:?}", state.name);
        checked += 1;
    }
    assert_eq!(checked, numbers.len(), "each number has a row");
}

/// `ringfence scrub` beside the running servers, on the clock of the ground.
fn command(app: &TestApp, ground: Ground, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
    command.arg("scrub").args(arguments).current_dir(app.folder.path());
    command.env("RINGFENCE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"));
    command.env("RINGFENCE_DATA", app.folder.path());
    command.env("DATABASE_URL", if app.database.starts_with("postgres") { &*app.database } else { "sqlite" });
    command.env("RINGFENCE_CLOCK", format!("{:+}s", app.clock_ahead(ground.ahead()).num_seconds()));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A list with everybody in it brings nobody back who said no to data collection, and names their lines.
async fn assert_dry_run_saves_nobody_who_said_no(
    app: &TestApp,
    reader: &Reader<'_>,
    numbers: &[(&State, Subject<'_>)],
) {
    assert!(reader.ctx.may(Right::Curate));
    let path = app.folder.path().join("dry.csv");
    let rows: Vec<_> = numbers.iter().enumerate().map(|(at, (_, it))| format!("Somebody {at},{}", it.phone)).collect();
    std::fs::write(&path, format!("Name,Phone\n{}\n", rows.join("\n"))).unwrap();
    let report = dry_run(reader.service, reader.ctx, &list(path, "dry.csv".into()), |_| {}).await.unwrap();
    for (at, (state, subject)) in numbers.iter().enumerate() {
        let line = format!("Line {}: somebody with this number", at + 2);
        let is_named = report.problems.shown.iter().any(|problem| problem.starts_with(&line));
        assert_eq!(is_named, subject.said_no, "the dry run about {}: {:?}", state.name, report.problems.shown);
    }
}
