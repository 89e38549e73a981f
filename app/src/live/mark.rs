//! The words "Live" and "Reconnecting".

use leptos::{either::EitherOf3, prelude::*};

use super::{Live, LiveState};
use crate::ui::button::{Button, ButtonKind, ButtonType};

/// Says how the page is connected, and offers what helps: the newer build, or the sign-in.
///
/// The first one on the page opens the socket. It is empty until the socket is open, so that no page claims to be live that is not: with
/// JavaScript off it stays so.
#[component]
pub fn LiveMark() -> impl IntoView {
    let live = Live::get();
    Effect::new(move |_| {
        live.marks.update_value(|marks| *marks += 1);
        live.begin();
        on_cleanup(move || live.marks.update_value(|marks| *marks -= 1));
    });
    let state = live.state();
    let class = move || match state.get() {
        LiveState::Connecting => None,
        LiveState::Live => Some("live"),
        LiveState::Reconnecting | LiveState::SignedOut | LiveState::NewBuild => Some("live reconnecting"),
    };
    let words = move || match state.get() {
        LiveState::Connecting => "",
        LiveState::Live => "Live",
        LiveState::Reconnecting => "Reconnecting",
        LiveState::SignedOut => "Signed out",
        LiveState::NewBuild => "New version",
    };
    let help = move || match state.get() {
        LiveState::NewBuild => EitherOf3::A(view! {
            <Button kind=ButtonKind::Quiet button_type=ButtonType::Button on:click=|_| reload()>
                "Reload"
            </Button>
        }),
        LiveState::SignedOut => EitherOf3::B(view! { <a href="/sign-in">"Sign in"</a> }),
        LiveState::Connecting | LiveState::Live | LiveState::Reconnecting => EitherOf3::C(()),
    };
    view! {
        <span class=class role="status">
            {words}
        </span>
        {help}
    }
}

/// Loads the page again, and the newer build with it.
fn reload() {
    // A page that cannot be loaded again stays as it is.
    let _reloading = window().location().reload();
}
