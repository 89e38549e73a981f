//! `/display`: what an office screen shows. It works without a script; with its own small one the numbers change at
//! once, and it comes back by itself after whatever is lost.

use std::collections::BTreeMap;

use domain::{
    display::{Figure, Happening},
    language::Language,
    wire::display::view::{Line, Screen},
};
use leptos::{config::LeptosOptions, prelude::*};

use crate::{
    format::grouped,
    live::BUILD,
    shell::{Renews, plain, screen},
};

/// The numbers of a screen, and what happens.
pub fn numbers_page(options: LeptosOptions, page: Screen) -> String {
    let title = format!("{}, {}", page.business, page.name);
    let figures = page.now.counts.each().map(|(figure, count)| number(figure, count)).collect_view();
    let stream = page.stream.into_iter().map(line).collect_view();
    let body = view! {
        <main
            class="wall"
            id="screen"
            data-ticket=page.ticket
            data-build=BUILD
            data-seq=page.now.seq.to_string()
            data-zone=page.zone.to_string()
            data-words=words()
        >
            <h1 class="unseen">"Office screen"</h1>
            <header>
                <span>{title.clone()}</span>
                <span>"As of " <time id="as-of">{page.clock}</time></span>
            </header>
            <p class="stale" id="stale" role="alert" hidden=true>
                "No connection. These numbers are old: they are as of " <time id="stale-since"></time> "."
            </p>
            <div class="figures">{figures}</div>
            <ul id="stream" aria-label="What happened">
                {stream}
            </ul>
        </main>
    };
    screen(options, &title, Renews::ByScript, body)
}

fn number(figure: Figure, count: u64) -> AnyView {
    let class = match figure {
        Figure::ConsentsToday | Figure::CallsPlacedToday => "figure allowed",
        Figure::RefusalsToday | Figure::CallsPreventedToday | Figure::DoNotCall => "figure blocked",
        Figure::CustomersFlagged => "figure attention",
    };
    view! {
        <div class=class>
            <b data-figure=figure.code()>{grouped(count)}</b>
            <span>{figure.label()}</span>
        </div>
    }
    .into_any()
}

fn line(line: Line) -> AnyView {
    view! {
        <li>
            <time>{line.clock}</time>
            <span>{line.what.words()}</span>
        </li>
    }
    .into_any()
}

/// The words of each kind of event, for the script.
fn words() -> String {
    let words: BTreeMap<_, _> = Happening::all().map(|what| (what.code(), what.words())).collect();
    serde_json::to_string(&words).unwrap_or_default()
}

/// The page of a screen that is not paired, with a field for its code. `problem` is what was wrong with one.
pub fn code_page(options: LeptosOptions, code: &str, problem: Option<&str>) -> String {
    entering(options, "Connect this screen", code, problem, ())
}

/// The page of a screen that was turned off.
pub fn revoked_page(options: LeptosOptions) -> String {
    let words = view! { <p class="lead">"Somebody revoked it. It shows nothing more, until it gets a new code."</p> };
    entering(options, "This display was turned off", "", None, words)
}

fn entering(
    options: LeptosOptions,
    title: &'static str,
    code: &str,
    problem: Option<&str>,
    words: impl IntoView + 'static,
) -> String {
    let invalid = problem.is_some().then_some("true");
    let problem = problem.map(|problem| {
        view! {
            <p class="field-problem" id="field-code-problem" role="alert">
                {problem.to_owned()}
            </p>
        }
    });
    let body = view! {
        <main class="single" id="main">
            <h1>{title}</h1>
            {words}
            <p>
                "Whoever looks after Ringfence in your office finds the code of this screen under " <strong>"Displays"</strong>
                "."
            </p>
            <form method="post" action="/display" class="form">
                <div class="field">
                    <label for="field-code">"Code"</label>
                    <p class="hint" id="field-code-hint">
                        "Eight digits"
                    </p>
                    {problem}
                    <input
                        class="control pairing-code"
                        id="field-code"
                        name="code"
                        inputmode="numeric"
                        autocomplete="off"
                        value=code.to_owned()
                        aria-describedby="field-code-hint field-code-problem"
                        aria-invalid=invalid
                        autofocus=true
                    />
                </div>
                <button class="button primary" type="submit">
                    "Connect"
                </button>
            </form>
        </main>
    };
    plain(options, Language::English, title, body)
}

/// The page of a screen whose numbers cannot be read at the moment. It asks again by itself.
pub fn unreadable_page(options: LeptosOptions) -> String {
    let body = view! {
        <main class="wall">
            <h1 class="unseen">"Office screen"</h1>
            <p class="stale" role="alert">
                "The numbers cannot be read. This screen tries again by itself."
            </p>
        </main>
    };
    screen(options, "Office screen", Renews::ByItself, body)
}
