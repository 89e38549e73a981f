//! The badges beside the name, and what can be done with the customer as a whole.

use domain::{id::CustomerId, wire::customer::Show};
use leptos::{ev::KeyboardEvent, prelude::*, wasm_bindgen::JsCast, web_sys::Element};

use crate::{
    feature::dnc::lift_dialog::LiftButton,
    form::{Form, FormState},
    live::Live,
    ui::{Badge, Button, ButtonKind, IconName, Key, LinkButton, Meaning},
};

/// "Do not call", "No consent on record".
#[component]
pub fn Marks(
    /// The customer.
    show: Show,
) -> impl IntoView {
    view! {
        {show.mark.is_some().then(|| view! { <Badge meaning=Meaning::Blocked>"Do not call"</Badge> })}
        {show.flagged.then(|| view! { <Badge meaning=Meaning::Attention>"No consent on record"</Badge> })}
        {show
            .withdrawn
            .is_some()
            .then(|| view! { <Badge meaning=Meaning::Blocked blocked_icon=IconName::Refused>"Consent withdrawn"</Badge> })}
    }
}

/// "New interaction", "Edit", and the mark.
#[component]
pub fn Actions(
    /// The customer.
    show: Show,
    /// Whether the dialog of the lift is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let id = show.id;
    if !show.may_work {
        return ().into_any();
    }
    view! {
        <LinkButton href=format!("/customers/{id}/interaction") icon=IconName::Speech>
            "New interaction"
        </LinkButton>
        <LinkButton href=format!("/customers/{id}/edit") icon=IconName::Edit>
            "Edit"
        </LinkButton>
        <LinkButton href=format!("/customers/{id}/messages") kind=ButtonKind::Quiet>
            "Messages and link"
        </LinkButton>
        <LinkButton href=format!("/requests?customer={id}") kind=ButtonKind::Quiet>
            "Requests"
        </LinkButton>
        {show.may_curate.then(|| tidying(id))}
        {if show.mark.is_some() {
            view! { <Unmark show open /> }.into_any()
        } else {
            view! { <MarkButton show /> }.into_any()
        }}
    }
    .into_any()
}

/// Where two records are one person, or one record is two people.
fn tidying(id: CustomerId) -> AnyView {
    view! {
        <LinkButton href=format!("/customers/{id}/merge") kind=ButtonKind::Quiet>
            "Merge"
        </LinkButton>
        <LinkButton href=format!("/customers/{id}/split") kind=ButtonKind::Quiet>
            "Split"
        </LinkButton>
    }
    .into_any()
}

/// Marks by one press, or by the key D.
#[component]
fn MarkButton(show: Show) -> impl IntoView {
    let id = show.id.to_string();
    let state = FormState::new("dnc/mark");
    if show.keys_enabled {
        let customer = id.clone();
        on_key("d", move || state.send(&[("customer", &customer)]));
    }
    view! {
        <Form state to=format!("/customers/{id}") class="inline">
            <input type="hidden" name="customer" value=id />
            <Button busy=state.busy() attr:aria-keyshortcuts=show.keys_enabled.then_some("D")>
                "Mark do not call"
                {show.keys_enabled.then(|| view! { <Key name="D" /> })}
            </Button>
        </Form>
    }
}

/// Takes one's own mark back within a minute, or asks an admin for reason and evidence.
#[component]
fn Unmark(show: Show, open: RwSignal<bool>) -> impl IntoView {
    let id = show.id.to_string();
    let state = FormState::new("dnc/take-back");
    let mine = show.mark.as_ref().is_some_and(|mark| mark.take_back_until.is_some());
    let end = show.mark.as_ref().and_then(|mark| mark.take_back_until);
    let in_time = move || end.is_some_and(|end| Live::get().now().get() < end);
    view! {
        {move || {
            (mine && in_time()).then(|| {
                let id = id.clone();
                view! {
                    <Form state to=format!("/customers/{id}") class="inline">
                        <input type="hidden" name="customer" value=id />
                        <Button kind=ButtonKind::Quiet busy=state.busy()>
                            "Undo"
                        </Button>
                    </Form>
                }
            })
        }}
        {show.may_curate.then(|| view! { <LiftButton open /> })}
    }
}

/// Does something when a single key is pressed outside of fields, without a modifier (WCAG 2.1.4:
/// members can switch such keys off).
pub fn on_key(key: &'static str, act: impl Fn() + Clone + 'static) {
    Effect::new(move |_| {
        let act = act.clone();
        let listener = window_event_listener(leptos::ev::keydown, move |press| {
            if press.key().eq_ignore_ascii_case(key) && alone(&press) {
                act();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// Whether the key was meant for the page, not for a field or a menu of the browser.
fn alone(press: &KeyboardEvent) -> bool {
    let modified = press.ctrl_key() || press.alt_key() || press.meta_key() || press.repeat() || press.is_composing();
    let target = press.target().and_then(|target| target.dyn_into::<Element>().ok());
    let field = target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || target.closest("dialog").is_ok_and(|found| found.is_some())
    });
    !modified && !field
}
