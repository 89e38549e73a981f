//! What one row of a list becomes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    column::Target,
    gather::Gathered,
    shape::column_name,
    warning::{RowProblem, RowWarning},
};
use crate::{
    country::Country,
    email::Email,
    hours::TimeZone,
    language::Language,
    phone::PhoneNumber,
    text::{CompanyName, FullName, Line, Note},
    topic::Topic,
};

/// One person of a list, as they will be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// The line on which the row begins.
    pub line: u64,
    /// The name, or what is shown instead (a warning says so).
    pub full_name: FullName,
    /// The company.
    pub company: Option<CompanyName>,
    /// The numbers, each once, in the order of the columns.
    pub phones: Vec<RowPhone>,
    /// The addresses, each once, in the order of the columns.
    pub emails: Vec<RowEmail>,
    /// The postal address.
    pub address: RowAddress,
    /// The customer's own time zone.
    pub time_zone: Option<TimeZone>,
    /// The language.
    pub language: Option<Language>,
    /// The note.
    pub note: Option<Note>,
    /// What the exporter calls this person.
    pub external_id: Option<Line>,
    /// A consent that came with its evidence.
    pub consent: Option<RowConsent>,
    /// The topics that the person said no to.
    pub opted_out: BTreeSet<Topic>,
    /// Whether an opt-out could not be read, so that the person is blocked to be safe.
    pub blocked_for_unreadable: bool,
    /// Columns that we do not know and values that fit nowhere, by heading, in their order.
    pub extra: Vec<(String, String)>,
    /// What needs a look.
    pub warnings: Vec<RowWarning>,
}

/// A number of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPhone {
    /// The number.
    pub number: PhoneNumber,
    /// Its extension.
    pub extension: Option<String>,
    /// What it is for.
    pub label: Option<Line>,
}

/// An e-mail address of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowEmail {
    /// The address.
    pub email: Email,
    /// What it is for.
    pub label: Option<Line>,
}

/// A postal address of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAddress {
    /// Street and number, in one or several lines.
    pub lines: Vec<Line>,
    /// City.
    pub city: Option<Line>,
    /// State or province.
    pub region: Option<Line>,
    /// Postal code, as it was written.
    pub postal_code: Option<Line>,
    /// Country, as it was written.
    pub country: Option<Line>,
}

/// A consent with what it takes to count: day, source and wording (GDPR 7(1)). The day may still
/// lie in the future; whoever records it compares it with the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowConsent {
    /// The day on which it was given.
    pub given_on: NaiveDate,
    /// Where it was given.
    pub source: Note,
    /// The words that were agreed to.
    pub wording: Note,
}

/// Reads one row. National numbers are read as numbers of `country`.
///
/// What does not fit its field is kept in `extra` under its heading and reported in `warnings`.
///
/// # Errors
/// Fails where nothing in the row says who this is, or where the name cannot be kept.
pub fn read_row(
    mapping: &[Target],
    header: &[String],
    cells: &[String],
    country: &Country,
    line: u64,
) -> Result<ImportRow, RowProblem> {
    let width = cells.len().max(mapping.len());
    let padded: Vec<String>;
    let header = if header.len() >= width {
        header
    } else {
        padded = header.iter().cloned().chain((header.len()..width).map(column_name)).collect();
        &padded
    };
    let mut gathered = Gathered::new(line, *country);
    gathered.take_all(mapping, header, cells);
    gathered.into_row()
}

impl ImportRow {
    /// Whether the row blocks calls to this person.
    pub fn blocks_calls(&self) -> bool {
        self.blocked_for_unreadable || self.opted_out.iter().any(|topic| Topic::CALLS.contains(topic))
    }

    /// What makes this row the same person in a second run: the exporter's own identifier, else
    /// the name with every number and address, whatever their order and format.
    ///
    /// Two people without any number or address are told apart by company and postal address.
    /// The text is personal data.
    pub fn identity(&self) -> String {
        if let Some(id) = &self.external_id {
            return identity_of(id);
        }
        let mut points: Vec<&str> = self.phones.iter().map(|phone| phone.number.as_str()).collect();
        points.extend(self.emails.iter().map(|email| email.email.as_str()));
        points.sort_unstable();
        let mut parts = vec!["person".to_owned(), self.full_name.as_str().to_lowercase()];
        if points.is_empty() {
            parts.push(self.company.as_ref().map(|company| company.as_str().to_lowercase()).unwrap_or_default());
            parts.extend(self.address.parts().map(|part| part.as_str().to_lowercase()));
        } else {
            parts.extend(points.into_iter().map(str::to_owned));
        }
        parts.join("\n")
    }
}

/// What makes somebody the same person again whom another system knows by this identifier.
pub fn identity_of(external_id: &Line) -> String {
    format!("id\n{external_id}")
}

impl RowAddress {
    /// Every part that is there: lines, city, state, postal code, country.
    pub fn parts(&self) -> impl Iterator<Item = &Line> {
        let single = [&self.city, &self.region, &self.postal_code, &self.country];
        self.lines.iter().chain(single.into_iter().flatten())
    }
}

#[cfg(test)]
mod tests;
