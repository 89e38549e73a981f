//! What was just done, said politely, with the way to undo it.

use leptos::prelude::*;

use super::{
    button::{Button, ButtonKind, ButtonType},
    icon::{Icon, IconName},
};

/// A status region. Put it on the page once and set its words after a change; a page that the server
/// draws after a form was sent starts with them.
///
/// It stays until it is dismissed or the next one comes, so nobody is hurried.
#[component]
pub fn Toast(
    /// What was done. `None`: nothing to say.
    said: RwSignal<Option<String>>,
    /// The way to undo it: a form of one button.
    #[prop(optional, into)]
    undo: Option<ViewFn>,
) -> impl IntoView {
    let toast = move || {
        said.get().map(|words| {
            view! {
                <div class="toast">
                    <span>{words}</span>
                    {undo.as_ref().map(ViewFn::run)}
                    <Button
                        kind=ButtonKind::Quiet
                        button_type=ButtonType::Button
                        attr:aria-label="Dismiss"
                        on:click=move |_| said.set(None)
                    >
                        <Icon name=IconName::Close />
                    </Button>
                </div>
            }
        })
    };
    view! {
        <div class="toasts" role="status">
            {toast}
        </div>
    }
}
