//! The addresses of the list, and the words that say where one is in it.

use crate::format::grouped;

/// The filters of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Everybody.
    All,
    /// Those who are marked.
    DoNotCall,
    /// Those without consent on record (policy section 7).
    NoConsent,
    /// Those with one.
    Consent,
    /// Those of whom a yes ends soon.
    Expiring,
}

impl Filter {
    /// The word in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::DoNotCall => "dnc",
            Self::NoConsent => "no_consent",
            Self::Consent => "consent",
            Self::Expiring => "expiring",
        }
    }

    /// The filter that an address asks for; everybody for a word that is none.
    pub fn from_code(code: &str) -> Self {
        let all = [Self::DoNotCall, Self::NoConsent, Self::Consent, Self::Expiring];
        all.into_iter().find(|filter| filter.code() == code).unwrap_or(Self::All)
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::DoNotCall => "Do not call",
            Self::NoConsent => "No consent on record",
            Self::Consent => "Consent on record",
            Self::Expiring => "Consent ends soon",
        }
    }
}

/// The address of a page of the list, without what it would be anyway. What is searched for is not in
/// it: a name, a number or an address belongs in none.
pub fn address(filter: Filter, page: u32) -> String {
    let mut pairs = Vec::new();
    if filter != Filter::All {
        pairs.push(format!("show={}", filter.code()));
    }
    if page > 1 {
        pairs.push(format!("page={page}"));
    }
    if pairs.is_empty() { "/customers".to_owned() } else { format!("/customers?{}", pairs.join("&")) }
}

/// Where one is in the list: "51 to 100 of 2,018".
pub fn place_text(page: u32, per_page: u32, matching: u64) -> String {
    let before = u64::from(page.saturating_sub(1)) * u64::from(per_page);
    let last = matching.min(before + u64::from(per_page));
    format!("{} to {} of {}", grouped(before + 1), grouped(last), grouped(matching))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_the_filter_and_the_page() {
        assert_eq!(address(Filter::All, 1), "/customers");
        assert_eq!(address(Filter::NoConsent, 2), "/customers?show=no_consent&page=2");
    }

    #[test]
    fn the_last_page_ends_with_the_last_customer() {
        assert_eq!(place_text(2, 50, 2018), "51 to 100 of 2,018");
        assert_eq!(place_text(41, 50, 2018), "2,001 to 2,018 of 2,018");
    }
}
