//! Text messages on their way out: to an HTTP gateway, or nowhere.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use reqwest::{Client, StatusCode, redirect::Policy};
use serde::Serialize;
use service::ports::{NoTexts, TextMessage, TextProblem, Texter};

use crate::{
    config::{Config, text::Gateway},
    failure::Failure,
};

/// How long a gateway may take for one message.
const PATIENCE: Duration = Duration::from_secs(20);

/// What `[text]` says: a gateway, or none.
pub fn open(config: &Config) -> Result<Arc<dyn Texter>, Failure> {
    let Some(gateway) = config.gateway.clone() else { return Ok(Arc::new(NoTexts)) };
    // A gateway that sends on to somewhere else would take numbers with it.
    let client = Client::builder().timeout(PATIENCE).redirect(Policy::none()).build();
    let client = client.map_err(|error| Failure::because("text messages cannot be sent", &error))?;
    Ok(Arc::new(Http { client, gateway }))
}

/// Hands each message to the gateway.
struct Http {
    client: Client,
    gateway: Gateway,
}

/// A message as the gateway gets it.
#[derive(Serialize)]
struct Body<'a> {
    id: String,
    from: &'a str,
    to: &'a str,
    text: &'a str,
}

#[async_trait]
impl Texter for Http {
    async fn send(&self, message: &TextMessage) -> Result<(), TextProblem> {
        let id = message.id.to_string();
        let request = self.client.post(&self.gateway.url).header("Idempotency-Key", &id);
        let request = match self.gateway.token.secret() {
            Some(secret) => request.bearer_auth(secret),
            None => request,
        };
        let body = Body { id, from: &self.gateway.from, to: &message.to, text: &message.text };
        match request.json(&body).send().await {
            Ok(answer) => understood(answer.status()),
            Err(error) => {
                // Its own words may quote the address.
                tracing::warn!(message = %message.id, connected = !error.is_connect(), "the gateway did not take a text message");
                Err(if error.is_connect() { TextProblem::NotNow } else { TextProblem::Unknown })
            }
        }
    }

    fn is_open(&self) -> bool {
        true
    }
}

fn understood(status: StatusCode) -> Result<(), TextProblem> {
    match status {
        status if status.is_success() => Ok(()),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Err(TextProblem::NotNow),
        status if status.is_client_error() => Err(TextProblem::Refused),
        _ => Err(TextProblem::Unknown),
    }
}
