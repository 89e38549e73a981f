//! `/settings`: what a business decides for itself. Each card is a form of its own.

use domain::{access::Right, wire::setting::view::Settings};
use leptos::prelude::*;

use super::{
    api, call_card::CallCard, holiday_card::HolidayCard, own_card::OwnCard, retention_card::RetentionCard,
    text_card::TextCard, topic_card::TopicCard, week_card::WeekCard,
};
use crate::{error::AppError, ui::Page};

/// The settings of a business.
pub async fn page() -> Result<AnyView, AppError> {
    let closes = crate::ssr::ctx().await?.may(Right::GovernOwners);
    Ok(draw(api::show().await?, closes).into_any())
}

/// `closes` says whether the reader may close the business.
fn draw(settings: Settings, closes: bool) -> impl IntoView {
    view! {
        <Page
            title="Settings"
            lead="A change counts at once, on every screen. Preview shows what it would do, and saves nothing. Each one is in the audit log, with what it was before."
        >
            <div class="stack loose">
                <OwnCard settings=settings.clone() />
                <CallCard settings=settings.clone() />
                <TextCard settings=settings.clone() />
                <RetentionCard settings=settings.clone() />
                <TopicCard topics=settings.topics />
                <WeekCard week=settings.week />
                <HolidayCard holidays=settings.holidays countries=settings.countries country=settings.country />
                {closes.then(|| view! { <p><a href="/settings/export">"Export everything"</a></p><p><a href="/settings/close">"Close this business"</a></p> })}
            </div>
        </Page>
    }
}
