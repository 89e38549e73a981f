//! The policies as the business's own people see them.

use domain::{
    access::Right,
    country::Country,
    notice::NoticeKind,
    policy,
    wire::policy::{
        params::Query,
        view::{Policies, Policy, Summary},
    },
};
use store::{StoreError, business, entity::business as row, notice};

use super::{address_of, dpa, named, version};
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
    markdown,
};

/// Every policy, with the version in force.
pub async fn list(service: &Service, ctx: &Ctx) -> Result<Policies> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let codes: Vec<_> = policy::policies().map(NoticeKind::code).collect();
    let versions = notice::versions(&scope, &codes).await?;
    let summary = |kind: NoticeKind| Summary {
        address: policy::address(kind),
        title: policy::title(kind),
        // The newest comes first.
        current: versions.iter().find(|row| row.kind == kind.code()).map(version),
    };
    Ok(Policies {
        public: address_of(&business.slug),
        dpa: dpa(service, ctx, &scope).await?,
        policies: policy::policies().map(summary).collect(),
        may_publish: ctx.may(Right::Operate),
    })
}

/// One policy, to be read and edited.
pub async fn show(service: &Service, ctx: &Ctx, query: Query) -> Result<Policy> {
    ctx.require(Right::Read)?;
    let kind = named(&query.policy)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let versions = notice::versions(&scope, &[kind.code()]).await?;
    let current = versions.first().map(|row| row.text.clone());
    let read_out = policy::is_read_out(kind);
    Ok(Policy {
        address: policy::address(kind),
        title: policy::title(kind),
        read_out,
        html: current.as_deref().map(markdown::to_html).unwrap_or_default(),
        text: match current {
            Some(text) => text,
            None => first_words(&business, kind)?,
        },
        versions: versions.iter().map(version).collect(),
        public: (kind == NoticeKind::PrivacyPolicy).then(|| address_of(&business.slug)),
        may_publish: ctx.may(Right::Operate),
    })
}

/// The words that the business begins with.
fn first_words(business: &row::Model, kind: NoticeKind) -> Result<String> {
    let country = Country::parse(&business.country).map_err(|_| StoreError::Garbled("business.country"))?;
    Ok(policy::first_words(kind, &business.name, country, business.erase_after_hours))
}
