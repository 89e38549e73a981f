//! Telling programs over HTTP, and no machine inside the network unless the operator allows it.

use std::{error::Error as StdError, net::IpAddr, sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::webhook::{PrivateAddresses, is_public};
use reqwest::{
    Client, Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::CONTENT_TYPE,
    redirect::Policy,
};
use service::ports::{TellProblem, Teller, Telling};
use tokio::net::lookup_host;

use crate::{config::Config, failure::Failure};

/// How long a program may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How much of an answer is read, so that the connection can be used again. Nothing in it matters.
const READ_AT_MOST: usize = 64 * 1024;

/// Tells programs, as `[http] private_webhooks` says.
pub fn open(config: &Config) -> Result<Arc<dyn Teller>, Failure> {
    let private = config.http.private_webhooks;
    let builder = Client::builder()
        .timeout(PATIENCE)
        .user_agent("Ringfence")
        // It would lead to an address that nobody checked.
        .redirect(Policy::none())
        // A proxy would look the name up itself.
        .no_proxy()
        .dns_resolver(Arc::new(Checked { private }));
    let client = builder.build().map_err(|error| Failure::because("webhooks cannot be told", &error))?;
    Ok(Arc::new(Http { client, private }))
}

/// Posts each telling.
struct Http {
    client: Client,
    private: PrivateAddresses,
}

#[async_trait]
impl Teller for Http {
    async fn tell(&self, telling: &Telling) -> Result<u16, TellProblem> {
        let address = Url::parse(&telling.address).map_err(|_| TellProblem::Unreachable)?;
        // An address that is written in digits is looked up by nobody.
        if self.private == PrivateAddresses::Refused && written(&address).is_some_and(|ip| !is_public(ip)) {
            return Err(TellProblem::Private);
        }
        let request = self
            .client
            .post(address)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &telling.name)
            .header("webhook-timestamp", telling.seconds)
            .header("webhook-signature", &telling.signature)
            .body(telling.body.clone());
        match request.send().await {
            Ok(answer) => {
                let status = answer.status().as_u16();
                read_off(answer).await;
                Ok(status)
            }
            Err(error) => {
                let problem = if is_private(&error) { TellProblem::Private } else { TellProblem::Unreachable };
                // Its own words quote the address, which may hold a secret.
                tracing::info!(delivery = %telling.name, ?problem, "a program did not hear");
                Err(problem)
            }
        }
    }

    fn private_addresses(&self) -> PrivateAddresses {
        self.private
    }
}

/// The host of an address, where it is no name.
fn written(address: &Url) -> Option<IpAddr> {
    address.host_str()?.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

async fn read_off(mut answer: Response) {
    let mut read = 0;
    while let Ok(Some(part)) = answer.chunk().await {
        read += part.len();
        if read > READ_AT_MOST {
            return;
        }
    }
}

/// Whether a name led into a private network.
fn is_private(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(this) = cause {
        if this.is::<Private>() {
            return true;
        }
        cause = this.source();
    }
    false
}

/// A name leads nowhere but into a private network.
#[derive(Debug, Clone, Copy)]
struct Private;

impl std::fmt::Display for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name leads into a private network")
    }
}

impl StdError for Private {}

/// Looks names up, and gives out only what may be used: so the address that was checked is the one that is used.
struct Checked {
    private: PrivateAddresses,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(looked_up(name, self.private))
    }
}

async fn looked_up(name: Name, private: PrivateAddresses) -> Result<Addrs, Box<dyn StdError + Send + Sync>> {
    let found = lookup_host((name.as_str(), 0)).await?;
    let may = |ip| private == PrivateAddresses::Allowed || is_public(ip);
    let found: Vec<_> = found.filter(|address| may(address.ip())).collect();
    if found.is_empty() { Err(Private.into()) } else { Ok(Box::new(found.into_iter())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn told(private: PrivateAddresses, address: &str) -> Result<u16, TellProblem> {
        let client =
            Client::builder().redirect(Policy::none()).no_proxy().dns_resolver(Arc::new(Checked { private })).build();
        let (name, signature, body) = ("name".into(), "v1,".into(), "{}".into());
        let telling = Telling { address: address.into(), name, seconds: 0, signature, body };
        Http { client: client.unwrap(), private }.tell(&telling).await
    }

    #[tokio::test]
    async fn no_way_of_writing_it_leads_to_this_machine() {
        for address in [
            "https://localhost:1/",
            "https://127.0.0.1:1/",
            "https://127.1:1/",
            "https://2130706433:1/",
            "https://0x7f.0.0.1:1/",
            "https://0177.0.0.1:1/",
            "https://[::1]:1/",
            "https://[::ffff:127.0.0.1]:1/",
        ] {
            assert_eq!(told(PrivateAddresses::Refused, address).await, Err(TellProblem::Private), "{address}");
            assert_eq!(told(PrivateAddresses::Allowed, address).await, Err(TellProblem::Unreachable), "{address}");
        }
    }
}
