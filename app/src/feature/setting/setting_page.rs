//! `/settings`: what a business decides for itself. Each card is a form of its own.

use domain::wire::setting::view::Settings;
use leptos::prelude::*;

use super::{api, call_card::CallCard, holiday_card::HolidayCard, topic_card::TopicCard, week_card::WeekCard};
use crate::{
    form::{FormState, Reload},
    live::Live,
    session::StaffPage,
    ui::{Button, Page},
};

/// The settings of a business.
#[component]
pub fn SettingPage() -> impl IntoView {
    let (changed, reload) = (Live::get().topic("standings"), Reload::provide());
    let load = Resource::new(move || (changed.get(), reload.times()), |_| api::show());
    view! { <StaffPage load body=draw /> }
}

fn draw(settings: Settings) -> impl IntoView {
    view! {
        <Page
            title="Settings"
            lead="A change counts at once, on every screen. Each one is in the audit log, with what it was before."
        >
            <div class="stack loose">
                <CallCard settings=settings.clone() />
                <TopicCard topics=settings.topics />
                <WeekCard week=settings.week />
                <HolidayCard holidays=settings.holidays countries=settings.countries country=settings.country />
            </div>
        </Page>
    }
}

/// "Save", and whether it was saved.
pub(super) fn save(state: FormState) -> AnyView {
    let saved = move || state.landing().read().is_some().then_some("Saved.");
    view! {
        <div class="row">
            <Button busy=state.busy()>"Save"</Button>
            <p class="soft" role="status">
                {saved}
            </p>
        </div>
    }
    .into_any()
}
