//! Asking: everybody who asks, something new to ask about each time, and the answer.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::{
    access::{Right, Role},
    id::MemberId,
    wire::{
        customer::EditForm,
        dnc::Mark,
        import::{
            Import, Status,
            params::{DryRun, Query},
        },
        registration::params::Agree,
        suppression::{
            LoadState, Upload,
            params::{Add, Upload as UploadQuery},
        },
        team::params::{Invite, Join},
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
    /// A number of the do-not-call list, and why it is there.
    pub suppression: String,
    pub source: String,
    /// A number that is nobody's.
    pub fresh_number: String,
    /// What the statement and the script are in force as.
    pub statement: String,
    pub privacy: String,
    pub script: String,
    pub form: String,
    /// An address without an account, and the owner's.
    pub email: String,
    pub known: String,
}

/// Two businesses, and a browser of everybody.
pub struct Office {
    app: TestApp,
    members: Vec<(Role, Client)>,
    other: Client,
    /// The owner of our business, and of the other one.
    owner: Ctx,
    stranger: Ctx,
    known: String,
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
        let (owner, stranger) = (app.ctx(&first).await, app.ctx(&other).await);
        let known = service::account::email(app.service(), &owner).await.unwrap();
        Self { app, members, other, owner, stranger, known, strangers: AtomicU64::new(0) }
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
        let browser = self.browser(asker);
        let mut target = self.nothing().await;
        if asker != Asker::AboutNothing {
            self.prepare(row.about, asker, &mut target).await;
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
            "import/run" => self.imported().await,
            "suppression/load" => self.loaded(&target.list).await,
            _ => {}
        }
        Some(answer.status)
    }

    /// How much is in the ledgers of both.
    async fn recorded(&self) -> [i64; 2] {
        let mut sizes = [0; 2];
        for (size, ctx) in sizes.iter_mut().zip([&self.owner, &self.stranger]) {
            let scope = self.service().db().read(ctx.business).await.unwrap();
            *size = store::ledger::size(&scope).await.unwrap();
        }
        sizes
    }

    /// Waits until no import is under way: it goes on behind the answer, and would be taken for a
    /// record of what is refused next.
    async fn imported(&self) {
        let runs = async || match service::import::page(self.service(), &self.owner, Query::default()).await.unwrap() {
            Import::Start(runs) => runs,
            other => panic!("{other:?}"),
        };
        while runs().await.iter().any(|run| run.status == Status::Running) {
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
        let session = service::account::sign_in(self.service(), params, "").await.unwrap();
        client.sign_in_with(&session.token);
    }

    async fn email_of(&self, client: &Client) -> String {
        let hash = service::ports::token_hash(&client.session().unwrap());
        let query = format!(
            "SELECT email FROM account WHERE id = (SELECT account_id FROM session WHERE token_hash = '{hash}')"
        );
        self.app.ask(&query).await.remove(0)
    }

    /// What is not there, beside the texts in force.
    async fn nothing(&self) -> Target {
        let missing = "00000000-0000-7000-8000-000000000001".to_owned();
        let statement = service::registration::statement(self.service()).await.unwrap();
        let prompt = service::interaction::prompt(self.service(), &self.owner, None).await.unwrap();
        Target {
            name: None,
            customer: missing.clone(),
            other: missing.clone(),
            revision: "1".into(),
            number: missing.clone(),
            member: missing.clone(),
            suppression: missing.clone(),
            source: missing.clone(),
            fresh_number: format!("+1646556{:04}", self.strangers.fetch_add(1, Ordering::Relaxed)),
            invitation: missing,
            token: "missing".into(),
            list: "missing".into(),
            statement: statement.version.to_string(),
            privacy: statement.privacy_version.to_string(),
            script: prompt.script,
            form: prompt.form,
            email: self.app.email(),
            known: self.known.clone(),
        }
    }

    /// Something new of ours, so that no answer depends on the one before.
    async fn prepare(&self, about: About, asker: Asker, target: &mut Target) {
        match about {
            About::Nothing => {}
            About::Customer | About::Marked => self.prepare_customer(about, asker, target).await,
            About::Pair => {
                self.prepare_customer(about, asker, target).await;
                target.other = self.app.customer(&self.owner).await.to_string();
            }
            About::Member | About::Disabled => self.prepare_member(about, target).await,
            About::Invitation | About::Link => {
                target.token = self.invite().await;
                let open = service::team::list(self.service(), &self.owner).await.unwrap().invitations;
                target.invitation = open.last().unwrap().id.to_string();
            }
            About::List => self.prepare_list(target).await,
            About::Suppressed => {
                let stranger = Add { phone: target.fresh_number.clone(), reason: "asked on the phone".into() };
                let (number, _) =
                    service::suppression::add_number(self.service(), &self.owner, stranger).await.unwrap();
                target.suppression = number.to_string();
                let listed =
                    service::suppression::show(self.service(), &self.owner, &target.suppression).await.unwrap();
                target.source = listed.row.sources[0].id.to_string();
            }
        }
    }

    async fn prepare_customer(&self, about: About, asker: Asker, target: &mut Target) {
        let customer = self.app.customer(&self.owner).await;
        let form: EditForm =
            service::customer::edit_form(self.service(), &self.owner, &customer.to_string()).await.unwrap();
        target.customer = customer.to_string();
        target.revision = form.edit.revision.to_string();
        target.name = Some(form.edit.name);
        target.number = self.app.first_number(&self.owner, customer).await.to_string();
        if about == About::Marked {
            let by = match asker {
                Asker::Member(role) if role.may(Right::Work) => self.app.ctx(&self.browser(asker)).await,
                _ => self.owner.clone(),
            };
            service::dnc::mark(self.service(), &by, Mark { customer: customer.to_string() }).await.unwrap();
        }
    }

    /// Invites somebody: the secret of the link.
    async fn invite(&self) -> String {
        let invite = Invite { name: "Sam".into(), email: self.app.email(), role: "staff".into() };
        let link = service::team::invite(self.service(), &self.owner, invite).await.unwrap();
        link.trim_start_matches("/join/").to_owned()
    }

    async fn prepare_member(&self, about: About, target: &mut Target) {
        let token = self.invite().await;
        let (statement, privacy) = (target.statement.clone(), target.privacy.clone());
        let agree = Agree { ticked: "on".into(), statement, privacy };
        let agreement = service::registration::agree(self.service(), agree).await.unwrap();
        let join = Join { name: "Sam".into(), password: PASSWORD.into() };
        let session = service::team::join(self.service(), &token, Some(&agreement), join).await.unwrap();
        let request = self.service().new_request();
        let (ctx, _) = service::account::session(self.service(), &session.token, request).await.unwrap().unwrap();
        let member: MemberId = ctx.member().unwrap();
        target.member = member.to_string();
        if about == About::Disabled {
            service::team::disable(self.service(), &self.owner, member).await.unwrap();
        }
    }

    async fn prepare_list(&self, target: &mut Target) {
        let mut receiving = service::import::receive(self.service(), &self.owner, "list.csv").unwrap();
        receiving.write(b"Name,Phone\nCustomer Imported,(212) 555-0155\n").await.unwrap();
        target.list = receiving.finish().await.unwrap();
        let columns = [("column_0", "full_name"), ("column_1", "phone")];
        let tried = DryRun {
            file: target.list.clone(),
            country: "US".into(),
            columns: columns.map(|(column, code)| (column.to_owned(), code.to_owned())).into(),
            ..DryRun::default()
        };
        service::import::try_out(self.service(), &self.owner, tried).await.unwrap();
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
