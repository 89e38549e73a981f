//! Settings: what a business decides for all of its calls and consents.
//!
//! Each change is an event with what it was and what it is, in words. The gate reads the settings in
//! its own transaction, so a change counts from its commit on.

mod call;
mod effect;
mod holiday;
mod own;
mod retention;
mod text;
mod topic;
mod week;

pub use call::{preview_calls, set_calls};
pub(crate) use holiday::day;
pub use holiday::{add_holiday, preview_holiday, preview_without_holiday, remove_holiday};
pub use own::{preview_business, set_business};
pub use retention::{preview_retention, set_retention};
pub use text::set_texts;
pub use topic::{preview_topics, set_topics};
pub use week::{preview_week, set_week};

use std::collections::BTreeMap;

use domain::{
    access::Right,
    consent::HoldsFor,
    country::Country,
    error::Problem,
    event::Event,
    hours::{OpenHours, common_zones, office_zone},
    language::Language,
    retention::{Kept, Years},
    setting::Setting,
    topic::{Purpose, Topic},
    wire::setting::view::{Holiday, KeptFor, Open, Settings, TopicRule},
};
use store::{Scope, StoreError, business, entity::business as row, setting};

use crate::{
    Service,
    call::{opt_in, week_plan},
    country,
    ctx::Ctx,
    error::{Error, Result},
};

/// Every setting, for who may change them.
pub async fn show(service: &Service, ctx: &Ctx) -> Result<Settings> {
    ctx.require(Right::Operate)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    Ok(Settings {
        asks_before_calls: business.asks_before_calls,
        default_purpose: default_purpose(&business)?,
        erase_after_hours: business.erase_after_hours,
        text_confirmations: business.text_confirmations,
        has_gateway: service.texter.is_open(),
        topics: topics(&scope, &business).await?,
        week: week_plan(&business)?.days().iter().map(|hours| hours.map(open)).collect(),
        holidays: holidays(&scope).await?,
        countries: country::all(),
        zone_of_country: zone_of_country(&business)?,
        zones: common_zones().iter().map(|zone| (*zone).to_owned()).collect(),
        languages: Language::ALL.map(|language| (language.code().to_owned(), language.name().to_owned())).into(),
        kept: kept(&business)?,
        name: business.name,
        time_zone: business.time_zone.unwrap_or_default(),
        language: business.language.unwrap_or_default(),
        country: business.country,
    })
}

fn zone_of_country(business: &row::Model) -> Result<String> {
    let country = Country::parse(&business.country).map_err(|_| StoreError::Garbled("business.country"))?;
    Ok(office_zone(country).name().to_owned())
}

fn kept(business: &row::Model) -> Result<Vec<KeptFor>> {
    let each = Kept::ALL.into_iter().map(|kept| {
        let years = crate::retention::kept_for(business, kept)?;
        Ok(KeptFor { kept, years: years.map(Years::count) })
    });
    each.collect()
}

fn default_purpose(business: &row::Model) -> Result<Purpose> {
    Ok(Purpose::from_code(&business.default_purpose).map_err(|_| StoreError::Garbled("business.default_purpose"))?)
}

async fn topics(scope: &Scope, business: &row::Model) -> Result<Vec<TopicRule>> {
    let (opt_in, terms) = (opt_in(business)?, terms(scope).await?);
    let rule = |topic: Topic| TopicRule {
        topic,
        opt_in: opt_in.contains(&topic),
        holds_for: terms.get(&topic).map(|days| days.days()),
    };
    Ok(Topic::all().map(rule).collect())
}

async fn terms(scope: &Scope) -> Result<BTreeMap<Topic, HoldsFor>> {
    Ok(setting::terms(scope).await?.into_iter().collect())
}

fn open(hours: OpenHours) -> Open {
    let clock = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    Open { from: clock(hours.opens()), to: clock(hours.closes()) }
}

async fn holidays(scope: &Scope) -> Result<Vec<Holiday>> {
    let rows = setting::holidays(scope).await?;
    let holiday = |row: store::entity::holiday::Model| {
        let country = row.country()?.map(|country| country.name().to_owned());
        Ok(Holiday { id: row.id.into(), on: row.on_date, name: row.name, country })
    };
    rows.into_iter().map(holiday).collect()
}

/// The event of a setting, where it has another value.
pub(crate) fn changed(setting: Setting, from: impl ToString, to: impl ToString) -> Option<Event> {
    let (from, to) = (from.to_string(), to.to_string());
    (from != to).then_some(Event::SettingChanged { setting: setting.code(), from, to })
}

pub(crate) fn on_or_off(code: &str) -> std::result::Result<bool, Problem> {
    match code {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(Problem::NotAChoice),
    }
}

pub(crate) const fn word(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

#[cfg(test)]
mod tests;
