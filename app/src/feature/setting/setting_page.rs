//! `/settings`: what a business decides for itself. Each card is a form of its own.

use domain::wire::setting::view::Settings;
use leptos::prelude::*;

use super::{
    api, call_card::CallCard, holiday_card::HolidayCard, own_card::OwnCard, retention_card::RetentionCard,
    text_card::TextCard, topic_card::TopicCard, week_card::WeekCard,
};
use crate::{error::AppError, ui::Page};

/// The settings of a business.
pub async fn page() -> Result<AnyView, AppError> {
    Ok(draw(api::show().await?).into_any())
}

fn draw(settings: Settings) -> impl IntoView {
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
            </div>
        </Page>
    }
}
