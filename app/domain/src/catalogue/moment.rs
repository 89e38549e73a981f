//! Days and times in the form of each language.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate};

#[cfg(any(test, feature = "pseudo"))]
use super::pseudo;
use crate::language::Language;

type Months = [&'static str; 12];

const ENGLISH: Months = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SPANISH: Months = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const FRENCH: Months = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const GERMAN: Months = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

impl Language {
    /// A day: "6 March 2026".
    pub fn day(self, on: NaiveDate) -> String {
        let (day, year) = (on.day(), on.year());
        let month = |months: &Months| months.get(on.month0() as usize).copied().unwrap_or_default();
        match self {
            Self::English => format!("{day} {} {year}", month(&ENGLISH)),
            Self::Spanish => format!("{day} de {} de {year}", month(&SPANISH)),
            Self::French if day == 1 => format!("1er {} {year}", month(&FRENCH)),
            Self::French => format!("{day} {} {year}", month(&FRENCH)),
            Self::German => format!("{day}. {} {year}", month(&GERMAN)),
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => pseudo::strange(&Self::English.day(on)),
        }
    }

    /// An instant on the clock of its zone: "6 March 2026, 10:00 (UTC−5)".
    pub fn moment(self, at: DateTime<FixedOffset>) -> String {
        let (day, time, zone) = (self.day(at.date_naive()), at.format("%H:%M"), zone(*at.offset()));
        match self {
            Self::English | Self::Spanish => format!("{day}, {time} ({zone})"),
            Self::French => format!("{day} à {time} ({zone})"),
            Self::German => format!("{day}, {time} Uhr ({zone})"),
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => pseudo::strange(&Self::English.moment(at)),
        }
    }
}

/// How far a zone is from UTC, which is written alike everywhere.
fn zone(offset: FixedOffset) -> String {
    let minutes = offset.local_minus_utc() / 60;
    let sign = if minutes < 0 { '\u{2212}' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        text.parse().unwrap()
    }

    #[test]
    fn an_instant_is_written_in_the_form_of_each_language_and_names_its_zone() {
        let instant = at("2026-03-01T09:05:00-05:00");
        assert_eq!(
            Language::ALL.map(|language| language.moment(instant)),
            [
                "1 March 2026, 09:05 (UTC\u{2212}5)",
                "1 de marzo de 2026, 09:05 (UTC\u{2212}5)",
                "1er mars 2026 à 09:05 (UTC\u{2212}5)",
                "1. März 2026, 09:05 Uhr (UTC\u{2212}5)",
            ]
        );
        assert_eq!(Language::English.moment(at("2026-12-31T23:59:00Z")), "31 December 2026, 23:59 (UTC)");
        assert_eq!(Language::German.moment(at("2026-12-31T23:59:00+05:30")), "31. Dezember 2026, 23:59 Uhr (UTC+5:30)");
    }
}
