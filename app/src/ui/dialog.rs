//! Dialogs: the browser's own, opened by a button.
//!
//! The button is a GET form of one button. Without a script it asks the server for the same page with
//! `?dialog=NAME`, and the server draws the dialog open, as a card at its place. With a script the
//! press opens the same dialog above the page at once, and the address stays as it is.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    button::{Button, ButtonKind, ButtonType},
    field::hidden_values,
    icon::{Icon, IconName},
};

/// Whether the address asks for the dialog `name`, as the state that [`Dialog`] and [`DialogButton`]
/// share. Call it once in the component that holds both.
pub fn asked_dialog(name: &str) -> RwSignal<bool> {
    let asked = use_query_map().with_untracked(|query| query.get_str("dialog").is_some_and(|asked| asked == name));
    RwSignal::new(asked)
}

/// The button that opens a dialog.
#[component]
pub fn DialogButton(
    /// The name of the dialog.
    #[prop(into)]
    name: String,
    /// The state it shares with the dialog, from [`asked_dialog`].
    open: RwSignal<bool>,
    /// How much the button weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// What stays in the address when the page is loaded again without a script.
    #[prop(optional)]
    keep: Vec<(String, String)>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let icon = icon.map(|name| view! { <Icon name /> });
    view! {
        <form class="dialog-trigger" method="get">
            {hidden_values(keep)}
            <button
                class=kind.class()
                name="dialog"
                value=name
                aria-haspopup="dialog"
                on:click=move |press| {
                    press.prevent_default();
                    open.set(true);
                }
            >
                {icon}
                {children()}
            </button>
        </form>
    }
}

/// A dialog with its title and a way to close it, which comes last, so that the first field gets the
/// focus. Its content is drawn while it is open, and only
/// then: what is typed does not survive closing.
///
/// Put it at the top of the page's body: that is where it stands without a script.
#[component]
pub fn Dialog(
    /// Its name in the address; unique on the page.
    #[prop(into)]
    name: String,
    /// What it asks.
    #[prop(into)]
    title: String,
    /// The state it shares with its button. Setting it to false closes the dialog.
    open: RwSignal<bool>,
    /// What is in it: mostly one form, with [`DialogCancel`] beside its button.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let asked_at_first = open.get_untracked();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        // A page that is drawn again finds its dialog as it was.
        let is_modal = dialog.matches(":modal").unwrap_or_default();
        if open.get() {
            if is_modal {
                return;
            }
            // What the server drew open stands in the page; only a closed dialog can become modal.
            let _ = dialog.remove_attribute("open");
            let _ = dialog.show_modal();
        } else if dialog.open() {
            dialog.close();
        }
    });
    // The browser says so a moment later, when the dialog may have been opened again.
    let closed = move |_| {
        if !dialog.get_untracked().is_some_and(|dialog| dialog.open()) {
            open.set(false);
        }
    };
    let title_id = format!("dialog-{name}-title");
    let close_id = close_form(&name);
    let content = {
        let (title_id, close_id) = (title_id.clone(), close_id.clone());
        move || {
            open.get().then(|| {
                view! {
                    <form method="dialog" id=close_id.clone()></form>
                    <h2 id=title_id.clone()>{title.clone()}</h2>
                    <div class="dialog-body">{children()}</div>
                    <div class="dialog-close">
                        <Button kind=ButtonKind::Quiet attr:form=close_id.clone() attr:aria-label="Close">
                            <Icon name=IconName::Close />
                        </Button>
                    </div>
                }
            })
        }
    };
    view! {
        <dialog
            class="dialog"
            id=format!("dialog-{name}")
            aria-labelledby=title_id
            open=asked_at_first
            node_ref=dialog
            on:close=closed
        >
            {content}
        </dialog>
    }
}

/// The button that closes the dialog and changes nothing. It belongs to a form of its own, of
/// `method="dialog"`, which every browser answers without a script.
#[component]
pub fn DialogCancel(
    /// The name of the dialog.
    #[prop(into)]
    name: String,
    /// The words.
    #[prop(default = "Cancel".to_owned(), into)]
    words: String,
) -> impl IntoView {
    view! {
        <Button button_type=ButtonType::Submit attr:form=close_form(&name)>
            {words}
        </Button>
    }
}

fn close_form(name: &str) -> String {
    format!("dialog-{name}-close")
}
