//! What happens to a number and its customer, through the use cases behind the forms.

use std::collections::BTreeMap;

use domain::{
    country::Country,
    id::{ContactPointId, CustomerId, SuppressionId},
    wire::{
        consent::{Invalidate, Record},
        customer::{AddPoint, ListQuery, Merge, MergeQuery, RetirePoint, Show, ShowQuery, Split},
        dnc::{Lifted, Mark, TakeBack},
        interaction::OnFile,
        request::params::{Query, Receive, Settle},
        setting::params::Calls,
        suppression::params::{Add, Lift},
    },
};
use service::{Service, consent, ctx::Ctx, customer, dnc, erasure, import, interaction, request, setting, suppression};

use crate::support::TestApp;

/// The area whose numbers are all on the national registry: in New York, like the usual one.
pub const REGISTERED_AREA: &str = "646";

/// Something that happens.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// It is not the usual number: an emergency number.
    Short,
    /// It is not the usual number: one of a satellite, which is in no zone.
    Satellite,
    /// It is not the usual number: one that is on the national registry.
    Registered,
    /// There is no number.
    NoNumber,
    /// Somebody with the number is put on file with this answer.
    Customer(&'static str),
    /// Somebody with the number comes with a list that says this in "Do not call".
    Imported(&'static str),
    /// The customer asks to restrict the use of their data.
    Restrict,
    /// The restriction ends, after they were told.
    LiftRestriction,
    Mark,
    TakeBack,
    LiftMark,
    LiftMarkByMistake,
    /// The number is put on the list as a stranger's.
    List,
    LiftListed,
    /// The customer answers on a topic.
    Answer(&'static str, &'static str),
    /// The newest answer was recorded in error.
    InError,
    /// The customer says no to data collection, and may undo it for 72 hours.
    Withdraw,
    /// The same, to be erased at once.
    WithdrawNow,
    Erase,
    /// The customer before is merged into this one.
    MergeFormer,
    /// The customer gets another number, which is asked about from now on.
    AnotherNumber,
    /// The number that is asked about becomes somebody else's, who is asked about from now on.
    SplitOff,
    Retire,
}

/// A number, and whoever has it.
pub struct Subject<'a> {
    app: &'a TestApp,
    ctx: &'a Ctx,
    /// The number as it is typed; none where there is none.
    pub phone: String,
    /// The customer with it who is asked about.
    pub customer: Option<CustomerId>,
    former: Option<CustomerId>,
    listed: Option<SuppressionId>,
    /// Whether somebody with the number said no to data collection.
    pub said_no: bool,
}

impl<'a> Subject<'a> {
    /// A number that nobody has.
    pub fn new(app: &'a TestApp, ctx: &'a Ctx) -> Self {
        let phone = number(app);
        Self { app, ctx, phone, customer: None, former: None, listed: None, said_no: false }
    }

    fn service(&self) -> &'a Service {
        self.app.service()
    }

    fn id(&self) -> CustomerId {
        self.customer.expect("a step needs a customer")
    }

    /// The page of the customer.
    pub async fn page(&self) -> Show {
        let query = ShowQuery { customer: self.id().to_string(), purpose: String::new() };
        customer::show(self.service(), self.ctx, query).await.unwrap()
    }

    /// Lets it happen.
    pub async fn take(&mut self, step: Step) {
        let (service, ctx) = (self.service(), self.ctx);
        match step {
            Step::Short => self.phone = "911".into(),
            Step::Satellite => self.phone = "+870773110111".into(),
            Step::Registered => self.phone = self.phone.replace("212", REGISTERED_AREA),
            Step::NoNumber => self.phone = String::new(),
            Step::Customer(answer) => self.put_on_file(answer).await,
            Step::Imported(said) => self.import(said).await,
            Step::Restrict => self.restrict().await,
            Step::LiftRestriction => self.lift_restriction().await,
            Step::Mark => dnc::mark(service, ctx, Mark { customer: self.id().to_string() }).await.unwrap(),
            Step::TakeBack => {
                dnc::take_back(service, ctx, TakeBack { customer: self.id().to_string() }).await.unwrap();
            }
            Step::LiftMark => self.lift_mark("by_request").await,
            Step::LiftMarkByMistake => self.lift_mark("by_mistake").await,
            Step::List => {
                let add = Add { phone: self.phone.clone(), reason: "asked on the phone".into() };
                self.listed = Some(suppression::add_number(service, ctx, add).await.unwrap().0);
            }
            Step::LiftListed => self.lift_listed().await,
            Step::Answer(topic, answer) => self.answer(topic, answer).await,
            Step::InError => {
                let event = self.page().await.answers[0].id.to_string();
                let wrong = Invalidate { customer: self.id().to_string(), event, reason: "the wrong line".into() };
                consent::invalidate(service, ctx, wrong).await.unwrap();
            }
            Step::Withdraw => self.withdraw().await,
            Step::WithdrawNow => {
                self.set_erasure("0").await;
                self.withdraw().await;
                self.set_erasure("72").await;
            }
            Step::Erase => {
                erasure::run_due(service).await.unwrap();
            }
            Step::MergeFormer => self.merge_former().await,
            Step::AnotherNumber => {
                self.phone = number(self.app);
                let customer = self.id().to_string();
                let point = AddPoint { customer, phone: self.phone.clone(), ..AddPoint::default() };
                customer::add_point(service, ctx, point).await.unwrap();
            }
            Step::SplitOff => self.split_off().await,
            Step::Retire => {
                let point = self.page().await.numbers[0].id.to_string();
                let retired = RetirePoint { customer: self.id().to_string(), point };
                customer::retire_point(service, ctx, retired).await.unwrap();
            }
        }
    }

    async fn put_on_file(&mut self, answer: &str) {
        let mut typed = self.app.typed(self.ctx, answer).await;
        typed.phone.clone_from(&self.phone);
        // Somebody with a satellite telephone is anywhere.
        if self.phone.starts_with("+870") {
            typed.time_zone = String::new();
        }
        let id = interaction::save_customer(self.service(), self.ctx, typed).await.unwrap();
        self.former = self.customer.replace(id);
    }

    async fn import(&mut self, said: &str) {
        let name = format!("Listed {}", self.app.number());
        let file = format!("list{}.csv", self.app.number());
        let path = self.app.folder.path().join(&file);
        std::fs::write(&path, format!("Name,Phone,Do not call\n{name},{},{said}\n", self.phone)).unwrap();
        import::run(self.service(), self.ctx, &list(path, file), |_| {}).await.unwrap();
        let query = ListQuery { q: name, ..ListQuery::default() };
        let found = customer::list(self.service(), self.ctx, query).await.unwrap();
        self.former = self.customer.replace(found.rows[0].id);
    }

    async fn restrict(&self) {
        let customer = self.id().to_string();
        let form = request::new(self.service(), self.ctx, &customer).await.unwrap();
        let receive = Receive {
            customer,
            form: form.form,
            kind: "restriction".into(),
            came: "phone".into(),
            received_on: form.today.to_string(),
            ..Receive::default()
        };
        request::receive(self.service(), self.ctx, receive).await.unwrap();
    }

    async fn lift_restriction(&self) {
        let query = Query { customer: self.id().to_string(), filter: "open".into() };
        let open = request::list(self.service(), self.ctx, query).await.unwrap();
        let settle = Settle {
            request: open.rows[0].id.to_string(),
            answer: "done".into(),
            outcome: "the figures were checked".into(),
            told: "by letter".into(),
        };
        request::settle(self.service(), self.ctx, settle).await.unwrap();
    }

    async fn lift_mark(&self, lift: &str) {
        let lifted = Lifted {
            customer: self.id().to_string(),
            lift: lift.into(),
            reason: "asked by letter".into(),
            evidence: "the letter of 2 March".into(),
            ..Lifted::default()
        };
        dnc::lift(self.service(), self.ctx, lifted).await.unwrap();
    }

    async fn lift_listed(&self) {
        let number = self.listed.expect("it is on the list").to_string();
        let shown = suppression::show(self.service(), self.ctx, &number).await.unwrap();
        let source = shown.row.sources.iter().find(|source| source.kind.is_lifted_alone()).unwrap();
        let lift = Lift {
            number,
            source: source.id.to_string(),
            lift: "by_request".into(),
            reason: "asked by letter".into(),
            evidence: "the letter of 2 March".into(),
            ..Lift::default()
        };
        suppression::lift(self.service(), self.ctx, lift).await.unwrap();
    }

    async fn answer(&self, topic: &str, answer: &str) {
        let shown = self.page().await;
        let question = shown.questions.into_iter().find(|question| question.topic.code() == topic).unwrap();
        let record = Record {
            customer: self.id().to_string(),
            topic: topic.into(),
            answer: answer.into(),
            notice: question.notice,
            ..Record::default()
        };
        consent::record_answer(self.service(), self.ctx, record).await.unwrap();
    }

    async fn withdraw(&mut self) {
        let customer = self.id().to_string();
        let prompt = interaction::prompt(self.service(), self.ctx, Some(&customer)).await.unwrap();
        let no =
            OnFile { customer, answer: "no".into(), script: prompt.script, form: prompt.form, ..OnFile::default() };
        interaction::record_answer(self.service(), self.ctx, no).await.unwrap();
        self.said_no = true;
    }

    async fn set_erasure(&self, hours: &str) {
        let calls = Calls {
            default_purpose: "service".into(),
            asks_before_calls: "off".into(),
            erase_after_hours: hours.into(),
        };
        setting::set_calls(self.service(), self.ctx, calls).await.unwrap();
    }

    async fn merge_former(&self) {
        let (customer, other) = (self.id().to_string(), self.former.expect("somebody before").to_string());
        let query = MergeQuery { customer: customer.clone(), with: other.clone() };
        let shown = customer::merge_page(self.service(), self.ctx, query).await.unwrap();
        let merge = Merge {
            customer,
            other,
            revision: shown.revision.to_string(),
            other_revision: shown.preview.unwrap().other_revision.to_string(),
            fields: BTreeMap::new(),
        };
        customer::merge(self.service(), self.ctx, merge).await.unwrap();
    }

    async fn split_off(&mut self) {
        let id = self.id();
        let shown = customer::split_page(self.service(), self.ctx, &id.to_string()).await.unwrap();
        let point: ContactPointId = self.page().await.numbers.last().unwrap().id;
        let split = Split {
            customer: id.to_string(),
            revision: shown.revision.to_string(),
            name: "Somebody Else".into(),
            points: [(format!("point_{point}"), "true".to_owned())].into(),
        };
        self.former = self.customer.replace(customer::split(self.service(), self.ctx, split).await.unwrap());
    }
}

/// A number of New York that nobody in this test has yet.
fn number(app: &TestApp) -> String {
    let number = app.number();
    assert!(number < 1_000, "there are no more numbers");
    format!("(212) 555-{number:04}")
}

/// A list of people, as an import takes it.
pub fn list(path: std::path::PathBuf, name: String) -> import::List {
    let country = Country::parse("US").unwrap();
    import::List { path, name, choices: import::Choices::default(), mapping: None, country }
}
