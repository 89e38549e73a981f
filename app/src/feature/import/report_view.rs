//! What a list does or did, in sentences, with the lines that need a look.

use domain::wire::import::{Lines, Report, Tense};
use leptos::prelude::*;

/// The report.
pub fn report_view(report: &Report, tense: Tense) -> AnyView {
    let rows = if report.rows == 1 { "1 row.".to_owned() } else { format!("{} rows.", report.rows) };
    let sentences = report.sentences(tense).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    view! {
        <div role="status">
            <p>{rows}</p>
            <ul>{sentences}</ul>
        </div>
        {lines_view("Lines that cannot be used", &report.problems)}
        {lines_view("Lines that need a look", &report.warnings)}
    }
    .into_any()
}

/// The lines that are named, and how many are not.
pub fn lines_view(title: &str, lines: &Lines) -> AnyView {
    if lines.shown.is_empty() {
        return ().into_any();
    }
    let all = lines.shown.len() as u64 + lines.more;
    let shown = lines.shown.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    let more = (lines.more > 0).then(|| view! { <p>{format!("and {} more.", lines.more)}</p> });
    view! {
        <details open=true>
            <summary>{format!("{title} ({all})")}</summary>
            <ul>{shown}</ul>
            {more}
        </details>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn every_line_that_is_named_is_shown_and_the_others_are_counted() {
        let problems = Lines { shown: vec!["Line 3: it has more cells than the header".into()], more: 2 };
        let report = Report { rows: 9, added: 6, refused: 3, blocked: 2, flagged: 6, problems, ..Report::default() };
        let html = Owner::new().with(|| report_view(&report, Tense::WouldBe).to_html().replace("<!>", ""));
        assert!(html.contains("2 people will be blocked"), "{html}");
        assert!(html.contains("Lines that cannot be used (3)"), "{html}");
        assert!(html.contains("<li>Line 3: it has more cells than the header</li>"), "{html}");
        assert!(html.contains("and 2 more."), "{html}");
        assert!(!html.contains("need a look"), "{html}");
    }
}
