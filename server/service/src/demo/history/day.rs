//! A day's work: people who are new, people who are asked, calls that are placed and calls that are prevented.

use domain::{
    id::{ContactPointId, CustomerId},
    topic::Purpose,
    wire::{
        call::{Place, Placed},
        consent::Record,
        customer::ShowQuery,
        dnc::{Lifted, Mark},
        interaction::{Contact, Denied, NewCustomer, NotAsked, OnFile},
    },
};

use super::{DAYS, MET, Story, people::Person};
use crate::{call, consent, ctx::Ctx, customer, dnc, error::Result, interaction, ports::new_id};

/// How many people who were imported are asked on a day.
const ASKED: usize = 2;
/// How many calls are tried on a day.
const CALLS: usize = 4;

impl Story {
    /// Everything that happens with customers on a day.
    pub(super) async fn work(&mut self, day: u64) -> Result<()> {
        let by = if day.is_multiple_of(2) || day >= 400 { self.office.staff.clone() } else { self.office.temp.clone() };
        while self.met < MET * day / DAYS {
            self.met += 1;
            self.meet(&by).await?;
        }
        for _ in 0..ASKED {
            self.ask_somebody(&by).await?;
        }
        for _ in 0..CALLS {
            self.call_somebody(&by).await?;
        }
        if self.chance.in_a_hundred(60) {
            self.offer(&by).await?;
        }
        if self.chance.in_a_hundred(20) {
            self.mark_somebody(&by).await?;
        }
        Ok(())
    }

    /// A first interaction, with each of the four answers.
    async fn meet(&mut self, by: &Ctx) -> Result<()> {
        let prompt = interaction::prompt(&self.service, by, None).await?;
        let invented = self.invent();
        match self.chance.below(20) {
            0 | 1 => {
                let reason = ["not_said", "privacy", "not_interested"][self.chance.below(3)].to_owned();
                let denied = Denied { script: prompt.script, form: prompt.form, reason, ..Denied::default() };
                interaction::record_refusal(&self.service, by, denied).await
            }
            2 => {
                let contact = NotAsked { direction: "inbound".into(), form: prompt.form, ..NotAsked::default() };
                interaction::record_contact(&self.service, by, contact).await
            }
            drawn => {
                let answer = if drawn < 6 { "yes_but_no_calls" } else { "yes" };
                let person = NewCustomer {
                    answer: answer.into(),
                    script: prompt.script,
                    form: prompt.form,
                    name: format!("{} {}", invented.given, invented.family),
                    phone: invented.phone,
                    email: invented.email,
                    company: invented.company.into(),
                    ..NewCustomer::default()
                };
                let id = interaction::save_customer(&self.service, by, person).await?;
                let number = self.first_number(id).await?;
                self.people.push(Person { id, number, asked: true });
                Ok(())
            }
        }
    }

    async fn first_number(&self, id: CustomerId) -> Result<Option<ContactPointId>> {
        let scope = self.service.db.read(self.office.owner.business).await?;
        let points = store::customer::points(&scope, id).await?;
        let phone = points.into_iter().find(|point| point.kind == domain::event::PointKind::Phone.code());
        Ok(phone.map(|point| point.id.into()))
    }

    /// Somebody who came with a list is asked, at last.
    async fn ask_somebody(&mut self, by: &Ctx) -> Result<()> {
        let open: Vec<_> = (0..self.people.len()).filter(|at| !self.people[*at].asked).collect();
        if open.is_empty() {
            return Ok(());
        }
        let at = open[self.chance.below(open.len())];
        let id = self.people[at].id.to_string();
        let prompt = interaction::prompt(&self.service, by, Some(&id)).await?;
        let answer = match self.chance.below(10) {
            0 => "no",
            1 | 2 => "yes_but_no_calls",
            _ => "yes",
        };
        let said = OnFile {
            customer: id,
            answer: answer.into(),
            script: prompt.script,
            form: prompt.form,
            ..OnFile::default()
        };
        interaction::record_answer(&self.service, by, said).await?;
        if answer == "no" {
            self.people.remove(at);
        } else {
            self.people[at].asked = true;
        }
        Ok(())
    }

    /// Somebody's button is pressed: mostly for a service, and sometimes with an offer.
    async fn call_somebody(&mut self, by: &Ctx) -> Result<()> {
        let Some(person) = self.somebody(|_| true) else { return Ok(()) };
        let purpose = if self.chance.in_a_hundred(15) { Purpose::Marketing } else { Purpose::Service };
        let pressed = Place {
            customer: person.id.to_string(),
            number: person.number.map(|number| number.to_string()).unwrap_or_default(),
            purpose: purpose.code().to_owned(),
        };
        let placed = call::place(&self.service, by, pressed).await?;
        let Placed::Allowed(permit) = placed else { return Ok(()) };
        call::start(&self.service, by, permit.call).await?;
        if self.chance.in_a_hundred(40) {
            let outcome = ["spoke", "no_answer", "left_a_message"][self.chance.below(3)].to_owned();
            let form = new_id(self.service.now(), &*self.service.random).to_string();
            let contact = Contact {
                customer: person.id.to_string(),
                direction: "outbound".into(),
                outcome,
                form,
                ..Contact::default()
            };
            interaction::log_contact(&self.service, by, contact).await?;
        }
        Ok(())
    }

    /// Somebody is asked whether they want to hear of offers.
    async fn offer(&mut self, by: &Ctx) -> Result<()> {
        let Some(person) = self.somebody(|person| person.asked) else { return Ok(()) };
        let topic = ["call/marketing", "email/marketing", "sms/service", "call/service"][self.chance.below(4)];
        let query = ShowQuery { customer: person.id.to_string(), purpose: String::new() };
        let shown = customer::show(&self.service, by, query).await?;
        let Some(question) = shown.questions.into_iter().find(|question| question.topic.code() == topic) else {
            return Ok(());
        };
        let answer = if self.chance.in_a_hundred(70) { "given" } else { "refused" };
        let record = Record {
            customer: person.id.to_string(),
            topic: topic.into(),
            answer: answer.into(),
            notice: question.notice,
            ..Record::default()
        };
        consent::record_answer(&self.service, by, record).await
    }

    /// Somebody does not want to be called any more; now and then that was a mistake.
    async fn mark_somebody(&mut self, by: &Ctx) -> Result<()> {
        let Some(person) = self.somebody(|person| person.number.is_some()) else { return Ok(()) };
        let customer = person.id.to_string();
        dnc::mark(&self.service, by, Mark { customer: customer.clone() }).await?;
        if self.chance.in_a_hundred(15) {
            let lifted = Lifted {
                customer,
                lift: "by_request".into(),
                reason: "Asked to be called again".into(),
                evidence: "Their letter".into(),
                ..Lifted::default()
            };
            dnc::lift(&self.service, &self.office.admin, lifted).await?;
        }
        Ok(())
    }

    fn somebody(&mut self, which: impl Fn(&Person) -> bool) -> Option<Person> {
        let at = self.chance.below(self.people.len());
        self.people.iter().cycle().skip(at).take(self.people.len()).find(|person| which(person)).copied()
    }
}
