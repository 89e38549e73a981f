//! The socket, the timers and the events of the tab: the only part that knows a browser.

use std::cell::RefCell;

use chrono::TimeDelta;
use domain::wire::live::Changed;
use futures::{
    StreamExt as _,
    channel::mpsc::{UnboundedSender, unbounded},
};
use gloo_timers::{
    callback::{Interval, Timeout},
    future::TimeoutFuture,
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::js_sys::{self, Date, Math};

mod events;
mod socket;

use super::{
    Live, LiveState,
    board::{Board, Topics},
    link::{Act, Happening, Link},
};
use events::Events;
use socket::Socket;

/// How often the link is looked at, in milliseconds.
const BEAT: u32 = 1_000;
/// The longest time for which a browser's timer can be set, in milliseconds: a day, to be sure.
const LONGEST: i64 = 86_400_000;
/// A page that was sent to sign in and is back within this time is not sent again, in milliseconds.
const SENT_LATELY: f64 = 10_000.0;

/// Connects the page, whatever becomes of the part of it that asked for it.
pub(super) fn start(live: Live) {
    spawn_local(keep(live));
}

/// Keeps the page connected until the session is over.
async fn keep(live: Live) {
    let (happens, mut happenings) = unbounded();
    let _events = Events::listen(&happens);
    let beat = happens.clone();
    let _beat = Interval::new(BEAT, move || say(&beat, Happening::Beat));
    let mut link = Link::new(now());
    let (mut socket, mut calls): (Option<Socket>, u32) = (None, 0);
    let mut due: Option<Timeout> = None;
    // After everything that is hydrated now, and has told by then what it was read as of.
    TimeoutFuture::new(0).await;
    say(&happens, Happening::Begun);
    while let Some((of, happening)) = happenings.next().await {
        if of.is_some_and(|of| socket.as_ref().is_none_or(|socket| socket.number() != of)) {
            // Said by a socket that was given up since.
            continue;
        }
        for act in link.on(happening, now(), Math::random()) {
            match act {
                Act::Connect => {
                    drop(due.take());
                    link.begin_at(live.board.with_untracked(Board::shown));
                    calls += 1;
                    socket = Some(Socket::open(&link.address(), calls, &happens));
                }
                Act::Wait(milliseconds) => {
                    socket = None;
                    let happens = happens.clone();
                    drop(due.replace(Timeout::new(milliseconds, move || say(&happens, Happening::Due))));
                }
                Act::Close => {
                    socket = None;
                    drop(due.take());
                }
                Act::Leave => {
                    live.leave();
                    if live.marks.get_value() > 0 && !live.leads_on.get_value() {
                        sign_in_again();
                    }
                    return;
                }
                Act::Take(changed) => live.take(changed),
                Act::ReadAgain(seq) => live.read_all_again(seq),
                Act::SetClock(at) => live.clock.set(Some((at, now()))),
            }
        }
        show(live, &link);
    }
}

impl Live {
    /// The session is over, and all that was heard in it.
    fn leave(self) {
        self.begun.set_value(false);
        self.board.set(Board::default());
        self.state.set(LiveState::SignedOut);
        self.trusted.set(false);
    }

    /// Everything that is shown may be old.
    fn read_all_again(self, seq: i64) {
        self.board.update(|board| board.forget(seq));
        super::move_on(self.topics.with_value(Topics::all));
    }

    /// Takes what a frame says: first the decisions, then what is read again.
    fn take(self, changed: Changed) {
        let topics = self.board.try_update(|board| board.take(changed)).unwrap_or_default();
        for topic in topics {
            self.moved(&topic);
        }
    }
}

/// Who said it: a socket by its number, or the page.
type Happens = UnboundedSender<(Option<u32>, Happening)>;

fn say(happens: &Happens, happening: Happening) {
    // The other end is gone only when the page is.
    let _gone = happens.unbounded_send((None, happening));
}

fn show(live: Live, link: &Link) {
    let (state, trusted) = (link.state(), link.is_trusted(now()));
    if live.state.get_untracked() != state {
        live.state.set(state);
    }
    if live.trusted.get_untracked() != trusted {
        live.trusted.set(trusted);
    }
    if let Some(moment) = live.moment() {
        live.now.set(moment);
    }
}

/// The server answers a page without a session with the sign-in. Once: should it not, the page
/// stays and says what is the matter.
fn sign_in_again() {
    const SENT: &str = "sent-to-sign-in";
    let Ok(Some(storage)) = window().session_storage() else { return };
    // Read and written by the browser: with the code for decimals each page would be 15 KB larger.
    let last = storage.get_item(SENT).ok().flatten().map(|at| js_sys::parse_float(&at));
    if last.is_some_and(|last| (Date::now() - last).abs() < SENT_LATELY) {
        return;
    }
    let now = js_sys::Number::from(Date::now()).to_string_with_radix(10).map(String::from);
    if now.is_ok_and(|now| storage.set_item(SENT, &now).is_ok()) {
        // A page that cannot be loaded again says "Signed out".
        let _reloading = window().location().reload();
    }
}

/// Time that passed in this page, in milliseconds, sleep included.
#[allow(clippy::unnecessary_wraps, reason = "on the server there is none")]
pub(super) fn milliseconds() -> Option<f64> {
    Some(now())
}

/// Waits for some time, or for a day where it is longer.
pub(super) async fn wait(time: TimeDelta) {
    // A fraction of a millisecond is rounded up, so that nobody waits for it in a circle.
    let milliseconds = time.num_milliseconds().saturating_add(1).clamp(0, LONGEST);
    TimeoutFuture::new(u32::try_from(milliseconds).unwrap_or(u32::MAX)).await;
}

/// One clock stands still while the computer sleeps, the other one can be set: each step is the
/// longer one of the two, so that time never stands still and never goes back.
fn now() -> f64 {
    thread_local! {
        static LAST: RefCell<Option<[f64; 3]>> = const { RefCell::new(None) };
    }
    let (steady, wall) = (window().performance().map_or(0.0, |performance| performance.now()), Date::now());
    LAST.with_borrow_mut(|last| {
        let [then, last_steady, last_wall] = last.unwrap_or([0.0, steady, wall]);
        let now = then + (steady - last_steady).max(wall - last_wall).max(0.0);
        *last = Some([now, steady, wall]);
        now
    })
}
