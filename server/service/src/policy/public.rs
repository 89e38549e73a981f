//! The privacy policy as everybody may read it, each version for ever.

use domain::{language::Language, notice::NoticeKind, wire::policy::view::Public};
use store::{business, notice};

use super::version;
use crate::{
    Service,
    error::{Error, Result},
    markdown,
    reader::of_business,
};

/// A version of the privacy policy of the business with this slug; the one in force without a number.
///
/// `accepts` is the language that the browser asks for; without it what stands around the policy is in that of the
/// business's country.
///
/// # Errors
/// Fails with [`Error::NotFound`] where there is no such business or version.
pub async fn public(service: &Service, slug: &str, number: Option<i32>, accepts: Option<Language>) -> Result<Public> {
    let business = service.db.business_named(slug).await?.ok_or(Error::NotFound)?;
    let scope = service.db.read(business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let language = of_business(&business);
    let versions = notice::versions(&scope, &[NoticeKind::PrivacyPolicy.code()]).await?;
    let mut asked = versions.iter().filter(|row| number.is_none_or(|number| row.version == number));
    let found = asked.next().ok_or(Error::NotFound)?;
    Ok(Public {
        business: business.name,
        slug: business.slug,
        language: accepts.unwrap_or(language),
        version: version(found),
        html: markdown::to_html(&found.text),
        versions: versions.iter().map(version).collect(),
    })
}
