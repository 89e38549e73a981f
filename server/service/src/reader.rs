//! In whose language and on whose clock something is written to a customer.

use chrono::{DateTime, FixedOffset, Utc};
use domain::{
    country::Country,
    event::PointKind,
    hours::TimeZone,
    language::Language,
    phone::{PhoneNumber, zones},
};
use serde::{Deserialize, Serialize};
use store::entity::{business, contact_point, customer};

/// Who reads.
///
/// Nothing here fails: a customer can stop the calls also where their language or zone cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reader {
    /// The language.
    pub(crate) language: Language,
    /// Where they are; without it times are in UTC.
    pub(crate) zone: Option<TimeZone>,
}

impl Reader {
    /// A customer: in their own language, or in the one that their browser asks for, or in that of the
    /// business's country.
    pub(crate) fn of(
        customer: &customer::Model,
        points: &[contact_point::Model],
        business: &business::Model,
        accepts: Option<Language>,
    ) -> Self {
        let language = language_of(customer).or(accepts);
        let own = customer.time_zone.as_deref().and_then(|zone| TimeZone::parse(zone).ok());
        Self {
            language: language.unwrap_or_else(|| of_business(business)),
            zone: own.or_else(|| zone_of_numbers(points)),
        }
    }

    /// An instant on their clock.
    pub(crate) fn on_their_clock(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        match self.zone.as_ref().and_then(TimeZone::tz) {
            Some(zone) => at.with_timezone(&zone).fixed_offset(),
            None => at.fixed_offset(),
        }
    }

    /// An instant in their words.
    pub(crate) fn moment(&self, at: DateTime<Utc>) -> String {
        self.language.moment(self.on_their_clock(at))
    }
}

/// The language that a customer chose, where they did.
pub(crate) fn language_of(customer: &customer::Model) -> Option<Language> {
    customer.language.as_deref().and_then(|code| Language::from_code(code).ok())
}

/// The language in which a business writes to whoever chose none.
pub(crate) fn of_business(business: &business::Model) -> Language {
    let chosen = business.language.as_deref().and_then(|code| Language::from_code(code).ok());
    chosen.unwrap_or_else(|| Country::parse(&business.country).map(Language::of_country).unwrap_or_default())
}

/// The zone of the first number, where its digits leave only one.
fn zone_of_numbers(points: &[contact_point::Model]) -> Option<TimeZone> {
    let first = points.iter().find(|point| point.kind == PointKind::Phone.code())?;
    match zones(&PhoneNumber::from_e164(&first.value).ok()?) {
        [only] => Some((*only).into()),
        _ => None,
    }
}
