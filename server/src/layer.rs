//! What concerns every request: who sent it, how large it is, how long it may take, which headers
//! its answer has. What the sender may do is decided in `service`.

pub mod apart;
pub mod client_address;
pub mod crash;
pub mod deadline;
pub mod headers;
pub mod origin_guard;
pub mod request_id;

/// How many bytes a request may have. An upload's route allows more by a `DefaultBodyLimit` of its own.
pub const BODY_LIMIT: usize = 2 * 1024 * 1024;
