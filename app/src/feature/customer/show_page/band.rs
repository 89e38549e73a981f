//! The standing band: the one loud thing on the page.

use domain::{
    topic::Purpose,
    wire::{
        call::{Decision, Why},
        customer::{Marked, Number, Show},
    },
};
use leptos::{either::Either, ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    feature::call::{call_button::CallButton, why::why_view},
    form::{Form, FormState},
    live::{Live, Shown},
    ui::{Button, ButtonKind, Combobox, Icon, IconName, Time, options},
};

/// May this person be called? With the reasons, and a call button for each number.
#[component]
pub fn Band(
    /// The customer.
    show: Show,
) -> impl IntoView {
    let live = Live::get();
    let (customer, purpose) = (show.id, show.purpose);
    let shown = Shown { seq: show.seq, now: show.now, standings: show.standings.clone() };
    let shown = StoredValue::new(shown);
    let of = move |number| {
        live.decision(customer, number, Signal::stored(purpose), Signal::derive(move || shown.get_value()))
    };
    let numbers: Vec<_> = show.numbers.iter().map(|number| Some(number.id)).collect();
    let numbers = if numbers.is_empty() { vec![None] } else { numbers };
    let decisions: Vec<Signal<Decision>> = numbers.iter().map(|number| of(*number)).collect();
    let all = StoredValue::new(decisions.clone());
    let open = Memo::new(move |_| all.with_value(|all| all.iter().any(|decision| decision.read().is_allowed())));
    let first = Memo::new(move |_| all.with_value(|all| all.first().map(|decision| decision.get())));
    let class = move || if open.get() { "standing allowed" } else { "standing blocked" };
    let several = numbers.len() > 1;
    let whys = decisions.clone().into_iter().enumerate().map(|(at, decision)| {
        let of = show.numbers.get(at).filter(|_| several).map(|number| number.shown.clone());
        view! { <Reasons of why=show.why.get(at).cloned() decision /> }
    });
    let lines = numbers.iter().zip(decisions).enumerate().map(|(at, (number, decision))| {
        let line = show.numbers.get(at).cloned();
        view! { <NumberLine customer number=*number line decision purpose may_work=show.may_work /> }
    });
    view! {
        <section class=class aria-label="May this person be called?">
            {move || {
                let name = if open.get() { IconName::Allowed } else { IconName::Blocked };
                view! { <Icon name /> }
            }}
            <strong>{move || headline(open.get(), first.get().as_ref())}</strong>
            <div class="why">
                {show.mark.clone().map(marked)}
                {move || {
                    let until = first.get().filter(|_| open.get()).and_then(|decision| decision.until);
                    until.map(|at| view! { "For " {purpose.label().to_ascii_lowercase()} ", until " <Time at /> ". " })
                }}
            </div>
            {show.may_work.then(|| view! { <PurposeChoice customer=customer.to_string() purpose /> })}
            <div class="numbers">{lines.collect_view()}</div>
            <div class="facts">{whys.collect_view()}</div>
        </section>
    }
}

fn headline(open: bool, decision: Option<&Decision>) -> String {
    if open {
        return "May be called".to_owned();
    }
    match decision.and_then(|decision| decision.reasons.first()).map(String::as_str) {
        Some("do_not_call") => "Do not call".to_owned(),
        Some("could_not_check") => "Could not be checked: do not call".to_owned(),
        Some("outside_calling_hours") => "Not at this hour".to_owned(),
        _ => "May not be called".to_owned(),
    }
}

fn marked(mark: Marked) -> impl IntoView {
    view! {
        <span>"Marked do not call, " {mark.how} ", " <Time at=mark.at /> ". Recorded by " {mark.by} ". "</span>
    }
}

/// Every reason with what it rests on, so that clearing one does not surprise with the next.
#[component]
fn Reasons(
    /// Which number, where there are several.
    of: Option<String>,
    /// What the page's own decision rests on.
    why: Option<Why>,
    decision: Signal<Decision>,
) -> impl IntoView {
    view! {
        <details>
            <summary>"Why?" {of.map(|number| view! { " " <span class="number">{number}</span> })}</summary>
            {move || why_view(&decision.read(), why.as_ref())}
        </details>
    }
}

/// What the call is for. Without a script it is a GET form; with one, choosing is enough.
#[component]
fn PurposeChoice(customer: String, purpose: Purpose) -> impl IntoView {
    let navigate = use_navigate();
    let path = format!("/customers/{customer}");
    let choices = options(Purpose::ALL.map(|purpose| (purpose.code(), purpose.label())));
    let to = path.clone();
    let choose = move |event: ev::Event| {
        let chosen = event_target_value(&event);
        navigate(&format!("{to}?purpose={chosen}"), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    view! {
        <form class="act" method="get" action=path>
            <Combobox label="Purpose" name="purpose" options=choices value=purpose.code() on:change=choose />
            <noscript>
                <Button>"Show for this purpose"</Button>
            </noscript>
        </form>
    }
}

/// One number with its button.
#[component]
fn NumberLine(
    customer: domain::id::CustomerId,
    number: Option<domain::id::ContactPointId>,
    line: Option<Number>,
    decision: Signal<Decision>,
    purpose: Purpose,
    may_work: bool,
) -> impl IntoView {
    let shown = line.as_ref().map_or_else(|| "No phone number".to_owned(), |line| line.shown.clone());
    let masked = line.as_ref().is_some_and(|line| line.masked);
    let beside = line.map(|line| {
        let extension = line.extension.map(|extension| format!("ext. {extension}"));
        [line.label, extension].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let show = match number {
        Some(number) if masked && may_work => {
            Either::Left(view! { <ShowNumber customer=customer.to_string() number=number.to_string() /> })
        }
        _ => Either::Right(()),
    };
    view! {
        <div class="number-line" role="group" aria-label=shown.clone()>
            <span class="number">{shown.clone()}</span>
            <span class="soft small">{beside}</span>
            {show}
            {may_work.then(|| view! { <CallButton customer number purpose decision /> })}
        </div>
    }
}

/// Shows the digits of a masked number; the look is recorded.
#[component]
fn ShowNumber(customer: String, number: String) -> impl IntoView {
    let state = FormState::new("call/show-number");
    let which = number.clone();
    let digits = move || {
        state.answer::<(String, String)>().filter(|(number, _)| *number == which).map(|(_, digits)| {
            view! { <span class="number" role="status">{digits}</span> }
        })
    };
    view! {
        <Form state to=format!("/customers/{customer}") summary=false class="inline">
            <input type="hidden" name="customer" value=customer />
            <input type="hidden" name="number" value=number />
            <Button kind=ButtonKind::Quiet busy=state.busy()>
                "Show number"
            </Button>
            {digits}
        </Form>
    }
}
