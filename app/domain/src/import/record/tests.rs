use super::*;

const COMMA: Form = Form { delimiter: Delimiter::Comma, ends: LineEnd::Feed };

/// Every record of a text: its cells, or why not, and the line on which it begins.
fn records(mut text: &str, form: Form) -> Vec<(u64, Result<Vec<String>, BadCut>)> {
    let (mut found, mut line) = (Vec::new(), 1);
    while !text.is_empty() {
        let Cut::Record { cells, bytes, lines } = cut(text, form, Behind::Nothing) else { panic!("a whole text") };
        found.push((line, cells));
        line += lines;
        text = &text[bytes..];
    }
    found
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn a_quoted_cell_holds_delimiters_quotes_and_lines() {
    let text = "a,\"b, \"\"c\"\"\r\nd\",e\r\nf, \"g\" ,h\n";
    assert_eq!(records(text, COMMA), [(1, Ok(cells(&["a", "b, \"c\"\r\nd", "e"]))), (3, Ok(cells(&["f", "g", "h"])))]);
}

#[test]
fn each_delimiter_and_each_line_end_cuts() {
    for delimiter in Delimiter::ALL {
        for (end, ends) in
            [("\n", LineEnd::Feed), ("\r\n", LineEnd::Feed), ("\r", LineEnd::Return), ("\r\r\n", LineEnd::Feed)]
        {
            let sign = char::from(delimiter.sign());
            for last in [end, ""] {
                let text = format!("a{sign}b{end}\"c\"{sign}\"d\"{last}");
                let found = records(&text, Form { delimiter, ends });
                assert_eq!(found, [(1, Ok(cells(&["a", "b"]))), (2, Ok(cells(&["c", "d"])))], "{text:?}");
            }
        }
    }
}

#[test]
fn a_quote_inside_a_plain_cell_is_a_quote() {
    assert_eq!(records("5\" pipe,Joe \"Jim\" Doe\n", COMMA), [(1, Ok(cells(&["5\" pipe", "Joe \"Jim\" Doe"])))]);
}

#[test]
fn broken_quotes_cost_one_line_and_no_more() {
    let text = "a,\"b\nc,d\ne,\"f\"g\nh,\"i\"\n";
    assert_eq!(
        records(text, COMMA),
        [(1, Err(BadCut::Quotes)), (2, Ok(cells(&["c", "d"]))), (3, Err(BadCut::Quotes)), (4, Ok(cells(&["h", "i"])))]
    );
}

#[test]
fn control_characters_long_cells_and_bytes_without_meaning_are_refused() {
    let long = "x".repeat(LONGEST_CELL + 1);
    for (text, why) in [
        ("a\u{0}b,c\n", BadCut::Control),
        ("a\rb,c\n", BadCut::Control),
        ("\"a\u{1b}\",c\n", BadCut::Control),
        ("a\u{ffff},c\n", BadCut::NotText),
        (&*format!("{long},c\n"), BadCut::TooLong),
        (&*format!("\"{long}\",c\n"), BadCut::TooLong),
    ] {
        let text = format!("{text}d,e\n");
        assert_eq!(records(&text, COMMA), [(1, Err(why)), (2, Ok(cells(&["d", "e"])))]);
    }
}

#[test]
fn a_record_that_may_go_on_is_not_cut() {
    for text in ["a,b", "a,\"b", "a,\"b\"", "a,\"b\" ", "a,\"b\"\r", "a,\"b\n"] {
        assert_eq!(cut(text, COMMA, Behind::Perhaps), Cut::More, "{text:?}");
    }
    let returns = Form { ends: LineEnd::Return, ..COMMA };
    assert_eq!(cut("a,b\r", returns, Behind::Perhaps), Cut::More);
}

#[test]
fn a_record_that_is_too_long_is_never_waited_for() {
    assert_eq!(cut("a,b", COMMA, Behind::TooMuch), Cut::Endless);
    assert_eq!(cut("a,\"b", COMMA, Behind::TooMuch), Cut::Endless);
    assert_eq!(cut("a,\"b\"", COMMA, Behind::TooMuch), Cut::Endless);
    let first_line = Cut::Record { cells: Err(BadCut::Quotes), bytes: 5, lines: 1 };
    assert_eq!(cut("a,\"b\nc", COMMA, Behind::TooMuch), first_line);
}

proptest::proptest! {
    /// Whatever is written comes back, and reading in pieces makes no difference.
    #[test]
    fn what_is_quoted_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a-z\",;\n\r ]{0,6}", 2..4), 1..5)) {
        let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let text: String = rows.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(",") + "\n").collect();
        let found: Vec<_> = records(&text, COMMA).into_iter().map(|(_, cells)| cells.unwrap()).collect();
        proptest::prop_assert_eq!(&found, &rows);
        let whole = cut(&text, COMMA, Behind::Nothing);
        for end in (1..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let part = cut(&text[..end], COMMA, Behind::Perhaps);
            proptest::prop_assert!(part == Cut::More || part == whole, "{:?} {:?}", part, end);
        }
    }

    /// Every text is cut to its end, whatever is in it.
    #[test]
    fn any_text_is_cut_to_its_end(text in "[ab\",;\n\r\t \u{0}\u{e9}]{1,40}") {
        for ends in [LineEnd::Feed, LineEnd::Return] {
            let mut rest = &text[..];
            while !rest.is_empty() {
                let Cut::Record { bytes, .. } = cut(rest, Form { delimiter: Delimiter::Comma, ends }, Behind::Nothing) else {
                    panic!("a whole text is always cut: {rest:?}")
                };
                proptest::prop_assert!(bytes > 0);
                rest = &rest[bytes..];
            }
        }
    }
}
