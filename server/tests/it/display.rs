//! Office screens: paired without a sign-in, told numbers alone, and turned off at once.

use std::net::SocketAddr;

use chrono::TimeDelta;
use domain::{
    id::DisplayId,
    wire::{display::params::Which, dnc::Mark},
};
use futures::StreamExt as _;
use service::ctx::Ctx;
use store::scratch::tell;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest as _},
};

use crate::support::{Client, TestApp, field, log, unescaped};

each_db!(
    a_screen_is_paired_by_its_code_and_its_secret_stands_in_no_address,
    nothing_that_a_screen_gets_names_a_person,
    a_socket_tells_nothing_without_a_ticket,
    the_page_of_another_site_opens_no_screen,
    a_screen_that_is_revoked_on_one_node_is_closed_on_another_and_says_so,
    a_screen_whose_database_is_gone_comes_back_by_itself_and_is_not_taken_for_a_stranger,
    a_screen_that_is_forgotten_asks_for_a_code_and_never_for_a_password,
);

fn address(app: &TestApp) -> SocketAddr {
    app.host().parse().unwrap()
}

/// The code that waits to be entered.
async fn code(app: &TestApp, ctx: &Ctx, display: DisplayId) -> String {
    let opened = service::display::open(app.service(), ctx, &display.to_string()).await.unwrap();
    opened.pairing.unwrap().code.replace(' ', "")
}

/// Enters a code on a screen.
async fn enter(screen: &Client, code: &str) -> crate::support::Answer {
    screen.post_form("/display", "", &[("code", code)]).await
}

/// A screen that shows the numbers of this business, and which one it is.
async fn paired(app: &TestApp, ctx: &Ctx) -> (Client, DisplayId) {
    let (screen, display) = (app.client(), app.display(ctx).await);
    enter(&screen, &code(app, ctx, display).await).await.expect_to("/display");
    (screen, display)
}

/// What the page of a screen says under this name to its script.
fn told(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!(" data-{name}=\"")).unwrap_or_else(|| panic!("no data-{name}: {page}"));
    unescaped(rest.split('"').next().unwrap())
}

/// The socket of a screen.
struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Opens it with these words, as a page of this origin does. Without one the status of the answer.
    async fn open(node: SocketAddr, protocols: &str, origin: &str, query: &str) -> Result<Self, u16> {
        let mut request = format!("ws://{node}/live/display{query}").into_client_request().unwrap();
        request.headers_mut().insert("origin", origin.parse().unwrap());
        request.headers_mut().insert("sec-websocket-protocol", protocols.parse().unwrap());
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens the one of this page.
    async fn of(node: SocketAddr, page: &str) -> Self {
        let query = format!("?build={}&after={}", told(page, "build"), told(page, "seq"));
        let protocols = format!("ringfence.display, {}", told(page, "ticket"));
        Self::open(node, &protocols, &format!("http://{node}"), &query)
            .await
            .unwrap_or_else(|status| panic!("{status}"))
    }

    /// The next frame as it came, or the code of the close.
    async fn next(&mut self) -> Result<String, u16> {
        loop {
            match self.0.next().await.unwrap().unwrap() {
                Message::Text(text) => return Ok(text.to_string()),
                Message::Close(frame) => return Err(frame.unwrap().code.into()),
                _ => {}
            }
        }
    }

    /// Hears on until this happened: everything that came.
    async fn hear(&mut self, event: &str) -> String {
        let mut heard = String::new();
        while !heard.contains(&format!("\"event\":\"{event}\"")) {
            heard.push_str(&self.next().await.unwrap_or_else(|code| panic!("closed with {code} after {heard}")));
        }
        heard
    }
}

async fn a_screen_is_paired_by_its_code_and_its_secret_stands_in_no_address(app: TestApp) {
    log::keep();
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let display = app.display(&ctx).await;
    let code = code(&app, &ctx, display).await;
    let page = owner.get(&format!("/displays/{display}")).await.expect(200).body;
    assert!(page.contains(&format!("{} {}", &code[..4], &code[4..])) && page.contains("<svg"), "{page}");

    // The link of the picture enters the code and pairs nothing: whoever looks at links uses none up.
    let screen = app.client();
    for _ in 0..2 {
        screen.get(&format!("/display/{code}")).await.expect_to("/display");
    }
    let entering = screen.get("/display").await.expect(200).body;
    assert_eq!(field(&entering, "code").as_deref(), Some(&*code), "{entering}");
    assert!(!entering.contains("<script"), "{entering}");
    let answer = enter(&screen, &code).await.expect_to("/display");
    let cookie = answer.cookies.iter().find(|line| line.starts_with("display=")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let secret = screen.cookie("display").unwrap();
    let shown = screen.get("/display").await.expect(200).body;
    assert!(shown.contains("Front office") && shown.contains("Refusals today"), "{shown}");
    assert!(!shown.contains(&secret) && shown.contains("http-equiv=\"refresh\""), "{shown}");
    let again = enter(&app.client(), &code).await.expect(422).body;
    assert!(again.contains("This code is not good"), "{again}");
    for list in [owner.get("/displays").await, owner.get(&format!("/displays/{display}")).await] {
        let list = list.expect(200).body;
        assert!(list.contains("Paired") && list.contains("Last alive") && !list.contains(&code), "{list}");
    }
    assert!(log::text().contains("/display/{code}"), "the log is kept");
    for secret in [&code, &secret, &told(&shown, "ticket")] {
        assert!(!log::text().lines().any(|line| line.contains(&**secret) && line.contains("ringfence")), "{secret}");
    }
}

async fn nothing_that_a_screen_gets_names_a_person(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let (screen, _) = paired(&app, &ctx).await;
    let first = screen.get("/display").await.expect(200);
    let mut socket = Socket::of(address(&app), &first.body).await;
    let customer = app.customer(&ctx).await;
    let mut got = socket.hear("customer_added").await;
    service::dnc::mark(app.service(), &ctx, Mark { customer: customer.to_string() }).await.unwrap();
    got.push_str(&socket.hear("customer_marked_do_not_call").await);
    let number = app.first_number(&ctx, customer).await;
    let place = domain::wire::call::Place {
        customer: customer.to_string(),
        number: number.to_string(),
        purpose: "service".into(),
    };
    service::call::place(app.service(), &ctx, place).await.unwrap();
    got.push_str(&socket.hear("call_refused").await);
    let last = screen.get("/display").await.expect(200);
    got.push_str(&first.body);
    got.push_str(&last.body);
    assert!(last.body.contains("A call was prevented") && last.body.contains("Someone asked not to be called"));
    let digits: String = got.chars().filter(char::is_ascii_digit).collect();
    let names = app.ask("SELECT full_name FROM customer WHERE full_name IS NOT NULL ORDER BY full_name").await;
    let points = app.ask("SELECT value FROM contact_point ORDER BY value").await;
    assert_eq!((names.len(), points.len()), (1, 2), "{names:?} {points:?}");
    for said in names.iter().chain(&points) {
        assert!(!got.contains(said.trim_start_matches('+')), "{said}: {got}");
    }
    let number = points.iter().find(|point| point.starts_with('+')).unwrap();
    assert!(!digits.contains(&number[1..]), "{number}: {got}");
    for (what, id) in [("customer", customer.to_string()), ("number", number.clone())] {
        assert!(!got.contains(&id), "the {what} is named: {got}");
    }
    assert!(!got.contains("Ada Owner") && !got.contains("@example.com"), "{got}");
}

async fn a_socket_tells_nothing_without_a_ticket(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let (screen, _) = paired(&app, &ctx).await;
    let (node, origin) = (address(&app), format!("http://{}", address(&app)));
    let secret = screen.cookie("display").unwrap();
    let session = owner.session().unwrap();
    for wrong in [
        "ringfence.display".to_owned(),
        format!("ringfence.display, {secret}"),
        format!("ringfence.display, {session}"),
    ] {
        let mut socket = Socket::open(node, &wrong, &origin, "").await.unwrap_or_else(|status| panic!("{status}"));
        assert_eq!(socket.next().await.unwrap_err(), 1008, "{wrong}");
    }
    let page = screen.get("/display").await.expect(200).body;
    let protocols = format!("ringfence.display, {}", told(&page, "ticket"));
    let mut older = Socket::open(node, &protocols, &origin, "?build=another").await.unwrap_or_else(|it| panic!("{it}"));
    assert_eq!(older.next().await.unwrap_err(), 4000);
    assert!(Socket::of(node, &page).await.next().await.unwrap().starts_with("{\"seq\":"));
}

async fn the_page_of_another_site_opens_no_screen(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let (screen, _) = paired(&app, &ctx).await;
    let page = screen.get("/display").await.expect(200).body;
    let protocols = format!("ringfence.display, {}", told(&page, "ticket"));
    let refused = Socket::open(address(&app), &protocols, "https://elsewhere.example", "").await;
    assert_eq!(refused.err(), Some(403));
}

async fn a_screen_that_is_revoked_on_one_node_is_closed_on_another_and_says_so(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let (screen, display) = paired(&app, &ctx).await;
    let other = app.second_node(TimeDelta::zero()).await;
    let page = screen.at(other.address).get("/display").await.expect(200).body;
    let mut socket = Socket::of(other.address, &page).await;
    socket.next().await.unwrap_or_else(|code| panic!("{code}"));
    let which = Which { display: display.to_string() };
    service::display::revoke(app.service(), &ctx, which).await.unwrap();
    assert_eq!(socket.next().await.unwrap_err(), 1008);
    let off = screen.get("/display").await.expect(200).body;
    assert!(off.contains("This display was turned off") && !off.contains("Refusals today"), "{off}");
    other.stop().await;
}

async fn a_screen_whose_database_is_gone_comes_back_by_itself_and_is_not_taken_for_a_stranger(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let (screen, _) = paired(&app, &ctx).await;
    let page = screen.get("/display").await.expect(200).body;
    let mut socket = Socket::of(address(&app), &page).await;
    socket.next().await.unwrap_or_else(|code| panic!("{code}"));
    tell(&app.database, "ALTER TABLE display RENAME TO display_gone").await.unwrap();
    assert_eq!(socket.next().await.unwrap_err(), 1012, "it is sent away to come back");
    let mut early = Socket::of(address(&app), &page).await;
    assert_eq!(early.next().await.unwrap_err(), 1012);
    let shown = screen.get("/display").await;
    assert_eq!(shown.status, 503, "{}", shown.body);
    assert!(!shown.body.contains("Connect this screen") && !shown.body.contains("assword"), "{}", shown.body);

    tell(&app.database, "ALTER TABLE display_gone RENAME TO display").await.unwrap();
    let customer = app.customer(&ctx).await;
    let mut back = Socket::of(address(&app), &page).await;
    back.hear("customer_added").await;
    service::dnc::mark(app.service(), &ctx, Mark { customer: customer.to_string() }).await.unwrap();
    back.hear("customer_marked_do_not_call").await;
}

async fn a_screen_that_is_forgotten_asks_for_a_code_and_never_for_a_password(app: TestApp) {
    let screen = app.client();
    let page = screen.get("/display").await.expect(200).body;
    assert!(page.contains("Connect this screen") && !page.contains("assword"), "{page}");
    let wrong = enter(&screen, "<b>").await.expect(422).body;
    assert!(wrong.contains("Enter the eight digits") && !wrong.contains("<b>\""), "{wrong}");
    screen.get("/displays").await.expect_to("/sign-in?next=/displays");
}
