//! The platform's own texts for business users: published at the start, each version kept.

use domain::{
    registration::{PlatformText, STATEMENT},
    wire::registration::view,
};
use store::{StoreError, entity::platform_notice, notice};

use crate::{
    Service,
    error::{Error, Result},
    markdown,
    ports::new_id,
};

/// The text that this build brings along.
const fn built_in(text: PlatformText) -> &'static str {
    match text {
        PlatformText::RegistrationStatement => STATEMENT,
        PlatformText::PrivacyPolicy => include_str!("../../../../app/domain/src/policy/privacy.md"),
        PlatformText::Dpa => include_str!("../../../../app/domain/src/policy/dpa.md"),
        PlatformText::Training => include_str!("../../../../app/domain/src/policy/training.md"),
    }
}

/// Publishes each of the platform's texts whose wording is not that of its newest version. Run at
/// every start, before anything is served.
pub async fn publish_platform_notices(service: &Service) -> Result<()> {
    for text in PlatformText::ALL {
        publish(service, text, built_in(text)).await?;
    }
    Ok(())
}

/// Publishes a text as its next version, unless it is the newest one already.
pub(crate) async fn publish(service: &Service, text: PlatformText, words: &str) -> Result<()> {
    let newest = notice::latest_of_platform(&service.db, text.code()).await?;
    if newest.as_ref().is_some_and(|newest| newest.text == words) {
        return Ok(());
    }
    let now = service.now();
    let version = newest.map_or(1, |newest| newest.version + 1);
    let row = platform_notice::Model {
        id: new_id(now, &*service.random),
        kind: text.code().to_owned(),
        version,
        text: words.to_owned(),
        published_at: now,
    };
    match notice::insert_of_platform(service.upkeep(), row).await {
        Ok(()) => tracing::info!(text = text.code(), version, "a text for business users was published"),
        // Another node of the same build was faster.
        Err(StoreError::Taken) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// The version of a text that is in force.
pub(crate) async fn latest(service: &Service, text: PlatformText) -> Result<platform_notice::Model> {
    let newest = notice::latest_of_platform(&service.db, text.code()).await?;
    newest.ok_or(Error::Broken("a text of the platform was never published"))
}

/// A text of the platform as its page shows it.
pub async fn platform_text(service: &Service, text: PlatformText) -> Result<view::PlatformText> {
    let newest = latest(service, text).await?;
    let html = markdown::to_html(&newest.text);
    Ok(view::PlatformText { version: newest.version, published_at: newest.published_at, html })
}
