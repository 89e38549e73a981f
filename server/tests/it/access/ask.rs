//! Asking: everybody who asks, something new to ask about each time, and the answer.

mod prepare;

use std::sync::atomic::AtomicU64;

use domain::{
    access::Role,
    wire::{
        import::{Import, params::Query},
        suppression::{LoadState, Upload, params::Upload as UploadQuery},
    },
};
use futures::StreamExt as _;
use service::{Service, ctx::Ctx};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest as _},
};

use super::row::{About, Needs, Row, Way};
use crate::support::{Client, PASSWORD, TestApp};

/// What nobody can be asked for twice: whoever does it is somebody else here afterwards.
const ENDS_ONES_PLACE: [&str; 2] = ["account/withdraw", "team/hand-over"];

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// A member of this role, about their own business.
    Member(Role),
    /// The owner of another business, about ours.
    Other,
    /// The owner, about what is not there.
    AboutNothing,
    /// Somebody who is not signed in.
    Nobody,
}

impl Asker {
    pub const ALL: [Self; 7] = [
        Self::Member(Role::Owner),
        Self::Member(Role::Admin),
        Self::Member(Role::Staff),
        Self::Member(Role::Auditor),
        Self::Other,
        Self::AboutNothing,
        Self::Nobody,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Member(role) => role.code(),
            Self::Other => "other",
            Self::AboutNothing => "missing",
            Self::Nobody => "nobody",
        }
    }
}

/// What a row asks about.
#[derive(Clone, Debug)]
pub struct Target {
    /// The customer's name, where there is one: whoever is refused must not hear it.
    name: Option<String>,
    pub customer: String,
    /// Another customer, who may be the same person.
    pub other: String,
    pub revision: String,
    pub number: String,
    pub member: String,
    pub invitation: String,
    pub token: String,
    pub list: String,
    pub door: String,
    /// A number of the do-not-call list, and why it is there.
    pub suppression: String,
    pub source: String,
    /// A number that is nobody's.
    pub fresh_number: String,
    /// The words for calls about services, and an answer of the customer.
    pub question: String,
    pub event: String,
    /// A date without calls, and a day that is none yet.
    pub holiday: String,
    pub day: String,
    pub import: String,
    /// A request, and the day.
    pub request: String,
    pub today: String,
    /// An audit, and what it found.
    pub audit: String,
    pub finding: String,
    /// An office screen.
    pub display: String,
    /// A key for a program.
    pub key: String,
    pub webhook: String,
    /// One of its deliveries.
    pub delivery: String,
    /// A registry that is loaded.
    pub registry: String,
    /// A code of the second factor of whoever asks.
    pub code: String,
    /// What the statement and the script are in force as.
    pub statement: String,
    pub privacy: String,
    pub script: String,
    pub form: String,
    /// An address without an account, and the owner's.
    pub email: String,
    pub known: String,
}

/// A day that nobody has named yet: each address of a test has a number of its own.
fn day(email: &str) -> String {
    let number: u64 = email.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    (chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap() + chrono::Days::new(number)).to_string()
}

/// Two businesses, and a browser of everybody.
pub struct Office {
    app: TestApp,
    members: Vec<(Role, Client)>,
    other: Client,
    /// The owner of our business.
    owner: Ctx,
    known: String,
    /// The link to sign in as the owner of a sample business.
    door: String,
    /// Numbers the people who are not on file, so that each has a number of their own.
    strangers: AtomicU64,
}

impl Office {
    pub async fn open(app: TestApp) -> Self {
        let first = app.owner().await;
        let mut members = vec![(Role::Owner, first.clone())];
        for role in [Role::Admin, Role::Staff, Role::Auditor] {
            members.push((role, app.member(&first, role).await));
        }
        let other = app.owner_of("Zenith Roofing").await;
        let owner = app.ctx(&first).await;
        let known = service::account::email(app.service(), &owner).await.unwrap();
        let sample = service::demo::seed(app.service(), 1).await.unwrap();
        app.load_registry("212,5550100\n").await;
        let door = sample.members[0].link.trim_start_matches("/demo/").to_owned();
        Self { app, members, other, owner, known, door, strangers: AtomicU64::new(0) }
    }

    fn service(&self) -> &Service {
        self.app.service()
    }

    /// A browser that nobody else uses, so that what it does leaves the others as they are.
    fn browser(&self, asker: Asker) -> Client {
        let of = |role: Role| self.members.iter().find(|(own, _)| *own == role).map(|(_, client)| client.copy());
        match asker {
            Asker::Member(role) => of(role).unwrap(),
            Asker::AboutNothing => of(Role::Owner).unwrap(),
            Asker::Other => self.other.copy(),
            Asker::Nobody => self.app.client(),
        }
    }

    /// The status of the answer; `None` where there is nothing to ask about.
    pub async fn answer(&self, row: &Row, way: Way, asker: Asker) -> Option<u16> {
        if row.about == About::Nothing
            && row.needs != Needs::Nothing
            && matches!(asker, Asker::Other | Asker::AboutNothing)
        {
            return None;
        }
        let browser = match asker {
            Asker::Member(role) if ENDS_ONES_PLACE.contains(&row.name) => self.stand_in(role).await,
            _ => self.browser(asker),
        };
        let mut target = self.nothing().await;
        if asker != Asker::AboutNothing {
            self.prepare(row.about, asker, &mut target).await;
        }
        match row.name {
            "account/switch-on-second-factor" => self.prepare_phone(&browser, &mut target).await,
            "account/renew-codes" | "account/switch-off-second-factor" => {
                self.prepare_recovery_code(&browser, &mut target).await;
            }
            _ => {}
        }
        if row.about == About::Link || row.name == "registration/register" {
            let fields = [("agree", "on"), ("statement", &*target.statement), ("privacy", &*target.privacy)];
            browser.post_form("/register", "registration/agree", &fields).await.expect(303);
        }
        let before = self.recorded().await;
        let fields = row.fields(&target);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = match way {
            Way::Function if row.is_function() => browser.post_fn(row.name, &row.arguments(&target)).await,
            Way::Function => browser.submit(row.name, &fields).await,
            Way::Form => browser.post_form("/", row.name, &fields).await,
        };
        if answer.status >= 400 {
            assert_eq!(self.recorded().await, before, "{} by {asker:?} was refused and recorded", row.name);
            // Whoever was refused is told nothing of what it was about.
            let told = target.name.as_ref().is_some_and(|name| answer.body.contains(name));
            assert!(!told, "{} by {asker:?}: {}", row.name, answer.body);
        }
        match row.name {
            "account/sign-out" => self.sign_in_again(asker).await,
            "import/run" | "import/undo" => self.imported().await,
            "suppression/load" => self.loaded(&target.list).await,
            _ => {}
        }
        Some(answer.status)
    }

    /// Somebody of this role who has just come, and who is asked for nothing afterwards.
    async fn stand_in(&self, role: Role) -> Client {
        let (_, owner) = self.members.first().unwrap();
        self.app.member(owner, role).await
    }

    /// How much was recorded by anybody who asks. What the system does by itself meanwhile, like an audit that is
    /// due, answers nobody.
    async fn recorded(&self) -> String {
        self.app.ask("SELECT CAST(count(*) AS TEXT) FROM ledger_entry WHERE actor_kind <> 'system'").await.remove(0)
    }

    /// Waits until no import is under way: it goes on behind the answer, and would be taken for a
    /// record of what is refused next.
    async fn imported(&self) {
        let runs = async || match service::import::page(self.service(), &self.owner, Query::default()).await.unwrap() {
            Import::Start(runs) => runs,
            other => panic!("{other:?}"),
        };
        while runs().await.iter().any(|run| run.status.is_under_way()) {
            tokio::task::yield_now().await;
        }
    }

    /// Waits until no list of numbers is under way.
    async fn loaded(&self, list: &str) {
        let query = || UploadQuery { file: list.to_owned() };
        let running = |upload: Upload| matches!(upload, Upload::Load(load) if load.state == LoadState::Running);
        while running(service::suppression::upload(self.service(), &self.owner, query()).await.unwrap()) {
            tokio::task::yield_now().await;
        }
    }

    /// The session was one of several of the same browser.
    async fn sign_in_again(&self, asker: Asker) {
        let client = match asker {
            Asker::Member(role) => self.members.iter().find(|(own, _)| *own == role).map(|(_, client)| client),
            Asker::AboutNothing => self.members.first().map(|(_, client)| client),
            Asker::Other => Some(&self.other),
            Asker::Nobody => None,
        };
        let Some(client) = client else { return };
        let email = self.email_of(client).await;
        let params = domain::wire::account::params::SignIn { email, password: PASSWORD.into() };
        let session = service::account::sign_in(self.service(), params, "").await.unwrap().session().unwrap();
        client.sign_in_with(&session.token);
    }

    async fn email_of(&self, client: &Client) -> String {
        let hash = service::ports::token_hash(&client.session().unwrap());
        let query = format!(
            "SELECT email FROM account WHERE id = (SELECT account_id FROM session WHERE token_hash = '{hash}')"
        );
        self.app.ask(&query).await.remove(0)
    }

    /// Uploading a list: where it leads.
    pub async fn uploads(&self, page: &str, address: &str) -> Vec<String> {
        let mut answers = Vec::new();
        for asker in Asker::ALL {
            let browser = self.browser(asker);
            let body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nName\nAna\n\r\n--x--\r\n";
            let request = browser.request(reqwest::Method::POST, address).header("sec-fetch-site", "same-origin");
            let request = request.header("content-type", "multipart/form-data; boundary=x").body(body);
            let to = browser.send(request).await.expect(303).location.unwrap();
            let kept = to.starts_with(&format!("{page}?file="));
            let refused = if asker == Asker::Nobody { format!("/sign-in?next={page}") } else { page.to_owned() };
            assert!(kept || to == refused, "{asker:?}: {to}");
            answers.push(if kept { "kept" } else { "refused" }.to_owned());
        }
        answers
    }

    /// The socket: what is heard first.
    pub async fn sockets(&self) -> Vec<String> {
        let mut answers = Vec::new();
        for asker in Asker::ALL {
            let mut request = format!("ws://{}/live", self.app.host()).into_client_request().unwrap();
            let headers = request.headers_mut();
            headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
            if let Some(token) = self.browser(asker).session() {
                headers.insert("cookie", format!("session={token}").parse().unwrap());
            }
            let (mut socket, _) = connect_async(request).await.unwrap();
            answers.push(match socket.next().await.unwrap().unwrap() {
                Message::Text(text) => {
                    assert!(text.starts_with("{\"hello\""), "{text}");
                    "hello".to_owned()
                }
                Message::Close(Some(close)) => u16::from(close.code).to_string(),
                other => panic!("{other:?}"),
            });
        }
        answers
    }
}
