//! The button that starts a call, or the reasons why it cannot.

use domain::{
    id::{ContactPointId, CustomerId},
    topic::Purpose,
    wire::call::{Decision, Permit, Place, Placed},
};
use leptos::{either::Either, prelude::*};

use super::api;
use crate::{
    error::AppError,
    form::LastReturned,
    live::Live,
    ui::{Icon, IconName, TipSide, Tooltip},
};

/// The button that starts a call, or the reasons why it cannot.
///
/// It is disabled in the HTML the server sends, so it is right before WASM loads, with JavaScript
/// off, and while the connection is down. It is still only a courtesy: pressing it asks the
/// server, which decides again with fresh facts.
///
/// `aria-disabled` is used instead of `disabled`, because a disabled button cannot take focus and
/// its tooltip would be out of reach for keyboard and screen-reader users. A press while a reason
/// stands says the reason at once and is recorded by the server, which refuses it.
#[component]
pub fn CallButton(
    /// Whom.
    customer: CustomerId,
    /// Which number; none for somebody without one.
    number: Option<ContactPointId>,
    /// What for.
    purpose: Purpose,
    /// The newest decision.
    #[prop(into)]
    decision: Signal<Decision>,
) -> impl IntoView {
    let Press { permit, said, place } = Presses::of(customer, number, purpose);
    // A blocking frame takes the link away, and so does the end of its minute.
    Effect::new(move |_| {
        let live = Live::get();
        let gone = permit.with(|permit| permit.as_ref().is_some_and(|permit| permit.expires_at <= live.now().get()));
        // Only where there is one: the effect would set off itself for ever.
        if permit.read().is_some() && (gone || !decision.read().is_allowed()) {
            permit.set(None);
        }
    });
    let reason = Signal::derive(move || decision.read().sentence().map(str::to_owned).unwrap_or_default());
    let blocked = move || (!decision.read().is_allowed()).then_some("true");
    let press = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (blocked, unknown) = decision.with_untracked(|decision| {
            (!decision.is_allowed(), decision.reasons.iter().any(|reason| reason == "could_not_check"))
        });
        if blocked {
            said.set(Some(reason.get_untracked()));
        }
        // Closed until the page itself has asked again.
        if unknown {
            return;
        }
        if !place.pending().get_untracked() {
            place.dispatch(());
        }
    };
    let id = number.map_or_else(|| "none".to_owned(), |number| number.to_string());
    view! {
        <form class="call" method="post" action=format!("/customers/{customer}") on:submit=press>
            <input type="hidden" name="do" value="call/place" />
            <input type="hidden" name="customer" value=customer.to_string() />
            <input type="hidden" name="number" value=number.map(|number| number.to_string()).unwrap_or_default() />
            <input type="hidden" name="purpose" value=purpose.code() />
            <Tooltip id=format!("tip-{id}") text=reason side=TipSide::End>
                <button class="button primary call-button" aria-disabled=blocked>
                    <Icon name=IconName::Phone />
                    "Call"
                </button>
            </Tooltip>
            {move || match permit.get() {
                Some(permit) => Either::Left(view! { <a class="button primary" href=permit.uri>"Dial now"</a> }),
                None => Either::Right(()),
            }}
            <span class="said" role="status">{move || said.get()}</span>
        </form>
    }
}

/// The presses of a page. They outlive a reading of the page, which every call causes.
#[derive(Clone, Copy)]
pub struct Presses(StoredValue<Vec<Held>>, StoredValue<Owner>);

/// The press on one button.
type Held = ((CustomerId, Option<ContactPointId>, Purpose), Press);

/// What a press on a button has come to.
#[derive(Clone, Copy)]
struct Press {
    /// The permit, until its minute is over or a no comes.
    permit: RwSignal<Option<Permit>>,
    /// What is said beside the button.
    said: RwSignal<Option<String>>,
    /// Asks the gate.
    place: Action<(), Result<Placed, AppError>>,
}

impl Presses {
    /// Keeps the presses on the buttons below.
    pub fn provide() {
        let owner = Owner::current().unwrap_or_default();
        provide_context(Self(StoredValue::new(Vec::new()), StoredValue::new(owner)));
    }

    fn of(customer: CustomerId, number: Option<ContactPointId>, purpose: Purpose) -> Press {
        let Some(presses) = use_context::<Self>() else { return Press::new(customer, number, purpose) };
        let button = (customer, number, purpose);
        let held = presses.0.with_value(|held| held.iter().find(|held| held.0 == button).copied());
        if let Some((_, press)) = held {
            return press;
        }
        let press = presses.1.with_value(|owner| owner.with(|| Press::new(customer, number, purpose)));
        presses.0.update_value(|held| held.push((button, press)));
        press
    }
}

impl Press {
    fn new(customer: CustomerId, number: Option<ContactPointId>, purpose: Purpose) -> Self {
        let permit = RwSignal::new(returned_permit(number, purpose));
        let said = RwSignal::new(None);
        let place = Action::new(move |(): &()| api::place(pressed(customer, number, purpose)));
        Effect::new(move |_| match place.value().get() {
            Some(Ok(Placed::Allowed(allowed))) => {
                follow(&allowed.uri);
                permit.set(Some(allowed));
            }
            Some(Ok(Placed::Blocked(decision))) => said.set(decision.sentence().map(str::to_owned)),
            Some(Err(error)) => said.set(Some(refusal(&error))),
            None => {}
        });
        Self { permit, said, place }
    }
}

fn pressed(customer: CustomerId, number: Option<ContactPointId>, purpose: Purpose) -> Place {
    Place {
        customer: customer.to_string(),
        number: number.map(|number| number.to_string()).unwrap_or_default(),
        purpose: purpose.code().to_owned(),
    }
}

/// The permit that the server answered to a press without script, if it was this button's.
fn returned_permit(number: Option<ContactPointId>, purpose: Purpose) -> Option<Permit> {
    let returned = LastReturned::of("call/place")?;
    let typed = |name: &str| returned.typed.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let mine = typed("number") == Some(number?.to_string().as_str()) && typed("purpose") == Some(purpose.code());
    let answer = returned.answer.as_deref()?;
    mine.then(|| serde_json::from_str(answer).ok()).flatten()
}

/// One press dials: the browser follows the link that the gate has just given.
fn follow(uri: &str) {
    // Only a `tel:` address of our own server comes here; where no program takes it, the link stays.
    let _no_dialler = window().location().assign(uri);
}

fn refusal(error: &AppError) -> String {
    match error {
        AppError::Blocked(decision) => decision.sentence().unwrap_or("This call is not allowed.").to_owned(),
        other => format!("{other} {}", other.advice()),
    }
}
