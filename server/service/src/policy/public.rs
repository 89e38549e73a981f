//! The privacy policy as everybody may read it, each version for ever.

use domain::{notice::NoticeKind, wire::policy::view::Public};
use store::{business, notice};

use super::version;
use crate::{
    Service,
    error::{Error, Result},
    markdown,
};

/// A version of the privacy policy of the business with this slug; the one in force without a number.
///
/// # Errors
/// Fails with [`Error::NotFound`] where there is no such business or version.
pub async fn public(service: &Service, slug: &str, number: Option<i32>) -> Result<Public> {
    let business = service.db.business_named(slug).await?.ok_or(Error::NotFound)?;
    let scope = service.db.read(business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let versions = notice::versions(&scope, &[NoticeKind::PrivacyPolicy.code()]).await?;
    let mut asked = versions.iter().filter(|row| number.is_none_or(|number| row.version == number));
    let found = asked.next().ok_or(Error::NotFound)?;
    Ok(Public {
        business: business.name,
        slug: business.slug,
        title: "Privacy Policy".to_owned(),
        version: version(found),
        html: markdown::to_html(&found.text),
        versions: versions.iter().map(version).collect(),
    })
}
