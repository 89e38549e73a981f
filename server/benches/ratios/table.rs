//! The one table: medians of the rounds, the ratio with its range, and whether the target is reached.

use std::fmt;

use crate::{measure::Pair, stage::Db};

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub enum Unit {
    /// How long something takes.
    Milliseconds,
    /// How often something is done.
    PerSecond,
    /// How much room something takes.
    Megabytes,
    /// How much room something small takes.
    Kilobytes,
}

/// What the ratio is to be.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// Not more: of a time.
    AtMost(f64),
    /// Not less: of a rate.
    AtLeast(f64),
}

impl Target {
    /// Whether this ratio is good enough.
    fn is_reached_by(self, ratio: f64) -> bool {
        match self {
            Self::AtMost(most) => ratio <= most,
            Self::AtLeast(least) => ratio >= least,
        }
    }
}

impl fmt::Display for Target {
    /// As a comparison.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(out, "<= {most:.2}"),
            Self::AtLeast(least) => write!(out, ">= {least:.2}"),
        }
    }
}

/// One comparison.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is measured.
    pub name: &'static str,
    /// What the baseline is.
    pub beside: &'static str,
    /// What both figures count.
    pub unit: Unit,
    /// What each round found.
    pub rounds: Vec<Pair>,
    /// What the ratio is to be.
    pub target: Target,
}

impl Row {
    /// The figures of all rounds, in order of size.
    fn sorted(&self, figure: impl Fn(&Pair) -> f64) -> Vec<f64> {
        let mut figures: Vec<_> = self.rounds.iter().map(figure).collect();
        figures.sort_unstable_by(f64::total_cmp);
        figures
    }

    /// The one in the middle, as it is read.
    fn median(&self, figure: impl Fn(&Pair) -> f64) -> String {
        let figure = middle(&self.sorted(figure));
        match self.unit {
            Unit::Milliseconds => format!("{figure:.2} ms"),
            Unit::PerSecond => format!("{figure:.0} /s"),
            Unit::Megabytes => format!("{figure:.1} MB"),
            Unit::Kilobytes => format!("{figure:.1} kB"),
        }
    }
}

/// The figure in the middle.
fn middle(sorted: &[f64]) -> f64 {
    sorted[sorted.len() / 2]
}

/// All comparisons, on all databases.
#[derive(Clone, Debug, Default)]
pub struct Table(Vec<(Db, Row)>);

impl Table {
    /// Adds what was found on one database.
    pub fn add(&mut self, db: Db, rows: Vec<Row>) {
        self.0.extend(rows.into_iter().map(|row| (db, row)));
    }
}

impl fmt::Display for Table {
    /// A line for each comparison.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |out: &mut fmt::Formatter<'_>, cells: [&str; 9]| {
            let [name, db, measured, baseline, beside, ratio, range, target, reached] = cells;
            writeln!(
                out,
                "{name:<30} {db:<10} {measured:>10} {baseline:>10}  {beside:<28} {ratio:>6}  {range:<14} {target:<7} {reached}",
            )
        };
        line(
            out,
            ["benchmark", "database", "Ringfence", "baseline", "(which is)", "ratio", "range", "target", "reached"],
        )?;
        for (db, row) in &self.0 {
            let ratios = row.sorted(|pair| pair.measured / pair.baseline);
            let ratio = middle(&ratios);
            let range = format!("{:.2} to {:.2}", ratios[0], ratios[ratios.len() - 1]);
            let reached = if row.target.is_reached_by(ratio) { "yes" } else { "no" };
            let (measured, baseline) = (row.median(|pair| pair.measured), row.median(|pair| pair.baseline));
            let (db, ratio, target) = (db.to_string(), format!("{ratio:.2}"), row.target.to_string());
            line(out, [row.name, &db, &measured, &baseline, row.beside, &ratio, &range, &target, reached])?;
        }
        Ok(())
    }
}
