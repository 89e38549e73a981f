//! One socket.

use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::{Happening, Happens};

/// The code of a socket that could not be opened at all.
const ABNORMAL: u16 = 1006;

/// A socket that says what happens to it. It is closed, and says nothing more, once it is dropped.
pub(super) struct Socket {
    number: u32,
    web: Option<WebSocket>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _close: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Opens a socket to this server. `number` tells it from the others of the page.
    pub(super) fn open(path: &str, number: u32, happens: &Happens) -> Self {
        let say = move |happens: &Happens, happening| {
            // The other end is gone only when the page is.
            let _gone = happens.unbounded_send((Some(number), happening));
        };
        let said = happens.clone();
        let message = Closure::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                say(&said, Happening::Said(text));
            }
        });
        let gone = happens.clone();
        let close = Closure::new(move |event: CloseEvent| say(&gone, Happening::Closed(event.code())));
        let socket = address(path).and_then(|address| WebSocket::new(&address).ok());
        if let Some(socket) = &socket {
            socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
            socket.set_onclose(Some(close.as_ref().unchecked_ref()));
        } else {
            say(happens, Happening::Closed(ABNORMAL));
        }
        Self { number, web: socket, _message: message, _close: close }
    }

    pub(super) const fn number(&self) -> u32 {
        self.number
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if let Some(socket) = &self.web {
            socket.set_onmessage(None);
            socket.set_onclose(None);
            // It may be closed already.
            let _closing = socket.close();
        }
    }
}

/// The address of this server's socket.
fn address(path: &str) -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}{path}", location.host().ok()?))
}
