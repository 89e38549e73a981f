//! Everybody who answers whether a call is allowed: each is asked in its own way.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    id::CustomerId,
    topic::Purpose,
    wire::{
        call::{Check, Checked, Decision, Place, Placed, Standing},
        customer::{ListQuery, Row, Show, ShowQuery},
    },
};
use service::{Service, call, ctx::Ctx, customer};

use crate::support::{Client, unescaped};

/// Who asks, on which node.
pub struct Reader<'a> {
    pub service: &'a Service,
    pub ctx: &'a Ctx,
    pub browser: &'a Client,
}

/// A sentence as far as it says the same a minute later.
fn steady(sentence: &str) -> &str {
    sentence.split(|sign: char| sign.is_ascii_digit()).next().unwrap_or_default()
}

impl Reader<'_> {
    /// The page of a customer.
    pub async fn page(&self, customer: CustomerId, purpose: Purpose) -> Show {
        let query = ShowQuery { customer: customer.to_string(), purpose: purpose.code().to_owned() };
        customer::show(self.service, self.ctx, query).await.unwrap()
    }

    /// What the page, a frame, "Why?", the drawn page and the gate say of each number of a customer.
    pub async fn of_customer(&self, customer: CustomerId, purpose: Purpose) -> Vec<(&'static str, Vec<String>)> {
        let page = self.page(customer, purpose).await;
        let of = |standing: &&Standing| standing.purpose == purpose;
        let standings: Vec<_> = page.standings.iter().filter(of).cloned().collect();
        let scope = self.service.db().read(self.ctx.business).await.unwrap();
        let frames = service::standing::of(self.service, &scope, &[customer]).await.unwrap();
        drop(scope);
        let frame: Vec<_> = frames[0].calls.iter().filter(of).cloned().collect();
        let untils = |standings: &[Standing]| -> Vec<Option<DateTime<Utc>>> {
            standings.iter().map(|standing| standing.decision.until).collect()
        };
        assert_eq!(untils(&standings), untils(&frame), "the page and a frame end at the same instant");
        let mut said = Vec::new();
        for (standing, framed) in standings.iter().zip(&frame) {
            said.push(("the page", standing.decision.reasons.clone()));
            said.push(("a frame", framed.decision.reasons.clone()));
            let place = Place {
                customer: customer.to_string(),
                number: standing.number.map(|number| number.to_string()).unwrap_or_default(),
                purpose: purpose.code().to_owned(),
            };
            let placed = call::place(self.service, self.ctx, place).await.unwrap();
            said.push(("the gate", reasons(&placed)));
        }
        for why in &page.why {
            said.push(("\"Why?\"", why.reasons.iter().map(|reason| reason.code.clone()).collect()));
        }
        self.drawn(&page, purpose, &standings).await;
        said
    }

    /// The page as a browser without script gets it: it has the reasons, and never a number to dial.
    async fn drawn(&self, page: &Show, purpose: Purpose, standings: &[Standing]) {
        let path = format!("/customers/{}?purpose={}", page.id, purpose.code());
        let html = unescaped(&self.browser.get(&path).await.expect(200).body);
        assert!(!html.contains("tel:"), "{html}");
        let is_blocked = standings.iter().any(|standing| !standing.decision.is_allowed());
        assert_eq!(html.contains("aria-disabled=\"true\""), is_blocked, "{html}");
        for sentence in standings.iter().flat_map(|standing| &standing.decision.sentences) {
            let words = steady(sentence.trim_start_matches("Call disabled: "));
            assert!(html.contains(words), "{words}: {html}");
        }
        for standing in standings {
            if let Some(first) = standing.decision.sentence() {
                assert!(html.contains(steady(first)), "{first}: {html}");
            }
        }
    }

    /// What "Check a number" says, its "Why?", and its page without script.
    pub async fn of_number(&self, phone: &str, purpose: Purpose) -> (Decision, Vec<(&'static str, Vec<String>)>) {
        let check = Check { phone: phone.into(), purpose: purpose.code().into() };
        let Checked { decision, why, .. } = call::check(self.service, self.ctx, check).await.unwrap();
        let fields = [("phone", phone), ("purpose", purpose.code())];
        let html = unescaped(&self.browser.post_form("/check", "call/check", &fields).await.expect(200).body);
        let words = if decision.is_allowed() { "may be called" } else { "may not be called" };
        assert!(html.contains(words) && !html.contains("tel:"), "{html}");
        for sentence in &decision.sentences {
            let words = steady(sentence.trim_start_matches("Call disabled: "));
            assert!(html.contains(&format!("<b>{words}")), "{words}: {html}");
        }
        let explained = why.reasons.iter().map(|reason| reason.code.clone()).collect();
        let said = vec![("\"Check a number\"", decision.reasons.clone()), ("its \"Why?\"", explained)];
        (decision, said)
    }

    /// The whole list of customers, and what each filter leaves of it.
    async fn rows(&self, filter: &str) -> Vec<Row> {
        let query = ListQuery { show: filter.into(), page: 1, ..ListQuery::default() };
        let list = customer::list(self.service, self.ctx, query).await.unwrap();
        assert!(list.matching <= u64::from(list.per_page), "the list has one page");
        list.rows
    }

    /// The list says of each customer what their page says.
    pub async fn assert_listed_as_on_the_page(&self, customers: &[CustomerId]) {
        let [all, marked, flagged] = [self.rows("").await, self.rows("dnc").await, self.rows("no_consent").await];
        let is_in = |rows: &[Row], id: CustomerId| rows.iter().any(|row| row.id == id);
        for id in customers {
            let page = self.page(*id, Purpose::Service).await;
            let Some(row) = all.iter().find(|row| row.id == *id) else {
                assert!(page.withdrawn.is_some(), "only who withdrew is not on the list");
                continue;
            };
            assert_row_is_of_page(row, &page);
            assert_eq!((is_in(&marked, *id), is_in(&flagged, *id)), (row.do_not_call, row.flagged), "the filters");
        }
    }
}

/// The row of a list says what the page says.
fn assert_row_is_of_page(row: &Row, page: &Show) {
    let first = page.numbers.first();
    let of_first = |standing: &&Standing| standing.number == first.map(|number| number.id);
    let decisions: Vec<_> = page.standings.iter().filter(of_first).map(|standing| &standing.decision).collect();
    let masks = |decision: &&Decision| decision.reasons.iter().any(|reason| MASKING.contains(&reason.as_str()));
    let is_masked = first.is_some() && decisions.iter().all(masks);
    let is_marked = decisions.iter().all(|decision| decision.reasons.iter().any(|it| it == "do_not_call"));
    assert_eq!(row.blocked, is_masked, "blocked where a no stands against every purpose: {page:?}");
    assert_eq!(first.is_some_and(|number| number.masked), is_masked, "the page masks the same");
    assert_eq!((row.do_not_call, page.mark.is_some()), (is_marked, is_marked), "marked as the decision says");
    assert_eq!(row.flagged, page.flagged, "flagged as on the page");
    if let Some(shown) = &row.phone {
        assert_eq!(shown.chars().filter(char::is_ascii_digit).count() < 7, is_masked, "{shown}");
    }
}

/// The reasons that are a person's or the list's own no.
const MASKING: [&str; 5] =
    ["do_not_call", "number_suppressed", "data_consent_refused", "processing_restricted", "call_consent_refused"];

fn reasons(placed: &Placed) -> Vec<String> {
    match placed {
        Placed::Allowed(_) => Vec::new(),
        Placed::Blocked(decision) => decision.reasons.clone(),
    }
}

/// What stands behind a row of a scrubbed list for this decision.
pub fn behind(decision: &Decision) -> (String, String, String) {
    let until = decision.until.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default();
    (decision.decision.clone(), decision.reasons.join(";"), until)
}

/// The cells of a scrubbed row of one number: decision, reasons, until.
pub fn cells(row: &str) -> (String, String, String) {
    let cells: Vec<_> = row.rsplitn(5, ',').collect();
    (cells[3].to_owned(), cells[2].to_owned(), cells[0].to_owned())
}
