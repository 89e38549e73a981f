//! `/preferences/{token}`: documents without a script, in the customer's language. The forms post to their own path.

use domain::{
    catalogue::{ChangeText, PageText, TopicText},
    language::Language,
    wire::preference::view::{Asking, Changed, Choice, Confirm, Preferences},
};
use leptos::{config::LeptosOptions, prelude::*};

use crate::{shell::plain, ui::ButtonKind};

/// The page "Your preferences". `path` is where its forms post to.
pub fn preferences_page(options: LeptosOptions, path: &str, page: Preferences) -> String {
    let language = page.asking.language;
    let content = match page.erase_at {
        Some(at) => withdrawn(language, &language.moment(at)),
        None => open(path, &page),
    };
    let content = view! {
        {languages(path, language)}
        {content}
    };
    document(options, &language.say(&PageText::Title), &page.asking, content.into_any())
}

/// The other languages, each under the name by which its speakers find it.
fn languages(path: &str, current: Language) -> AnyView {
    let others = Language::ALL.into_iter().filter(|language| *language != current).map(|language| {
        view! {
            <button class="button quiet small" type="submit" name="language" value=language.code() lang=language.code()>
                {language.own_name()}
            </button>
        }
    });
    view! {
        <form method="post" action=path.to_owned() class="buttons" aria-label=current.say(&PageText::Language)>
            <input type="hidden" name="do" value="language" />
            {others.collect_view()}
        </form>
    }
    .into_any()
}

fn open(path: &str, page: &Preferences) -> AnyView {
    let language = page.asking.language;
    let say = |text: PageText<'_>| language.say(&text);
    let rows = page.choices.iter().map(|one| choice(language, *one)).collect_view();
    let allowing = say(if page.may_ask { PageText::AllowedByMail } else { PageText::NotAllowedHere });
    let marked = page.marked.then(|| view! { <p>{say(PageText::Marked)}</p> });
    let contact = page.contact.join(", ");
    let known_by = (!contact.is_empty()).then(|| view! { <p>{say(PageText::KnownBy { contact: &contact })}</p> });
    let hours = page.erase_after_hours;
    view! {
        {known_by}
        {marked}
        <div class="buttons">
            {action(path, "stop-calls", say(PageText::StopCalls), ButtonKind::Primary)}
            {action(path, "stop-everything", say(PageText::StopEverything), ButtonKind::Plain)}
        </div>
        <h2>{say(PageText::OneByOne)}</h2>
        <form method="post" action=path.to_owned() class="stack">
            <input type="hidden" name="do" value="save" />
            {rows}
            <p class="soft">{allowing}</p>
            <button class="button" type="submit">
                {say(PageText::Save)}
            </button>
        </form>
        <h2>{say(PageText::YourData)}</h2>
        {action(path, "copy", say(PageText::Copy), ButtonKind::Plain)}
        <p>{say(PageText::Erasing { hours })}</p>
        {action(path, "withdraw", say(PageText::Withdraw), ButtonKind::Danger)}
        {page.sent_to.as_ref().map(|address| not_mine(language, path, address))}
    }
    .into_any()
}

fn withdrawn(language: Language, at: &str) -> AnyView {
    view! {
        <p>{language.say(&PageText::Withdrawn { at })}</p>
        <p>{language.say(&PageText::UndoInTheMail)}</p>
    }
    .into_any()
}

fn not_mine(language: Language, path: &str, address: &str) -> AnyView {
    view! {
        <h2>{language.say(&PageText::NotYou)}</h2>
        <p>{language.say(&PageText::SentTo { address })}</p>
        {action(path, "not-my-address", language.say(&PageText::NotMine), ButtonKind::Plain)}
    }
    .into_any()
}

fn choice(language: Language, choice: Choice) -> AnyView {
    let code = choice.topic.code();
    let option = |value: &'static str, label: PageText<'_>, checked: bool| {
        let id = format!("{code}-{value}");
        view! {
            <label for=id.clone()>
                <input type="radio" id=id.clone() name=code.clone() value=value checked=checked />
                <span>{language.say(&label)}</span>
            </label>
        }
    };
    let meaning = language.say(&TopicText::Meaning(choice.topic));
    let said = language.say(&TopicText::Said(choice.said));
    view! {
        <fieldset class="field">
            <legend>{language.say(&TopicText::Name(choice.topic))}</legend>
            <p class="soft">{format!("{meaning} {said}")}</p>
            <div class="segments">
                {option("yes", PageText::Yes, choice.allowed)} {option("no", PageText::No, !choice.allowed)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// A form of one button.
fn action(path: &str, name: &'static str, words: String, kind: ButtonKind) -> AnyView {
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
    let language = asking.language;
    let (title, what) = if sentences.is_empty() {
        (ChangeText::NothingChanged, view! { <p>{language.say(&ChangeText::SoAlready)}</p> }.into_any())
    } else {
        let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        (ChangeText::Saved, view! { <ul>{items}</ul> }.into_any())
    };
    let content = view! {
        {what}
        {mail.map(|mail| view! { <p>{mail}</p> })}
        <p>
            <a href=back.to_owned()>{language.say(&PageText::Title)}</a>
        </p>
    };
    document(options, &language.say(&title), &asking, content.into_any())
}

/// The page behind a link that allows something: one button, for following a link changes nothing.
pub fn confirm_page(options: LeptosOptions, path: &str, page: Confirm) -> String {
    let Confirm { asking, sentences, button } = page;
    let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let content = view! {
        <ul>{items}</ul>
        {action(path, "confirm", button, ButtonKind::Primary)}
    };
    let title = asking.language.say(&ChangeText::PleaseConfirm);
    document(options, &title, &asking, content.into_any())
}

/// The page of every link that opens nothing: one answer, whatever the reason.
pub fn nothing_page(options: LeptosOptions, language: Language) -> String {
    notice(options, language, PageText::NothingHeld, PageText::NothingHeldWhy)
}

/// The page of a code that was used, or is too old.
pub fn used_page(options: LeptosOptions, language: Language) -> String {
    notice(options, language, PageText::Used, PageText::UsedWhy)
}

fn notice(options: LeptosOptions, language: Language, title: PageText<'_>, words: PageText<'_>) -> String {
    let title = language.say(&title);
    let page = view! {
        <main class="single" id="main">
            <h1>{title.clone()}</h1>
            <p>{language.say(&words)}</p>
        </main>
    };
    plain(options, language, &title, page)
}

fn document(options: LeptosOptions, title: &str, asking: &Asking, content: AnyView) -> String {
    let language = asking.language;
    let policy = asking.policy.clone().map(|to| {
        view! {
            <p>
                <a href=to>{language.say(&PageText::PrivacyPolicy)}</a>
            </p>
        }
    });
    let business = asking.business.clone();
    let page = view! {
        <main class="single stack" id="main">
            <p class="soft">{business.clone()}</p>
            <h1>{title.to_owned()}</h1>
            {content}
            {policy}
        </main>
    };
    plain(options, language, &format!("{title}{}{business}", language.colon()), page)
}
