//! The side that shows: fetches pages, sends forms, and puts what comes back in its place.

mod page;
mod place;

use std::time::Duration;

use futures::channel::oneshot;
use gloo_net::http::Request;
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use web_sys::{Element, HtmlElement, HtmlFormElement};

use self::{
    page::Page,
    place::{controls, drawn, focused, here, leave},
};
use super::{Content, Follows, Leads};
use crate::{error::AppError, form::fields_of, live::Live, ui};

/// How often a page looks how far something is that is under way.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// What says that a form was sent and has no answer yet.
const BUSY: &str = "aria-busy";
/// What a form has that changes who one is here.
const ANEW: &str = "data-anew";
/// How forms with files are written.
const MULTIPART: &str = "multipart/form-data";

/// The code that draws is not here.
#[derive(Clone, Copy)]
pub struct Draw;

impl Draw {
    /// The content of the page at this address, fetched as the page itself.
    pub(super) async fn content(self, address: String) -> Result<Content, AppError> {
        let side = use_context::<Side>();
        let again = side.is_some_and(Side::is_read_again);
        if let Some(content) = side.and_then(Side::take) {
            return Ok(content);
        }
        let mut page = Page::fetched(address.clone()).await?;
        if let Some(side) = side.filter(|_| again) {
            // What came would take something away: it is read once more when it may.
            while side.holds() && side.released().await == Released::ToReadAgain {
                if let Some(content) = side.take() {
                    return Ok(content);
                }
                page = Page::fetched(address.clone()).await?;
            }
        }
        match page {
            Page { content: Some(content), moved: false, .. } => Ok(content),
            // What the server leads to, or says instead, is a page of its own.
            page => {
                leave(&page.address);
                std::future::pending().await
            }
        }
    }
}

/// Why a reading that waited goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Released {
    /// The page may be read again.
    ToReadAgain,
    /// One went elsewhere.
    ToGo,
}

/// What the browser knows about the drawn page that it shows.
#[derive(Clone, Copy)]
struct Side {
    again: RwSignal<u32>,
    leads: Leads,
    /// The page is about to be read where it is, and not because one went elsewhere.
    reads_again: StoredValue<bool>,
    /// A reading that waits until it takes nothing away.
    waits: StoredValue<Option<oneshot::Sender<Released>>>,
    /// A form was sent and has no answer yet.
    sends: StoredValue<bool>,
    /// The answer to a form of this page: it needs not be fetched.
    answered: StoredValue<Option<Content>>,
    /// Something was typed, or answered in place: no news may take it away.
    typed: RwSignal<bool>,
    /// How often what the page offers to read again has changed.
    news: Signal<i64>,
    /// How often it had when the page was read.
    seen: RwSignal<i64>,
    /// Which of the page's controls had the focus.
    focus: StoredValue<Option<u32>>,
    /// Why a form could not be sent.
    failed: RwSignal<Option<AppError>>,
    /// What was done.
    said: RwSignal<Option<String>>,
}

impl Side {
    fn new(again: RwSignal<u32>, leads: Leads, news: Signal<i64>) -> Self {
        Self {
            again,
            leads,
            reads_again: StoredValue::default(),
            waits: StoredValue::default(),
            sends: StoredValue::default(),
            answered: StoredValue::default(),
            typed: RwSignal::new(false),
            news,
            seen: RwSignal::new(news.get_untracked()),
            focus: StoredValue::default(),
            failed: RwSignal::default(),
            said: RwSignal::default(),
        }
    }

    /// The answer to a form, once; otherwise the page is fetched, and nothing holds it any more.
    fn take(self) -> Option<Content> {
        let answered = self.answered.try_update_value(Option::take).flatten();
        if answered.is_none() {
            self.typed.set(false);
        }
        self.seen.set(self.news.get_untracked());
        answered
    }

    /// Whether the page is read where it is, asked once for each reading.
    fn is_read_again(self) -> bool {
        self.reads_again.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Whether another page in its place would take something away: what was typed, or the answer to a form that is
    /// under way. A page that is gone holds nothing.
    fn holds(self) -> bool {
        let typed = self.typed.try_get_untracked().unwrap_or_default();
        typed || self.sends.try_get_value().unwrap_or_default()
    }

    /// Waits until the page may be read again, or is left.
    async fn released(self) -> Released {
        let (release, released) = oneshot::channel();
        _ = self.waits.try_set_value(Some(release));
        released.await.unwrap_or(Released::ToGo)
    }

    /// Lets a reading go on that waits. Whether there was one.
    fn release(self, why: Released) -> bool {
        let waiting = self.waits.try_update_value(Option::take).flatten();
        waiting.is_some_and(|waiting| waiting.send(why).is_ok())
    }

    /// Reads the page again, unless that would take something away. The page may be gone already.
    fn news(self) {
        if self.typed.try_get_untracked().is_some() && !self.holds() {
            self.read_again();
        }
    }

    fn read_again(self) {
        self.focus.set_value(focused());
        if self.release(Released::ToReadAgain) {
            return;
        }
        self.reads_again.set_value(true);
        self.again.try_update(|times| *times += 1);
    }

    /// What a form came to.
    fn sent(self, page: Result<Page, AppError>, go: impl Fn(&str)) {
        _ = self.sends.try_set_value(false);
        let here = here();
        match page {
            Err(error) => {
                self.failed.set(Some(error));
                if !self.holds() {
                    self.release(Released::ToReadAgain);
                }
            }
            // What was typed stays where it is.
            Ok(page) if page.moved && self.leads == Leads::Within && page.address.starts_with("/sign-in") => {
                self.failed.set(Some(AppError::SignedOut));
            }
            Ok(Page { address, moved, content: Some(content) }) if !moved || address == here => {
                self.failed.set(None);
                self.typed.set(!moved);
                self.said.set(moved.then(|| "Done.".to_owned()));
                self.answered.set_value(Some(content));
                self.read_again();
            }
            Ok(page) if page.moved && self.leads == Leads::Within => go(&page.address),
            Ok(page) if page.moved => leave(&page.address),
            Ok(_) => self.failed.set(Some(AppError::Offline)),
        }
    }

    /// What is to be done once the content stands in the page.
    fn shown(self) {
        let Some(drawn) = drawn() else { return };
        ui::localise(&drawn);
        let wanted =
            drawn.query_selector("[autofocus], dialog[open] :is(input:not([type=hidden]), select)").ok().flatten();
        let before = self.focus.try_update_value(Option::take).flatten();
        let wanted = wanted.or_else(|| before.and_then(|at| controls(&drawn)?.get(at)?.dyn_into().ok()));
        if let Some(wanted) = wanted.and_then(|wanted| wanted.dyn_into::<HtmlElement>().ok()) {
            // Fails only for what has left the page meanwhile.
            let _ = wanted.focus();
        }
        if drawn.query_selector("[data-running]").ok().flatten().is_some() {
            set_timeout(move || self.news(), LOOKS_EVERY);
        }
    }
}

/// Looks after a drawn page: reads it again when it is to, and makes what was drawn the reader's.
pub(super) fn attend(
    load: Resource<Result<Content, AppError>>,
    here: Memo<String>,
    again: RwSignal<u32>,
    follows: Follows,
    leads: Leads,
) {
    let live = Live::get();
    let (followed, offered) = match follows {
        Follows::Nothing => (Vec::new(), None),
        Follows::Everything => (vec![live.seq()], None),
        Follows::Topics(topics) => (topics.iter().map(|topic| live.topic(topic)).collect(), None),
        Follows::Offers(topic) => (Vec::new(), Some(live.topic(topic))),
    };
    let side = Side::new(again, leads, offered.unwrap_or_default());
    provide_context(side);
    let news = Memo::new(move |_| followed.iter().map(|followed| followed.get()).sum::<i64>());
    Effect::watch(move || news.get(), move |_, _, _| side.news(), false);
    Effect::watch(move || here.get(), move |_, _, _| _ = side.release(Released::ToGo), false);
    Effect::new(move |_| {
        if load.get().is_some() {
            request_animation_frame(move || side.shown());
        }
    });
}

/// Sends the forms of the page: what asks goes to its address, what changes is posted where it says.
pub(super) fn sender() -> impl Fn(SubmitEvent) + Clone + 'static {
    let side = use_context::<Side>();
    let live = Live::get();
    let navigate = use_navigate();
    move |event| {
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let (Some(side), Some(form)) = (side, form) else { return };
        // A file goes the browser's own way, which shows how far it is.
        if event.default_prevented() || form.enctype() == MULTIPART {
            return;
        }
        // So does what changes who one is here: everything is read anew behind it.
        if form.has_attribute(ANEW) {
            if form.has_attribute(BUSY) {
                event.prevent_default();
            }
            set_busy(&form, event.submitter().as_deref(), true);
            live.leads_on();
            return;
        }
        if form.method() == "dialog" {
            // The browser closes it; the address asks for it no more.
            navigate(&window().location().pathname().unwrap_or_default(), NavigateOptions::default());
            return;
        }
        let Some(fields) = fields_of(&event) else { return };
        event.prevent_default();
        let action = form.get_attribute("action").unwrap_or_else(|| window().location().pathname().unwrap_or_default());
        let go = navigate.clone();
        if form.method() == "get" {
            go(&format!("{action}?{fields}"), NavigateOptions::default());
            return;
        }
        if form.has_attribute(BUSY) {
            return;
        }
        let pressed = event.submitter();
        side.sends.set_value(true);
        set_busy(&form, pressed.as_deref(), true);
        spawn_local(async move {
            let request =
                Request::post(&action).header("content-type", "application/x-www-form-urlencoded").body(fields);
            let page = match request {
                Ok(request) => Page::of(request.send().await).await,
                Err(_) => Err(AppError::Offline),
            };
            set_busy(&form, pressed.as_deref(), false);
            side.sent(page, |to| go(to, NavigateOptions::default()));
        });
    }
}

/// Remembers that something was typed.
pub(super) fn typist() -> impl Fn(Event) + 'static {
    let side = use_context::<Side>();
    move |_| {
        if let Some(side) = side {
            side.typed.set(true);
        }
    }
}

/// Reads the page again when a link leads to where it is: what a form was answered makes room for the page itself.
pub(super) fn presser() -> impl Fn(MouseEvent) + 'static {
    let side = use_context::<Side>();
    move |event| {
        let opens_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let address = link.and_then(|link| link.get_attribute("href"));
        if let Some(side) = side.filter(|_| !opens_elsewhere && address == Some(here())) {
            event.prevent_default();
            side.read_again();
        }
    }
}

/// How often what is offered has changed since the page was read, as long as nothing holds the page.
pub(super) fn offered() -> Signal<i64> {
    let side = use_context::<Side>();
    let offered = move |side: Side| if side.typed.get() { 0 } else { side.news.get() - side.seen.get() };
    Signal::derive(move || side.map(offered).unwrap_or_default())
}

/// Reads the page again.
pub(super) fn reader() -> impl Fn() + Copy + Send + 'static {
    let side = use_context::<Side>();
    move || {
        if let Some(side) = side {
            side.read_again();
        }
    }
}

/// Why the last form could not be sent, for the summary above the page.
pub(super) fn problems() -> Signal<Vec<(String, String)>> {
    let side = use_context::<Side>();
    Signal::derive(move || side.and_then(|side| side.failed.get()).map(|error| error.problems()).unwrap_or_default())
}

/// What was done, for the words in the corner.
pub(super) fn said() -> RwSignal<Option<String>> {
    use_context::<Side>().map_or_else(RwSignal::default, |side| side.said)
}

/// Where a way on is.
pub(super) fn way() -> Signal<Option<(&'static str, &'static str)>> {
    let side = use_context::<Side>();
    Signal::derive(move || side.and_then(|side| side.failed.get()).and_then(|error| error.way()))
}

fn set_busy(form: &Element, pressed: Option<&Element>, busy: bool) {
    for element in [Some(form), pressed].into_iter().flatten() {
        // Neither fails: the name is one.
        let _ = if busy { element.set_attribute(BUSY, "true") } else { element.remove_attribute(BUSY) };
    }
}
