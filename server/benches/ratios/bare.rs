//! The baselines: the same libraries and the same database, with nothing of Ringfence between.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
};

use axum::{
    Router,
    extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade},
    http::header::CONTENT_TYPE,
    routing::{any, get},
    serve::ListenerExt as _,
};
use service::Service;
use tokio::{net::TcpListener, sync::broadcast};

/// Serves the socket `/echo`, and these bytes as the page `/page`.
pub async fn serve(page: String) -> SocketAddr {
    let page = axum::body::Bytes::from(page);
    let answer = move || std::future::ready(([(CONTENT_TYPE, "text/html; charset=utf-8")], page.clone()));
    let upgrade = |upgrade: WebSocketUpgrade| std::future::ready(upgrade.on_upgrade(echo));
    let router = Router::new().route("/page", get(answer)).route("/echo", any(upgrade));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    // As the measured server does.
    let listener = listener.tap_io(|connection| connection.set_nodelay(true).unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Says everything back, until the other side goes.
async fn echo(mut socket: WebSocket) {
    while let Some(Ok(message)) = socket.recv().await {
        if socket.send(message).await.is_err() {
            return;
        }
    }
}

/// What is said to everybody on `/broadcast`.
pub type Channel = broadcast::Sender<Utf8Bytes>;

/// Serves the socket `/broadcast`, on which everybody hears what is sent into the channel.
pub async fn broadcast() -> (SocketAddr, Channel) {
    let (channel, _) = broadcast::channel(64);
    let all = channel.clone();
    let upgrade = move |upgrade: WebSocketUpgrade| {
        let heard = all.subscribe();
        std::future::ready(upgrade.on_upgrade(|socket| hear(socket, heard)))
    };
    let router = Router::new().route("/broadcast", any(upgrade));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let listener = listener.tap_io(|connection| connection.set_nodelay(true).unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, channel)
}

/// Passes on what is said, until the other side goes.
async fn hear(mut socket: WebSocket, mut heard: broadcast::Receiver<Utf8Bytes>) {
    while let Ok(text) = heard.recv().await {
        if socket.send(Message::Text(text)).await.is_err() {
            return;
        }
    }
}

/// One row in a transaction of its own, durable when this returns, in the database of the server and
/// on its connections.
pub async fn commit(service: &Service) {
    static ROWS: AtomicU64 = AtomicU64::new(0);
    let row = ROWS.fetch_add(1, Ordering::Relaxed);
    let sql = format!(
        "INSERT INTO sign_in_attempt (subject_hash, failures, last_at) \
         VALUES ('row {row}', 0, '2026-03-03 15:00:00+00:00')"
    );
    assert_eq!(service.db().raw(&sql).await.unwrap(), 1);
}
