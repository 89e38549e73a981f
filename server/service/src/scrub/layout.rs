//! How the rows of a list are laid out, and how they are written again with the answer behind them.

use chrono::DateTime;
use domain::{
    country::Country,
    error::Problem,
    import::{
        column::Target,
        propose::propose_by_content,
        record::{Form, Span},
    },
};

use super::verdict::HEADINGS;
use crate::{
    error::{Error, Result},
    import::{HeaderRow, Table},
};

/// How many rows tell what the columns hold.
const SAMPLE: usize = 20;

/// How a list is laid out.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// How it is cut.
    pub form: Form,
    /// Whether it begins with headings.
    pub header_row: HeaderRow,
    /// The country whose national numbers are read.
    pub country: Country,
    /// Which columns hold numbers.
    pub numbers: Vec<usize>,
    /// How many columns there are.
    pub width: usize,
    /// Where the columns of an earlier scrub begin: they are replaced.
    earlier: Option<usize>,
}

impl Layout {
    /// Finds the columns of a list. `proposed` is what an import would make of them, `chosen` are the headings
    /// of the columns that hold numbers, where somebody said so.
    ///
    /// # Errors
    /// Fails where no column is known to hold numbers, or one is called like one of ours.
    pub(super) fn of(table: &mut Table, proposed: &[Target], chosen: &[String], country: Country) -> Result<Self> {
        let sample: Vec<Vec<String>> = table.sample(SAMPLE).into_iter().flatten().map(|row| row.cells).collect();
        let width = table.header.len();
        let earlier = match table.header_row {
            HeaderRow::Present => earlier_by_name(&table.header)?,
            HeaderRow::Absent => sample.first().and_then(|row| earlier_by_content(row)),
        };
        let is_own = |at: &usize| !earlier.is_some_and(|first| (first..first + HEADINGS.len()).contains(at));
        let numbers = if chosen.is_empty() {
            let by = |targets: &[Target]| -> Vec<usize> {
                (0..width).filter(is_own).filter(|at| matches!(targets.get(*at), Some(Target::Phone(_)))).collect()
            };
            let by_heading = by(proposed);
            let found = if by_heading.is_empty() { by(&propose_by_content(width, &sample)) } else { by_heading };
            match (0..width).filter(is_own).collect::<Vec<_>>().as_slice() {
                &[only] if found.is_empty() => vec![only],
                _ => found,
            }
        } else {
            chosen.iter().map(|name| column_named(&table.header, name)).collect::<Result<_>>()?
        };
        if numbers.is_empty() {
            return Err(refused(format!("Say which column holds the numbers. {}", columns(&table.header))));
        }
        Ok(Self { form: table.form(), header_row: table.header_row, country, numbers, width, earlier })
    }

    /// Whether a row is one cell and nothing else.
    pub(super) fn is_plain_list(&self) -> bool {
        self.width == 1
    }

    /// Writes the cells of a row, as many as there are columns, without those of an earlier scrub.
    pub(super) fn write_cells(&self, out: &mut Vec<u8>, text: &str, cells: &[Span]) {
        let sign = self.form.delimiter.sign();
        if let (Some(first), Some(last), None) = (cells.first(), cells.last(), self.earlier)
            && cells.len() <= self.width
        {
            out.extend_from_slice(&text.as_bytes()[first.range.start..last.range.end]);
            out.resize(out.len() + self.width - cells.len(), sign);
            return;
        }
        let mut is_first = true;
        for at in (0..self.width).filter(|at| self.is_kept(*at)) {
            if !std::mem::take(&mut is_first) {
                out.push(sign);
            }
            out.extend_from_slice(cells.get(at).map_or(&[], |cell| &text.as_bytes()[cell.range.clone()]));
        }
    }

    /// Writes what cannot be read into one cell, and leaves the others empty: what follows it is read as if
    /// its quotation marks were not there.
    pub(super) fn open_unreadable(out: &mut Vec<u8>) {
        out.push(b'"');
    }

    /// Writes a part of what cannot be read.
    pub(super) fn write_unreadable(out: &mut Vec<u8>, text: &str) {
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    }

    /// Ends what cannot be read.
    pub(super) fn close_unreadable(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        let others = (0..self.width).filter(|at| self.is_kept(*at)).count().saturating_sub(1);
        out.resize(out.len() + others, self.form.delimiter.sign());
    }

    /// Writes the headings of the columns that are added.
    pub(super) fn write_headings(&self, out: &mut Vec<u8>) {
        for heading in HEADINGS {
            out.push(self.form.delimiter.sign());
            out.extend_from_slice(heading.as_bytes());
        }
    }

    fn is_kept(&self, at: usize) -> bool {
        self.earlier.is_none_or(|first| !(first..first + HEADINGS.len()).contains(&at))
    }
}

/// Where the columns of an earlier scrub begin.
fn earlier_by_name(header: &[String]) -> Result<Option<usize>> {
    if let Some(first) = header.windows(HEADINGS.len()).position(|names| names == HEADINGS) {
        return Ok(Some(first));
    }
    match header.iter().find(|name| HEADINGS.contains(&name.as_str())) {
        Some(name) => Err(refused(format!("The list has a column {name} already. Give it another name."))),
        None => Ok(None),
    }
}

/// The same in a list without headings, by what the first row says.
fn earlier_by_content(first: &[String]) -> Option<usize> {
    let at = first.len().checked_sub(HEADINGS.len()).filter(|at| *at > 0)?;
    let [decision, _, checked_at, _] = &first[at..] else { return None };
    let decided = ["allowed", "blocked"].contains(&decision.as_str());
    (decided && DateTime::parse_from_rfc3339(checked_at).is_ok()).then_some(at)
}

fn column_named(header: &[String], name: &str) -> Result<usize> {
    let same = |heading: &&String| heading.trim().eq_ignore_ascii_case(name.trim());
    let exact = header.iter().position(|heading| heading == name);
    let found = exact.or_else(|| header.iter().position(|heading| same(&heading)));
    found.ok_or_else(|| refused(format!("There is no column {name}. {}", columns(header))))
}

fn columns(header: &[String]) -> String {
    format!("The columns are: {}.", header.join(", "))
}

fn refused(sentence: String) -> Error {
    Error::field("column", Problem::Other(sentence))
}
