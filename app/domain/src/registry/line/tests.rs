//! Every format, and every way of breaking it.

use proptest::prelude::*;

use super::*;
use crate::country::Country;

fn list(country: &str) -> Registry {
    Registry::List(Country::parse(country).unwrap())
}

fn say(line: &str, registry: Registry) -> Result<Line, BadLine> {
    read(line.as_bytes(), registry)
}

const US: Registry = Registry::UnitedStates;
const CA: Registry = Registry::Canada;
const TPS: Registry = Registry::UnitedKingdomTps;

#[test]
fn a_full_list_of_north_america_has_area_and_number_or_ten_digits() {
    for line in ["415,5550123", " 415 , 5550123 ", "415,5550123,,", "4155550123", "4155550123,", "\t4155550123"] {
        assert_eq!(say(line, US), Ok(Line::Number(14_155_550_123)), "{line}");
    }
    assert_eq!(say("416,1234567", CA), Ok(Line::Number(14_161_234_567)));
}

#[test]
fn a_change_says_once_whether_a_number_was_added_or_deleted() {
    for line in ["415,5550123,2024-01-31,A", "415,5550123,A,2024-01-31", "415,5550123,A", "415,5550123,1,,a,"] {
        assert_eq!(say(line, US), Ok(Line::Added(14_155_550_123)), "{line}");
    }
    assert_eq!(say("415,5550123,2024-01-31 10:00:00,D", US), Ok(Line::Deleted(14_155_550_123)));
    for line in ["415,5550123,x", "415,5550123,A,D", "415,5550123,A,A", "415,5550123,AD", "415,5550123,2024,,"] {
        assert_eq!(say(line, US), Err(BadLine::NotAChange), "{line}");
    }
    assert_eq!(say("416,1234567,2024,A", CA), Err(BadLine::NoChanges));
}

#[test]
fn a_broken_line_of_north_america_is_refused_and_says_why() {
    for line in [
        "415,555012",
        "415,55501234",
        "41,5550123",
        "4155,550123",
        "415;5550123",
        "415,555O123",
        "415,555-0123",
        "415-555-0123",
        "14155550123",
        "+14155550123",
        "415555012",
        "4155550123,2024,A",
        ",4155550123",
        "\"415\",\"5550123\"",
        "415\0,5550123",
        "0207 3787244",
    ] {
        assert_eq!(say(line, US), Err(BadLine::NotAreaAndNumber), "{line}");
    }
    assert_eq!(say("115,5550123", US), Err(BadLine::NotAnArea(NotAnArea)));
    assert_eq!(say("0155550123", US), Err(BadLine::NotAnArea(NotAnArea)));
}

#[test]
fn a_file_of_the_neighbour_is_refused_with_its_area_code() {
    let area = |code| Area::new(code).unwrap();
    assert_eq!(say("416,1234567", US), Err(BadLine::OtherArea(area(416))));
    assert_eq!(say("4161234567", US), Err(BadLine::OtherArea(area(416))));
    assert_eq!(say("415,5550123", CA), Err(BadLine::OtherArea(area(415))));
    assert_eq!(say("800,5550123", CA), Ok(Line::Number(18_005_550_123)));
    let sentence = say("416,1234567", US).unwrap_err().to_string();
    assert_eq!(
        sentence,
        "area code 416 is not of this registry. Choose the registry that the file was downloaded from"
    );
}

#[test]
fn a_line_of_the_preference_service_is_twelve_wide_with_or_without_spaces() {
    for (line, number) in [
        ("0207 3787244", 442_073_787_244),
        ("01635 506160", 441_635_506_160),
        ("0191 5657153", 441_915_657_153),
        ("07860 338653", 447_860_338_653),
        ("02073787244 ", 442_073_787_244),
        ("02073787244", 442_073_787_244),
        ("0169772345  ", 44_169_772_345),
        ("01697  72345", 44_169_772_345),
        ("0207 3787244,,", 442_073_787_244),
    ] {
        assert_eq!(say(line, TPS), Ok(Line::Number(number)), "{line:?}");
        assert_eq!(say(line, Registry::UnitedKingdomCtps), Ok(Line::Number(number)), "{line:?}");
    }
}

#[test]
fn a_line_of_the_preference_service_that_lost_a_sign_is_refused() {
    for line in [
        "0207 378724",
        "0207 378724 ",
        "0207378724",
        "207 37872440",
        "0207  3787244",
        "020737872444",
        "0207 37 7244",
        "0207-3787244",
        "442073787244",
        "+44207378724",
        "0207 37O7244",
        "415,5550123",
        "00000 ",
    ] {
        assert_eq!(say(line, TPS), Err(BadLine::NotFixedWidth), "{line:?}");
    }
}

#[test]
fn hong_kong_has_eight_digits_with_or_without_the_day() {
    let hong_kong = |line| say(line, Registry::HongKong);
    for line in ["21234567", "21234567,20240131", "21234567,31012024", "21234567,240131", "21234567, 2024-01-31 ,"] {
        assert_eq!(hong_kong(line), Ok(Line::Number(85_221_234_567)), "{line}");
    }
    for line in ["2123456", "212345678", "11234567", "01234567", "2123 4567", "+85221234567", ",21234567"] {
        assert_eq!(hong_kong(line), Err(BadLine::NotEightDigits), "{line}");
    }
}

#[test]
fn two_numbers_of_hong_kong_on_a_line_are_not_number_and_day() {
    for line in ["21234567,98765432", "20240131,21234567", "21234567,1", "21234567,A", "21234567,240131,1"] {
        assert_eq!(say(line, Registry::HongKong), Err(BadLine::NotADay), "{line}");
    }
}

#[test]
fn singapore_has_eight_digits_and_its_report_of_errors_is_no_list() {
    let singapore = |line| say(line, Registry::Singapore);
    assert_eq!(singapore("61234567"), Ok(Line::Number(6_561_234_567)));
    assert_eq!(singapore("91234567,,"), Ok(Line::Number(6_591_234_567)));
    assert_eq!(singapore("21234567"), Err(BadLine::NotEightDigits));
    assert_eq!(singapore("61234567,20240131"), Err(BadLine::NoChanges));
    assert_eq!(singapore("Number,Error Code,Error Message"), Err(BadLine::ErrorReport));
    assert_eq!(singapore("Number"), Ok(Line::Header));
}

#[test]
fn a_plain_list_takes_a_number_however_it_is_written() {
    for line in [
        "+14155550123",
        "14155550123",
        "4155550123",
        "(415) 555-0123",
        "415.555.0123",
        " '415-555-0123 ",
        "415-555-0123,,",
        "tel:+1-415-555-0123",
        "+1 415 555 0123 x9",
    ] {
        assert_eq!(say(line, list("US")), Ok(Line::Number(14_155_550_123)), "{line}");
    }
    assert_eq!(say("0207 946 0000", list("GB")), Ok(Line::Number(442_079_460_000)));
    assert_eq!(say("030/23125000", list("DE")), Ok(Line::Number(493_023_125_000)));
    assert_eq!(say("+44 1632 960000", list("GB")), Ok(Line::Number(441_632_960_000)));
}

#[test]
fn a_plain_list_is_refused_where_a_number_could_be_another_one() {
    for (line, country, why) in [
        ("+44 20 7946 0000", "US", BadLine::OtherCountry),
        ("00442079460000", "US", BadLine::OtherCountry),
        ("+41555501234", "US", BadLine::OtherCountry),
        ("+4155550123", "US", BadLine::NotAPhone),
        ("01632 960000", "GB", BadLine::Ambiguous),
        ("4155550123", "GB", BadLine::Ambiguous),
        ("415-555-0123; 415-555-0124", "US", BadLine::SeveralPhones),
        ("415-555-0123, 415-555-0124", "US", BadLine::SeveralPhones),
        ("+14155550123,2026-01-01", "US", BadLine::NotAPhone),
        ("911", "US", BadLine::NotAPhone),
        ("415-555-012", "US", BadLine::NotAPhone),
        ("ask her 2", "US", BadLine::NotAPhone),
        ("1.41556E+10", "US", BadLine::NotAPhone),
    ] {
        assert_eq!(say(line, list(country)), Err(why), "{line}");
    }
    assert_eq!(read(b"+1415555012\xff", list("US")), Err(BadLine::NotAPhone));
}

#[test]
fn what_has_no_digit_is_blank_or_a_heading_in_every_registry() {
    for registry in Registry::national().chain([list("US")]) {
        for line in ["", " ", ",", " ,, ", "\t", "            "] {
            assert_eq!(say(line, registry), Ok(Line::Blank), "{line:?} {registry:?}");
        }
        for line in ["Area Code,Phone Number", "phone_number,expires_at", "T\u{e9}l\u{e9}phone", "\u{96fb}\u{8a71}"] {
            assert_eq!(say(line, registry), Ok(Line::Header), "{line:?} {registry:?}");
        }
        for line in ["Phone 1", "---", "sssssss1", "\"\""] {
            assert!(say(line, registry).is_err(), "{line:?} {registry:?}");
        }
    }
}

/// Lines in the plain form or nearly, some of them of the same exchange.
const LINES: &str = "([48]1[56],[0-9]{3}|415,555|\0{7})[0-9]{3,5}[, \n]?";

/// The numbers of the runs at the beginning of a text, one behind the other.
fn numbers_of_runs(text: &str, registry: Registry) -> impl Iterator<Item = u64> {
    let mut rest = text.as_bytes();
    let runs = std::iter::from_fn(move || {
        let run = run(rest, registry)?;
        rest = &rest[run.last_digits().count() * RUN_LINE..];
        Some(run.last_digits().map(|last| run.first + u64::from(last)).collect::<Vec<_>>())
    });
    runs.flatten()
}

proptest! {
    #[test]
    fn any_bytes_give_an_answer(line in proptest::collection::vec(any::<u8>(), 0..40)) {
        for registry in Registry::national().chain([list("GB")]) {
            let _answer = read(&line, registry);
        }
    }

    #[test]
    fn a_number_of_north_america_is_read_as_it_was_written(area in 200_u16..1000, rest in 0_u64..10_000_000) {
        let area = Area::new(area).unwrap();
        let registry = if area.belongs_to(US) { US } else { CA };
        let number = area.number(rest);
        prop_assert_eq!(say(&format!("{area},{rest:07}"), registry), Ok(Line::Number(number)));
        prop_assert_eq!(say(&format!("{area}{rest:07}"), registry), Ok(Line::Number(number)));
        prop_assert_eq!(Area::of(number), Some(area));
    }

    #[test]
    fn a_run_says_what_reading_line_by_line_says(mut lines in proptest::collection::vec(LINES, 0..20)) {
        lines.push(String::new());
        let text = lines.join("\n");
        for registry in [US, CA, TPS] {
            let numbers: Vec<_> = numbers_of_runs(&text, registry).map(|number| Ok(Line::Number(number))).collect();
            let one_by_one: Vec<_> = text.lines().take(numbers.len()).map(|line| say(line, registry)).collect();
            prop_assert_eq!(&numbers, &one_by_one);
            let next = text.as_bytes().get(numbers.len() * RUN_LINE..).and_then(|rest| rest.first_chunk::<RUN_LINE>());
            let plain = |line: &[u8; RUN_LINE]| line.ends_with(b"\n") && line[3] == b',' && matches!(read(&line[..11], registry), Ok(Line::Number(_)));
            prop_assert!(!next.is_some_and(plain));
        }
    }

    #[test]
    fn a_number_that_lost_a_sign_is_never_read_as_another(rest in 0_u64..10_000_000, at in 0_usize..11) {
        let mut line = format!("415,{rest:07}");
        line.remove(at);
        let read = say(&line, US);
        // Without its comma it is the same number in the old form.
        let expected = if at == 3 { Ok(Line::Number(14_150_000_000 + rest)) } else { Err(BadLine::NotAreaAndNumber) };
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn both_forms_of_the_preference_service_give_the_same_number(rest in 1_000_000_000_u64..9_999_999_999) {
        let digits = format!("0{rest}");
        let number = Ok(Line::Number(440_000_000_000 + rest));
        prop_assert_eq!(say(&format!("{digits:<12}"), TPS), number);
        for code in 4..=5 {
            let (code, rest) = digits.split_at(code);
            prop_assert_eq!(say(&format!("{code:<5}{rest:>7}"), TPS), number);
        }
    }
}
