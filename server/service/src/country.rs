//! The country of a business, by which national numbers are read.

use domain::country::Country;
use store::{Scope, business};

use crate::error::{Error, Result};

/// The country of the business whose rows these are.
pub(crate) async fn of_business(scope: &Scope) -> Result<Country> {
    let business = business::find(scope).await?.ok_or(Error::NotFound)?;
    Country::parse(&business.country).map_err(|_| Error::Broken("a business is in no country"))
}

/// The country that was chosen, or that of the business where nobody chose.
pub(crate) async fn chosen(scope: &Scope, typed: &str) -> Result<Country> {
    match typed.trim() {
        "" => of_business(scope).await,
        code => Country::parse(code).map_err(|problem| Error::field("country", problem)),
    }
}

/// Code and name of each country, for a field that offers them.
pub(crate) fn all() -> Vec<(String, String)> {
    Country::all().map(|country| (country.code().to_owned(), country.name().to_owned())).collect()
}
