//! Where the browser is, and where on the page.

use leptos::prelude::*;
use web_sys::{Element, NodeList};

/// The address of the page, with its query.
pub(super) fn here() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// What the server drew.
pub(super) fn drawn() -> Option<Element> {
    document().query_selector(".drawn").ok().flatten()
}

/// What can be pressed or typed into there, in its order.
pub(super) fn controls(drawn: &Element) -> Option<NodeList> {
    drawn.query_selector_all("a[href],button,input,select,textarea").ok()
}

/// Which of the page's controls has the focus.
pub(super) fn focused() -> Option<u32> {
    let (controls, focused) = (controls(&drawn()?)?, document().active_element()?);
    (0..controls.length()).find(|at| controls.get(*at).is_some_and(|control| control.is_same_node(Some(&focused))))
}

/// Loads another page, with whatever is signed in there.
pub(super) fn leave(address: &str) {
    // Fails for no address of our own.
    let _ = window().location().set_href(address);
}
