//! The numbers and addresses of a customer: removed one by one, and added.

use domain::{id::ContactPointId, wire::customer::EditPoint};
use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlFormElement};

use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, EmailField, PhoneField, TextField},
};

/// The numbers and addresses, and the form that adds one.
#[component]
pub fn PointsCard(
    /// Whose.
    customer: String,
    /// Each of them.
    points: RwSignal<Vec<EditPoint>>,
) -> impl IntoView {
    let add = FormState::new("customer/add-point");
    let retire = FormState::new("customer/retire-point");
    let again = FormState::new("customer/try-again");
    view! {
        <Card title="Numbers and addresses">
            <div class="stack">{list(retire, customer.clone(), points)} {coming_back(again, customer.clone(), points)} {add_form(add, customer)}</div>
        </Card>
    }
}

fn list(state: FormState, customer: String, points: RwSignal<Vec<EditPoint>>) -> AnyView {
    let lines = move || points.get().into_iter().map(|point| line(point.id, point.shown)).collect_view();
    let none = move || points.read().is_empty().then(|| view! { <p class="soft">"None on file."</p> });
    view! {
        <Form state to=format!("/customers/{customer}/edit") class="stack">
            <input type="hidden" name="customer" value=customer />
            {none}
            <div class="numbers">{lines}</div>
        </Form>
    }
    .into_any()
}

/// One button for each: the browser sends which was pressed.
fn line(id: ContactPointId, text: String) -> AnyView {
    let id = id.to_string();
    let described = format!("point-{id}");
    view! {
        <div class="number-line">
            <span id=described.clone()>{text}</span>
            <Button kind=ButtonKind::Quiet name="point" value=id attr:aria-describedby=described>
                "Remove"
            </Button>
        </div>
    }
    .into_any()
}

/// The addresses from which mail comes back, each with a button that writes to it again.
fn coming_back(state: FormState, customer: String, points: RwSignal<Vec<EditPoint>>) -> AnyView {
    let lines = move || {
        let points = points.get().into_iter().filter(|point| point.comes_back);
        let lines: Vec<_> = points.map(again_line).collect();
        let words = "Mail to this address comes back, so nothing is sent there. If it is right, it can be tried again.";
        (!lines.is_empty()).then(|| view! { <p class="soft">{words}</p> <div class="numbers">{lines}</div> })
    };
    view! {
        <Form state to=format!("/customers/{customer}/edit") class="stack">
            <input type="hidden" name="customer" value=customer />
            {lines}
        </Form>
    }
    .into_any()
}

fn again_line(point: EditPoint) -> AnyView {
    let id = point.id.to_string();
    let described = format!("back-{id}");
    view! {
        <div class="number-line">
            <span id=described.clone()>{point.shown}</span>
            <Button kind=ButtonKind::Quiet name="point" value=id attr:aria-describedby=described>
                "Try again"
            </Button>
        </div>
    }
    .into_any()
}

fn add_form(state: FormState, customer: String) -> AnyView {
    let around = NodeRef::<html::Div>::new();
    // What was added is in the list: the fields are ready for the next one.
    Effect::new(move |_| {
        if state.landing().read().is_none() {
            return;
        }
        let form = around.get_untracked().and_then(|around| around.query_selector("form").ok()?);
        if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            form.reset();
        }
    });
    view! {
        <div node_ref=around>
            <Form state to=format!("/customers/{customer}/edit")>
                <input type="hidden" name="customer" value=customer />
                <PhoneField
                    label="Phone"
                    name="phone"
                    value=state.value("phone", "")
                    problem=state.problem("phone")
                />
                <EmailField
                    label="Email"
                    name="email"
                    value=state.value("email", "")
                    problem=state.problem("email")
                />
                <TextField
                    label="Label"
                    name="label"
                    hint="Such as “work” or “home”"
                    value=state.value("label", "")
                    problem=state.problem("label")
                />
                <Button busy=state.busy()>"Add"</Button>
            </Form>
        </div>
    }
    .into_any()
}
