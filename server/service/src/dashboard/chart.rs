//! What was counted by the day, put together as the charts show it.

use domain::{
    tally::{Over, Span, Tally},
    wire::dashboard::{Reason, Series},
};
use store::tally::Counted;

/// What was counted on the days of the charts.
pub(super) struct Days<'c> {
    pub(super) over: Over,
    pub(super) span: Span,
    pub(super) counted: &'c Counted,
}

impl Days<'_> {
    /// How often it happened on these days.
    pub(super) fn count(&self, tally: Tally, span: Span) -> u64 {
        let first = Tally::OVER_TIME[0];
        let days = self.counted.range((span.from, first)..);
        let days = days.take_while(|((day, _), _)| *day <= span.to).filter(|((_, other), _)| *other == tally);
        u64::try_from(days.map(|(_, count)| count).sum::<i64>()).unwrap_or_default()
    }
}

/// What is shown over time.
pub(super) fn series(days: &Days<'_>) -> Vec<Series> {
    let parts = |tally| {
        let spans = days.over.spans(days.span.to).into_iter();
        spans.map(|span| (span, days.count(tally, span))).collect()
    };
    let series = Tally::OVER_TIME.into_iter();
    series.map(|tally| Series { code: tally.code().to_owned(), parts: parts(tally) }).collect()
}

/// The reasons for which calls were prevented, the most frequent first.
pub(super) fn reasons(days: &Days<'_>) -> Vec<Reason> {
    let counted = Tally::by_reason().map(|tally| Reason {
        code: tally.code().to_owned(),
        label: tally.label(),
        count: days.count(tally, days.span),
    });
    let mut reasons: Vec<_> = counted.filter(|reason| reason.count > 0).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
    reasons
}
