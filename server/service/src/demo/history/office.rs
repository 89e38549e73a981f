//! Who works there, and what they decide for the business over the years.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use domain::{
    id::MemberId,
    request::RequestKind,
    setting::{WEEK, day_name},
    wire::{
        policy::params::{AcceptDpa, Publish},
        request::params::{Receive, Settle},
        setting::{
            WEEK_FIELDS,
            params::{AddHoliday, Week},
        },
        suppression::params::Paste,
    },
};

use super::{
    super::{DemoMember, door_of, found, join},
    Story,
};
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
    policy,
    ports::new_id,
    request, setting, suppression, team,
};

/// Days on which something is decided.
const MARKED: [u64; 11] = [1, 30, 61, 180, 250, 365, 400, 425, 600, 660, 720];

/// Whether something is decided on this day.
pub(super) fn is_marked(day: u64) -> bool {
    MARKED.contains(&day)
}

/// The members, each with the right to do their work.
pub(super) struct Office {
    pub(super) owner: Ctx,
    pub(super) admin: Ctx,
    pub(super) staff: Ctx,
    pub(super) auditor: Ctx,
    /// Somebody who worked there for a year.
    pub(super) temp: Ctx,
}

impl Office {
    /// Registers the business; everybody passes the gate and joins.
    pub(super) async fn open(service: &Service, members: &mut [DemoMember]) -> Result<Self> {
        let [owner, admin, staff, auditor] = members else {
            return Err(Error::Broken("the sample business has a member of each role"));
        };
        let founder = found(service, owner).await?;
        owner.link = door_of(service, &founder)?;
        let dpa = policy::list(service, &founder).await?.dpa.version.to_string();
        policy::accept_dpa(service, &founder, AcceptDpa { version: dpa }).await?;
        let mut joined = Vec::new();
        for colleague in [&mut *admin, staff, auditor] {
            let ctx = join(service, &founder, colleague).await?;
            colleague.link = door_of(service, &ctx)?;
            joined.push(ctx);
        }
        let temp = DemoMember {
            name: "Timo Temp".to_owned(),
            email: admin.email.replacen("admin", "temp", 1),
            role: "staff",
            ..admin.clone()
        };
        let temp = join(service, &founder, &temp).await?;
        let [admin, staff, auditor] = <[Ctx; 3]>::try_from(joined).map_err(|_| Error::Broken("somebody is missing"))?;
        Ok(Self { owner: founder, admin, staff, auditor, temp })
    }

    /// The business's name in addresses.
    pub(super) async fn slug(&self, service: &Service) -> Result<String> {
        let scope = service.db.read(self.owner.business).await?;
        Ok(store::business::find(&scope).await?.ok_or(Error::NotFound)?.slug)
    }
}

impl Story {
    /// What is decided on a day.
    pub(super) async fn manage(&mut self, day: u64) -> Result<()> {
        let Office { owner, admin, staff, temp, .. } = &self.office;
        let service = &self.service;
        match day {
            1 => self.publish("0", "We keep your name and number to call you about your heating and plumbing.").await,
            30 => setting::set_week(service, admin, hours()).await,
            61 => {
                let numbers = "+12125550198\n+13125550198\n+13035550198\n+14155550198".into();
                let reason = "Asked not to be called, years ago".into();
                suppression::paste(service, admin, Paste { numbers, reason, ..Paste::default() }).await.map(|_| ())
            }
            180 => {
                let on = self.today.with_month(12).and_then(|day| day.with_day(25)).unwrap_or(self.today).to_string();
                let holiday = AddHoliday { on, name: "Christmas Day".into(), country: "US".into() };
                setting::add_holiday(service, admin, holiday).await
            }
            250 => self.ask("access", true).await,
            365 => {
                let text = "We keep your name and number to call you about your heating and plumbing, and for nothing \
                            else. You can see and stop all of it behind your link.";
                self.publish("1", text).await
            }
            400 => team::disable(service, owner, member(temp)?).await,
            425 => self.ask("rectification", true).await,
            600 => {
                team::set_role(service, owner, member(staff)?, "admin").await?;
                team::set_role(service, owner, member(staff)?, "staff").await
            }
            660 => self.ask("objection", false).await,
            720 => self.ask("access", false).await,
            _ => Ok(()),
        }
    }

    async fn publish(&self, base: &str, text: &str) -> Result<()> {
        let text = format!("## Who we are\n\nBrightside Plumbing.\n\n## What we keep\n\n{text}\n");
        let version = Publish { policy: "privacy_policy".into(), base: base.into(), text, ..Publish::default() };
        policy::publish(&self.service, &self.office.admin, version).await
    }

    /// Somebody asks for one of their rights; it is answered, or waits to this day.
    async fn ask(&self, kind: &str, answered: bool) -> Result<()> {
        let Some(person) = self.people.iter().rev().find(|person| person.asked) else { return Ok(()) };
        let form = new_id(self.service.now(), &*self.service.random).to_string();
        let asked = Receive {
            customer: person.id.to_string(),
            form,
            kind: RequestKind::from_code(kind).map_err(|_| Error::Broken("a kind is gone"))?.code().to_owned(),
            came: "phone".into(),
            received_on: self.today.to_string(),
            asked: "Asked on the phone".into(),
        };
        let id = request::receive(&self.service, &self.office.staff, asked).await?;
        if !answered {
            return Ok(());
        }
        let outcome = "Done, and told by mail".into();
        let settle = Settle { request: id.to_string(), answer: "done".into(), outcome, ..Settle::default() };
        request::settle(&self.service, &self.office.admin, settle).await
    }
}

fn member(ctx: &Ctx) -> Result<MemberId> {
    ctx.member().ok_or(Error::Forbidden)
}

/// From nine to eight, and no calls on Sunday.
fn hours() -> Week {
    let mut fields = BTreeMap::new();
    for (day, names) in WEEK.into_iter().zip(WEEK_FIELDS) {
        fields.insert(names.from.to_owned(), "09:00".to_owned());
        fields.insert(names.to.to_owned(), "20:00".to_owned());
        if day_name(day) == "Sunday" {
            fields.insert(names.closed.to_owned(), "on".to_owned());
        }
    }
    Week { fields }
}
