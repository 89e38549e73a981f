//! "There is something newer": for lists that do not move under the reader's hand.

use leptos::prelude::*;

use super::Live;
use crate::ui::button::{Button, ButtonKind, ButtonType};

/// The changes of a list's topic, and the reader's wish to see them.
#[derive(Clone, Copy)]
pub struct Newer {
    changes: Signal<i64>,
    again: RwSignal<u32>,
}

impl Newer {
    /// Makes it known to the list's [`NewerButton`]; put [`Newer::times`] into the source of the page's resource.
    pub fn provide(topic: &str) -> Self {
        let newer = Self { changes: Live::get().topic(topic), again: RwSignal::new(0) };
        provide_context(newer);
        newer
    }

    /// How often the topic has moved: what a list that is read now is as of.
    pub fn now(self) -> i64 {
        self.changes.get_untracked()
    }

    /// How often the reader wished to see what is newer.
    pub fn times(self) -> u32 {
        self.again.get()
    }
}

/// Says that the list has changed since it was read, and reads it again when pressed.
#[component]
pub fn NewerButton(
    /// What the list was read as of: [`Newer::now`].
    since: i64,
    /// The words of the button, for so many changes.
    words: fn(i64) -> String,
) -> impl IntoView {
    let Newer { changes, again } = expect_context();
    let newer = Memo::new(move |_| changes.get() - since);
    let button = move || {
        (newer.get() > 0).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    button_type=ButtonType::Button
                    on:click=move |_| again.update(|times| *times += 1)
                >
                    {words(newer.get())}
                </Button>
            }
        })
    };
    view! { <div role="status">{button}</div> }
}
