//! Gathering the cells of a row, one after the other.

use std::collections::BTreeSet;

use super::{
    column::{Label, OptOut, Target},
    contact::{Found, emails_in, phones_in},
    date::read_day,
    row::{ImportRow, RowAddress, RowConsent, RowEmail, RowPhone},
    value::{Said, Unreadable, read_opt_out},
    warning::{About, RowProblem, RowWarning, StandIn, WhyNot},
};
use crate::{
    country::Country,
    error::Problem,
    hours::TimeZone,
    language::Language,
    phone::ParsedPhone,
    text::{CompanyName, FullName, Line, Note, Text},
    topic::Topic,
};

/// A cell with its heading.
#[derive(Clone, Copy)]
struct Cell<'a> {
    heading: &'a str,
    text: &'a str,
}

/// What has been read of a row so far.
pub struct Gathered<'a> {
    line: u64,
    country: Country,
    names: Names<'a>,
    company: Option<CompanyName>,
    phones: Vec<RowPhone>,
    emails: Vec<RowEmail>,
    address: RowAddress,
    time_zone: Option<TimeZone>,
    language: Option<Language>,
    note: Option<Note>,
    external_id: Option<Line>,
    consent: Evidence<'a>,
    opted_out: BTreeSet<Topic>,
    blocked_for_unreadable: bool,
    extra: Vec<(String, String)>,
    warnings: Vec<RowWarning>,
}

#[derive(Default)]
struct Names<'a> {
    full: Option<Cell<'a>>,
    first: Option<Cell<'a>>,
    middle: Option<Cell<'a>>,
    last: Option<Cell<'a>>,
}

#[derive(Default)]
struct Evidence<'a> {
    date: Option<Cell<'a>>,
    source: Option<Cell<'a>>,
    wording: Option<Cell<'a>>,
}

impl<'a> Gathered<'a> {
    /// Nothing read yet.
    pub fn new(line: u64, country: Country) -> Self {
        Self {
            line,
            country,
            names: Names::default(),
            company: None,
            phones: Vec::new(),
            emails: Vec::new(),
            address: RowAddress::default(),
            time_zone: None,
            language: None,
            note: None,
            external_id: None,
            consent: Evidence::default(),
            opted_out: BTreeSet::new(),
            blocked_for_unreadable: false,
            extra: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Reads every cell. A column without a target is kept; a missing cell is an empty one.
    pub fn take_all(&mut self, mapping: &[Target], header: &'a [String], cells: &'a [String]) {
        let target = |at: usize| mapping.get(at).copied().unwrap_or(Target::Keep);
        let text = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        let mut label = None;
        for (at, heading) in header.iter().enumerate() {
            let cell = Cell { heading, text: text(at) };
            if target(at) == Target::LabelOfNext {
                label = self.label(cell, target(at + 1), text(at + 1));
            } else {
                self.take(target(at), cell, label.take());
            }
        }
    }

    fn take(&mut self, target: Target, cell: Cell<'a>, label: Option<Line>) {
        // Only an opt-out says something by being empty.
        if cell.text.is_empty() && !matches!(target, Target::OptOut(_)) {
            return;
        }
        match target {
            Target::FullName => self.first_of(cell, |row| &mut row.names.full),
            Target::FirstName => self.first_of(cell, |row| &mut row.names.first),
            Target::MiddleName => self.first_of(cell, |row| &mut row.names.middle),
            Target::LastName => self.first_of(cell, |row| &mut row.names.last),
            Target::ConsentDate => self.first_of(cell, |row| &mut row.consent.date),
            Target::ConsentSource => self.first_of(cell, |row| &mut row.consent.source),
            Target::ConsentWording => self.first_of(cell, |row| &mut row.consent.wording),
            Target::Company => self.text(cell, |row| &mut row.company),
            Target::City => self.text(cell, |row| &mut row.address.city),
            Target::Region => self.text(cell, |row| &mut row.address.region),
            Target::PostalCode => self.postal_code(cell),
            Target::CountryName => self.text(cell, |row| &mut row.address.country),
            Target::Language => self.language(cell),
            Target::Note => self.text(cell, |row| &mut row.note),
            Target::ExternalId => self.text(cell, |row| &mut row.external_id),
            Target::AddressLine => self.address_lines(cell),
            Target::TimeZone => self.time_zone(cell),
            Target::Phone(column) => {
                self.points(cell, phones_in(cell.text, &self.country), label.or(word(column)).as_ref());
            }
            Target::Email(column) => {
                self.points(cell, emails_in(cell.text, &self.country), label.or(word(column)).as_ref());
            }
            Target::OptOut(column) => self.opt_out(cell, column),
            Target::Keep | Target::LabelOfNext => self.keep(cell.heading, cell.text),
            Target::Skip => {}
        }
    }

    fn keep(&mut self, heading: &str, text: &str) {
        if !text.is_empty() {
            self.extra.push((heading.to_owned(), text.to_owned()));
        }
    }

    fn warn(&mut self, cell: Cell<'_>, about: About) {
        self.warnings.push(RowWarning { line: self.line, heading: Some(cell.heading.to_owned()), about });
    }

    fn keep_and_warn(&mut self, cell: Cell<'_>, about: About) {
        self.keep(cell.heading, cell.text);
        self.warn(cell, about);
    }

    /// Takes the first of several columns for one field; another value is kept, the same one is not.
    fn first_of(&mut self, cell: Cell<'a>, field: impl Fn(&mut Self) -> &mut Option<Cell<'a>>) {
        match field(self) {
            empty @ None => *empty = Some(cell),
            Some(first) if first.text == cell.text => {}
            Some(_) => self.keep_and_warn(cell, About::Second),
        }
    }

    fn text<const MAX: u32>(&mut self, cell: Cell<'_>, field: impl Fn(&mut Self) -> &mut Option<Text<MAX>>) {
        match (Text::optional(&in_lines::<MAX>(cell.text)), field(self)) {
            (Ok(text), empty @ None) => *empty = text,
            (Ok(text), Some(first)) if text.as_ref() == Some(first) => {}
            (Ok(_), Some(_)) => self.keep_and_warn(cell, About::Second),
            (Err(problem), _) => self.keep_and_warn(cell, About::DoesNotFit(problem)),
        }
    }

    fn address_lines(&mut self, cell: Cell<'_>) {
        let lines: Result<Vec<_>, Problem> =
            cell.text.lines().map(|line| Line::optional(&in_lines::<200>(line))).collect();
        match lines {
            Ok(lines) => self.address.lines.extend(lines.into_iter().flatten()),
            Err(problem) => self.keep_and_warn(cell, About::DoesNotFit(problem)),
        }
    }

    /// Spreadsheets turn 08014 into 8014. It is kept as written: only the owner of the list knows.
    fn postal_code(&mut self, cell: Cell<'_>) {
        let digits = cell.text.bytes().all(|b| b.is_ascii_digit());
        if self.country.code() == "US" && digits && (3..=4).contains(&cell.text.len()) {
            self.warn(cell, About::ShortZip);
        }
        self.text(cell, |row| &mut row.address.postal_code);
    }

    fn time_zone(&mut self, cell: Cell<'_>) {
        match (TimeZone::parse(cell.text), &self.time_zone) {
            (Ok(zone), None) => self.time_zone = Some(zone),
            (Ok(zone), Some(first)) if zone == *first => {}
            (Ok(_), Some(_)) => self.keep_and_warn(cell, About::Second),
            (Err(_), _) => self.keep_and_warn(cell, About::TimeZone),
        }
    }

    fn language(&mut self, cell: Cell<'_>) {
        match (Language::recognised(cell.text), self.language) {
            (Some(language), None) => self.language = Some(language),
            (Some(language), Some(first)) if language == first => {}
            (Some(_), Some(_)) => self.keep_and_warn(cell, About::Second),
            (None, _) => self.keep_and_warn(cell, About::Language),
        }
    }

    /// Google marks the label of the first choice with a star. A label without a number is kept.
    fn label(&mut self, cell: Cell<'_>, next: Target, value: &str) -> Option<Line> {
        let word = cell.text.trim_start_matches('*').trim();
        let beside_one = matches!(next, Target::Phone(_) | Target::Email(_)) && !value.is_empty();
        let label = beside_one.then(|| Line::optional(word));
        let label = label.and_then(Result::ok).flatten();
        if label.is_none() {
            self.keep(cell.heading, word);
        }
        label
    }

    fn points(&mut self, cell: Cell<'_>, found: Vec<Found>, label: Option<&Line>) {
        let mut problem = None;
        for found in found {
            let label = label.cloned();
            match found {
                Found::Phone(ParsedPhone { number, extension, warning }) => {
                    if warning.is_some() {
                        self.warn(cell, About::PhoneNotValid);
                    }
                    let known = |phone: &RowPhone| phone.number == number && phone.extension == extension;
                    if !self.phones.iter().any(known) {
                        self.phones.push(RowPhone { number, extension, label });
                    }
                }
                Found::Email(email) if self.emails.iter().any(|known| known.email == email) => {}
                Found::Email(email) => self.emails.push(RowEmail { email, label }),
                Found::Neither(why) => problem = problem.or(Some(why)),
            }
        }
        match problem {
            None => {}
            Some(Problem::NotAnEmail) => self.keep_and_warn(cell, About::Email),
            Some(problem) => self.keep_and_warn(cell, About::Phone(problem)),
        }
    }

    fn opt_out(&mut self, cell: Cell<'_>, column: OptOut) {
        match read_opt_out(cell.text, column) {
            Ok(Said::No) => self.opted_out.extend(column.topics.topics()),
            Ok(Said::Nothing) => {}
            Err(why) => {
                // A missing permission closes its own topics; a value that nobody understands
                // could be any "no", and blocks calls too (invariant: no "no" is lost).
                self.opted_out.extend(column.topics.topics());
                self.blocked_for_unreadable |= why == Unreadable::Unknown || column.topics.closes_calls();
                self.keep_and_warn(cell, About::OptOut(why));
            }
        }
    }

    /// Puts the row together.
    pub fn into_row(mut self) -> Result<ImportRow, RowProblem> {
        let consent = self.consent();
        let full_name = self.full_name()?;
        Ok(ImportRow {
            line: self.line,
            full_name,
            company: self.company,
            phones: self.phones,
            emails: self.emails,
            address: self.address,
            time_zone: self.time_zone,
            language: self.language,
            note: self.note,
            external_id: self.external_id,
            consent,
            opted_out: self.opted_out,
            blocked_for_unreadable: self.blocked_for_unreadable,
            extra: self.extra,
            warnings: self.warnings,
        })
    }

    fn consent(&mut self) -> Option<RowConsent> {
        let Evidence { date, source, wording } = std::mem::take(&mut self.consent);
        let long = |cell: Option<Cell<'_>>| cell.and_then(|cell| Note::optional(cell.text).ok().flatten());
        let given_on = date.and_then(|cell| read_day(cell.text));
        if let (Some(given_on), Some(source), Some(wording)) = (given_on, long(source), long(wording)) {
            return Some(RowConsent { given_on, source, wording });
        }
        let mut parts = [date, source, wording].into_iter().flatten().peekable();
        if let Some(first) = parts.peek().copied() {
            self.warn(first, About::Consent);
        }
        parts.for_each(|cell| self.keep(cell.heading, cell.text));
        None
    }

    fn full_name(&mut self) -> Result<FullName, RowProblem> {
        let problem = |line, why| RowProblem { line, why };
        match FullName::optional(&in_lines::<200>(&self.written_name())) {
            Ok(Some(name)) => Ok(name),
            Ok(None) => self.stand_in().ok_or(problem(self.line, WhyNot::Nobody)),
            Err(why) => Err(problem(self.line, WhyNot::Name(why))),
        }
    }

    /// The full name, or its parts in order. Parts that the full name does not contain are kept;
    /// a last name beside it is added, because "Name" is a first name in some lists.
    fn written_name(&mut self) -> String {
        let Names { full, first, middle, last } = std::mem::take(&mut self.names);
        let parts = [first, middle, last].into_iter().flatten();
        let Some(full) = full else { return parts.map(|cell| cell.text).collect::<Vec<_>>().join(" ") };
        let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
        let known = words(full.text);
        let mut name = full.text.to_owned();
        for cell in parts.filter(|cell| !words(cell.text).is_subset(&known)) {
            let adds = first.is_none() && last.is_some_and(|last| last.heading == cell.heading);
            if adds {
                name = format!("{name} {}", cell.text);
            } else {
                self.keep_and_warn(cell, About::Second);
            }
        }
        name
    }

    /// What is shown where there is no name. A whole number would show what is masked elsewhere.
    fn stand_in(&mut self) -> Option<FullName> {
        let phone = |row: &RowPhone| {
            let number = row.number.as_str();
            format!("Number ending {}", &number[number.len() - 2..])
        };
        let candidates = [
            (StandIn::Company, self.company.as_ref().map(|company| company.as_str().to_owned())),
            (StandIn::Email, self.emails.first().map(|email| email.email.as_str().to_owned())),
            (StandIn::Phone, self.phones.first().map(phone)),
        ];
        let fitting = |text: Option<String>| text.and_then(|text| FullName::optional(&text).ok().flatten());
        let (kind, name) = candidates.into_iter().find_map(|(kind, text)| fitting(text).map(|name| (kind, name)))?;
        self.warnings.push(RowWarning { line: self.line, heading: None, about: About::NoName(kind) });
        Some(name)
    }
}

fn word(label: Label) -> Option<Line> {
    label.word().and_then(|word| Line::optional(word).ok().flatten())
}

/// A field of one line takes the lines of a cell as one; a note keeps them.
fn in_lines<const MAX: u32>(text: &str) -> String {
    if MAX > 200 {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
