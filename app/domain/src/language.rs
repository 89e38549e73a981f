//! The languages in which a business writes to its customers.

use serde::{Deserialize, Serialize};

use crate::{country::Country, error::Problem};

/// A language of the customer's pages and messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// German.
    #[serde(rename = "de")]
    German,
    /// No language: English made strange and long, so that a test sees a text which is in no catalogue.
    #[cfg(any(test, feature = "pseudo"))]
    #[serde(rename = "en-XA")]
    Pseudo,
}

impl Language {
    /// Every language that can be chosen.
    pub const ALL: [Self; 4] = [Self::English, Self::Spanish, Self::French, Self::German];

    /// The code in forms, rows, the ledger and HTML (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::German => "de",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => "en-XA",
        }
    }

    /// The name by which staff know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
            Self::French => "French",
            Self::German => "German",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => "Pseudo",
        }
    }

    /// The name by which its speakers know it, whatever the language around it is.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::French => "Français",
            Self::German => "Deutsch",
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => "Þšéûðö",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        let found = Self::ALL.into_iter().find(|language| language.code() == code);
        found.ok_or_else(|| Problem::NotALanguage(code.chars().take(35).collect()))
    }

    /// Reads a choice that may be left out.
    pub fn optional(typed: &str) -> Result<Option<Self>, Problem> {
        match typed.trim() {
            "" => Ok(None),
            code => Self::from_code(code).map(Some),
        }
    }

    /// The language that another program's word or code means: `es-MX`, `English (US)`, `Französisch`.
    pub fn recognised(written: &str) -> Option<Self> {
        let word = written.split(['-', '_', '(', '.']).next().unwrap_or_default().trim().to_lowercase();
        Self::ALL.into_iter().find(|language| language.words().contains(&word.as_str()))
    }

    /// The first language of ours among those that a browser asks for (RFC 9110, `Accept-Language`).
    pub fn accepted(header: &str) -> Option<Self> {
        let ranges = header.split(',').filter_map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = match parameters.trim().strip_prefix("q=") {
                Some(weight) => weight.trim().parse::<f32>().ok()?,
                None => 1.0,
            };
            let primary = tag.trim().split('-').next().unwrap_or_default().to_lowercase();
            let language = Self::ALL.into_iter().find(|language| language.code() == primary)?;
            (weight > 0.0).then_some((weight, language))
        });
        // The first of those that are wanted equally is the one that stands in front.
        let best = ranges.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, language)| language)
    }

    /// The language in which a business of this country writes to whoever chose none.
    pub fn of_country(country: Country) -> Self {
        match country.code() {
            "AR" | "BO" | "CL" | "CO" | "CR" | "CU" | "DO" | "EC" | "ES" | "GT" | "HN" | "MX" | "NI" | "PA" | "PE"
            | "PR" | "PY" | "SV" | "UY" | "VE" => Self::Spanish,
            "BF" | "BJ" | "BL" | "CD" | "CG" | "CI" | "FR" | "GA" | "GF" | "GN" | "GP" | "MC" | "MF" | "ML" | "MQ"
            | "NC" | "NE" | "PF" | "PM" | "RE" | "SN" | "TG" | "WF" | "YT" => Self::French,
            "AT" | "CH" | "DE" | "LI" => Self::German,
            _ => Self::English,
        }
    }

    /// What other programs call it.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::English => &["en", "eng", "english", "inglés", "ingles", "anglais", "englisch"],
            Self::Spanish => &["es", "spa", "spanish", "español", "espanol", "castellano", "espagnol", "spanisch"],
            Self::French => {
                &["fr", "fra", "fre", "french", "français", "francais", "francés", "frances", "französisch"]
            }
            Self::German => &["de", "deu", "ger", "german", "deutsch", "alemán", "aleman", "allemand"],
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_read_back_from_its_code_and_another_code_is_refused_by_name() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Ok(language));
        }
        let refused = Language::optional("tlh").unwrap_err();
        assert_eq!(refused.to_string(), "There is no language \u{201c}tlh\u{201d} here. Choose one from the list");
        for code in ["EN", "es-MX", "en-XA", "Deutsch"] {
            assert!(Language::from_code(code).is_err(), "{code}");
        }
        assert_eq!(Language::optional(" "), Ok(None));
    }

    #[test]
    fn what_other_programs_call_a_language_is_recognised_and_nothing_else() {
        for (written, language) in [
            ("es-MX", Some(Language::Spanish)),
            ("en_US", Some(Language::English)),
            ("English (US)", Some(Language::English)),
            ("FRANÇAIS", Some(Language::French)),
            (" deutsch ", Some(Language::German)),
            ("fr_FR.UTF-8", Some(Language::French)),
            ("de facto", None),
            ("English, Spanish", None),
            ("Italian", None),
            ("", None),
        ] {
            assert_eq!(Language::recognised(written), language, "{written:?}");
        }
    }

    #[test]
    fn a_browser_gets_the_language_that_it_wants_most() {
        for (header, language) in [
            ("de-AT,de;q=0.9,en;q=0.8", Some(Language::German)),
            ("it, fr;q=0.4, es;q=0.7", Some(Language::Spanish)),
            ("en;q=0, fr;q=0.1", Some(Language::French)),
            ("fr, es", Some(Language::French)),
            ("it, *", None),
            ("de;q=x", None),
            ("", None),
        ] {
            assert_eq!(Language::accepted(header), language, "{header:?}");
        }
    }

    #[test]
    fn a_business_writes_in_the_language_of_its_country() {
        let of = |code| Language::of_country(Country::parse(code).unwrap());
        assert_eq!(
            ["MX", "FR", "AT", "US"].map(of),
            [Language::Spanish, Language::French, Language::German, Language::English]
        );
    }
}
