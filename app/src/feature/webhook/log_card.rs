//! What was sent to a webhook, and what became of it.

use domain::{id::WebhookId, webhook::DeliveryState, wire::webhook::view::Delivery};
use leptos::prelude::*;

use super::webhook_page::here;
use crate::{
    form::{Form, FormState},
    ui::{Badge, Button, ButtonKind, Card, Cell, Column, ErrorSummary, Meaning, Row, RowHead, Table, Time},
};

/// The newest deliveries.
#[component]
pub(super) fn LogCard(
    /// Of which webhook.
    webhook: WebhookId,
    /// They, the newest first.
    deliveries: Vec<Delivery>,
) -> impl IntoView {
    // A row has no room for its form's sentence.
    let refused = FormState::new("webhook/replay").error().map(|error| error.problems()).unwrap_or_default();
    let content = if deliveries.is_empty() {
        view! { <p class="soft">"Nothing was sent yet. What happens from now on is."</p> }.into_any()
    } else {
        let columns = ["Entry", "What happened", "State", "Attempts", "Last attempt", "When"].map(Column::text);
        let columns = columns.into_iter().chain([Column::unseen("Send again")]).collect();
        view! {
            <Table caption="Deliveries" columns>
                {deliveries.into_iter().map(|delivery| line(webhook, delivery)).collect_view()}
            </Table>
        }
        .into_any()
    };
    view! {
        <Card title="Deliveries">
            <div class="stack">
                <p class="soft">"The newest hundred. What was settled is kept for 30 days."</p>
                <ErrorSummary problems=Signal::stored(refused) />
                {content}
            </div>
        </Card>
    }
}

fn line(webhook: WebhookId, delivery: Delivery) -> AnyView {
    let what = delivery.kind.words();
    let about = match delivery.customer {
        Some(customer) => view! { <a href=format!("/customers/{customer}")>{what}</a> }.into_any(),
        None => what.into_any(),
    };
    let when = match (delivery.settled_at, delivery.due_at) {
        (Some(at), _) => view! { <Time at /> }.into_any(),
        (None, Some(at)) => view! {
            "Due "
            <Time at />
        }
        .into_any(),
        (None, None) => ().into_any(),
    };
    let again = (delivery.state != DeliveryState::Owed || delivery.attempts > 0).then(|| again(webhook, &delivery));
    view! {
        <Row>
            <RowHead>{delivery.entry.to_string()}</RowHead>
            <Cell label="What happened">{about}</Cell>
            <Cell label="State">{state(delivery.state)}</Cell>
            <Cell label="Attempts">{delivery.attempts.to_string()}</Cell>
            <Cell label="Last attempt">{delivery.outcome}</Cell>
            <Cell label="When">{when}</Cell>
            <Cell>{again}</Cell>
        </Row>
    }
    .into_any()
}

fn state(state: DeliveryState) -> AnyView {
    let meaning = match state {
        DeliveryState::Delivered => Meaning::Allowed,
        DeliveryState::Owed => Meaning::Plain,
        DeliveryState::Failed => Meaning::Attention,
    };
    view! { <Badge meaning>{state.label()}</Badge> }.into_any()
}

fn again(webhook: WebhookId, delivery: &Delivery) -> AnyView {
    let state = FormState::new("webhook/replay");
    let (webhook, id) = (webhook.to_string(), delivery.id.to_string());
    let (to, label) = (here(&webhook), format!("Send entry {} again", delivery.entry));
    view! {
        <Form state to summary=false class="row">
            <input type="hidden" name="webhook" value=webhook />
            <input type="hidden" name="delivery" value=id />
            <Button kind=ButtonKind::Quiet attr:aria-label=label>
                "Send again"
            </Button>
        </Form>
    }
    .into_any()
}
