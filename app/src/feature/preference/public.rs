//! `/preferences/{token}`: documents without a script. The forms post to their own path.

use domain::wire::preference::view::{Asking, Changed, Choice, Confirm, Preferences};
use leptos::{config::LeptosOptions, prelude::*};

use crate::{
    shell::plain,
    ui::{ButtonKind, TimeDetail, time::utc_text},
};

/// What the page is called.
const TITLE: &str = "Your preferences";
/// What asks for a copy.
const COPY: &str = "Get a copy of my data";

/// The page "Your preferences". `path` is where its forms post to.
pub fn preferences_page(options: LeptosOptions, path: &str, page: Preferences) -> String {
    let content = match page.erase_at {
        Some(at) => withdrawn(&utc_text(at, TimeDetail::DayAndTime)),
        None => open(path, &page),
    };
    document(options, TITLE, &page.asking, content)
}

fn open(path: &str, page: &Preferences) -> AnyView {
    let rows = page.choices.iter().map(choice).collect_view();
    let allowing = if page.may_ask {
        "What you allow here counts once you confirm it: we send you a mail with a link for that."
    } else {
        "Something can be stopped here, and not allowed again: we have no e-mail address of yours to confirm it."
    };
    let marked =
        page.marked.then(|| view! { <p>"You are marked \u{201c}do not call\u{201d}: nobody there may call you."</p> });
    view! {
        <p>"What this business knows you by: " {page.contact.join(", ")}</p>
        {marked}
        <div class="buttons">
            {action(path, "stop-calls", "Stop all calls", ButtonKind::Primary)}
            {action(path, "stop-everything", "Stop everything", ButtonKind::Plain)}
        </div>
        <h2>"One by one"</h2>
        <form method="post" action=path.to_owned() class="stack">
            <input type="hidden" name="do" value="save" />
            {rows}
            <p class="soft">{allowing}</p>
            <button class="button" type="submit">
                "Save preferences"
            </button>
        </form>
        <h2>"Your data"</h2>
        {action(path, "copy", COPY, ButtonKind::Plain)}
        <p>{erasing(page.erase_after_hours)}</p>
        {action(path, "withdraw", "Withdraw consent and erase my data", ButtonKind::Danger)}
        {page.sent_to.as_ref().map(|address| not_mine(path, address))}
    }
    .into_any()
}

fn erasing(hours: i32) -> String {
    format!(
        "You can take back that we keep your details. Services that need them cannot be provided then. Your data \
         is hidden at once and erased after {hours} hours at the latest. We keep only what shows that you said no."
    )
}

fn withdrawn(erased: &str) -> AnyView {
    view! {
        <p>
            {format!(
                "You withdrew your consent. Your data is hidden, nobody there may contact you, and it is erased on {erased} at the latest.",
            )}
        </p>
        <p>"The link that undoes this is in the mail that confirmed it, and only there."</p>
    }
    .into_any()
}

fn not_mine(path: &str, address: &str) -> AnyView {
    view! {
        <h2>"Not you?"</h2>
        <p>{format!("This link was sent to {address}.")}</p>
        {action(path, "not-my-address", "This is not my address", ButtonKind::Plain)}
    }
    .into_any()
}

fn choice(choice: &Choice) -> AnyView {
    let option = |value: &'static str, label: &'static str, checked: bool| {
        let id = format!("{}-{value}", choice.code);
        view! {
            <label for=id.clone()>
                <input type="radio" id=id.clone() name=choice.code.clone() value=value checked=checked />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{choice.label.clone()}</legend>
            <p class="soft">{format!("{} {}.", choice.meaning, choice.said)}</p>
            <div class="segments">
                {option("yes", "Yes", choice.allowed)} {option("no", "No", !choice.allowed)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// A form of one button.
fn action(path: &str, name: &'static str, words: &'static str, kind: ButtonKind) -> AnyView {
    view! {
        <form method="post" action=path.to_owned()>
            <input type="hidden" name="do" value=name />
            <button class=kind.class() type="submit">
                {words}
            </button>
        </form>
    }
    .into_any()
}

/// The page after a change. `back` is where the preferences are.
pub fn changed_page(options: LeptosOptions, back: &str, page: Changed) -> String {
    let Changed { asking, sentences, mail, .. } = page;
    let (title, what) = if sentences.is_empty() {
        ("Nothing has changed", view! { <p>"It was so already."</p> }.into_any())
    } else {
        let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        ("Your preferences are saved", view! { <ul>{items}</ul> }.into_any())
    };
    let content = view! {
        {what}
        {mail.map(|mail| view! { <p>{mail}</p> })}
        <p>
            <a href=back.to_owned()>{TITLE}</a>
        </p>
    };
    document(options, title, &asking, content.into_any())
}

/// The page behind a link that allows something: one button, for following a link changes nothing.
pub fn confirm_page(options: LeptosOptions, path: &str, page: Confirm) -> String {
    let Confirm { asking, sentences, button } = page;
    let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let content = view! {
        <ul>{items}</ul>
        {action(path, "confirm", button, ButtonKind::Primary)}
    };
    document(options, "Please confirm", &asking, content.into_any())
}

/// The page of every link that opens nothing: one answer, whatever the reason.
pub fn nothing_page(options: LeptosOptions) -> String {
    notice(
        options,
        "Nothing is held",
        "Nothing is held under this link. The address may be cut, or the data was erased.",
    )
}

/// The page of a code that was used, or is too old.
pub fn used_page(options: LeptosOptions) -> String {
    notice(
        options,
        "This link was used",
        "This link was used, is too old, or you have said no since. Nothing has changed.",
    )
}

fn notice(options: LeptosOptions, title: &'static str, words: &'static str) -> String {
    let page = view! {
        <main class="single" id="main">
            <h1>{title}</h1>
            <p>{words}</p>
        </main>
    };
    plain(options, title, page)
}

fn document(options: LeptosOptions, title: &'static str, asking: &Asking, content: AnyView) -> String {
    let policy = asking.policy.clone().map(|to| {
        view! {
            <p>
                <a href=to>"Privacy policy"</a>
            </p>
        }
    });
    let business = asking.business.clone();
    let page = view! {
        <main class="single stack" id="main">
            <p class="soft">{business.clone()}</p>
            <h1>{title}</h1>
            {content}
            {policy}
        </main>
    };
    plain(options, &format!("{title}: {business}"), page)
}
