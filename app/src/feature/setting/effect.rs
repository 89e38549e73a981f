//! "Preview": what a change would do, below the form that was not saved.

use domain::{
    topic::Purpose,
    wire::setting::preview::{DayReach, Expiring, Heads, Preview},
};
use leptos::prelude::*;

use crate::{
    form::FormState,
    format::grouped,
    ui::{Button, Cell, Column, Day, Meaning, Notice, Row, RowHead, Side, Table},
};

/// The two buttons of a form. The first one is pressed by the Enter key: it changes nothing.
pub(super) fn buttons(state: FormState, save: &'static str) -> AnyView {
    view! {
        <div class="buttons">
            <Button name="step" value="preview">
                "Preview"
            </Button>
            <Button name="step" value="save" busy=state.busy()>
                {save}
            </Button>
        </div>
    }
    .into_any()
}

/// What the last "Preview" of a form was answered.
pub(super) fn effect(state: FormState) -> AnyView {
    view! { <div role="status">{move || state.answer::<Preview>().map(|preview| draw(&preview))}</div> }.into_any()
}

fn draw(preview: &Preview) -> AnyView {
    let lines = sentences(preview).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let days = (!preview.days.is_empty()).then(|| days(preview));
    let title = if preview.changes { "Not saved yet. This is what it would do" } else { "Nothing would change" };
    view! {
        <Notice meaning=Meaning::Attention title>
            {lines}
            {days}
        </Notice>
    }
    .into_any()
}

fn days(preview: &Preview) -> AnyView {
    let with_number = preview.heads.unwrap_or_default().with_number;
    let rows = preview.days.iter().map(|day| row(*day, with_number)).collect_view();
    let columns = vec![Column::text("Day"), Column::figures("Now"), Column::figures("Then")];
    view! {
        <Table caption="Who may be called on each day" columns>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(day: DayReach, of: u64) -> AnyView {
    let (now, then) = (cell(day.now, of, day.minutes_now), cell(day.then, of, day.minutes_then));
    view! {
        <Row>
            <RowHead>
                <Day on=day.on />
            </RowHead>
            <Cell label="Now" side=Side::End>
                {now}
            </Cell>
            <Cell label="Then" side=Side::End>
                {then}
            </Cell>
        </Row>
    }
    .into_any()
}

/// How many of all, and for how long.
fn cell(people: u64, of: u64, minutes: u64) -> String {
    match people {
        0 => format!("0 of {}", grouped(of)),
        people => format!("{} of {}, each for {}", grouped(people), grouped(of), hours(minutes)),
    }
}

/// A length of time, on average.
fn hours(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// What is to be said, in the order in which it matters.
fn sentences(preview: &Preview) -> Vec<String> {
    let heads = preview.heads.unwrap_or_default();
    let mut said = Vec::new();
    for reach in &preview.reach {
        let (now, of, then) = (grouped(reach.now), grouped(heads.with_number), grouped(reach.then));
        said.push(format!("Now {now} of {of} may be called for {}; then {then}.", reach.purpose.code()));
    }
    if let Some((from, to)) = preview.default_purpose {
        let (now, then) = (reached(preview, from)[0], reached(preview, to)[1]);
        said.push(format!(
            "Where nobody chooses a purpose a call is for {} then, and not for {}: now {} may be called without a \
             choice; then {}.",
            to.code(),
            from.code(),
            grouped(now),
            grouped(then)
        ));
    }
    if !preview.reach.is_empty() {
        said.push("Counted are customers with a number, whatever the hour: calling hours are left aside.".to_owned());
    }
    if let Some(purpose) = preview.purpose {
        said.push(format!(
            "Counted are customers with a number who may be called for {} at some time of the day, by the date where \
             they are.",
            purpose.code()
        ));
    }
    if heads.is_sample() {
        said.push(sample(heads));
    }
    said.extend(preview.waiting.map(waiting));
    said.extend(preview.expiring.iter().map(expiring));
    if !preview.expiring.is_empty() {
        said.push(
            "It is erased between 3 and 4 at night, where your days begin, and cannot be brought back.".to_owned(),
        );
    }
    said
}

/// Who keeps the hour of erasure that was set before.
fn waiting(count: u64) -> String {
    let who = match count {
        0 => return "It counts for withdrawals from now on.".to_owned(),
        1 => "1 person waits for the erasure now, and keeps the hour".to_owned(),
        count => format!("{} people wait for their erasure now, and keep the hour", grouped(count)),
    };
    format!("{who}. It counts for withdrawals from now on.")
}

fn reached(preview: &Preview, purpose: Purpose) -> [u64; 2] {
    let found = preview.reach.iter().find(|reach| reach.purpose == purpose);
    found.map_or([0; 2], |reach| [reach.now, reach.then])
}

fn sample(heads: Heads) -> String {
    format!(
        "This is a sample of {} customers, taken evenly out of all {}: there are too many to decide about each of them \
         while you wait.",
        grouped(heads.looked_at),
        grouped(heads.on_file)
    )
}

fn expiring(of: &Expiring) -> String {
    let (now, then, words) = (grouped(of.now), grouped(of.then), of.kept.words());
    let oldest = of.oldest.map(|at| format!(", the oldest of {}", at.format("%-d %B %Y")));
    format!("Tonight, of the {words}: now {now} would be erased; then {then}{}.", oldest.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use domain::{retention::Kept, wire::setting::preview::Reach};

    use super::*;

    fn preview() -> Preview {
        let reach = |purpose, now, then| Reach { purpose, now, then };
        Preview {
            changes: true,
            heads: Some(Heads { on_file: 600, looked_at: 600, with_number: 500 }),
            reach: vec![reach(Purpose::Service, 480, 480), reach(Purpose::Marketing, 312, 20)],
            ..Preview::default()
        }
    }

    #[test]
    fn what_a_change_would_do_is_said_before_it_is_saved() {
        let said = sentences(&preview());
        assert_eq!(said[1], "Now 312 of 500 may be called for marketing; then 20.");
        assert!(said[2].contains("whatever the hour"), "{said:?}");
        assert_eq!(said.len(), 3);
    }

    #[test]
    fn a_sample_is_said_to_be_one() {
        let heads = Heads { on_file: 1_000_000, looked_at: 4_500, with_number: 4_400 };
        let said = sentences(&Preview { heads: Some(heads), ..preview() });
        assert!(
            said[3].starts_with("This is a sample of 4,500 customers, taken evenly out of all 1,000,000"),
            "{said:?}"
        );
    }

    #[test]
    fn what_would_be_erased_is_said_with_the_oldest_of_it() {
        let oldest = "2021-03-03T12:00:00Z".parse().ok();
        let expiring = vec![Expiring { kept: Kept::Denials, now: 0, then: 12, oldest }];
        let said = sentences(&Preview { expiring, ..Preview::default() });
        assert_eq!(
            said[0],
            "Tonight, of the records of refusals: now 0 would be erased; then 12, the oldest of 3 March 2021."
        );
    }

    #[test]
    fn another_default_purpose_is_told_with_whom_it_leaves_out() {
        let said = sentences(&Preview { default_purpose: Some((Purpose::Service, Purpose::Marketing)), ..preview() });
        assert!(said[2].ends_with("now 480 may be called without a choice; then 20."), "{said:?}");
    }
}
