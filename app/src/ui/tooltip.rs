//! A tooltip: words that explain the control beside them.

use leptos::{ev, prelude::*};

/// Where the tip stands below its control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TipSide {
    /// It begins where the control begins.
    #[default]
    Start,
    /// It ends where the control ends: for controls at the right edge.
    End,
}

/// Whether Escape hid the tips. It outlives a tip, which may be drawn again while it is hidden.
#[derive(Clone, Copy)]
pub struct HiddenTips(RwSignal<bool>);

impl HiddenTips {
    /// Hides the tips below at Escape, from the moment that there is a script.
    pub fn provide() {
        let hidden = RwSignal::new(false);
        Effect::new(move |_| {
            let escape = window_event_listener(ev::keydown, move |press| {
                if press.key() == "Escape" {
                    hidden.set(true);
                }
            });
            on_cleanup(move || escape.remove());
        });
        provide_context(Self(hidden));
    }

    fn get() -> RwSignal<bool> {
        use_context().map_or_else(|| RwSignal::new(false), |Self(hidden)| hidden)
    }
}

/// Puts a tip at its only child, a control that can take the focus, and binds the two with
/// `aria-describedby`.
///
/// It shows on hover, on focus and on touch by style alone, and the pointer may travel onto it.
/// Escape hides it until a control is met again ([`HiddenTips`]); that needs a script. A control with a
/// tip is `aria-disabled`, never `disabled`, so that everybody can reach the reason.
#[component]
pub fn Tooltip(
    /// The id of the tip; unique on the page.
    #[prop(into)]
    id: String,
    /// The words. While there are none, there is no tip.
    #[prop(into)]
    text: Signal<String>,
    /// Where it stands.
    #[prop(optional)]
    side: TipSide,
    /// The control.
    children: Children,
) -> impl IntoView {
    let hidden = HiddenTips::get();
    let class = match side {
        TipSide::Start => "tip",
        TipSide::End => "tip end",
    };
    let described_by = {
        let id = id.clone();
        move || (!text.read().is_empty()).then(|| id.clone())
    };
    let tip = move || {
        let text = text.get();
        (!text.is_empty()).then(|| {
            view! {
                <span class=class id=id.clone() role="tooltip">
                    {text}
                </span>
            }
        })
    };
    view! {
        <span
            class="tip-host"
            class:dismissed=hidden
            on:pointerenter=move |_| hidden.set(false)
            on:focusin=move |_| hidden.set(false)
        >
            {children().attr("aria-describedby", described_by)}
            {tip}
        </span>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn drawn(text: &'static str) -> String {
        Owner::new().with(|| {
            view! { <Tooltip id="tip" text=text><button>"Call"</button></Tooltip> }.to_html().replace("<!>", "")
        })
    }

    #[test]
    fn the_reason_is_in_the_page_and_bound_to_its_control_without_a_script() {
        let html = drawn("Call disabled");
        assert!(html.contains(r#"<button aria-describedby="tip">"#), "{html}");
        assert!(html.contains(r#"id="tip" role="tooltip""#), "{html}");
    }

    #[test]
    fn without_a_reason_there_is_no_tip_to_point_at() {
        let html = drawn("");
        assert!(!html.contains("tooltip") && !html.contains("aria-describedby"), "{html}");
    }
}
