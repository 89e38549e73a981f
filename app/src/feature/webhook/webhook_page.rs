//! One webhook: what it is told, its secret, and its log.

use domain::wire::webhook::view::{Opened, Secret};
use leptos::prelude::*;

use super::{api, list_card::state as badge, log_card::LogCard, make_card::secret_view};
use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Definition, Definitions, Page, Time},
};

/// The page of a webhook.
pub async fn webhook() -> Result<AnyView, AppError> {
    Ok(draw(api::open(in_path("webhook")).await?).into_any())
}

fn draw(page: Opened) -> impl IntoView {
    let id = page.webhook.id.to_string();
    let (facts, cards) = (facts(&page), [secret_card(&id), switch_card(&page), remove_card(&id)]);
    view! {
        <Page title="Webhook" back=("/integrations".to_owned(), "Integrations".to_owned())>
            <div class="stack loose">
                {facts} <LogCard webhook=page.webhook.id deliveries=page.deliveries /> {cards.into_iter().collect_view()}
            </div>
        </Page>
    }
}

/// The path of the page of a webhook.
pub(super) fn here(id: &str) -> String {
    format!("/integrations/webhooks/{id}")
}

fn facts(page: &Opened) -> AnyView {
    let webhook = page.webhook.clone();
    let own_key = page.own_key.clone().map(|name| view! { <Definition term="Not told back to">{name}</Definition> });
    let earlier = page.earlier_until.map(|at| {
        view! {
            <Definition term="The secret before signs too until">
                <Time at />
            </Definition>
        }
    });
    let disabled = webhook.disabled.clone().map(|disabled| {
        view! {
            <Definition term="Disabled">
                <Time at=disabled.at />
                ": "
                {disabled.why.label()}
            </Definition>
        }
    });
    let (made_by, state, made_at) = (page.made_by.clone(), badge(&webhook), webhook.made_at);
    view! {
        <Definitions>
            <Definition term="Address">{webhook.address}</Definition>
            <Definition term="State">{state}</Definition>
            {disabled}
            <Definition term="Told of">{webhook.told_of}</Definition>
            {own_key}
            <Definition term="Made">
                <Time at=made_at />
                ", by "
                {made_by}
            </Definition>
            {earlier}
        </Definitions>
    }
    .into_any()
}

fn secret_card(id: &str) -> AnyView {
    let state = FormState::new("webhook/rotate");
    let (to, id) = (here(id), id.to_owned());
    view! {
        <Card title="Another secret">
            <div class="stack">
                <p class="soft">
                    "What is sent is signed with the new and with the present secret for 24 hours, so that the program \
                    can be told the new one meanwhile."
                </p>
                <div role="status">{move || state.answer::<Secret>().map(secret_view)}</div>
                <Form state to>
                    <input type="hidden" name="webhook" value=id />
                    <Button busy=state.busy()>"Make a new secret"</Button>
                </Form>
            </div>
        </Card>
    }
    .into_any()
}

fn switch_card(page: &Opened) -> AnyView {
    let id = page.webhook.id.to_string();
    let (form, title, words, button) = if page.webhook.disabled.is_some() {
        let words = "It is told of everything that happened since, in order.";
        ("webhook/enable", "Switch it on", words, "Enable webhook")
    } else {
        let words = "Nothing is sent. What happens meanwhile waits until it is enabled again.";
        ("webhook/disable", "Switch it off", words, "Disable webhook")
    };
    let state = FormState::new(form);
    let to = here(&id);
    view! {
        <Card title>
            <p class="soft">{words}</p>
            <Form state to>
                <input type="hidden" name="webhook" value=id />
                <Button busy=state.busy()>{button}</Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn remove_card(id: &str) -> AnyView {
    let state = FormState::new("webhook/remove");
    let (to, id) = (here(id), id.to_owned());
    view! {
        <Card title="Remove it">
            <p class="soft">"Its log goes too, and what waits is not sent. This cannot be undone."</p>
            <Form state to>
                <input type="hidden" name="webhook" value=id />
                <Button kind=ButtonKind::Danger busy=state.busy()>"Remove webhook"</Button>
            </Form>
        </Card>
    }
    .into_any()
}
