//! The states in which a number can be, and what everybody must answer about each of them.

use super::step::Step::{
    self, AnotherNumber, Answer, Customer, Erase, Imported, InError, LiftListed, LiftMark, LiftMarkByMistake,
    LiftRestriction, List, Mark, MergeFormer, NoNumber, Restrict, Retire, Satellite, Short, SplitOff, TakeBack,
    Withdraw, WithdrawNow,
};

/// What a business decided, and when the question is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// As a business is founded, by day, with a subscription to the national registry.
    Plain,
    /// As a business is founded, at night where the customers are.
    Night,
    /// Without a subscription to the national registry.
    Unsubscribed,
    /// As a business is founded, when its download of the registry is too old.
    Stale,
    /// On a date without calls.
    Holiday,
    /// With "Ask before calls".
    Asks,
    /// With "Ask before calls", where a yes holds for a day, two days later.
    Expiring,
    /// Where a material text asked again for a yes to offers by tomorrow, two days later.
    AskedAgain,
}

impl Ground {
    /// Every ground, in the order of time: whoever signs in earlier than before is slowed down.
    pub const ALL: [Self; 8] = [
        Self::Plain,
        Self::Night,
        Self::Unsubscribed,
        Self::Holiday,
        Self::Asks,
        Self::Expiring,
        Self::AskedAgain,
        Self::Stale,
    ];
}

/// The reasons against calls for the business's services, and for offers.
pub type Reasons = [&'static [&'static str]; 2];

/// A state: how it comes about, and the answers.
pub struct State {
    pub name: &'static str,
    pub ground: Ground,
    pub steps: &'static [Step],
    /// What stands against a call to the customer.
    pub customer: Reasons,
    /// What stands against a call to the number, whoever has it.
    pub number: Reasons,
}

/// A state in which the customer and the number are answered alike.
pub const fn state(name: &'static str, ground: Ground, steps: &'static [Step], both: Reasons) -> State {
    State { name, ground, steps, customer: both, number: both }
}

impl State {
    /// The same, with another answer for the number: it is never milder than that for the customer.
    const fn by_number(self, number: Reasons) -> Self {
        Self { number, ..self }
    }
}

const FREE: Reasons = [&[], &["consent_unknown"]];
const LISTED: Reasons = [&["number_suppressed"], &["number_suppressed", "consent_unknown"]];
const MARKED: Reasons =
    [&["do_not_call", "number_suppressed"], &["do_not_call", "number_suppressed", "consent_unknown"]];
const REFUSED: Reasons = [
    &["do_not_call", "number_suppressed", "call_consent_refused"],
    &["do_not_call", "number_suppressed", "call_consent_refused"],
];
const WITHDRAWN: Reasons =
    [&["number_suppressed", "data_consent_refused"], &["number_suppressed", "data_consent_refused", "consent_unknown"]];
const RESTRICTED: Reasons = [&["processing_restricted"], &["processing_restricted", "consent_unknown"]];
const CLOSED: Reasons = [&["outside_calling_hours"], &["consent_unknown", "outside_calling_hours"]];

/// Every state but those of the registry. A new reason is a new row.
pub const STATES: &[State] = &[
    state("nobody's number", Ground::Plain, &[], FREE),
    state("a stranger on the list", Ground::Plain, &[List], LISTED),
    state("a stranger taken off the list", Ground::Plain, &[List, LiftListed], FREE),
    state(
        "an emergency number",
        Ground::Plain,
        &[Short],
        [&["unusable_number"], &["consent_unknown", "unusable_number"]],
    ),
    state(
        "a number of no place",
        Ground::Plain,
        &[Satellite, Customer("yes")],
        [&["time_zone_unknown"], &["consent_unknown", "time_zone_unknown"]],
    ),
    state(
        "a customer without a number",
        Ground::Plain,
        &[NoNumber, Customer("yes")],
        [&["no_phone_number"], &["consent_unknown", "no_phone_number"]],
    ),
    state("a yes", Ground::Plain, &[Customer("yes")], FREE),
    state("a customer who restricted the use of their data", Ground::Plain, &[Customer("yes"), Restrict], RESTRICTED),
    state("a restriction that was lifted", Ground::Plain, &[Customer("yes"), Restrict, LiftRestriction], FREE),
    state(
        "a restricted customer merged into another",
        Ground::Plain,
        &[Customer("yes"), Restrict, Customer("yes"), MergeFormer],
        RESTRICTED,
    ),
    state(
        "split off a restricted customer",
        Ground::Plain,
        &[Customer("yes"), Restrict, AnotherNumber, SplitOff],
        RESTRICTED,
    ),
    state(
        "a number that a restricted customer has too",
        Ground::Plain,
        &[Customer("yes"), Restrict, Customer("yes")],
        FREE,
    )
    .by_number(RESTRICTED),
    state("a yes to offers", Ground::Plain, &[Customer("yes"), Answer("call/marketing", "given")], [&[], &[]]),
    state("a yes, but no calls", Ground::Plain, &[Customer("yes_but_no_calls")], REFUSED),
    state("never asked", Ground::Plain, &[Imported("no")], FREE),
    state("opted out in an imported list", Ground::Plain, &[Imported("yes")], REFUSED),
    state("an opt-out that nobody can read", Ground::Plain, &[Imported("perhaps")], REFUSED),
    state("marked", Ground::Plain, &[Customer("yes"), Mark], MARKED),
    state("marked and taken back", Ground::Plain, &[Customer("yes"), Mark, TakeBack], FREE),
    state("marked and lifted by request", Ground::Plain, &[Customer("yes"), Mark, LiftMark], FREE),
    state("marked, then a yes", Ground::Plain, &[Customer("yes"), Mark, Answer("call/service", "given")], MARKED),
    state(
        "marked, listed, and lifted from the list",
        Ground::Plain,
        &[Customer("yes"), Mark, List, LiftListed],
        MARKED,
    ),
    state("marked, listed, and the mark lifted", Ground::Plain, &[Customer("yes"), List, Mark, LiftMark], LISTED),
    state("on the list", Ground::Plain, &[Customer("yes"), List], LISTED),
    state(
        "on the list, and a yes to offers",
        Ground::Plain,
        &[Customer("yes"), List, Answer("call/marketing", "given")],
        [&["number_suppressed"], &["number_suppressed"]],
    ),
    state(
        "no to service calls",
        Ground::Plain,
        &[Customer("yes"), Answer("call/service", "refused")],
        [&["call_consent_refused"], &["consent_unknown"]],
    ),
    state(
        "no to offers",
        Ground::Plain,
        &[Customer("yes"), Answer("call/marketing", "refused")],
        [&[], &["call_consent_refused"]],
    ),
    state(
        "a no, then a yes",
        Ground::Plain,
        &[Customer("yes"), Answer("call/service", "refused"), Answer("call/service", "given")],
        FREE,
    ),
    state(
        "a yes, then a no",
        Ground::Plain,
        &[Customer("yes"), Answer("call/service", "given"), Answer("call/service", "refused")],
        [&["call_consent_refused"], &["consent_unknown"]],
    ),
    state(
        "a no recorded in error",
        Ground::Plain,
        &[Customer("yes"), Answer("call/service", "refused"), InError],
        FREE,
    ),
    state(
        "no calls, and the mark lifted by mistake",
        Ground::Plain,
        &[Customer("yes_but_no_calls"), LiftMarkByMistake],
        FREE,
    ),
    state("withdrawn", Ground::Plain, &[Customer("yes"), Withdraw], WITHDRAWN),
    state(
        "withdrawn and marked",
        Ground::Plain,
        &[Customer("yes"), Mark, Withdraw],
        [
            &["do_not_call", "number_suppressed", "data_consent_refused"],
            &["do_not_call", "number_suppressed", "data_consent_refused", "consent_unknown"],
        ],
    ),
    state(
        "erased",
        Ground::Plain,
        &[Customer("yes"), WithdrawNow, Erase],
        [&["data_consent_refused", "no_phone_number"], &["data_consent_refused", "consent_unknown", "no_phone_number"]],
    )
    .by_number(LISTED),
    state("erased, and created again", Ground::Plain, &[Customer("yes"), WithdrawNow, Erase, Customer("yes")], LISTED),
    state(
        "erased, created again, with a yes to offers",
        Ground::Plain,
        &[Customer("yes"), WithdrawNow, Erase, Customer("yes"), Answer("call/marketing", "given")],
        [&["number_suppressed"], &["number_suppressed"]],
    ),
    state("a number that a marked customer has too", Ground::Plain, &[Customer("yes"), Mark, Customer("yes")], LISTED)
        .by_number(MARKED),
    state(
        "a number that somebody has who said no",
        Ground::Plain,
        &[Customer("yes"), Answer("call/service", "refused"), Customer("yes")],
        FREE,
    )
    .by_number([&["call_consent_refused"], &["consent_unknown"]]),
    state(
        "a number that a withdrawn customer has too",
        Ground::Plain,
        &[Customer("yes"), Withdraw, Customer("yes")],
        LISTED,
    )
    .by_number(WITHDRAWN),
    state(
        "a marked customer merged into another",
        Ground::Plain,
        &[Customer("yes"), Mark, Customer("yes"), MergeFormer],
        MARKED,
    ),
    state(
        "a customer merged into a marked one",
        Ground::Plain,
        &[Customer("yes"), Customer("yes"), Mark, MergeFormer],
        MARKED,
    ),
    state(
        "a no merged into a yes",
        Ground::Plain,
        &[Customer("yes"), Answer("call/service", "refused"), Customer("yes"), MergeFormer],
        [&["call_consent_refused"], &["consent_unknown"]],
    ),
    state("split off a marked customer", Ground::Plain, &[Customer("yes"), Mark, AnotherNumber, SplitOff], MARKED),
    state(
        "split off a customer who said no",
        Ground::Plain,
        &[Customer("yes"), Answer("call/service", "refused"), AnotherNumber, SplitOff],
        [&["call_consent_refused"], &["consent_unknown"]],
    ),
    state("the new number of a marked customer", Ground::Plain, &[Customer("yes"), Mark, AnotherNumber], MARKED),
    state(
        "the retired number of a marked customer",
        Ground::Plain,
        &[Customer("yes"), Mark, Retire],
        [&["do_not_call", "no_phone_number"], &["do_not_call", "consent_unknown", "no_phone_number"]],
    )
    .by_number(LISTED),
    state(
        "everything at once",
        Ground::Plain,
        &[Customer("yes_but_no_calls"), List, Withdraw],
        [
            &["do_not_call", "number_suppressed", "data_consent_refused", "call_consent_refused"],
            &["do_not_call", "number_suppressed", "data_consent_refused", "call_consent_refused"],
        ],
    ),
    state("nobody's number at night", Ground::Night, &[], CLOSED),
    state("a yes at night", Ground::Night, &[Customer("yes")], CLOSED),
    state(
        "marked and listed at night",
        Ground::Night,
        &[Customer("yes_but_no_calls"), List],
        [
            &["do_not_call", "number_suppressed", "call_consent_refused", "outside_calling_hours"],
            &["do_not_call", "number_suppressed", "call_consent_refused", "outside_calling_hours"],
        ],
    ),
    state("nobody's number on a holiday", Ground::Holiday, &[], CLOSED),
    state(
        "a yes on a holiday",
        Ground::Holiday,
        &[Customer("yes"), Answer("call/marketing", "given")],
        [&["outside_calling_hours"], &["outside_calling_hours"]],
    ),
    state("nobody's number, where is asked first", Ground::Asks, &[], [&["consent_unknown"], &["consent_unknown"]]),
    state(
        "a stranger on the list, where is asked first",
        Ground::Asks,
        &[List],
        [&["number_suppressed", "consent_unknown"], &["number_suppressed", "consent_unknown"]],
    ),
    state(
        "never asked, where is asked first",
        Ground::Asks,
        &[Imported("no")],
        [&["consent_unknown"], &["consent_unknown"]],
    ),
    state("a yes, where is asked first", Ground::Asks, &[Customer("yes")], FREE),
    state(
        "a yes that has expired",
        Ground::Expiring,
        &[Customer("yes")],
        [&["consent_expired"], &["consent_expired", "consent_unknown"]],
    ),
    state(
        "two yeses that have expired",
        Ground::Expiring,
        &[Customer("yes"), Answer("call/marketing", "given")],
        [&["consent_expired"], &["consent_expired"]],
    ),
    state(
        "an expired yes and a mark",
        Ground::Expiring,
        &[Customer("yes"), Mark],
        [
            &["do_not_call", "number_suppressed", "consent_expired"],
            &["do_not_call", "number_suppressed", "consent_expired", "consent_unknown"],
        ],
    ),
    state(
        "a yes that is to be asked for again",
        Ground::AskedAgain,
        &[Customer("yes"), Answer("call/marketing", "given")],
        [&[], &["consent_expired"]],
    ),
];
