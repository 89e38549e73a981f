use proptest::prelude::*;

use super::*;

fn read(typed: &str, country: &str) -> Result<String, Problem> {
    parse(typed, &Country::parse(country).unwrap()).map(|parsed| parsed.number.to_string())
}

#[test]
fn the_same_number_in_any_format_is_one_number() {
    for typed in [
        "+14155550100",
        "+1 (415) 555 0100",
        "1-415-555-0100",
        "(415) 555-0100",
        "415.555.0100",
        "415 555 0100",
        "415/555-0100",
        "4155550100",
        "14155550100",
        "0014155550100",
        "00 1 415 555 0100",
        "001-415-555-0100",
        "011 1 415 555 0100",
        "+011 1 415 555 0100",
        "+001 415 555 0100",
        "tel:+1-415-555-0100",
        "TEL:+14155550100",
        "tel:%2B1-415-555-0100",
        "tel:415-555-0100;phone-context=+1",
        "+1 1 415 555 0100",
        "+1-415-555-0100 ext. 12",
        "(+1) 415 555 0100",
        "+(1) 415-555-0100",
        "++1 415 555 0100",
        "'+14155550100",
        "=+14155550100",
        "=\"+14155550100\"",
        "\"(415) 555-0100\"",
        "14155550100.0",
        "\u{ff0b}\u{ff11} \u{ff08}\u{ff14}\u{ff11}\u{ff15}\u{ff09} \u{ff15}\u{ff15}\u{ff15}\u{ff0d}\u{ff10}\u{ff11}\u{ff10}\u{ff10}",
        "\u{664}\u{661}\u{665} \u{665}\u{665}\u{665} \u{660}\u{661}\u{660}\u{660}",
        "415\u{2011}555\u{2011}0100",
        "\u{a0}415\u{a0}555\u{202f}0100",
        "\u{202a}+1\u{a0}(415)\u{a0}555-0100\u{202c}",
        "Tel.: (415) 555-0100",
        "415-555-0100 (home)",
    ] {
        assert_eq!(read(typed, "US"), Ok("+14155550100".into()), "{typed:?}");
    }
}

#[test]
fn a_number_with_its_code_is_the_same_from_every_country() {
    for country in Country::all() {
        for (typed, e164) in [
            ("+1 415 555 0100", "+14155550100"),
            ("+44 (0)20 7946 0000", "+442079460000"),
            ("+49 (0) 30 / 23125-000", "+493023125000"),
            ("+39 02 3661 8300", "+390236618300"),
            ("+7 800 555 35 35", "+78005553535"),
            ("+81 (0)3 1234 5678", "+81312345678"),
            ("+995 32 212 3456", "+995322123456"),
            ("+1 120 555 0100", "+11205550100"),
        ] {
            assert_eq!(read(typed, country.code()), Ok(e164.into()), "{typed} {country}");
        }
    }
}

#[test]
fn national_formats_are_read_with_the_country() {
    for (country, typed, e164) in [
        ("GB", "020 7946 0000", "+442079460000"),
        ("GB", "(020) 79460000", "+442079460000"),
        ("GB", "20 7946 0000", "+442079460000"),
        ("GB", "44 20 7946 0000", "+442079460000"),
        ("GB", "0044 (0)20 7946 0000", "+442079460000"),
        ("GB", "07700 900000", "+447700900000"),
        ("GB", "7700900000", "+447700900000"),
        ("DE", "030 23125-000", "+493023125000"),
        ("FR", "01 99 00 00 00", "+33199000000"),
        ("IT", "02 3661 8300", "+390236618300"),
        ("AU", "0491 570 006", "+61491570006"),
        ("AU", "0011 1 415 555 0100", "+14155550100"),
        ("RU", "8 (800) 555-35-35", "+78005553535"),
        ("RU", "8005553535", "+78005553535"),
        ("RU", "8~10 1 415 555 0100", "+14155550100"),
        ("HU", "06 1 234 5678", "+3612345678"),
        ("BY", "8 801 123 41 88", "+3758011234188"),
        ("BY", "801 123 41 88", "+3758011234188"),
        ("BR", "0 15 11 91234-5678", "+5511912345678"),
        ("AR", "011 15 2345-6789", "+5491123456789"),
        ("MX", "55 1234 5678", "+525512345678"),
        ("JM", "876 555 0100", "+18765550100"),
        ("GD", "405 4658", "+14734054658"),
        ("BM", "1 623 0819", "+14416230819"),
        ("JE", "865836", "+441534865836"),
        ("JP", "010 1 415 555 0100", "+14155550100"),
        ("CA", "1 416 555 0100", "+14165550100"),
        ("US", "001-234-567-8901", "+12345678901"),
    ] {
        assert_eq!(read(typed, country), Ok(e164.into()), "{country} {typed}");
    }
}

#[test]
fn a_prefix_that_was_typed_twice_is_taken_off_at_once() {
    assert_eq!(read("+61 0 0 8 2417 9638", "RU"), Ok("+61824179638".into()));
    assert_eq!(read("+1 1 1 415 555 0100", "US"), Ok("+14155550100".into()));
}

#[test]
fn an_extension_is_kept_apart_from_the_number() {
    let parsed = parse("267-243-9490x035", &Country::parse("US").unwrap()).unwrap();
    assert_eq!((parsed.number.as_str(), parsed.extension.as_deref()), ("+12672439490", Some("035")));
}

#[test]
fn a_number_in_no_range_in_use_is_possible_and_carries_a_warning() {
    let warning = |typed, country| parse(typed, &Country::parse(country).unwrap()).unwrap().warning;
    assert_eq!(warning("07700 900000", "GB"), Some(PhoneWarning::NotValid));
    assert_eq!(warning("229.077.5154", "US"), Some(PhoneWarning::NotValid));
    assert_eq!(warning("415 555 0100", "US"), None);
    assert_eq!(warning("020 7946 0000", "GB"), None);
}

#[test]
fn emergency_and_short_numbers_are_refused() {
    for (country, typed) in [
        ("US", "911"),
        ("US", "9-1-1"),
        ("US", "+1911"),
        ("US", "+1 911"),
        ("US", "1911"),
        ("US", "411"),
        ("US", "-1199"),
        ("GB", "999"),
        ("GB", "112"),
        ("GB", "+44 999"),
        ("DE", "110"),
        ("DE", "112"),
        ("DE", "+49 112"),
        ("DE", "116117"),
        ("DE", "+49 116117"),
        ("FR", "15"),
        ("AU", "000"),
        ("PK", "1122"),
        ("AT", "112"),
        ("AT", "+43 133"),
    ] {
        assert_eq!(read(typed, country), Err(Problem::ShortPhone), "{country} {typed}");
    }
}

#[test]
fn real_numbers_of_few_digits_are_no_short_codes() {
    assert_eq!(read("22158", "SH"), Ok("+29022158".into()));
    assert_eq!(read("131 234", "AU"), Ok("+61131234".into()));
}

#[test]
fn what_is_no_possible_number_is_refused() {
    for (country, typed) in [
        ("US", "555-0100"),
        ("US", "415-555-010"),
        ("US", "415-555-01000"),
        ("US", "+1 415 555 010"),
        ("US", "+210 415 555 0100"),
        ("US", "+0 415 555 0100"),
        ("US", "442079460000"),
        ("GB", "00 1 310-1066"),
        ("US", "call me"),
        ("US", "1.41556E+10"),
        ("US", "\u{2022}\u{2022}\u{2022} \u{2022}\u{2022}\u{2022} \u{2022}\u{2022}27"),
        ("US", "ana@example.com"),
        ("GB", "+44 20 7946 00"),
        ("AQ", "415 555 0100"),
    ] {
        assert_eq!(read(typed, country), Err(Problem::NotAPhone), "{country} {typed}");
    }
}

#[test]
fn one_field_takes_one_number() {
    assert_eq!(read("415-555-0100; 415-555-0101", "US"), Err(Problem::SeveralPhones));
    assert_eq!(read("415-555-0100; 415-555-0100", "US"), Ok("+14155550100".into()));
    assert_eq!(read("415-555-0100, call after 5", "US"), Err(Problem::NotAPhone));
    assert_eq!(read(" - ", "US"), Err(Problem::missing("a phone number")));
}

/// Country, national number as it is in E.164, national prefix, way abroad.
const PLANS: [(&str, &str, &str, &str, &str); 8] = [
    ("US", "1", "4155550", "1", "011"),
    ("GB", "44", "2079460", "0", "00"),
    ("DE", "49", "3023125", "0", "00"),
    ("FR", "33", "199000", "0", "00"),
    ("AU", "61", "291234", "0", "0011"),
    ("IT", "39", "0236618", "", "00"),
    ("RU", "7", "4951234", "8", "810"),
    ("JP", "81", "3123456", "0", "010"),
];

/// Puts a separator between some of the digits.
fn spaced(digits: &str, places: &[u8]) -> String {
    const SEPARATORS: [&str; 10] = ["", "", "", " ", "-", ".", "\u{a0}", "\u{2011}", "/", ") "];
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        text.push(digit);
        text.push_str(SEPARATORS[usize::from(places[at % places.len()]) % SEPARATORS.len()]);
    }
    text
}

fn other_script(text: &str, zero: u32) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(c)).collect()
}

proptest! {
    #[test]
    fn no_format_makes_another_number(
        plan in proptest::sample::select(&PLANS[..]),
        last in 100..1000_u32,
        places in proptest::collection::vec(any::<u8>(), 1..16),
        zero in proptest::sample::select(&[0x30_u32, 0x660, 0x6f0, 0x966, 0xff10][..]),
        before in proptest::sample::select(&["", " ", "'", "=", "tel:", "\u{202d}", "("][..]),
        after in proptest::sample::select(&["", " ", "\u{202c}", " x12", ";ext=12", ".", ")"][..]),
    ) {
        let (country, code, national, trunk, abroad) = plan;
        let national = format!("{national}{last}");
        let expected = format!("+{code}{national}");
        for start in [format!("+{code}"), format!("+{code} ({trunk})"), format!("00{code}"), format!("{abroad}{code}"), trunk.to_owned()] {
            let written = format!("{before}{start}{}{after}", spaced(&national, &places));
            let written = other_script(&written, zero);
            prop_assert_eq!(read(&written, country), Ok(expected.clone()), "{}", written);
        }
    }

    #[test]
    fn reading_is_total_and_reading_again_changes_nothing(typed in "[-+0-9 ./()xX,;:'=#&|\u{ff10}-\u{ff19}]{0,40}|\\PC{0,30}") {
        for country in ["US", "DE", "AR", "AQ"] {
            let country = Country::parse(country).unwrap();
            for parsed in crate::phone::parse_cell(&typed, &country).into_iter().flatten() {
                for again in [parsed.number.as_str(), &parsed.number.formatted()] {
                    prop_assert_eq!(parse(again, &country).map(|again| again.number), Ok(parsed.number.clone()));
                }
            }
        }
    }
}
