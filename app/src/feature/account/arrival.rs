//! What changes in an open page when somebody signs in without a new page.

use leptos::prelude::*;

use crate::{form::FormState, live::Live, session::Session};

/// Asks anew who is signed in as soon as the form was accepted. To be called before the form is
/// drawn: the question must be on its way before the next page asks for the answer.
pub fn follow(state: FormState) {
    let (session, live) = (Session::get(), Live::get());
    let landing = state.landing();
    Effect::new(move |_| {
        if landing.read().is_some() {
            session.refresh();
            live.restart();
        }
    });
}
