//! A server with a database and a folder of its own, and the ways into it.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Role,
    display::Figures,
    id::{ApiKeyId, AuditId, ContactPointId, CustomerId, DisplayId},
    integration::ApiScope,
    wire::{
        customer::ShowQuery,
        display::params::Chosen,
        integration::params::MakeKey,
        interaction::NewCustomer,
        webhook::{params::MakeWebhook, view::Secret},
    },
};
use ringfence::{Config, Environment, Started};
use service::{
    Service,
    audit::Begun,
    ctx::Ctx,
    ports::{Clock as _, SystemClock},
};
use store::scratch::{Scratch, embedded};
use tempfile::TempDir;

use super::{Client, Db, field};

/// A password that no rule refuses.
pub const PASSWORD: &str = "seven blue bicycles";

/// A started server. It starts on a Tuesday at 15:00 UTC, when people in New York may be called.
pub struct TestApp {
    started: Started,
    /// The address of its database, as its owner.
    pub database: String,
    /// Its data folder.
    pub folder: TempDir,
    /// By how much the clocks of its servers are moved: all by the same.
    clock: TimeDelta,
    /// Numbers people, so that each has an address and a number of their own.
    people: AtomicU64,
    // Dropped last, when nothing uses the database any more.
    _scratch: Option<Scratch>,
}

impl TestApp {
    /// Starts a server on a new database.
    pub async fn start(db: Db) -> Self {
        Self::start_with(db, &[]).await
    }

    /// Starts a server that is told more by these variables.
    pub async fn start_with(db: Db, variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let scratch = match db {
            Db::Sqlite => None,
            Db::Postgres => Some(Scratch::new().await),
        };
        let file = folder.path().join("ringfence.db");
        if scratch.is_none() {
            embedded(&file).await.unwrap();
        }
        let file = file.to_string_lossy().into_owned();
        let database = scratch.as_ref().map_or(file, |scratch| scratch.url().to_owned());
        let begins: DateTime<Utc> = "2026-03-03T15:00:00Z".parse().unwrap();
        let clock = begins - SystemClock { offset: TimeDelta::zero() }.now();
        let started = start(&database, folder.path(), Some(variables), clock).await;
        Self { started, database, folder, clock, people: AtomicU64::new(0), _scratch: scratch }
    }

    /// Starts a second server on the same database and folder, whose clock is ahead.
    pub async fn second_node(&self, ahead: TimeDelta) -> Started {
        start(&self.database, self.folder.path(), None, self.clock + ahead).await
    }

    /// Stops it, and starts a server on the same database and folder that is told these variables, and whose clock is
    /// ahead.
    pub async fn restarted(self, variables: &[(&str, &str)], ahead: TimeDelta) -> Self {
        let Self { started, database, folder, clock, people, _scratch: scratch } = self;
        started.stop().await;
        let clock = clock + ahead;
        let started = start(&database, folder.path(), Some(variables), clock).await;
        Self { started, database, folder, clock, people, _scratch: scratch }
    }

    /// By how much the clock of a command is moved that comes this much later.
    pub fn clock_ahead(&self, ahead: TimeDelta) -> TimeDelta {
        self.clock + ahead
    }

    /// Its use cases.
    pub fn service(&self) -> &Service {
        &self.started.service
    }

    /// Its address without the scheme.
    pub fn host(&self) -> String {
        self.started.address.to_string()
    }

    /// The command line beside the server, on the same database.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ringfence"));
        command.args(arguments).current_dir(self.folder.path());
        command.env("RINGFENCE_CONFIG", concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"));
        command.env("RINGFENCE_DATA", self.folder.path());
        command.env("DATABASE_URL", if self.database.starts_with("postgres") { &*self.database } else { "sqlite" });
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// A browser that has never been here.
    pub fn client(&self) -> Client {
        Client::new(&format!("http://{}", self.started.address))
    }

    /// A number that nobody in this test has yet.
    pub fn number(&self) -> u64 {
        self.people.fetch_add(1, Ordering::Relaxed)
    }

    /// An address that nobody in this test has yet.
    pub fn email(&self) -> String {
        format!("person{}@example.com", self.number())
    }

    /// A browser that agreed to the statement.
    pub async fn agreed(&self) -> Client {
        let client = self.client();
        let page = client.get("/register").await.expect(200).body;
        let (statement, privacy) = (field(&page, "statement").unwrap(), field(&page, "privacy").unwrap());
        let fields = [("agree", "on"), ("statement", &*statement), ("privacy", &*privacy)];
        client.post_form("/register", "registration/agree", &fields).await.expect_to("/register/account");
        client
    }

    /// The browser of the owner of a new business, who went through the gate.
    pub async fn owner(&self) -> Client {
        self.owner_of("Acme Plumbing").await
    }

    /// The browser of the owner of a new business with this name.
    pub async fn owner_of(&self, business: &str) -> Client {
        let client = self.agreed().await;
        let email = self.email();
        let fields = [
            ("business_name", business),
            ("country", "US"),
            ("name", "Ada Owner"),
            ("email", &email),
            ("password", PASSWORD),
        ];
        client.post_form("/register/account", "registration/register", &fields).await.expect_to("/customers");
        client
    }

    /// Invites somebody: the path of their link.
    pub async fn invite(&self, owner: &Client, role: Role) -> String {
        let email = self.email();
        let fields = [("email", &*email), ("role", role.code())];
        let page = owner.post_form("/team", "team/invite", &fields).await.expect(200).body;
        let (_, rest) = page.split_once("/join/").expect("the page shows the link");
        let token: String =
            rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect();
        format!("/join/{token}")
    }

    /// The browser of a new member, who went through the gate.
    pub async fn member(&self, owner: &Client, role: Role) -> Client {
        let link = self.invite(owner, role).await;
        let client = self.client();
        let page = client.get(&link).await.expect(200).body;
        let token = link.trim_start_matches("/join/");
        let (statement, privacy) = (field(&page, "statement").unwrap(), field(&page, "privacy").unwrap());
        let fields = [("token", token), ("agree", "on"), ("statement", &*statement), ("privacy", &*privacy)];
        client.post_form(&link, "team/agree", &fields).await.expect_to(&link);
        let name = format!("{} Member", role.code());
        let fields = [("token", token), ("name", &*name), ("password", PASSWORD)];
        client.post_form(&link, "team/join", &fields).await.expect_to("/customers");
        client
    }

    /// The context of whoever is signed in in this browser.
    pub async fn ctx(&self, client: &Client) -> Ctx {
        let token = client.session().expect("the browser is signed in");
        let request = self.service().new_request();
        service::account::session(self.service(), &token, request).await.unwrap().expect("the session is open").0
    }

    /// What the form of a new customer holds, for somebody in New York with a number of their own.
    pub async fn typed(&self, ctx: &Ctx, answer: &str) -> NewCustomer {
        let prompt = service::interaction::prompt(self.service(), ctx, None).await.unwrap();
        let number = self.number();
        let area = [
            "212", "415", "312", "617", "305", "206", "713", "404", "512", "702", "503", "919", "602", "614", "720",
            "816",
        ][usize::try_from(number / 100).unwrap()];
        NewCustomer {
            answer: answer.into(),
            script: prompt.script,
            form: prompt.form,
            name: format!("Customer {number}"),
            phone: format!("({area}) 555-01{:02}", number % 100),
            email: format!("customer{number}@example.com"),
            time_zone: "America/New_York".into(),
            ..NewCustomer::default()
        }
    }

    /// A customer who said yes.
    pub async fn customer(&self, ctx: &Ctx) -> CustomerId {
        let typed = self.typed(ctx, "yes").await;
        service::interaction::save_customer(self.service(), ctx, typed).await.unwrap()
    }

    /// An office screen whose code waits to be entered.
    pub async fn display(&self, ctx: &Ctx) -> DisplayId {
        let [first, second, third] = Figures::default().each().map(|figure| figure.code().to_owned());
        let (name, time_zone) = ("Front office".into(), "America/New_York".into());
        let chosen = Chosen { name, first, second, third, time_zone };
        service::display::make(self.service(), ctx, chosen).await.unwrap()
    }

    /// A key that opens these scopes, and which one it is.
    pub async fn api_key(&self, ctx: &Ctx, scopes: &[ApiScope]) -> (String, ApiKeyId) {
        let ticked = scopes.iter().map(|scope| (scope.code().to_owned(), "true".to_owned())).collect();
        let name = format!("Program {}", self.number());
        let typed = MakeKey { name: name.clone(), life: "month".into(), ticked };
        let key = service::integration::make_key(self.service(), ctx, typed).await.unwrap();
        let keys = service::integration::list(self.service(), ctx).await.unwrap().keys;
        (key, keys.iter().find(|key| key.name == name).unwrap().id)
    }

    /// A webhook that is told of everything, with its secret.
    pub async fn webhook(&self, ctx: &Ctx, address: &str) -> Secret {
        let ticked = [("all".to_owned(), "true".to_owned())].into();
        let typed = MakeWebhook { address: address.to_owned(), own_key: String::new(), ticked };
        service::webhook::make(self.service(), ctx, typed, None).await.unwrap()
    }

    /// An audit that was made to its end.
    pub async fn audit(&self, ctx: &Ctx) -> AuditId {
        let Begun::Now(id) = service::audit::begin(self.service(), ctx).await.unwrap() else {
            panic!("another audit is being made")
        };
        service::audit::carry_out(self.service(), ctx.business, id, |_, _| ()).await.unwrap();
        id
    }

    /// The first number of a customer.
    pub async fn first_number(&self, ctx: &Ctx, customer: CustomerId) -> ContactPointId {
        let query = ShowQuery { customer: customer.to_string(), purpose: String::new() };
        service::customer::show(self.service(), ctx, query).await.unwrap().numbers[0].id
    }
}

/// Starts a server as people start it, on any free port. A database is new with the first one, which
/// may be told more by variables.
async fn start(database: &str, folder: &Path, first: Option<&[(&str, &str)]>, clock: TimeDelta) -> Started {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml");
    let variables = [
        ("RINGFENCE_CONFIG", shipped),
        ("RINGFENCE_DATA", folder.to_str().unwrap()),
        ("LEPTOS_SITE_ADDR", "127.0.0.1:0"),
        ("DATABASE_URL", if database.starts_with("postgres") { database } else { "sqlite" }),
    ];
    let variables = variables.iter().chain(first.unwrap_or_default()).copied();
    let mut config = Config::load(&variables.collect::<Environment>()).unwrap();
    config.clock = Some(clock);
    config.scratch = first.is_some();
    ringfence::start(config).await.unwrap()
}
