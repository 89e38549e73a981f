//! Pages that the server alone draws: their code is not among what a browser downloads, so that the list to
//! which signing in leads is there at once, and a page which few people open costs nothing to those who never do.
//!
//! The browser still answers at once: it fetches the next page as it is and shows what is in it, sends
//! the forms, and fetches again when a frame says that something changed. Without a script the same
//! pages are what they are.

#[cfg(not(feature = "ssr"))]
#[path = "drawn/browser.rs"]
mod side;
#[cfg(feature = "ssr")]
#[path = "drawn/server.rs"]
mod side;

pub use side::Draw;
#[cfg(feature = "ssr")]
pub use side::{in_path, in_query};

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_matched};
use serde::{Deserialize, Serialize};

use crate::{
    error::{AppError, PageError},
    session::StaffPage,
    ui::{Button, ButtonKind, ButtonType, ErrorSummary, Toast, WindowTitle},
};

/// The view of a route whose page the server draws: what it follows, and the function of its feature that
/// draws it, which the browser does not have.
macro_rules! drawn {
    ($follows:expr, $($page:tt)+) => {{
        #[cfg(feature = "ssr")]
        let draw = $crate::drawn::Draw::by(|| Box::pin($crate::feature::$($page)+()));
        #[cfg(not(feature = "ssr"))]
        let draw = $crate::drawn::Draw;
        move || leptos::view! { <$crate::drawn::DrawnPage draw follows=$follows /> }
    }};
    ($($page:tt)+) => {{
        #[cfg(feature = "ssr")]
        let draw = $crate::drawn::Draw::by(|| Box::pin($crate::feature::$($page)+()));
        #[cfg(not(feature = "ssr"))]
        let draw = $crate::drawn::Draw;
        move || leptos::view! { <$crate::drawn::DrawnGate draw /> }
    }};
}
pub(crate) use drawn;

/// What is inside the frame of a page.
///
/// It travels as HTML alone: a page that the server sent holds it already, so nothing of it stands
/// beside the page once more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Empty where the browser is to keep what it has.
    #[serde(skip)]
    html: String,
    /// The title of the window, for a page that was fetched.
    #[serde(skip)]
    title: Option<String>,
}

/// What makes a drawn page read itself again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Nothing.
    Nothing,
    /// Whatever happens in the business.
    Everything,
    /// What frames say about these topics.
    Topics(&'static [&'static str]),
    /// The reader, who is told when frames say something about this topic: a long list stays where it is.
    Offers(&'static str),
}

/// A page of staff that the server draws.
#[component]
pub fn DrawnPage(
    /// Draws it.
    draw: Draw,
    /// What makes it read itself again.
    follows: Follows,
) -> impl IntoView {
    let load = load(draw, follows, Leads::Within);
    view! { <StaffPage load body=show /> }
}

/// A page before the sign-in that the server draws.
#[component]
pub fn DrawnGate(
    /// Draws it.
    draw: Draw,
) -> impl IntoView {
    let load = load(draw, Follows::Nothing, Leads::Elsewhere);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match load.await {
                    Ok(content) => drawing(content).into_any(),
                    Err(error) => view! { <main><PageError error /></main> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Where the forms of a page lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leads {
    /// To another page for the same person.
    Within,
    /// To where somebody else may be signed in: everything begins anew there.
    Elsewhere,
}

fn load(draw: Draw, follows: Follows, leads: Leads) -> Resource<Result<Content, AppError>> {
    let (location, own) = (use_location(), use_matched());
    let here = Memo::new(move |before: Option<&String>| {
        let (path, query) = (location.pathname.get(), location.search.get());
        match before {
            // On the way to another page this one has nothing to read.
            Some(before) if path != own.get() => before.clone(),
            _ if query.is_empty() => path,
            _ => format!("{path}?{query}"),
        }
    });
    let again = RwSignal::new(0_u32);
    let load = Resource::new(move || (here.get(), again.get()), move |(address, _)| draw.content(address));
    side::attend(load, here, again, follows, leads);
    load
}

fn show(content: Content) -> impl IntoView {
    view! {
        <Toast said=side::said() />
        <Newer changes=side::offered() read=side::reader() />
        {drawing(content)}
    }
}

/// Says that what the page shows has changed since it was read, and reads it again when pressed.
#[component]
fn Newer<F: Fn() + Copy + Send + 'static>(
    /// How often it has changed.
    changes: Signal<i64>,
    /// Reads it again.
    read: F,
) -> impl IntoView {
    let button = move || {
        (changes.get() > 0).then(|| {
            view! {
                <div class="toast">
                    <Button kind=ButtonKind::Quiet button_type=ButtonType::Button on:click=move |_| read()>
                        {move || format!("{} changed: show", changes.get())}
                    </Button>
                </div>
            }
        })
    };
    view! {
        <div class="toasts" role="status">
            {button}
        </div>
    }
}

fn drawing(content: Content) -> impl IntoView {
    view! {
        <ErrorSummary problems=side::problems() way=side::way() />
        {content.title.map(|text| view! { <WindowTitle text /> })}
        <div
            class="drawn"
            inner_html=content.html
            on:submit=side::sender()
            on:input=side::typist()
            on:click=side::presser()
        ></div>
    }
}
