//! Bars over time, drawn as SVG: readable without colour, as each row of bars has a pattern of its own and says
//! its name above the chart, and without a script. What the bars say in numbers stands in a table beside it.

use leptos::prelude::*;

use crate::format::grouped;

/// How wide the drawing is.
const WIDTH: u64 = 640;
/// How high it is.
const HEIGHT: u64 = 220;
/// Where the bars begin, behind the labels of the scale.
const LEFT: u64 = 52;
/// Where they are highest, below the names.
const TOP: u64 = 40;
/// Where they stand.
const BOTTOM: u64 = 190;
/// How many labels there are below the bars, at most.
const LABELS: usize = 6;

/// One row of bars.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What they count.
    pub name: String,
    /// How many, for each label.
    pub counts: Vec<u64>,
}

/// One or two rows of bars beside each other. The second one is striped.
#[component]
pub fn BarChart(
    /// What tells it from other charts of the page.
    id: &'static str,
    /// What it shows.
    #[prop(into)]
    title: String,
    /// What stands below the bars.
    labels: Vec<String>,
    /// The bars.
    rows: Vec<Bars>,
) -> impl IntoView {
    let most = rows.iter().flat_map(|row| row.counts.iter().copied()).max().unwrap_or(0).max(1);
    let description = rows.iter().map(total).collect::<Vec<_>>().join("; ");
    let scale = Scale { most, parts: count(labels.len()).max(1), rows: count(rows.len()).max(1) };
    let stripes = format!("{id}-stripes");
    let fill = format!("url(#{stripes})");
    let named = names(&rows, &fill);
    let bars: Vec<_> = (0..).zip(&rows).map(|(at, row)| row_of_bars(scale, at, row, &labels, &fill)).collect();
    view! {
        <svg
            class="chart"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            role="img"
            aria-labelledby=format!("{id}-title {id}-description")
        >
            <title id=format!("{id}-title")>{title}</title>
            <desc id=format!("{id}-description")>{description}</desc>
            <defs>
                <pattern id=stripes width="6" height="6" patternUnits="userSpaceOnUse">
                    <path class="stripe" d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" />
                </pattern>
            </defs>
            {named}
            <line class="axis" x1=LEFT.to_string() x2=WIDTH.to_string() y1=TOP.to_string() y2=TOP.to_string() />
            <line class="axis" x1=LEFT.to_string() x2=WIDTH.to_string() y1=BOTTOM.to_string() y2=BOTTOM.to_string() />
            <text x=(LEFT - 6).to_string() y=(TOP + 4).to_string() text-anchor="end">
                {grouped(most)}
            </text>
            <text x=(LEFT - 6).to_string() y=(BOTTOM + 4).to_string() text-anchor="end">
                "0"
            </text>
            {bars}
            {below(scale, labels)}
        </svg>
    }
}

/// From counts to places.
#[derive(Clone, Copy)]
struct Scale {
    most: u64,
    parts: u64,
    rows: u64,
}

impl Scale {
    /// How much room a label has.
    const fn room(self) -> u64 {
        (WIDTH - LEFT) / self.parts
    }

    /// How wide a bar is; the rest of the room is left between the labels.
    fn width(self) -> u64 {
        (self.room() * 4 / 5 / self.rows).max(1)
    }

    fn left(self, part: u64, row: u64) -> u64 {
        LEFT + part * self.room() + self.room() / 10 + row * self.width()
    }

    /// How high a bar is: whatever is not nothing is seen.
    fn height(self, count: u64) -> u64 {
        let height = u128::from(count) * u128::from(BOTTOM - TOP) / u128::from(self.most);
        u64::try_from(height).unwrap_or(BOTTOM - TOP).max(u64::from(count > 0) * 2)
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn total(row: &Bars) -> String {
    format!("{}: {}", row.name, grouped(row.counts.iter().sum()))
}

/// How the bars of a row are drawn: the first ones full, the others striped.
fn look(row: u64, stripes: &str) -> (&'static str, Option<String>) {
    if row == 0 { ("bar", None) } else { ("striped", Some(stripes.to_owned())) }
}

/// The names, each behind a piece of its bars.
fn names(rows: &[Bars], fill: &str) -> Vec<AnyView> {
    let name = |(at, row): (u64, &Bars)| {
        let x = LEFT + at * (WIDTH - LEFT) / 2;
        let (class, fill) = look(at, fill);
        view! {
            <rect class=class fill=fill x=x.to_string() y="8" width="14" height="14" />
            <text class="name" x=(x + 20).to_string() y="20">
                {total(row)}
            </text>
        }
        .into_any()
    };
    (0..).zip(rows).map(name).collect()
}

fn row_of_bars(scale: Scale, at: u64, row: &Bars, labels: &[String], fill: &str) -> AnyView {
    let (class, fill) = look(at, fill);
    let bars = (0..).zip(row.counts.iter().copied()).zip(labels).filter(|((_, count), _)| *count > 0);
    let bar = |((part, count), label): ((u64, u64), &String)| {
        let height = scale.height(count);
        view! {
            <rect
                class=class
                fill=fill.clone()
                x=scale.left(part, at).to_string()
                y=(BOTTOM - height).to_string()
                width=scale.width().to_string()
                height=height.to_string()
            >
                <title>{format!("{label}: {} {}", row.name, grouped(count))}</title>
            </rect>
        }
    };
    bars.map(bar).collect_view().into_any()
}

fn below(scale: Scale, labels: Vec<String>) -> AnyView {
    let every = labels.len().div_ceil(LABELS).max(1);
    let last = labels.len().saturating_sub(1);
    // Counted from the newest, which always has its label.
    let shown = (0..).zip(labels).enumerate().filter(|(at, _)| (last - at).is_multiple_of(every));
    let label = |(_, (part, label)): (usize, (u64, String))| {
        let x = LEFT + part * scale.room() + scale.room() / 2;
        view! {
            <text x=x.to_string() y=(BOTTOM + 20).to_string() text-anchor="middle">
                {label}
            </text>
        }
    };
    shown.map(label).collect_view().into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn drawn(counts: [Vec<u64>; 2]) -> String {
        let labels = (1..=counts[0].len()).map(|day| format!("{day} March")).collect();
        let [one, two] = counts;
        let rows = vec![Bars { name: "Given".into(), counts: one }, Bars { name: "Refused <b>".into(), counts: two }];
        Owner::new()
            .with(|| view! { <BarChart id="answers" title="Answers" labels rows /> }.to_html().replace("<!>", ""))
    }

    #[test]
    fn a_chart_says_what_it_shows_and_its_rows_differ_by_more_than_colour() {
        let html = drawn([vec![0, 4, 1_200], vec![1, 0, 0]]);
        let said = [
            r#"role="img""#,
            r#"aria-labelledby="answers-title answers-description""#,
            "Given: 1,204",
            "Refused &lt;b&gt;: 1",
            "url(#answers-stripes)",
            "3 March: Given 1,200",
            r#"viewBox="0 0 640 220""#,
            r#"patternUnits="userSpaceOnUse""#,
        ];
        for words in said {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert_eq!(html.matches("<rect").count(), 2 + 3, "a day without any has no bar: {html}");
    }

    #[test]
    fn bars_stay_inside_however_many_there_are() {
        for counts in [vec![], vec![0], vec![u64::from(u32::MAX); 30], vec![1; 12]] {
            let html = drawn([counts.clone(), counts]);
            for (_, rest) in html.match_indices(" y=\"").map(|(at, found)| (at, &html[at + found.len()..])) {
                let y: u64 = rest.split('"').next().unwrap().parse().unwrap();
                assert!(y <= HEIGHT, "{html}");
            }
        }
    }
}
