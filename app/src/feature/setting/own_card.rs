//! "Business": its name, its country, where its days begin, and the language for customers who chose none.

use domain::{setting::Setting, wire::setting::view::Settings};
use leptos::prelude::*;

use super::effect::{buttons, effect};
use crate::{
    form::{Form, FormState},
    ui::{Card, SelectField, SuggestField, TextField},
};

/// Who the business is.
#[component]
pub fn OwnCard(
    /// The settings as they are.
    settings: Settings,
) -> impl IntoView {
    let state = FormState::new("setting/business");
    let (name, country) = ("business_name", "business_country");
    let [zone, language] = [Setting::TimeZone, Setting::Language].map(Setting::code);
    let of_country = (String::new(), "That of the country".to_owned());
    let languages = std::iter::once(of_country).chain(settings.languages).collect::<Vec<_>>();
    view! {
        <Card title="Business">
            <Form state to="/settings">
                <TextField
                    label="Business name"
                    name
                    hint="As customers read it. The address of your pages stays as it is."
                    value=state.value(name, settings.name)
                    problem=state.problem(name)
                />
                <SelectField
                    label="Country"
                    name=country
                    options=settings.countries
                    value=state.value(country, settings.country)
                    hint="National numbers are read as numbers of this country, from now on."
                    problem=state.problem(country)
                />
                <SuggestField
                    label="Time zone"
                    name=zone
                    choices=settings.zones
                    value=state.value(zone, settings.time_zone)
                    hint=format!(
                        "Where your days begin, for counts by the day. Empty for {}. Calling hours follow the customer's zone.",
                        settings.zone_of_country,
                    )
                    problem=state.problem(zone)
                />
                <SelectField
                    label="Language"
                    name=language
                    options=languages
                    value=state.value(language, settings.language)
                    hint="In which you write to customers who chose none."
                    problem=state.problem(language)
                />
                {buttons(state, "Save")}
            </Form>
            {effect(state)}
        </Card>
    }
}
