use super::*;

fn read(typed: &str) -> Option<(bool, String, Option<String>)> {
    Written::read(&plain(typed)).map(|written| (written.plus, written.digits, written.extension))
}

#[allow(clippy::unnecessary_wraps, reason = "compared with what may be absent")]
fn number(digits: &str) -> Option<(bool, String, Option<String>)> {
    Some((false, digits.to_owned(), None))
}

#[test]
fn digits_of_every_script_are_digits() {
    for typed in ["\u{664}\u{661}\u{665}", "\u{6f4}\u{6f1}\u{6f5}", "\u{96a}\u{967}\u{96b}", "\u{ff14}\u{ff11}\u{ff15}"]
    {
        assert_eq!(read(typed), number("415"), "{typed}");
    }
}

#[test]
fn signs_without_width_and_signs_of_print_are_read_over() {
    let typed = "\u{202d}(415)\u{a0}555\u{2011}01\u{ad}00\u{202c}\u{200e}";
    assert_eq!(read(typed), number("4155550100"));
    assert_eq!(read("\u{ff0b}1\u{3000}415"), Some((true, "1415".into(), None)));
}

#[test]
fn what_a_spreadsheet_adds_is_not_part_of_the_number() {
    for typed in ["'4155550100", "=4155550100", "=\"4155550100\"", "\"4155550100\"", "4155550100.0", " '=4155550100 "] {
        assert_eq!(read(typed), number("4155550100"), "{typed}");
    }
}

#[test]
fn an_extension_is_kept_apart() {
    for typed in [
        "267-243-9490x035",
        "267-243-9490 x 035",
        "267-243-9490 ext. 035",
        "267-243-9490, ext 035",
        "267-243-9490 Extension: 035",
        "267-243-9490 (ext. 035)",
        "267-243-9490#035",
        "267-243-9490 # 035",
        "267-243-9490,,035#",
        "267-243-9490;ext=035",
        "tel:267-243-9490;ext=035;isub=1",
        "267-243-9490 \u{ff58}035",
    ] {
        assert_eq!(read(typed), Some((false, "2672439490".into(), Some("035".into()))), "{typed}");
    }
}

#[test]
fn words_that_name_the_kind_of_number_are_read_over() {
    for typed in ["Tel.: 415 555", "Phone 415-555", "415555 (home)", "(work) 415 555", "415 555 cell", "M: (415) 555"] {
        assert_eq!(read(typed), number("415555"), "{typed}");
    }
}

#[test]
fn a_link_is_read_with_its_context() {
    assert_eq!(read("tel:%2B1-415"), Some((true, "1415".into(), None)));
    assert_eq!(read("tel:415-555;phone-context=+1"), Some((true, "1415555".into(), None)));
}

#[test]
fn text_that_is_no_number_is_not_read_as_one() {
    for typed in [
        "",
        "-",
        "1.41556E+10",
        "415 call after 5",
        "4155550100a",
        "415*555",
        "415;416",
        "415;ext=a",
        "1+1",
        "415\u{2022}555",
        "x12",
        "home",
    ] {
        assert_eq!(read(typed), None, "{typed}");
    }
    assert_eq!(read(&"1".repeat(26)), None);
}
