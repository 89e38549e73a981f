//! Many open pages of one business: until the last of them was told of a mark, and how much memory one takes that
//! only waits.
//!
//! The baseline of the first is a bare broadcast of the same bytes to as many sockets, behind one durable commit; that
//! of the second a bare socket with the same client at its other end.

use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::{
    bare,
    live::Socket,
    measure::{Pair, percentile, rounds},
    stage::{Client, TestApp},
    table::{Row, Target, Unit},
};

/// How many pages are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A hundred.
    Hundred,
    /// A thousand.
    Thousand,
}

impl Size {
    const fn screens(self) -> usize {
        match self {
            Self::Hundred => 100,
            Self::Thousand => 1_000,
        }
    }
}

/// How many marks a round has, half of them taken back.
const MARKS: usize = 40;
/// After how many samples the two sides take turns.
const TURN: usize = 10;
/// How often the memory is measured, each time with sockets that stay open.
const MEMORY_ROUNDS: usize = 3;

/// When each page was told.
type Told = UnboundedReceiver<Instant>;

/// The rows of this benchmark.
pub async fn run(app: &TestApp, size: Size) -> Vec<Row> {
    // Before anything is freed that could be used again.
    let memory = memory(app, size).await;
    vec![memory, told(app, size).await]
}

/// The two crowds of sockets.
struct Scene<'a> {
    app: &'a TestApp,
    staff: Client,
    customer: String,
    is_marked: bool,
    screens: usize,
    pages: Told,
    plain: Told,
    channel: bare::Channel,
    /// A frame as a mark causes it.
    frame: String,
}

async fn told(app: &TestApp, size: Size) -> Row {
    let staff = app.owner().await;
    let ctx = app.ctx(&staff).await;
    let customer = app.customer(&ctx).await.to_string();
    let (address, channel) = bare::broadcast().await;
    let (tell, pages) = unbounded_channel();
    let (tell_plain, plain) = unbounded_channel();
    for _ in 0..size.screens() {
        let mut page = Socket::open(app.host().parse().unwrap(), "/live", &staff).await;
        page.next().await;
        listen(page, customer.clone(), tell.clone());
        listen(Socket::open(address, "/broadcast", &staff).await, customer.clone(), tell_plain.clone());
    }
    let frame = frame_of(app, &staff, &customer).await;
    let screens = size.screens();
    let mut scene = Scene { app, staff, customer, is_marked: true, screens, pages, plain, channel, frame };
    // The first mark was for its frame alone.
    last(&mut scene.pages, screens).await;
    Row {
        name: "screens: the last is told, p99",
        beside: "bare broadcast + bare commit",
        unit: Unit::Milliseconds,
        rounds: rounds(async || scene.round().await).await,
        target: Target::AtMost(3.0),
    }
}

/// What one more page hears of a first mark.
async fn frame_of(app: &TestApp, staff: &Client, customer: &str) -> String {
    let mut page = Socket::open(app.host().parse().unwrap(), "/live", staff).await;
    page.next().await;
    staff.submit("dnc/mark", &[("customer", customer)]).await.expect(200);
    loop {
        let frame = page.next().await;
        if frame.contains(customer) {
            return frame;
        }
    }
}

/// Says when a page hears of the customer, again and again.
fn listen(mut socket: Socket, customer: String, tell: UnboundedSender<Instant>) {
    tokio::spawn(async move {
        while let Some(text) = socket.heard().await {
            if text.contains(&customer) && tell.send(Instant::now()).is_err() {
                return;
            }
        }
    });
}

/// When the last of so many was told.
async fn last(told: &mut Told, screens: usize) -> Instant {
    let mut last = None;
    for _ in 0..screens {
        last = told.recv().await.max(last);
    }
    last.unwrap()
}

impl Scene<'_> {
    /// Marks the customer, or takes the mark back: how long it takes until the last page knows.
    async fn mark(&mut self) -> Duration {
        let form = if self.is_marked { "dnc/take-back" } else { "dnc/mark" };
        let begun = Instant::now();
        let fields = [("customer", &*self.customer)];
        let (answer, last) = tokio::join!(self.staff.submit(form, &fields), last(&mut self.pages, self.screens));
        answer.expect(200);
        self.is_marked = !self.is_marked;
        last - begun
    }

    /// Commits a row, and sends the bytes of a frame to everybody.
    async fn bare(&mut self) -> Duration {
        let begun = Instant::now();
        bare::commit(self.app.service()).await;
        self.channel.send(self.frame.clone().into()).unwrap();
        last(&mut self.plain, self.screens).await - begun
    }

    async fn round(&mut self) -> Pair {
        let (mut measured, mut baseline) = (Vec::with_capacity(MARKS), Vec::with_capacity(MARKS));
        while measured.len() < MARKS {
            for _ in 0..TURN {
                measured.push(self.mark().await);
            }
            for _ in 0..TURN {
                baseline.push(self.bare().await);
            }
        }
        Pair { measured: percentile(&mut measured, 99), baseline: percentile(&mut baseline, 99) }
    }
}

/// How much memory a page takes that only waits, with its client in this process, beside a bare socket with the same
/// client.
async fn memory(app: &TestApp, size: Size) -> Row {
    let staff = app.owner().await;
    let (address, _channel) = bare::broadcast().await;
    let live = app.host().parse().unwrap();
    let mut open = Vec::new();
    let mut found = Vec::new();
    // The first of each makes what all share.
    for round in 0..=MEMORY_ROUNDS {
        let before = resident();
        for _ in 0..size.screens() {
            open.push(Socket::open(address, "/broadcast", &staff).await);
        }
        let between = resident();
        for _ in 0..size.screens() {
            let mut page = Socket::open(live, "/live", &staff).await;
            page.next().await;
            open.push(page);
        }
        let each = |bytes: f64| bytes / 1024.0 / f64::from(u32::try_from(size.screens()).unwrap());
        let pair = Pair { measured: each(resident() - between), baseline: each(between - before) };
        if round > 0 {
            found.push(pair);
        }
    }
    Row {
        name: "screens: memory while idle",
        beside: "bare socket",
        unit: Unit::Kilobytes,
        rounds: found,
        target: Target::AtMost(1.5),
    }
}

/// How much memory this process has, in bytes. Linux says it in pages of four kilobytes.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    let resident: u32 = pages.split(' ').nth(1).unwrap().parse().unwrap();
    f64::from(resident) * 4096.0
}
