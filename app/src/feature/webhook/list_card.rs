//! The webhooks of a business, each with how it is doing.

use domain::wire::webhook::view::Webhook;
use leptos::prelude::*;

use crate::ui::{Badge, Card, Cell, Column, Meaning, Row, RowHead, Table, Time};

/// "Webhooks".
#[component]
pub(in crate::feature) fn ListCard(
    /// Those that are told first.
    webhooks: Vec<Webhook>,
) -> impl IntoView {
    let content = if webhooks.is_empty() {
        view! { <p class="soft">"No program is told what happens. Make a webhook below for each that is to be."</p> }
            .into_any()
    } else {
        table(webhooks)
    };
    view! { <Card title="Webhooks">{content}</Card> }
}

fn table(webhooks: Vec<Webhook>) -> AnyView {
    let columns = [
        Column::text("Address"),
        Column::text("Told of"),
        Column::text("Made"),
        Column::figures("Waiting"),
        Column::figures("Failed"),
        Column::text("State"),
    ];
    view! {
        <Table caption="Webhooks" columns=columns.into()>
            {webhooks.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

fn line(webhook: Webhook) -> AnyView {
    let (state, page) = (state(&webhook), format!("/integrations/webhooks/{}", webhook.id));
    view! {
        <Row>
            <RowHead>
                <a href=page>{webhook.address}</a>
            </RowHead>
            <Cell label="Told of">{webhook.told_of}</Cell>
            <Cell label="Made">
                <Time at=webhook.made_at />
            </Cell>
            <Cell label="Waiting">{webhook.waiting.to_string()}</Cell>
            <Cell label="Failed">{webhook.failed.to_string()}</Cell>
            <Cell label="State">{state}</Cell>
        </Row>
    }
    .into_any()
}

/// Whether it is told, as a badge.
pub(super) fn state(webhook: &Webhook) -> AnyView {
    let (meaning, words) = match (&webhook.disabled, webhook.failed) {
        (Some(_), _) => (Meaning::Attention, "Disabled"),
        (None, 0) => (Meaning::Allowed, "On"),
        (None, _) => (Meaning::Attention, "On, with failures"),
    };
    view! { <Badge meaning>{words}</Badge> }.into_any()
}
