//! Who comes on file, as another program sends it.

use domain::{
    country::Country,
    email::Email,
    error::{Problem, Problems},
    language::Language,
    phone::parse,
    text::{CompanyName, FullName, Line, Note},
};

use crate::customer::{NewPerson, NewPhone, optional_zone};

/// A person who comes on file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub struct Person {
    pub name: String,
    pub company: String,
    pub address_line: String,
    pub city: String,
    pub region: String,
    pub postal_code: String,
    pub language: String,
    pub time_zone: String,
    pub note: String,
    pub phones: Vec<Way>,
    pub emails: Vec<Way>,
}

/// A number or an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The number, in any format, or the address.
    pub value: String,
    /// "Mobile".
    pub label: String,
}

impl Person {
    /// The fields that hold something.
    pub(super) fn sent(&self) -> impl Iterator<Item = &'static str> {
        let texts = [
            ("name", &self.name),
            ("company", &self.company),
            ("address_line", &self.address_line),
            ("city", &self.city),
            ("region", &self.region),
            ("postal_code", &self.postal_code),
            ("language", &self.language),
            ("time_zone", &self.time_zone),
            ("note", &self.note),
        ];
        let ways = [("phones", &self.phones), ("emails", &self.emails)];
        let texts = texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(field, _)| field);
        texts.chain(ways.into_iter().filter(|(_, ways)| !ways.is_empty()).map(|(field, _)| field))
    }

    /// Reads them, and notes what is wrong under the names of the fields.
    pub(crate) fn read(&self, problems: &mut Problems, country: &Country) -> Option<NewPerson> {
        let name = problems.take("name", FullName::required(&self.name, "the full name"));
        let mut line = |field: &str, typed: &str| problems.take(field, Line::optional(typed)).flatten();
        let (address_line, city) = (line("address_line", &self.address_line), line("city", &self.city));
        let (region, postal_code) = (line("region", &self.region), line("postal_code", &self.postal_code));
        let company = problems.take("company", CompanyName::optional(&self.company)).flatten();
        let language = problems.take("language", Language::optional(&self.language)).flatten();
        let time_zone = problems.take("time_zone", optional_zone(&self.time_zone)).flatten();
        let note = problems.take("note", Note::optional(&self.note)).flatten();
        let (phones, emails) = self.ways(problems, country);
        Some(NewPerson {
            company,
            address_line,
            city,
            region,
            postal_code,
            language,
            time_zone: time_zone.map(|zone| zone.as_str().to_owned()),
            note,
            phones,
            emails,
            ..NewPerson::named(name?)
        })
    }

    /// Reads the numbers and addresses alone.
    pub(crate) fn ways(
        &self,
        problems: &mut Problems,
        country: &Country,
    ) -> (Vec<NewPhone>, Vec<(Email, Option<String>)>) {
        let (mut phones, mut emails) = (Vec::new(), Vec::new());
        for way in &self.phones {
            let label = label(problems, "phones", way);
            if let Some(parsed) = problems.take("phones", parse(&way.value, country)) {
                phones.push(NewPhone { number: parsed.number, extension: parsed.extension, label });
            }
        }
        for way in &self.emails {
            let label = label(problems, "emails", way);
            if let Some(email) = problems.take("emails", Email::required(&way.value)) {
                emails.push((email, label));
            }
        }
        let twice = |values: Vec<&str>| (1..values.len()).any(|at| values[..at].contains(&values[at]));
        if twice(phones.iter().map(|phone| phone.number.as_str()).collect()) {
            problems.note("phones", Problem::Other("Send each number once".into()));
        }
        if twice(emails.iter().map(|(email, _)| email.as_str()).collect()) {
            problems.note("emails", Problem::Other("Send each address once".into()));
        }
        (phones, emails)
    }
}

fn label(problems: &mut Problems, field: &str, way: &Way) -> Option<String> {
    problems.take(field, Line::optional(&way.label)).flatten().map(|label| label.to_string())
}
