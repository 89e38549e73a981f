//! From which address a request came, through proxies that are believed.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use app::ssr::ClientAddress;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};

use crate::config::Config;

/// Puts the [`ClientAddress`] into the request's extensions. It is for counting attempts, not for
/// the log.
pub async fn note(State(config): State<Arc<Config>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if let Some(peer) = peer {
        let address = behind(peer, request.headers(), &config.http.trusted_proxies);
        request.extensions_mut().insert(ClientAddress(address.to_string()));
    }
    next.run(request).await
}

/// Walks back from the connection over every believed proxy. What stands further left in the
/// header was written by the client and proves nothing.
fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<IpAddr> = lines.flat_map(|line| line.split(',')).map_while(|hop| hop.trim().parse().ok()).collect();
    let mut address = peer;
    for hop in hops.into_iter().rev() {
        if !trusted.contains(&address) {
            break;
        }
        address = hop;
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(hops: &str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), hops.parse().unwrap())])
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_stranger_cannot_choose_an_address() {
        assert_eq!(behind(ip("203.0.113.9"), &forwarded("198.51.100.1"), &[ip("127.0.0.1")]), ip("203.0.113.9"));
    }

    #[test]
    fn the_last_hop_before_the_believed_proxies_is_the_client() {
        let trusted = [ip("127.0.0.1"), ip("10.0.0.2")];
        let headers = forwarded("192.0.2.66, 198.51.100.1, 10.0.0.2");
        assert_eq!(behind(ip("127.0.0.1"), &headers, &trusted), ip("198.51.100.1"));
    }
}
