//! "Holidays": dates without calls, everywhere or in one country.

use domain::wire::setting::view::Holiday;
use leptos::prelude::*;

use super::effect::{buttons, effect};
use crate::{
    form::{Form, FormState},
    ui::{Button, Card, Cell, Column, DateField, Day, ErrorSummary, Row, RowHead, SelectField, Table, TextField},
};

/// The dates, and the form that adds one.
#[component]
pub fn HolidayCard(
    /// The dates as they are.
    holidays: Vec<Holiday>,
    /// Code and name of each country.
    countries: Vec<(String, String)>,
    /// Where the business is.
    country: String,
) -> impl IntoView {
    let remove = FormState::new("setting/remove-holiday");
    let problems = Signal::derive(move || remove.error().map(|error| error.problems()).unwrap_or_default());
    view! {
        <Card title="Holidays">
            <p class="soft">"Days without calls, by the date on the clock where the customer is."</p>
            <ErrorSummary problems />
            {table(remove, holidays)}
            {effect(remove)}
            {add_form(countries, country)}
        </Card>
    }
}

fn table(remove: FormState, holidays: Vec<Holiday>) -> AnyView {
    if holidays.is_empty() {
        return view! { <p>"No holidays yet: calls are allowed on every day of the week above."</p> }.into_any();
    }
    let columns = vec![Column::text("Name"), Column::text("Date"), Column::text("Where"), Column::unseen("Remove")];
    let rows = holidays.into_iter().map(|holiday| row(remove, holiday)).collect_view();
    view! {
        <Table caption="Holidays" columns>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(remove: FormState, holiday: Holiday) -> AnyView {
    let place = holiday.country.unwrap_or_else(|| "Every country".to_owned());
    let label = format!("Remove {}", holiday.name);
    let preview = format!("Preview without {}", holiday.name);
    view! {
        <Row>
            <RowHead>{holiday.name}</RowHead>
            <Cell label="Date">
                <Day on=holiday.on />
            </Cell>
            <Cell label="Where">{place}</Cell>
            <Cell>
                <Form state=remove to="/settings" summary=false class="row">
                    <input type="hidden" name="holiday" value=holiday.id.to_string() />
                    <Button name="step" value="preview" attr:aria-label=preview>
                        "Preview"
                    </Button>
                    <Button name="step" value="save" attr:aria-label=label>
                        "Remove"
                    </Button>
                </Form>
            </Cell>
        </Row>
    }
    .into_any()
}

fn add_form(countries: Vec<(String, String)>, country: String) -> AnyView {
    let state = FormState::new("setting/add-holiday");
    let everywhere = (String::new(), "Every country".to_owned());
    let places = std::iter::once(everywhere).chain(countries).collect::<Vec<_>>();
    view! {
        <Form state to="/settings">
            <TextField
                label="Name of the holiday"
                name="name"
                value=state.value("name", "")
                problem=state.problem("name")
            />
            <DateField label="Date" name="on" value=state.value("on", "") problem=state.problem("on") />
            <SelectField
                label="Where"
                name="country"
                options=places
                value=state.value("country", country)
                problem=state.problem("country")
            />
            {buttons(state, "Add holiday")}
        </Form>
        {effect(state)}
    }
    .into_any()
}
