//! From a mark in one browser, or a customer's stop behind their link, to the frame in another one's open page.
//!
//! The baseline is what no such server can do without: one round trip on a socket, with a frame of
//! the same size, and one durable commit in the same database.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use futures::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest as _},
};

use crate::{
    bare,
    measure::{Pair, percentile, rounds},
    stage::{Client, TestApp},
    table::{Row, Target, Unit},
};

/// How many marks a round has, half of them taken back.
const MARKS: usize = 200;
/// After how many samples the two sides take turns, so that both meet the same noise.
const TURN: usize = 20;

/// How many customers stop the calls in a round.
const STOPS: usize = 50;

/// One socket.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Opens it, as a page of this browser does.
    pub async fn open(address: SocketAddr, path: &str, browser: &Client) -> Self {
        let mut request = format!("ws://{address}{path}").into_client_request().unwrap();
        let cookie = format!("session={}", browser.session().unwrap());
        request.headers_mut().insert("origin", format!("http://{address}").parse().unwrap());
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
        Self(connect_async(request).await.unwrap().0)
    }

    /// The next text.
    pub async fn next(&mut self) -> String {
        self.heard().await.expect("the socket was closed")
    }

    /// The next text; nothing once the other side is gone.
    pub async fn heard(&mut self) -> Option<String> {
        loop {
            match self.0.next().await?.ok()? {
                Message::Text(text) => return Some(text.as_str().to_owned()),
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }
}

/// The two browsers, and the bare socket beside them.
struct Scene<'a> {
    app: &'a TestApp,
    marks: Client,
    page: Socket,
    echo: Socket,
    customer: String,
    /// A frame as a mark causes it.
    frame: String,
    is_marked: bool,
}

impl Scene<'_> {
    /// Marks the customer, or takes the mark back: how long it takes until the other page knows.
    async fn mark(&mut self) -> Duration {
        let form = if self.is_marked { "dnc/take-back" } else { "dnc/mark" };
        let fields = [("customer", &*self.customer)];
        let begun = Instant::now();
        let told = async {
            loop {
                let frame = self.page.next().await;
                // Others only say that the socket is alive.
                if frame.contains(&self.customer) {
                    return (frame, begun.elapsed());
                }
            }
        };
        let (answer, (frame, took)) = tokio::join!(self.marks.submit(form, &fields), told);
        answer.expect(200);
        self.frame = frame;
        self.is_marked = !self.is_marked;
        took
    }

    /// Sends a frame there and back, and commits a row.
    async fn bare(&mut self) -> Duration {
        let begun = Instant::now();
        self.echo.0.send(Message::text(&*self.frame)).await.unwrap();
        self.echo.next().await;
        bare::commit(self.app.service()).await;
        begun.elapsed()
    }

    /// One round: the middle and the slow end.
    async fn round(&mut self) -> [Pair; 2] {
        let (mut measured, mut baseline) = (Vec::with_capacity(MARKS), Vec::with_capacity(MARKS));
        while measured.len() < MARKS {
            for _ in 0..TURN {
                measured.push(self.mark().await);
            }
            for _ in 0..TURN {
                baseline.push(self.bare().await);
            }
        }
        [50, 99].map(|percent| Pair {
            measured: percentile(&mut measured, percent),
            baseline: percentile(&mut baseline, percent),
        })
    }
}

/// The rows of this benchmark.
pub async fn run(app: &TestApp) -> Vec<Row> {
    let marks = app.owner().await;
    let hears = marks.copy();
    let ctx = app.ctx(&marks).await;
    let customer = app.customer(&ctx).await.to_string();
    let mut page = Socket::open(app.host().parse().unwrap(), "/live", &hears).await;
    page.next().await;
    let echo = Socket::open(bare::serve(String::new()).await, "/echo", &hears).await;
    let mut scene = Scene { app, marks, page, echo, customer, frame: String::new(), is_marked: false };
    let found = rounds(async || scene.round().await).await;
    let row = |name, percentile: usize, target| Row {
        name,
        beside: "socket echo + bare commit",
        unit: Unit::Milliseconds,
        rounds: found.iter().map(|round| round[percentile]).collect(),
        target: Target::AtMost(target),
    };
    vec![row("live: mark to frame, p50", 0, 1.5), row("live: mark to frame, p99", 1, 3.0)]
}

/// Customers with their links, each of whom stops the calls once.
struct Stops<'a> {
    app: &'a TestApp,
    customer: Client,
    page: Socket,
    echo: Socket,
    /// Who did not stop them yet, each with their link.
    waiting: Vec<(String, String)>,
    frame: String,
}

impl Stops<'_> {
    /// The next customer stops the calls: how long it takes until the page of staff knows.
    async fn stop(&mut self) -> Duration {
        let (id, link) = self.waiting.pop().unwrap();
        let begun = Instant::now();
        let told = async {
            loop {
                let frame = self.page.next().await;
                if frame.contains(&id) {
                    return (frame, begun.elapsed());
                }
            }
        };
        let (answer, (frame, took)) = tokio::join!(self.customer.post_form(&link, "stop-calls", &[]), told);
        answer.expect(200);
        self.frame = frame;
        took
    }

    async fn bare(&mut self) -> Duration {
        let begun = Instant::now();
        self.echo.0.send(Message::text(&*self.frame)).await.unwrap();
        self.echo.next().await;
        bare::commit(self.app.service()).await;
        begun.elapsed()
    }
}

/// The row of the customers' own stops, which are as fast as a mark of staff.
pub async fn run_preferences(app: &TestApp) -> Vec<Row> {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let mut waiting = Vec::new();
    // One round more than is counted, to warm up.
    for _ in 0..6 * STOPS {
        let id = app.customer(&ctx).await.to_string();
        let made = service::link::hand_over(app.service(), &ctx, &id).await.unwrap();
        waiting.push((id, made.link[made.link.find("/preferences/").unwrap()..].to_owned()));
    }
    let mut page = Socket::open(app.host().parse().unwrap(), "/live", &owner).await;
    page.next().await;
    let echo = Socket::open(bare::serve(String::new()).await, "/echo", &owner).await;
    let mut scene = Stops { app, customer: app.client(), page, echo, waiting, frame: String::new() };
    let round = async || {
        let (mut measured, mut baseline) = (Vec::with_capacity(STOPS), Vec::with_capacity(STOPS));
        for _ in 0..STOPS {
            measured.push(scene.stop().await);
            baseline.push(scene.bare().await);
        }
        Pair { measured: percentile(&mut measured, 50), baseline: percentile(&mut baseline, 50) }
    };
    vec![Row {
        name: "live: a customer's stop to frame, p50",
        beside: "socket echo + bare commit",
        unit: Unit::Milliseconds,
        rounds: rounds(round).await,
        target: Target::AtMost(1.5),
    }]
}
