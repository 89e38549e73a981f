//! Live updates in the page: one socket a tab, from the first signed-in page to the last.
//!
//! What a page shows is read through ordinary server functions; frames say when to read again, and
//! carry the call decisions, which change at once. On the server, and in a browser without
//! WebAssembly, all of this stands still: the page then shows what was true when it was drawn.

mod board;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "live/still.rs"]
mod browser;
#[cfg(any(feature = "hydrate", test))]
mod link;
mod mark;

pub use board::Shown;
pub use mark::LiveMark;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    id::{ContactPointId, CustomerId},
    topic::Purpose,
    wire::call::{Decision, Standing},
};
use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};

use board::{Board, Topics};

/// This build, as server and browser compare it.
pub const BUILD: &str = match option_env!("RINGFENCE_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

/// How long after the end of a decision the page asks for the next one. The server's clock is known
/// only as well as the network is fast.
const ASKED_AFTER: TimeDelta = TimeDelta::seconds(1);

/// How the page is connected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LiveState {
    /// Not yet, or never: no script runs.
    #[default]
    Connecting,
    /// Everything that changes arrives.
    Live,
    /// The link was lost; what changes meanwhile arrives when it is back.
    Reconnecting,
    /// Nobody is signed in any more.
    SignedOut,
    /// Everything arrives, from a server of another build.
    NewBuild,
}

/// The live side of the page, in the context of the whole app.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    state: RwSignal<LiveState>,
    trusted: RwSignal<bool>,
    /// The server's time, with the page's own clock as it was read then, in milliseconds.
    clock: RwSignal<Option<(DateTime<Utc>, f64)>>,
    now: RwSignal<DateTime<Utc>>,
    board: RwSignal<Board>,
    topics: StoredValue<Topics>,
    /// Whether the socket was opened: once a page, for whoever is signed in on it.
    begun: StoredValue<bool>,
    /// How many marks are on the page: a page without one has nobody signed in.
    marks: StoredValue<u32>,
    /// Whether another page is on its way that says what follows, should the session end.
    #[cfg(feature = "hydrate")]
    leads_on: StoredValue<bool>,
}

impl Live {
    /// Puts it into the context, once for the whole app. The socket is opened by the first
    /// [`LiveMark`], and stays when the page changes.
    pub fn provide() {
        provide_context(Self::still());
    }

    /// The live side of the page; one that stands still where there is none.
    pub fn get() -> Self {
        use_context().unwrap_or_else(Self::still)
    }

    fn still() -> Self {
        Self {
            state: RwSignal::default(),
            trusted: RwSignal::new(true),
            clock: RwSignal::default(),
            now: RwSignal::new(DateTime::UNIX_EPOCH),
            board: RwSignal::default(),
            topics: StoredValue::default(),
            begun: StoredValue::default(),
            marks: StoredValue::default(),
            #[cfg(feature = "hydrate")]
            leads_on: StoredValue::default(),
        }
    }

    /// Opens the socket, unless it is open.
    fn begin(self) {
        if !self.begun.get_value() {
            self.begun.set_value(true);
            browser::start(self);
        }
    }

    /// A form was sent that may end the session: its answer is loaded as a page, and nobody is asked to sign in
    /// before it is there.
    #[cfg(feature = "hydrate")]
    pub(crate) fn leads_on(self) {
        self.leads_on.set_value(true);
    }

    /// How the page is connected.
    pub fn state(self) -> ReadSignal<LiveState> {
        self.state.read_only()
    }

    /// Whether what the page shows can be relied on: not when the link has been dead for two ticks,
    /// or when the server cannot be reached.
    pub fn trusted(self) -> Signal<bool> {
        self.trusted.into()
    }

    /// A number that moves whenever a frame names the topic (`customer/ID`, `dashboard`, `team`,
    /// `standings`), and when everything is to be read again: for the source of a resource.
    pub fn topic(self, topic: &str) -> Signal<i64> {
        self.topics.try_update_value(|topics| topics.version(topic)).unwrap_or_default().into()
    }

    /// The ledger's position of the last frame; 0 before the first.
    pub fn seq(self) -> Signal<i64> {
        Signal::derive(move || self.board.with(Board::seq))
    }

    /// The server's time, as well as it is known; moves every second. The year 1970 while it is not.
    pub fn now(self) -> Signal<DateTime<Utc>> {
        self.now.into()
    }

    /// The server's time at this moment.
    fn moment(self) -> Option<DateTime<Utc>> {
        let (at, then) = self.clock.get_untracked()?;
        Some(at + milliseconds(browser::milliseconds()? - then))
    }

    /// Tells what the page was read as of: frames follow from the smallest position that was told
    /// before the socket was opened.
    pub fn shows(self, seq: i64, now: DateTime<Utc>) {
        let Some(here) = browser::milliseconds() else { return };
        self.board.update_untracked(|board| board.shows(seq));
        if self.clock.with_untracked(Option::is_none) {
            self.clock.set(Some((now, here)));
        }
    }

    /// The newest decisions about a customer, where frames brought newer ones than the page's of
    /// position `seq`. Empty: something changed that no frame carried, so nothing is known until the
    /// page has read again.
    pub fn standings(self, customer: CustomerId, seq: impl Into<Signal<i64>>) -> Signal<Option<Vec<Standing>>> {
        let seq = seq.into();
        Memo::new(move |_| self.board.with(|board| board.newer(customer, seq.get()).map(<[_]>::to_vec))).into()
    }

    /// The decision that a call button shows: the newest, as long as it can be relied on.
    ///
    /// It closes by itself when its time is over or the link is dead, and opens only after the page
    /// has asked again.
    pub fn decision(
        self,
        customer: CustomerId,
        number: Option<ContactPointId>,
        purpose: impl Into<Signal<Purpose>>,
        shown: impl Into<Signal<Shown>>,
    ) -> Signal<Decision> {
        let (purpose, shown) = (purpose.into(), shown.into());
        shown.with_untracked(|shown| self.shows(shown.seq, shown.now));
        let newest = Memo::new(move |_| {
            shown.with(|shown| {
                self.board.with(|board| {
                    let standings = board.newer(customer, shown.seq).unwrap_or(&shown.standings);
                    decision_of(standings, number, purpose.get())
                })
            })
        });
        let over = self.end_of(customer, newest);
        Memo::new(move |_| {
            let newest = newest.get();
            let stands = self.trusted.get() && !(over.get() && newest.is_allowed());
            if stands { newest } else { Decision::unchecked() }
        })
        .into()
    }

    /// Turns true when the decision's time is over; the page asks for the next one then.
    fn end_of(self, customer: CustomerId, decision: Memo<Decision>) -> ReadSignal<bool> {
        let (over, set_over) = signal(false);
        Effect::new(move |_| {
            // Told anew with each tick: a timer alone would sleep as long as the computer does.
            self.clock.track();
            let until = decision.with(|decision| decision.until);
            let is_over = until.zip(self.moment()).is_some_and(|(until, now)| until <= now);
            set_over.set(is_over);
            // Without a clock there is no end to wait for.
            let Some(until) = until.filter(|_| self.moment().is_some()) else { return };
            spawn_local_scoped_with_cancellation(async move {
                self.wait_until(until).await;
                set_over.set(true);
                loop {
                    browser::wait(ASKED_AFTER).await;
                    self.moved(&format!("customer/{customer}"));
                }
            });
        });
        over
    }

    async fn wait_until(self, at: DateTime<Utc>) {
        while let Some(left) = self.moment().map(|now| at - now).filter(|left| *left > TimeDelta::zero()) {
            browser::wait(left).await;
        }
    }

    fn moved(self, topic: &str) {
        move_on(self.topics.with_value(|topics| topics.of(topic)));
    }
}

/// Moves versions, with nothing locked: whoever looks at one may ask for another.
fn move_on(versions: Vec<ArcRwSignal<i64>>) {
    for version in versions {
        version.update(|version| *version += 1);
    }
}

/// The decision for a number and a purpose. None is known: none can be relied on.
fn decision_of(standings: &[Standing], number: Option<ContactPointId>, purpose: Purpose) -> Decision {
    let mut standings = standings.iter();
    let found = standings.find(|standing| standing.number == number && standing.purpose == purpose);
    found.map_or_else(Decision::unchecked, |standing| standing.decision.clone())
}

#[allow(clippy::cast_possible_truncation, reason = "milliseconds of a page's life")]
fn milliseconds(number: f64) -> TimeDelta {
    TimeDelta::milliseconds(number as i64)
}
