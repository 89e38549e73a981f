//! The screen: pages and parts, drawn on the server and hydrated in the browser.
//!
//! Pages load their view through one server function each and send changes through another. The
//! rules are in `domain`, the use cases in `service`; `ssr` is the one door to the server side.
#![forbid(unsafe_code)]
#![recursion_limit = "256"]

#[cfg(not(feature = "ssr"))]
mod alive;
mod codec;
mod drawn;
pub mod error;
pub mod feature;
pub mod form;
mod format;
pub mod live;
mod loaded;
mod routes;
pub mod session;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod ui;

#[cfg(not(feature = "ssr"))]
pub use alive::come_alive;
pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
