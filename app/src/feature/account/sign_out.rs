//! The button "Sign out".

use leptos::prelude::*;

use crate::ui::{Button, ButtonKind};

/// Signs out. Always by a new page, so that nothing that was read stays in the browser's memory.
#[component]
pub fn SignOut() -> impl IntoView {
    view! {
        <form method="post" action="/account">
            <input type="hidden" name="do" value="account/sign-out" />
            <Button kind=ButtonKind::Quiet>"Sign out"</Button>
        </form>
    }
}
