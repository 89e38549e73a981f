//! What tests of use cases stand on: a service on a migrated SQLite file, with a clock and a source
//! of chance that the test holds in its hand.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    event::EventKind,
    id::{BusinessId, RequestId},
    registry::Registry,
    webhook::PrivateAddresses,
    wire::{registration::params, registry::params::Subscribe, team},
};
use sha2::{Digest, Sha256};
use store::{Db, ledger};
use tempfile::TempDir;

use crate::{
    Service, account,
    ctx::Ctx,
    key::Keys,
    ports::{
        Clock, Mail, MailProblem, Mailer, Random, TellProblem, Teller, Telling, TextMessage, TextProblem, Texter,
        new_id,
    },
    registration,
    registry::{self, BytesRead, Download, Extent, Holds},
};

/// A password that no rule refuses.
pub(crate) const PASSWORD: &str = "seven blue bicycles";

/// A clock that stands still until it is moved.
pub(crate) struct FixedClock(Mutex<DateTime<Utc>>);

impl FixedClock {
    /// Moves the clock forward.
    pub(crate) fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// Chance that is the same in every run.
#[derive(Default)]
pub(crate) struct SeededRandom(AtomicU64);

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(32) {
            let block = Sha256::digest(self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            part.copy_from_slice(&block[..part.len()]);
        }
    }
}

/// Keeps every mail, or fails in the way that the test wants.
#[derive(Default)]
pub(crate) struct KeptMail {
    sent: Mutex<Vec<Mail>>,
    problem: Mutex<Option<MailProblem>>,
}

impl KeptMail {
    /// Everything that was sent, in order.
    pub(crate) fn sent(&self) -> Vec<Mail> {
        self.sent.lock().unwrap().clone()
    }

    /// Fails from now on, or no more.
    pub(crate) fn fail(&self, problem: Option<MailProblem>) {
        *self.problem.lock().unwrap() = problem;
    }
}

#[async_trait::async_trait]
impl Mailer for KeptMail {
    async fn send(&self, mail: &Mail) -> Result<(), MailProblem> {
        if let Some(problem) = *self.problem.lock().unwrap() {
            return Err(problem);
        }
        self.sent.lock().unwrap().push(mail.clone());
        Ok(())
    }

    fn keeps(&self) -> bool {
        true
    }

    fn forget(&self, mails: &[domain::id::MessageId]) -> std::io::Result<()> {
        self.sent.lock().unwrap().retain(|mail| !mails.contains(&mail.id));
        Ok(())
    }
}

/// Keeps every text message, or fails in the way that the test wants.
#[derive(Default)]
pub(crate) struct KeptTexts {
    sent: Mutex<Vec<TextMessage>>,
    problem: Mutex<Option<TextProblem>>,
}

impl KeptTexts {
    /// Everything that was sent, in order.
    pub(crate) fn sent(&self) -> Vec<TextMessage> {
        self.sent.lock().unwrap().clone()
    }

    /// Fails from now on, or no more.
    pub(crate) fn fail(&self, problem: Option<TextProblem>) {
        *self.problem.lock().unwrap() = problem;
    }
}

#[async_trait::async_trait]
impl Texter for KeptTexts {
    async fn send(&self, message: &TextMessage) -> Result<(), TextProblem> {
        if let Some(problem) = *self.problem.lock().unwrap() {
            return Err(problem);
        }
        self.sent.lock().unwrap().push(message.clone());
        Ok(())
    }

    fn is_open(&self) -> bool {
        true
    }
}

/// A program that keeps everything that it is told, and answers as the test wants.
pub(crate) struct KeptTellings {
    told: Mutex<Vec<Telling>>,
    answer: Mutex<Result<u16, TellProblem>>,
}

impl Default for KeptTellings {
    fn default() -> Self {
        Self { told: Mutex::default(), answer: Mutex::new(Ok(204)) }
    }
}

impl KeptTellings {
    /// Everything that it was told since it was asked last, in order.
    pub(crate) fn take(&self) -> Vec<Telling> {
        std::mem::take(&mut *self.told.lock().unwrap())
    }

    /// Answers like this from now on.
    pub(crate) fn answer(&self, answer: Result<u16, TellProblem>) {
        *self.answer.lock().unwrap() = answer;
    }
}

#[async_trait::async_trait]
impl Teller for KeptTellings {
    async fn tell(&self, telling: &Telling) -> Result<u16, TellProblem> {
        self.told.lock().unwrap().push(telling.clone());
        *self.answer.lock().unwrap()
    }

    fn private_addresses(&self) -> PrivateAddresses {
        PrivateAddresses::Refused
    }
}

/// A service of its own for one test.
pub(crate) struct Stage {
    pub(crate) service: Service,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) mails: Arc<KeptMail>,
    pub(crate) texts: Arc<KeptTexts>,
    pub(crate) tellings: Arc<KeptTellings>,
    /// How many businesses were registered, so that each has an address of its own.
    founded: AtomicU64,
    folder: TempDir,
}

impl Stage {
    /// A service without any business, on Tuesday 2026-03-03 at 15:00 UTC, its texts published.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ringfence.db").to_string_lossy().into_owned();
        store::scratch::embedded(file.as_ref()).await.unwrap();
        let db = Db::open(&file, 4).await.unwrap();
        let clock = Arc::new(FixedClock(Mutex::new("2026-03-03T15:00:00Z".parse().unwrap())));
        let random = Arc::new(SeededRandom::default());
        let keys = Keys::open(&db, &folder.path().join("keys"), &*random).await.unwrap();
        let (mails, texts) = (Arc::new(KeptMail::default()), Arc::new(KeptTexts::default()));
        let tellings = Arc::new(KeptTellings::default());
        let service = Service::new(db, Arc::clone(&clock) as _, random, keys, "test.example".into())
            .with_mail(Arc::clone(&mails) as _, "https://test.example")
            .with_texts(Arc::clone(&texts) as _)
            .with_webhooks(Arc::clone(&tellings) as _)
            .with_registries(folder.path().join("registry"));
        registration::publish_platform_notices(&service).await.unwrap();
        Self { service, clock, mails, texts, tellings, founded: AtomicU64::new(0), folder }
    }

    /// Passes the gate: the cookie of a browser that agreed.
    pub(crate) async fn agree(&self) -> String {
        let shown = registration::statement(&self.service).await.unwrap();
        let params = params::Agree {
            ticked: "on".into(),
            statement: shown.version.to_string(),
            privacy: shown.privacy_version.to_string(),
        };
        registration::agree(&self.service, params).await.unwrap()
    }

    /// What the owner of the next business types.
    pub(crate) fn form(&self) -> params::Register {
        let number = self.founded.fetch_add(1, Ordering::Relaxed) + 1;
        params::Register {
            business_name: "Acme Plumbing".into(),
            country: "US".into(),
            name: "Ada Owner".into(),
            email: format!("owner{number}@example.com"),
            password: PASSWORD.into(),
        }
    }

    /// Registers a business through the gate: the context of its owner.
    pub(crate) async fn business(&self) -> Ctx {
        let agreement = self.agree().await;
        let session = registration::register(&self.service, Some(&agreement), self.form()).await.unwrap();
        self.ctx(&session.token).await.unwrap()
    }

    /// Invites somebody with this role and lets them join: their context. Each name is one person.
    pub(crate) async fn member(&self, owner: &Ctx, name: &str, role: &str) -> Ctx {
        let invite = team::params::Invite {
            name: name.into(),
            email: format!("{}@example.com", name.to_lowercase().replace(' ', ".")),
            role: role.into(),
        };
        let link = crate::team::invite(&self.service, owner, invite).await.unwrap();
        let agreement = self.agree().await;
        let join = team::params::Join { name: name.into(), password: PASSWORD.into() };
        let token = link.trim_start_matches("/join/");
        let session = crate::team::join(&self.service, token, Some(&agreement), join).await.unwrap().session().unwrap();
        self.ctx(&session.token).await.unwrap()
    }

    /// The context behind a session's cookie, while somebody is signed in with it.
    pub(crate) async fn ctx(&self, token: &str) -> Option<Ctx> {
        let request = RequestId(new_id(self.clock.now(), &*self.service.random));
        account::session(&self.service, token, request).await.unwrap().map(|(ctx, _)| ctx)
    }

    /// Where the indexes of the registries lie.
    pub(crate) fn registries(&self) -> PathBuf {
        self.folder.path().join("registry")
    }

    /// Loads a registry of the United States with a number that is nobody's here, and subscribes to it.
    pub(crate) async fn asks_the_registry(&self, ctx: &Ctx) {
        let file = self.folder.path().join("us.txt");
        std::fs::write(&file, "907,5559999\n").unwrap();
        let downloaded_on = self.clock.now().date_naive();
        let download = Download {
            registry: Registry::UnitedStates,
            files: vec![file],
            holds: Holds::Everything(Extent::National),
            downloaded_on,
        };
        registry::import(&self.service, download, BytesRead::default()).await.unwrap();
        let subscription = Subscribe {
            registry: Registry::UnitedStates.code(),
            organisation: "10042-77".into(),
            downloaded_on: downloaded_on.to_string(),
            areas: "all".into(),
        };
        registry::subscribe(&self.service, ctx, subscription).await.unwrap();
    }

    /// Whether this text is anywhere in the files of the database.
    pub(crate) fn files_hold(&self, text: &str) -> bool {
        let files = std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|file| file.is_file()).any(|file| {
            let bytes = std::fs::read(file).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        })
    }

    /// The kinds of everything that the business's ledger holds, in order.
    pub(crate) async fn ledger(&self, business: BusinessId) -> Vec<EventKind> {
        let scope = self.service.db.read(business).await.unwrap();
        let entries = ledger::list_after(&scope, 0, 10_000).await.unwrap();
        entries.iter().map(|entry| EventKind::from_code(&entry.kind).unwrap()).collect()
    }
}

/// What the next new customer's form holds, for somebody in New York.
pub(crate) async fn typed(stage: &Stage, ctx: &Ctx, answer: &str) -> domain::wire::interaction::NewCustomer {
    let prompt = crate::interaction::prompt(&stage.service, ctx, None).await.unwrap();
    domain::wire::interaction::NewCustomer {
        answer: answer.into(),
        script: prompt.script,
        form: prompt.form,
        name: "Lourdes Bauswell".into(),
        phone: "(212) 555-0127".into(),
        email: "lourdes@example.com".into(),
        time_zone: "America/New_York".into(),
        ..Default::default()
    }
}

/// A customer who gave this answer.
pub(crate) async fn customer(stage: &Stage, ctx: &Ctx, answer: &str) -> domain::id::CustomerId {
    let typed = typed(stage, ctx, answer).await;
    crate::interaction::save_customer(&stage.service, ctx, typed).await.unwrap()
}

/// What the form on the page of a customer on file sends with this answer.
pub(crate) async fn on_file(
    stage: &Stage,
    ctx: &Ctx,
    id: domain::id::CustomerId,
    answer: &str,
) -> domain::wire::interaction::OnFile {
    let id = id.to_string();
    let prompt = crate::interaction::prompt(&stage.service, ctx, Some(&id)).await.unwrap();
    domain::wire::interaction::OnFile {
        customer: id,
        answer: answer.into(),
        script: prompt.script,
        form: prompt.form,
        ..Default::default()
    }
}

/// The page of a customer.
pub(crate) async fn page(stage: &Stage, ctx: &Ctx, id: domain::id::CustomerId) -> domain::wire::customer::Show {
    let query = domain::wire::customer::ShowQuery { customer: id.to_string(), purpose: String::new() };
    crate::customer::show(&stage.service, ctx, query).await.unwrap()
}

/// Presses the button of a customer's first number.
pub(crate) async fn press(
    stage: &Stage,
    ctx: &Ctx,
    id: domain::id::CustomerId,
    purpose: &str,
) -> domain::wire::call::Placed {
    let number = page(stage, ctx, id).await.numbers.first().map(|number| number.id.to_string()).unwrap_or_default();
    let place = domain::wire::call::Place { customer: id.to_string(), number, purpose: purpose.into() };
    crate::call::place(&stage.service, ctx, place).await.unwrap()
}

/// The codes of the reasons of a refused press; none when it was allowed.
pub(crate) fn reasons(placed: &domain::wire::call::Placed) -> Vec<String> {
    match placed {
        domain::wire::call::Placed::Allowed(_) => Vec::new(),
        domain::wire::call::Placed::Blocked(decision) => decision.reasons.clone(),
    }
}
