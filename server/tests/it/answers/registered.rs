//! The states that the national registry makes.

use std::fmt::Write as _;

use super::{
    state::{Ground, State, state},
    step::{
        REGISTERED_AREA,
        Step::{Answer, Customer, Mark, Registered},
    },
};

/// The registry's file.
pub fn file() -> String {
    (0..1_000).fold(String::new(), |mut lines, number| {
        writeln!(lines, "{REGISTERED_AREA},555{number:04}").unwrap();
        lines
    })
}

/// The states. Only an offer asks the registry, and a yes that was spoken does not outweigh it.
pub const REGISTERED: &[State] = &[
    state(
        "nobody's number on the registry",
        Ground::Plain,
        &[Registered],
        [&[], &["consent_unknown", "national_registry"]],
    ),
    state(
        "a spoken yes to offers, on the registry",
        Ground::Plain,
        &[Registered, Customer("yes"), Answer("call/marketing", "given")],
        [&[], &["national_registry"]],
    ),
    state(
        "nobody's number, of no subscriber",
        Ground::Unsubscribed,
        &[],
        [&[], &["consent_unknown", "registry_not_covered"]],
    ),
    state(
        "a yes to offers, of no subscriber",
        Ground::Unsubscribed,
        &[Customer("yes"), Answer("call/marketing", "given")],
        [&[], &["registry_not_covered"]],
    ),
    state(
        "marked, of no subscriber",
        Ground::Unsubscribed,
        &[Registered, Customer("yes"), Mark],
        [
            &["do_not_call", "number_suppressed"],
            &["do_not_call", "number_suppressed", "consent_unknown", "registry_not_covered"],
        ],
    ),
    state("nobody's number, asked too late", Ground::Stale, &[], [&[], &["consent_unknown", "registry_stale"]]),
    state(
        "a yes to offers, on the registry, asked too late",
        Ground::Stale,
        &[Registered, Customer("yes"), Answer("call/marketing", "given")],
        [&[], &["national_registry", "registry_stale"]],
    ),
];
