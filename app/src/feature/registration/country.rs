//! Which country the account form starts with.

use domain::{country::Country, wire::registration::view::AccountForm};

/// Chosen at first for a browser that names no region.
const USUAL: &str = "US";

/// The countries, with the one that the browser's languages speak of.
pub fn form(languages: Option<&str>) -> AccountForm {
    let country = languages.and_then(of_languages).map_or(USUAL, Country::code);
    let countries = Country::all().map(|it| (it.code().to_owned(), it.name().to_owned())).collect();
    AccountForm { country: country.to_owned(), countries }
}

/// The region of the first language that has one (RFC 9110, `Accept-Language`).
fn of_languages(languages: &str) -> Option<Country> {
    let mut tags = languages.split(',').filter_map(|language| language.split(';').next());
    tags.find_map(|tag| tag.split('-').skip(1).find_map(|part| Country::parse(part).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_starts_with_the_region_of_the_browsers_languages() {
        for (languages, country) in [
            (Some("de-AT,de;q=0.9,en-US;q=0.8"), "AT"),
            (Some("fr, en-GB;q=0.8"), "GB"),
            (Some("zh-Hant-TW"), "TW"),
            (Some("en"), "US"),
            (Some("*"), "US"),
            (None, "US"),
        ] {
            assert_eq!(form(languages).country, country, "{languages:?}");
        }
    }
}
