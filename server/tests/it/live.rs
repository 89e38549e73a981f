//! Open pages: what changes anywhere reaches them, whoever may not listen does not, and nothing is lost.

use std::net::SocketAddr;

use chrono::TimeDelta;
use domain::{
    access::Role,
    id::CustomerId,
    wire::{
        dnc::Mark,
        live::{Changed, Frame, Hello},
    },
};
use futures::StreamExt as _;
use service::{Service, ctx::Ctx};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest as _},
};

use crate::support::{Client, PASSWORD, TestApp};

each_db!(
    a_mark_reaches_an_open_page_with_the_new_decision,
    a_mark_on_one_node_reaches_a_page_on_another,
    who_is_not_signed_in_is_told_so_by_the_close,
    a_session_that_ends_on_one_node_closes_its_sockets_on_another,
    who_withdraws_their_consent_has_no_open_page_any_more,
    the_page_of_another_site_opens_no_socket,
    a_page_goes_on_at_another_node_where_a_stopped_one_left_it,
);

/// The socket of an open page.
struct Page(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Page {
    /// Opens a socket, as a page of this origin does. Without one the status of the answer.
    async fn open(node: SocketAddr, browser: &Client, origin: &str, query: &str) -> Result<Self, u16> {
        let mut request = format!("ws://{node}/live{query}").into_client_request().unwrap();
        request.headers_mut().insert("origin", origin.parse().unwrap());
        if let Some(token) = browser.session() {
            request.headers_mut().insert("cookie", format!("session={token}").parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// The socket of somebody who is signed in, with its greeting.
    async fn of(node: SocketAddr, browser: &Client, query: &str) -> (Self, Hello) {
        let mut page = Self::open(node, browser, &format!("http://{node}"), query).await.unwrap();
        match page.next().await {
            Ok(Frame::Hello { hello }) => (page, hello),
            other => panic!("the greeting was {other:?}"),
        }
    }

    /// The next frame, or the code of the close.
    async fn next(&mut self) -> Result<Frame, u16> {
        loop {
            match self.0.next().await.unwrap().unwrap() {
                Message::Text(text) => return Ok(serde_json::from_str(&text).unwrap()),
                Message::Close(frame) => return Err(frame.unwrap().code.into()),
                _ => {}
            }
        }
    }

    async fn next_change(&mut self) -> Changed {
        match self.next().await {
            Ok(Frame::Changed(changed)) => changed,
            other => panic!("instead of a change came {other:?}"),
        }
    }
}

fn address(app: &TestApp) -> SocketAddr {
    app.host().parse().unwrap()
}

async fn mark(service: &Service, ctx: &Ctx, customer: CustomerId) {
    service::dnc::mark(service, ctx, Mark { customer: customer.to_string() }).await.unwrap();
}

fn is_blocked(changed: &Changed, customer: CustomerId) -> bool {
    let standings = changed.standings.iter().find(|standings| standings.customer == customer).unwrap();
    standings.calls.iter().all(|call| call.decision.reasons.iter().any(|reason| reason == "do_not_call"))
}

async fn a_mark_reaches_an_open_page_with_the_new_decision(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    let (mut page, hello) = Page::of(address(&app), &owner, "").await;
    mark(app.service(), &ctx, customer).await;
    let changed = page.next_change().await;
    assert_eq!(changed.from, hello.seq + 1);
    assert!(is_blocked(&changed, customer), "{changed:?}");
}

async fn a_mark_on_one_node_reaches_a_page_on_another(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    let other = app.second_node(TimeDelta::zero()).await;
    let (mut page, _) = Page::of(other.address, &owner, "").await;
    mark(app.service(), &ctx, customer).await;
    assert!(is_blocked(&page.next_change().await, customer));
    other.stop().await;
}

async fn who_is_not_signed_in_is_told_so_by_the_close(app: TestApp) {
    let origin = format!("http://{}", address(&app));
    let mut page =
        Page::open(address(&app), &app.client(), &origin, "").await.unwrap_or_else(|status| panic!("{status}"));
    assert_eq!(page.next().await.unwrap_err(), 1008);
}

async fn a_session_that_ends_on_one_node_closes_its_sockets_on_another(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let other = app.second_node(TimeDelta::zero()).await;
    let (mut page, _) = Page::of(other.address, &owner, "").await;
    service::account::sign_out(app.service(), ctx.session.unwrap()).await.unwrap();
    assert_eq!(page.next().await.unwrap_err(), 1008);
    other.stop().await;
}

async fn who_withdraws_their_consent_has_no_open_page_any_more(app: TestApp) {
    let owner = app.owner().await;
    let staff = app.member(&owner, Role::Staff).await;
    let (mut page, _) = Page::of(address(&app), &staff, "").await;
    let typed = [("password", PASSWORD)];
    staff.post_form("/account/withdraw", "account/withdraw", &typed).await.expect_to("/account/closed");
    let code = loop {
        if let Err(code) = page.next().await {
            break code;
        }
    };
    assert_eq!(code, 1008);
}

async fn the_page_of_another_site_opens_no_socket(app: TestApp) {
    let owner = app.owner().await;
    let refused = Page::open(address(&app), &owner, "https://elsewhere.example", "").await;
    assert_eq!(refused.err(), Some(403));
}

async fn a_page_goes_on_at_another_node_where_a_stopped_one_left_it(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customers = [app.customer(&ctx).await, app.customer(&ctx).await];
    let other = app.second_node(TimeDelta::zero()).await;
    let (mut page, hello) = Page::of(other.address, &owner, "").await;
    mark(app.service(), &ctx, customers[0]).await;
    let first = page.next_change().await;
    let ((), code) = tokio::join!(other.stop(), page.next());
    assert_eq!(code.unwrap_err(), 1012);
    mark(app.service(), &ctx, customers[1]).await;
    let query = format!("?after={}&epoch={}", first.seq, hello.epoch);
    let (mut page, _) = Page::of(address(&app), &owner, &query).await;
    let second = page.next_change().await;
    assert_eq!(second.from, first.seq + 1);
    assert!(is_blocked(&second, customers[1]), "{second:?}");
}
