//! "Displays": each with what it shows and when its screen was last alive.

use domain::{
    display::{DisplayState, Figures},
    wire::display::view::{Displays, Row as Display},
};
use leptos::prelude::*;

use super::{api, choose_fields::fields};
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Badge, Button, ButtonKind, Card, Cell, Column, Empty, IconName, Meaning, Page, Row, RowHead, Table, Time},
};

/// The screens of a business.
pub async fn displays() -> Result<AnyView, AppError> {
    Ok(draw(api::list().await?).into_any())
}

fn draw(page: Displays) -> impl IntoView {
    let displays = if page.displays.is_empty() { none().into_any() } else { table(page.displays) };
    view! {
        <Page
            title="Displays"
            lead="Screens for the office. They show numbers and what happens, and never a name, a number or an address."
        >
            <div class="stack loose">
                {displays}
                {make_card(&page.zone, page.zones)}
            </div>
        </Page>
    }
}

fn none() -> impl IntoView {
    view! {
        <Empty title="No display yet" icon=IconName::Display>
            <p>"Make one below. It gets a code, which you enter on the screen or read with its camera."</p>
        </Empty>
    }
}

fn table(displays: Vec<Display>) -> AnyView {
    let columns = ["Name", "Shows", "Last alive", "State"].map(Column::text).into();
    view! {
        <Table caption="Displays" columns>
            {displays.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

fn line(display: Display) -> AnyView {
    let alive = match display.seen_at {
        Some(at) => view! { <Time at /> }.into_any(),
        None => "Never".into_any(),
    };
    view! {
        <Row>
            <RowHead>
                <a href=format!("/displays/{}", display.id)>{display.name}</a>
            </RowHead>
            <Cell label="Shows">{display.figures.words()}</Cell>
            <Cell label="Last alive">{alive}</Cell>
            <Cell label="State">{state(display.state)}</Cell>
        </Row>
    }
    .into_any()
}

/// How far a screen is, as a badge.
pub(super) fn state(state: DisplayState) -> AnyView {
    let meaning = match state {
        DisplayState::Paired => Meaning::Allowed,
        DisplayState::Waiting | DisplayState::Unpaired => Meaning::Attention,
        DisplayState::Revoked => Meaning::Plain,
    };
    view! { <Badge meaning>{state.label()}</Badge> }.into_any()
}

fn make_card(zone: &str, zones: Vec<String>) -> AnyView {
    let state = FormState::new("display/make");
    let fields = fields(state, "", Figures::default(), zone, zones);
    view! {
        <Card title="Make a display">
            <Form state to="/displays">
                {fields}
                <Button kind=ButtonKind::Primary busy=state.busy()>"Make display"</Button>
            </Form>
        </Card>
    }
    .into_any()
}
