use super::*;
use crate::import::{
    column::{Label, OptOut, OptOutTopics},
    propose::propose,
    value::Unreadable,
    warning::{About, StandIn, WhyNot},
};
use crate::topic::{Channel, Purpose};

/// Reads a row of a list whose columns are `heading=cell`, mapped as they are proposed.
fn read(columns: &[(&str, &str)]) -> Result<ImportRow, RowProblem> {
    let header: Vec<String> = columns.iter().map(|(heading, _)| (*heading).to_owned()).collect();
    read_as(&propose(&header), columns)
}

fn read_as(mapping: &[Target], columns: &[(&str, &str)]) -> Result<ImportRow, RowProblem> {
    let header: Vec<String> = columns.iter().map(|(heading, _)| (*heading).to_owned()).collect();
    let cells: Vec<String> = columns.iter().map(|(_, cell)| (*cell).to_owned()).collect();
    read_row(mapping, &header, &cells, &Country::parse("US").unwrap(), 12)
}

fn numbers(row: &ImportRow) -> Vec<&str> {
    row.phones.iter().map(|phone| phone.number.as_str()).collect()
}

fn addresses(row: &ImportRow) -> Vec<&str> {
    row.emails.iter().map(|email| email.email.as_str()).collect()
}

fn extra(row: &ImportRow) -> Vec<(&str, &str)> {
    row.extra.iter().map(|(heading, value)| (heading.as_str(), value.as_str())).collect()
}

fn warnings(row: &ImportRow) -> Vec<&About> {
    row.warnings.iter().map(|warning| &warning.about).collect()
}

#[test]
fn a_language_of_ours_is_recognised_and_another_is_kept_as_text() {
    let row = read(&[("Name", "Ana"), ("Language", "Spanish"), ("Preferred Language", "es-MX")]).unwrap();
    assert_eq!((row.language, extra(&row).len(), warnings(&row).len()), (Some(Language::Spanish), 0, 0));
    let row = read(&[("Name", "Ana"), ("Sprache", "Esperanto")]).unwrap();
    assert_eq!((row.language, extra(&row)), (None, vec![("Sprache", "Esperanto")]));
    assert_eq!(warnings(&row), [&About::Language]);
    let row = read(&[("Name", "Ana"), ("Idioma", "de"), ("Language", "fr")]).unwrap();
    assert_eq!((row.language, warnings(&row)), (Some(Language::German), vec![&About::Second]));
}

#[test]
fn a_row_of_the_sample_list_is_read_whole() {
    let row = read(&[
        ("first_name", "James"),
        ("last_name", "Butt"),
        ("company_name", "Benton, John B Jr"),
        ("address", "6649 N Blue Gum St"),
        ("city", "New Orleans"),
        ("county", "Orleans"),
        ("state", "LA"),
        ("zip", "70116"),
        ("phone1", "504-621-8927"),
        ("phone2", "504-845-1427"),
        ("email", "JButt@gmail.com"),
        ("web", "http://www.bentonjohnbjr.com"),
    ])
    .unwrap();
    assert_eq!((row.line, row.full_name.as_str()), (12, "James Butt"));
    assert_eq!(row.company.as_ref().map(CompanyName::as_str), Some("Benton, John B Jr"));
    assert_eq!(
        row.address.parts().map(Line::as_str).collect::<Vec<_>>(),
        ["6649 N Blue Gum St", "New Orleans", "LA", "70116"]
    );
    assert_eq!(numbers(&row), ["+15046218927", "+15048451427"]);
    assert_eq!(addresses(&row), ["jbutt@gmail.com"]);
    assert_eq!(extra(&row), [("county", "Orleans"), ("web", "http://www.bentonjohnbjr.com")]);
    assert_eq!(warnings(&row), Vec::<&About>::new());
    assert!(row.opted_out.is_empty() && !row.blocks_calls() && row.consent.is_none());
}

#[test]
fn what_is_no_number_or_address_is_kept_and_reported_and_the_row_stays() {
    let row =
        read(&[("Name", "Ana"), ("Phone", "ask her"), ("Email", "ana at home"), ("Time zone", "Mars/Base")]).unwrap();
    assert_eq!(extra(&row), [("Phone", "ask her"), ("Email", "ana at home"), ("Time zone", "Mars/Base")]);
    let phone = About::Phone(crate::error::Problem::NotAPhone);
    assert_eq!(warnings(&row), [&phone, &About::Email, &About::TimeZone]);
    assert_eq!(row.warnings[1].to_string(), "Line 12, \u{201c}Email\u{201d}: not an email address, kept as text");
}

#[test]
fn a_cell_may_hold_several_numbers_and_addresses() {
    let row = read(&[
        ("Name", "Ana"),
        ("Phone 1 - Label", "* Mobile"),
        ("Phone 1 - Value", "(415) 555-0100 ::: 415.555.0101x7"),
        ("E-mail / Phone", "ana@example.com / 415-555-0102"),
        ("Email", "a@example.com; Ana <b@example.com>"),
        ("Mobile", "+1 415 555 0100"),
    ])
    .unwrap();
    assert_eq!(numbers(&row), ["+14155550100", "+14155550101", "+14155550102"]);
    assert_eq!(row.phones[1].extension.as_deref(), Some("7"));
    assert_eq!(row.phones[0].label.as_ref().map(Line::as_str), Some("Mobile"));
    assert_eq!(addresses(&row), ["ana@example.com", "a@example.com", "b@example.com"]);
    // The name before the address is nothing we can read, so the whole cell is kept.
    assert_eq!(extra(&row), [("Email", "a@example.com; Ana <b@example.com>")]);
}

#[test]
fn a_label_without_its_number_is_kept() {
    let row = read(&[("Name", "Ana"), ("Phone 1 - Label", "Mobile"), ("Phone 1 - Value", "")]).unwrap();
    assert_eq!(extra(&row), [("Phone 1 - Label", "Mobile")]);
}

#[test]
fn an_opt_out_closes_its_own_channels() {
    let row = read(&[("Name", "Ana"), ("Do Not Call", "1"), ("Email Opt Out", "0"), ("SMS opt-out", "")]).unwrap();
    assert_eq!(row.opted_out, BTreeSet::from(Topic::CALLS));
    let all = read(&[("Name", "Ana"), ("Do Not Contact", "yes")]).unwrap();
    assert_eq!(all.opted_out, Topic::all().filter(|topic| *topic != Topic::DataCollection).collect());
    let allowed = read(&[("Name", "Ana"), ("Do not allow Phone Calls", "Allow")]).unwrap();
    assert!(!allowed.blocks_calls());
    let inverted = read(&[("Name", "Ana"), ("Allow phone calls", "No")]).unwrap();
    assert!(inverted.blocks_calls() && !inverted.blocked_for_unreadable);
}

#[test]
fn an_unreadable_opt_out_blocks_calls_and_is_reported() {
    let row = read(&[("Name", "Ana"), ("Email Opt Out", "perhaps")]).unwrap();
    assert!(row.blocked_for_unreadable && row.blocks_calls());
    assert_eq!(warnings(&row), [&About::OptOut(Unreadable::Unknown)]);
    assert_eq!(extra(&row), [("Email Opt Out", "perhaps")]);
}

#[test]
fn a_permission_that_is_not_there_closes_its_own_channels() {
    let calls = read(&[("Name", "Ana"), ("Allow phone calls", "")]).unwrap();
    assert!(calls.blocked_for_unreadable && calls.opted_out.contains(&Topic::CALL_SERVICE));
    let texts = read(&[("Name", "Ana"), ("Accepts SMS marketing", "")]).unwrap();
    assert!(!texts.blocks_calls() && texts.opted_out.contains(&Topic::Reach(Channel::Sms, Purpose::Marketing)));
    assert_eq!(warnings(&texts), [&About::OptOut(Unreadable::NoPermission)]);
}

#[test]
fn a_short_row_does_not_lose_the_opt_out_columns_at_its_end() {
    let header = ["Name".to_owned(), "Allow phone calls".to_owned()];
    let row = read_row(&propose(&header), &header, &["Ana".to_owned()], &Country::parse("US").unwrap(), 2).unwrap();
    assert!(row.blocks_calls());
}

#[test]
fn a_cell_without_a_heading_is_kept_under_its_place() {
    let cells = ["Ana", "blue", "yes"].map(str::to_owned);
    let mapping = [Target::FullName, Target::Keep, Target::OptOut(OptOut::plain(OptOutTopics::Calls))];
    let row = read_row(&mapping, &["Name".to_owned()], &cells, &Country::parse("US").unwrap(), 2).unwrap();
    assert_eq!((extra(&row), row.blocks_calls()), (vec![("Column 2", "blue")], true));
}

#[test]
fn a_row_without_a_name_is_shown_by_what_it_has() {
    for (columns, name, stand_in) in [
        (&[("Company", "Acme"), ("Email", "a@b.co")][..], "Acme", StandIn::Company),
        (&[("Email", "a@b.co"), ("Phone", "+1 415 555 0127")], "a@b.co", StandIn::Email),
        (&[("Phone Number", "+1 415 555 0127"), ("Active", "True")], "Number ending 27", StandIn::Phone),
    ] {
        let row = read(columns).unwrap();
        assert_eq!(row.full_name.as_str(), name);
        assert_eq!(warnings(&row).last(), Some(&&About::NoName(stand_in)));
    }
}

#[test]
fn a_row_that_says_nobody_is_refused_with_its_line() {
    let problem = read(&[("Name", " "), ("Phone", "none known"), ("Note", "call later")]).unwrap_err();
    assert_eq!(problem.to_string(), "Line 12: no name, number or address");
    let long = "x".repeat(201);
    assert!(matches!(read(&[("Name", &long)]).unwrap_err().why, WhyNot::Name(_)));
}

#[test]
fn names_are_put_together_and_no_part_is_lost() {
    let name = |columns: &[(&str, &str)]| read(columns).unwrap().full_name.as_str().to_owned();
    assert_eq!(name(&[("Last Name", "Silva"), ("First Name", " Ana "), ("Middle Name", "M.")]), "Ana M. Silva");
    assert_eq!(name(&[("Name", "Ana Silva"), ("Given Name", "Ana"), ("Family Name", "Silva")]), "Ana Silva");
    assert_eq!(name(&[("Name", "Ana"), ("Surname", "Silva")]), "Ana Silva");
    let other = read(&[("Name", "Ana Silva"), ("First Name", "Annie"), ("Last Name", "Silva")]).unwrap();
    assert_eq!((other.full_name.as_str(), extra(&other)), ("Ana Silva", vec![("First Name", "Annie")]));
}

#[test]
fn a_second_value_for_one_field_is_kept_beside_it() {
    let row =
        read(&[("Name", "Ana"), ("Company", "Acme"), ("Account Name", "Other"), ("Organization", "Acme")]).unwrap();
    assert_eq!(extra(&row), [("Account Name", "Other")]);
    assert_eq!(warnings(&row), [&About::Second]);
}

#[test]
fn a_text_that_is_too_long_is_kept_whole() {
    let long = "x".repeat(201);
    let row = read(&[("Name", "Ana"), ("City", &long)]).unwrap();
    assert_eq!(extra(&row), [("City", &*long)]);
}

#[test]
fn a_zip_code_without_its_zero_is_reported_and_not_changed() {
    let row = read(&[("Name", "Ana"), ("ZIP", "8014")]).unwrap();
    assert_eq!(row.address.postal_code.as_ref().map(Line::as_str), Some("8014"));
    assert_eq!(warnings(&row), [&About::ShortZip]);
}

#[test]
fn a_consent_counts_only_with_day_source_and_wording() {
    let evidence = [("Consent date", "2024-05-31"), ("Consent source", "web form"), ("Consent wording", "Call me")];
    let with = |left_out: Option<usize>, date: &'static str| {
        let mut columns = vec![("Name", "Ana")];
        columns.extend(evidence.iter().enumerate().map(|(at, (heading, cell))| match at {
            _ if left_out == Some(at) => (*heading, ""),
            0 => (*heading, date),
            _ => (*heading, *cell),
        }));
        read(&columns).unwrap()
    };
    assert_eq!(with(None, "2024-05-31").consent.map(|consent| consent.given_on), NaiveDate::from_ymd_opt(2024, 5, 31));
    for left_out in 0..3 {
        let row = with(Some(left_out), "2024-05-31");
        assert_eq!((row.consent.is_none(), row.extra.len(), warnings(&row)), (true, 2, vec![&About::Consent]));
    }
    let unclear = with(None, "03/04/2024");
    assert_eq!((unclear.consent.is_none(), unclear.extra.len()), (true, 3));
}

#[test]
fn an_address_in_several_lines_keeps_them() {
    let row = read(&[("Name", "Ana"), ("Mailing Street", "Suite 5\r\n1  Main St"), ("Note", "a\r\nb")]).unwrap();
    assert_eq!(row.address.lines.iter().map(Line::as_str).collect::<Vec<_>>(), ["Suite 5", "1 Main St"]);
    assert_eq!(row.note.as_ref().map(Note::as_str), Some("a\nb"));
}

#[test]
fn what_was_left_out_on_purpose_is_left_out() {
    let mapping = [
        Target::FullName,
        Target::Skip,
        Target::Phone(Label::Work),
        Target::OptOut(OptOut::plain(OptOutTopics::Phone)),
    ];
    let row = read_as(&mapping, &[("a", "Ana"), ("b", "secret"), ("c", "4155550100"), ("d", "x")]).unwrap();
    assert!(row.extra.is_empty());
    assert_eq!(row.phones[0].label.as_ref().map(Line::as_str), Some("Work"));
    assert_eq!(row.opted_out, OptOutTopics::Phone.topics().collect());
}

#[test]
fn the_same_person_in_another_format_has_the_same_identity() {
    let identity = |columns: &[(&str, &str)]| read(columns).unwrap().identity();
    let one =
        identity(&[("Name", "Ana Silva"), ("Phone", "415-555-0100"), ("Mobile", "4155550101"), ("Email", "A@b.co")]);
    let two = identity(&[
        ("Mobile", "+1 (415) 555-0101"),
        ("Phone", "415.555.0100"),
        ("Email", "a@b.co"),
        ("Name", "ANA  SILVA"),
    ]);
    assert_eq!(one, two);
    assert_ne!(one, identity(&[("Name", "Ana Silva"), ("Phone", "415-555-0100")]));
    assert_eq!(identity(&[("ID", "7"), ("Name", "Ana")]), identity(&[("Name", "Bea"), ("ID", " 7")]));
    assert_ne!(identity(&[("Name", "Ana"), ("Company", "A")]), identity(&[("Name", "Ana"), ("Company", "B")]));
}
