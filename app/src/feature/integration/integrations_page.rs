//! "Integrations": each key with what it opens and when it was last used, making one, and the webhooks.

use domain::{
    integration::KeyState,
    wire::{
        integration::view::{Integrations, Key},
        webhook::view::Webhooks,
    },
};
use leptos::prelude::*;

use super::{api, make_card::MakeCard};
use crate::{
    error::AppError,
    feature::webhook,
    form::{Form, FormState},
    ui::{
        Badge, Button, ButtonKind, Cell, Column, Empty, ErrorSummary, IconName, Meaning, Page, Row, RowHead, Table,
        Time,
    },
};

/// The forms of the rows.
const OF_ROWS: [&str; 2] = ["integration/revoke-key", "integration/take-over-key"];

/// The integrations of a business.
pub async fn integrations() -> Result<AnyView, AppError> {
    Ok(draw(api::list().await?, webhook::api::list().await?).into_any())
}

fn draw(page: Integrations, told: Webhooks) -> impl IntoView {
    let keys = if page.keys.is_empty() { none().into_any() } else { table(page.keys) };
    // A row has no room for its form's sentence.
    let refused = OF_ROWS.iter().filter_map(|form| FormState::new(form).error());
    let refused = refused.flat_map(|error| error.problems()).collect();
    view! {
        <Page
            title="Integrations"
            lead="Programs of yours ask with a key whether somebody may be called, and are refused as people are. They \
            are told by webhooks what happens."
        >
            <div class="stack loose">
                <ErrorSummary problems=Signal::stored(refused) />
                {keys}
                <MakeCard />
                <p class="soft">
                    "What programs can ask, and how they are answered: " <a href="/integrations/api">"API"</a>
                    ". The same for tools: "
                    <a href="/api/v1/openapi.json" rel="external">
                        "/api/v1/openapi.json"
                    </a> "."
                </p>
                <webhook::ListCard webhooks=told.webhooks />
                <webhook::MakeCard keys=told.keys />
            </div>
        </Page>
    }
}

fn none() -> impl IntoView {
    view! {
        <Empty title="No key yet" icon=IconName::Plug>
            <p>"Make one below for each program, so that you can revoke one and leave the others."</p>
        </Empty>
    }
}

fn table(keys: Vec<Key>) -> AnyView {
    let columns = ["Name", "Scopes", "Answered for by", "Made", "Last used", "Expires", "State"].map(Column::text);
    let columns = columns.into_iter().chain([Column::unseen("Change")]).collect();
    view! {
        <Table caption="API keys" columns>
            {keys.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

fn line(key: Key) -> AnyView {
    let instant = |at: Option<_>, never: &'static str| match at {
        Some(at) => view! { <Time at /> }.into_any(),
        None => never.into_any(),
    };
    let (used, expires) = (instant(key.used_at, "Never"), instant(key.expires_at, "Never"));
    let take_over = (key.state == KeyState::Stopped).then(|| take_over_form(&key));
    let revoke = (key.state != KeyState::Revoked).then(|| revoke_form(&key));
    let owner = key.owner.unwrap_or_else(|| "Nobody in particular".to_owned());
    view! {
        <Row>
            <RowHead>{key.name}</RowHead>
            <Cell label="Scopes">{key.scopes.to_string()}</Cell>
            <Cell label="Answered for by">{owner}</Cell>
            <Cell label="Made">
                <Time at=key.made_at />
            </Cell>
            <Cell label="Last used">{used}</Cell>
            <Cell label="Expires">{expires}</Cell>
            <Cell label="State">{state(key.state)}</Cell>
            <Cell>
                <div class="row">{take_over} {revoke}</div>
            </Cell>
        </Row>
    }
    .into_any()
}

fn state(state: KeyState) -> AnyView {
    let meaning = match state {
        KeyState::InUse => Meaning::Allowed,
        KeyState::Stopped | KeyState::Expired => Meaning::Attention,
        KeyState::Revoked => Meaning::Plain,
    };
    view! { <Badge meaning>{state.label()}</Badge> }.into_any()
}

/// A key stops with the access of whoever answers for it, until somebody else does.
fn take_over_form(key: &Key) -> AnyView {
    let state = FormState::new("integration/take-over-key");
    let (id, label) = (key.id.to_string(), format!("Take over {}", key.name));
    view! {
        <Form state to="/integrations" summary=false class="row">
            <input type="hidden" name="key" value=id />
            <Button attr:aria-label=label>"Take over"</Button>
        </Form>
    }
    .into_any()
}

fn revoke_form(key: &Key) -> AnyView {
    let state = FormState::new("integration/revoke-key");
    let (id, label) = (key.id.to_string(), format!("Revoke {}", key.name));
    view! {
        <Form state to="/integrations" summary=false class="row">
            <input type="hidden" name="key" value=id />
            <Button kind=ButtonKind::Danger attr:aria-label=label>
                "Revoke"
            </Button>
        </Form>
    }
    .into_any()
}
