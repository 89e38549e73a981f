//! `could_not_check`: where a fact or the hash key cannot be read nobody is called, and everybody who is asked
//! says so. Each source of facts is broken on its own, and healed again.

use domain::{
    event::EventKind,
    id::{ContactPointId, CustomerId},
    topic::Purpose,
    wire::{
        call::{Check, Place, Placed, Standing},
        customer::{ListQuery, ShowQuery},
        suppression::{
            Listed,
            params::{Add, Lift},
        },
    },
};
use service::{
    Service, call,
    ctx::Ctx,
    customer,
    import::Choices,
    scrub::{Order, scrub},
    suppression,
};
use store::scratch::tell;

use crate::support::{Client, TestApp, field, unescaped};

each_db!(
    a_table_of_facts_that_cannot_be_read_closes_every_call_until_it_is_back,
    without_the_hash_key_or_with_another_one_no_call_is_made_until_it_is_back,
);

/// The tables on which nothing but a decision rests.
const TABLES: [&str; 6] = ["dnc_mark", "suppression", "suppression_source", "consent_event", "consent_term", "holiday"];

/// The digits of the customer's number, as they are written and as they are dialled.
const DIGITS: [&str; 3] = ["555-0199", "5550199", "tel:"];

/// The number was on the list once, so that its sources are asked for.
async fn listed_and_lifted(service: &Service, ctx: &Ctx) -> Listed {
    let add = Add { phone: "(212) 555-0199".into(), reason: "asked".into() };
    let number = suppression::add_number(service, ctx, add).await.unwrap().0.to_string();
    let source = suppression::show(service, ctx, &number).await.unwrap().row.sources[0].id.to_string();
    let (lift, reason) = ("by_mistake".to_owned(), "the wrong number".to_owned());
    let lift = Lift { number: number.clone(), source, lift, reason, ..Lift::default() };
    suppression::lift(service, ctx, lift).await.unwrap();
    suppression::show(service, ctx, &number).await.unwrap()
}

/// Somebody who may be called, and who asks.
struct Scene<'a> {
    app: &'a TestApp,
    ctx: Ctx,
    browser: Client,
    customer: CustomerId,
    point: ContactPointId,
}

impl<'a> Scene<'a> {
    async fn new(app: &'a TestApp) -> Self {
        let browser = app.owner().await;
        let ctx = app.ctx(&browser).await;
        let typed =
            domain::wire::interaction::NewCustomer { phone: "(212) 555-0199".into(), ..app.typed(&ctx, "yes").await };
        let customer = service::interaction::save_customer(app.service(), &ctx, typed).await.unwrap();
        let point = app.first_number(&ctx, customer).await;
        let number = listed_and_lifted(app.service(), &ctx).await;
        assert!(number.row.sources.is_empty(), "the list knows the number, and nothing keeps it there");
        Self { app, ctx, browser, customer, point }
    }

    /// The same, with somebody else who asks.
    fn asked_by(&self, ctx: Ctx, browser: &Client) -> Self {
        Self { app: self.app, ctx, browser: browser.clone(), customer: self.customer, point: self.point }
    }

    fn place(&self) -> Place {
        Place { customer: self.customer.to_string(), number: self.point.to_string(), purpose: "service".into() }
    }

    async fn refusals(&self) -> usize {
        let ledger = self.app.ledger(self.ctx.business).await;
        ledger.iter().filter(|kind| **kind == EventKind::CallRefused).count()
    }

    async fn standings(&self, service: &Service) -> Vec<Standing> {
        let query = ShowQuery { customer: self.customer.to_string(), purpose: String::new() };
        let page = customer::show(service, &self.ctx, query).await.unwrap();
        let sent = serde_json::to_string(&page).unwrap();
        if page.standings.iter().all(|standing| !standing.decision.is_allowed()) {
            assert!(DIGITS.iter().all(|digits| !sent.contains(digits)), "{sent}");
        }
        page.standings
    }

    fn order(&self) -> Order {
        let path = self.app.folder.path().join("leads.csv");
        std::fs::write(&path, "Phone\n2125550199\n").unwrap();
        Order {
            path,
            name: "leads.csv".into(),
            choices: Choices::default(),
            columns: Vec::new(),
            country: domain::country::Country::parse("US").unwrap(),
            purpose: Purpose::Service,
        }
    }

    /// Everybody who is asked says that it could not be checked.
    async fn assert_shut(&self, service: &Service, browser: &Client, broken: &str) {
        let could_not = ["could_not_check"];
        for standing in self.standings(service).await {
            assert_eq!(standing.decision.reasons, could_not, "the page, {broken}");
        }
        let path = format!("/customers/{}", self.customer);
        let html = unescaped(&browser.get(&path).await.expect(200).body);
        assert!(html.contains("Call disabled: The do-not-call status could not be checked"), "{broken}: {html}");
        assert!(html.contains("aria-disabled=\"true\"") && !DIGITS.iter().any(|it| html.contains(it)), "{html}");

        let before = self.refusals().await;
        let Placed::Blocked(decision) = call::place(service, &self.ctx, self.place()).await.unwrap() else {
            panic!("authorised without {broken}");
        };
        assert_eq!(decision.reasons, could_not, "the gate, {broken}");
        let fields = [("customer", self.customer.to_string()), ("number", self.point.to_string())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let marketing = [&fields[..], &[("purpose", "marketing")]].concat();
        let pressed = unescaped(&browser.post_form(&path, "call/place", &marketing).await.expect(409).body);
        assert!(pressed.contains("could not be checked") && !DIGITS.iter().any(|it| pressed.contains(it)), "{pressed}");
        assert_eq!(self.refusals().await, before + 2, "each attempt is counted, {broken}");

        let check = Check { phone: "212 555 0199".into(), purpose: "service".into() };
        let checked = call::check(service, &self.ctx, check).await.unwrap();
        assert_eq!(checked.decision.reasons, could_not, "\"Check a number\", {broken}");
        assert_eq!(checked.why.reasons[0].code, "could_not_check");
        let typed = [("phone", "212 555 0199"), ("purpose", "service")];
        let html = browser.post_form("/check", "call/check", &typed).await.expect(200).body;
        assert!(html.contains("may not be called") && html.contains("could not be checked"), "{html}");

        let scrubbed = scrub(service, &self.ctx, &self.order(), Vec::new(), |_| ()).await;
        assert!(scrubbed.is_err(), "a scrub hands out nothing, {broken}");
    }

    async fn assert_list_hides_digits(&self, service: &Service, broken: &str) {
        let list = customer::list(service, &self.ctx, ListQuery::default()).await.unwrap();
        let sent = serde_json::to_string(&list).unwrap();
        assert!(DIGITS.iter().all(|digits| !sent.contains(digits)), "{broken}: {sent}");
        assert!(list.rows.iter().all(|row| row.blocked && !row.flagged), "{broken}: {sent}");
    }

    /// Everybody who is asked allows it again.
    async fn assert_open(&self, service: &Service, browser: &Client, healed: &str) {
        let service_call = self.standings(service).await.swap_remove(0);
        assert!(service_call.decision.is_allowed(), "{healed}: {service_call:?}");
        let html = browser.get(&format!("/customers/{}", self.customer)).await.expect(200).body;
        assert!(html.contains("555-0199") && field(&html, "number").is_some(), "{healed}: {html}");
        let placed = call::place(service, &self.ctx, self.place()).await.unwrap();
        assert!(matches!(placed, Placed::Allowed(_)), "{healed}: {placed:?}");
        let check = Check { phone: "212 555 0199".into(), purpose: "service".into() };
        assert!(call::check(service, &self.ctx, check).await.unwrap().decision.is_allowed(), "{healed}");
        let (summary, _) = scrub(service, &self.ctx, &self.order(), Vec::new(), |_| ()).await.unwrap();
        assert_eq!((summary.rows, summary.allowed), (1, 1), "{healed}");
    }
}

async fn a_table_of_facts_that_cannot_be_read_closes_every_call_until_it_is_back(app: TestApp) {
    let scene = Scene::new(&app).await;
    for table in TABLES {
        tell(&app.database, &format!("ALTER TABLE {table} RENAME TO {table}_gone")).await.unwrap();
        // Of one minute and member, one refusal of a purpose is recorded: each table has a member of its own.
        let member = app.member(&scene.browser, domain::access::Role::Admin).await;
        let ctx = app.ctx(&member).await;
        let asking = scene.asked_by(ctx, &member);
        asking.assert_shut(app.service(), &member, table).await;
        if !["dnc_mark", "consent_event"].contains(&table) {
            asking.assert_list_hides_digits(app.service(), table).await;
        }
        tell(&app.database, &format!("ALTER TABLE {table}_gone RENAME TO {table}")).await.unwrap();
        asking.assert_open(app.service(), &member, table).await;
    }
}

async fn without_the_hash_key_or_with_another_one_no_call_is_made_until_it_is_back(app: TestApp) {
    let scene = Scene::new(&app).await;
    let key = app.folder.path().join("keys/hash.key");
    let right = std::fs::read(&key).unwrap();
    for (broken, bytes) in [("no key", None), ("another key", Some("7".repeat(64))), ("no hash", Some("what".into()))] {
        match bytes {
            Some(bytes) => std::fs::write(&key, bytes).unwrap(),
            None => std::fs::remove_file(&key).unwrap(),
        }
        let member = app.member(&scene.browser, domain::access::Role::Admin).await;
        let ctx = app.ctx(&member).await;
        let asking = scene.asked_by(ctx, &member);
        let node = app.second_node(chrono::TimeDelta::zero()).await;
        let browser = member.at(node.address);
        asking.assert_shut(&node.service, &browser, broken).await;
        asking.assert_list_hides_digits(&node.service, broken).await;
        node.stop().await;
        std::fs::write(&key, &right).unwrap();
        let healed = app.second_node(chrono::TimeDelta::zero()).await;
        asking.assert_open(&healed.service, &member.at(healed.address), broken).await;
        healed.stop().await;
    }
}
