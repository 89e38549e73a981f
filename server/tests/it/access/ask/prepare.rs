//! Something new to ask about each time, so that no answer depends on the one before.

use std::sync::atomic::Ordering;

use domain::{
    access::Right,
    id::MemberId,
    integration::ApiScope,
    wire::{
        account::{
            params::{NewAddress, ProveSecondFactor},
            view::SecondFactor,
        },
        customer::{EditForm, ShowQuery},
        dnc::Mark,
        import::params::{self, DryRun},
        registration::params::Agree,
        registry::params::End,
        request::params::Receive,
        setting::params::AddHoliday,
        suppression::params::Add,
        team::params::{Invite, Join},
        webhook::params::Which,
    },
};

use super::{About, Asker, Office, Target, day};
use crate::{
    second_factor::of_key,
    support::{Client, PASSWORD},
};

impl Office {
    /// What is not there, beside the texts in force.
    pub(super) async fn nothing(&self) -> Target {
        let missing = "00000000-0000-7000-8000-000000000001".to_owned();
        let statement = service::registration::statement(self.service()).await.unwrap();
        let prompt = service::interaction::prompt(self.service(), &self.owner, None).await.unwrap();
        let email = self.app.email();
        let subscription = End { registry: "us".into() };
        // What is not there need not be taken away.
        let _anyway = service::registry::end(self.service(), &self.owner, subscription).await;
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
            invitation: missing.clone(),
            import: missing.clone(),
            request: missing.clone(),
            audit: missing.clone(),
            finding: missing.clone(),
            display: missing.clone(),
            key: missing.clone(),
            webhook: missing.clone(),
            delivery: missing.clone(),
            code: "123456".into(),
            today: self.service().now().date_naive().to_string(),
            registry: "us".into(),
            token: "missing".into(),
            list: "missing".into(),
            door: "missing".into(),
            question: missing.clone(),
            event: missing.clone(),
            holiday: missing,
            day: day(&email),
            statement: statement.version.to_string(),
            privacy: statement.privacy_version.to_string(),
            script: prompt.script,
            form: prompt.form,
            email,
            known: self.known.clone(),
        }
    }

    /// Something new of ours, so that no answer depends on the one before.
    pub(super) async fn prepare(&self, about: About, asker: Asker, target: &mut Target) {
        match about {
            About::Nothing => {}
            About::Request => self.prepare_request(asker, target).await,
            About::Finding => self.prepare_finding(target).await,
            About::ApiKey => target.key = self.app.api_key(&self.owner, &[ApiScope::Check]).await.1.to_string(),
            About::Webhook => self.prepare_webhook(target).await,
            About::Display => target.display = self.app.display(&self.owner).await.to_string(),
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
            About::Reset => target.token = self.prepare_reset(target).await,
            About::NewAddress => target.token = self.prepare_new_address(target).await,
            About::List => self.prepare_list(target).await,
            About::Door => target.door.clone_from(&self.door),
            About::Suppressed => {
                let stranger = Add { phone: target.fresh_number.clone(), reason: "asked on the phone".into() };
                let (number, _) =
                    service::suppression::add_number(self.service(), &self.owner, stranger).await.unwrap();
                target.suppression = number.to_string();
                let listed =
                    service::suppression::show(self.service(), &self.owner, &target.suppression).await.unwrap();
                target.source = listed.row.sources[0].id.to_string();
            }
            About::Registry => self.app.subscribe(&self.owner, "all").await,
            About::Holiday => self.prepare_holiday(target).await,
            About::Import => {
                self.prepare_list(target).await;
                let list = params::Run { file: target.list.clone() };
                target.import = service::import::start(self.service(), &self.owner, list).await.unwrap().to_string();
                self.imported().await;
            }
        }
    }

    /// A webhook and something that it did not take. Those of before go, as there may be twenty only.
    async fn prepare_webhook(&self, target: &mut Target) {
        let webhooks = service::webhook::list(self.service(), &self.owner).await.unwrap().webhooks;
        for old in webhooks {
            let which = Which { webhook: old.id.to_string() };
            service::webhook::remove(self.service(), &self.owner, which).await.unwrap();
        }
        target.webhook = self.app.webhook(&self.owner, "https://crm.example/webhooks").await.id.to_string();
        // Nothing is sent for it: it failed long ago.
        let failed = "INSERT INTO webhook_delivery (business_id, id, webhook_id, seq, kind, subject_id, state, attempts) \
                      SELECT business_id, id, id, 1, 'mark_lifted', id, 'failed', 10 FROM webhook RETURNING kind";
        assert_eq!(self.app.ask(failed).await, ["mark_lifted"]);
        target.delivery.clone_from(&target.webhook);
    }

    async fn prepare_customer(&self, about: About, asker: Asker, target: &mut Target) {
        let customer = self.app.customer(&self.owner).await;
        let form: EditForm =
            service::customer::edit_form(self.service(), &self.owner, &customer.to_string()).await.unwrap();
        target.customer = customer.to_string();
        target.revision = form.edit.revision.to_string();
        target.name = Some(form.edit.name);
        target.number = self.app.first_number(&self.owner, customer).await.to_string();
        let query = ShowQuery { customer: customer.to_string(), purpose: String::new() };
        let show = service::customer::show(self.service(), &self.owner, query).await.unwrap();
        target.question.clone_from(&show.questions[0].notice);
        target.event = show.answers[0].id.to_string();
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
        let session =
            service::team::join(self.service(), &token, Some(&agreement), join).await.unwrap().session().unwrap();
        let request = self.service().new_request();
        let (ctx, _) = service::account::session(self.service(), &session.token, request).await.unwrap().unwrap();
        let member: MemberId = ctx.member().unwrap();
        target.member = member.to_string();
        if about == About::Disabled {
            service::team::disable(self.service(), &self.owner, member).await.unwrap();
        }
    }

    /// Runs an audit where there is none that can be signed, or nothing is open. The agreement that nobody accepted
    /// is found each time.
    async fn prepare_finding(&self, target: &mut Target) {
        let mut shown = service::audit::list(self.service(), &self.owner).await.unwrap();
        if shown.open.is_empty() || shown.audits.iter().all(|audit| audit.signed.is_some()) {
            self.app.audit(&self.owner).await;
            shown = service::audit::list(self.service(), &self.owner).await.unwrap();
        }
        let unsigned = shown.audits.iter().find(|audit| audit.signed.is_none()).unwrap();
        target.audit = unsigned.id.to_string();
        target.finding = shown.open.first().unwrap().id.to_string();
    }

    async fn prepare_request(&self, asker: Asker, target: &mut Target) {
        self.prepare_customer(About::Customer, asker, target).await;
        let receive = Receive {
            customer: target.customer.clone(),
            form: target.form.clone(),
            kind: "erasure".into(),
            came: "phone".into(),
            received_on: target.today.clone(),
            ..Receive::default()
        };
        target.request = service::request::receive(self.service(), &self.owner, receive).await.unwrap().to_string();
    }

    /// A link for a new password of somebody who signs in nowhere else.
    async fn prepare_reset(&self, target: &Target) -> String {
        let (email, _) = self.newcomer(target).await;
        service::account::ask_reset(self.service(), &email, &email).await.unwrap();
        let mail = self.app.mail_to(&email, "A new password for your account").await;
        mail.path("Choose a new password").trim_start_matches("/reset/").to_owned()
    }

    /// A link for another address of somebody who signs in nowhere else.
    async fn prepare_new_address(&self, target: &Target) -> String {
        let (_, session) = self.newcomer(target).await;
        let (ctx, _) =
            service::account::session(self.service(), &session, self.service().new_request()).await.unwrap().unwrap();
        let new = self.app.email();
        let typed = NewAddress { email: new.clone(), password: PASSWORD.into() };
        service::account::ask_address(self.service(), &ctx, typed).await.unwrap();
        let mail = self.app.mail_to(&new, "Confirm your address").await;
        mail.path("Confirm this address").trim_start_matches("/confirm-address/").to_owned()
    }

    /// Somebody who has just joined: their address, and the secret of their session.
    async fn newcomer(&self, target: &Target) -> (String, String) {
        let email = self.app.email();
        let invite = Invite { name: "Sam".into(), email: email.clone(), role: "staff".into() };
        let link = service::team::invite(self.service(), &self.owner, invite).await.unwrap();
        let (statement, privacy) = (target.statement.clone(), target.privacy.clone());
        let agree = Agree { ticked: "on".into(), statement, privacy };
        let agreement = service::registration::agree(self.service(), agree).await.unwrap();
        let join = Join { name: "Sam".into(), password: PASSWORD.into() };
        let token = link.trim_start_matches("/join/");
        let session =
            service::team::join(self.service(), token, Some(&agreement), join).await.unwrap().session().unwrap();
        (email, session.token)
    }

    /// A phone that read the secret of whoever asks: the code that it shows.
    pub(super) async fn prepare_phone(&self, browser: &Client, target: &mut Target) {
        if browser.session().is_none() {
            return;
        }
        // None is left of what was asked before.
        self.app.ask("DELETE FROM recovery_code RETURNING code_hash").await;
        self.app.ask("DELETE FROM second_factor RETURNING secret").await;
        let ctx = self.app.ctx(browser).await;
        service::account::set_up(self.service(), &ctx).await.unwrap();
        let shown = service::account::second_factor(self.service(), &ctx).await.unwrap();
        let SecondFactor::Unconfirmed(shared) = shown else { panic!("{shown:?}") };
        target.code = of_key(&self.app, &shared.key);
    }

    /// A second factor of whoever asks that is on: a recovery code.
    pub(super) async fn prepare_recovery_code(&self, browser: &Client, target: &mut Target) {
        self.prepare_phone(browser, target).await;
        if browser.session().is_none() {
            return;
        }
        let ctx = self.app.ctx(browser).await;
        let typed = ProveSecondFactor { password: PASSWORD.into(), code: target.code.as_str().into() };
        let codes = service::account::switch_on(self.service(), &ctx, typed).await.unwrap();
        target.code.clone_from(&codes[0]);
    }

    async fn prepare_holiday(&self, target: &mut Target) {
        let holiday = AddHoliday { on: target.day.clone(), name: "Founders' Day".into(), country: String::new() };
        service::setting::add_holiday(self.service(), &self.owner, holiday).await.unwrap();
        let holidays = service::setting::show(self.service(), &self.owner).await.unwrap().holidays;
        target.holiday = holidays.last().unwrap().id.to_string();
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
}
