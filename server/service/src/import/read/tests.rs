use super::*;

fn open(bytes: impl AsRef<[u8]>) -> Table {
    Table::open_as(io::Cursor::new(bytes.as_ref().to_vec()), Choices::default()).unwrap()
}

/// The rows as `line: cells`, or the sentence about a line.
fn rows(table: Table) -> Vec<String> {
    table
        .map(|row| match row {
            Ok(row) => format!("{}: {}", row.line, row.cells.join("/")),
            Err(bad) => bad.to_string(),
        })
        .collect()
}

#[test]
fn every_shape_of_the_same_list_is_the_same_list() {
    for sign in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("{end}{end}Name{sign}Phone{end}Ana{sign}+1 415 555 0100{end}{end}Zo\u{eb}{sign}{end}");
            let marked = format!("\u{feff}{text}");
            let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let old: Vec<u8> = text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
            for bytes in [text.into_bytes(), marked.into_bytes(), utf16, old] {
                let table = open(&bytes);
                assert_eq!(table.header, ["Name", "Phone"], "{sign:?} {end:?}");
                assert_eq!(table.header_row, HeaderRow::Present);
                assert_eq!(rows(table), ["4: Ana/+1 415 555 0100", "6: Zo\u{eb}/"], "{sign:?} {end:?}");
            }
        }
    }
}

#[test]
fn a_first_row_of_data_is_kept_as_data() {
    let table = open("Ana,ana@example.com\nBob,bob@example.com\n");
    assert_eq!(
        (table.header_row, &table.header[..]),
        (HeaderRow::Absent, &["Column 1".to_owned(), "Column 2".to_owned()][..])
    );
    assert_eq!(rows(table), ["1: Ana/ana@example.com", "2: Bob/bob@example.com"]);
}

#[test]
fn whoever_imports_may_know_better() {
    let choices = Choices { header_row: Some(HeaderRow::Absent), delimiter: Some(Delimiter::Semicolon) };
    let table = Table::open_as(io::Cursor::new("Ana,x;Silva\nBob,y;Li\n"), choices).unwrap();
    assert_eq!(rows(table), ["1: Ana,x/Silva", "2: Bob,y/Li"]);
}

#[test]
fn a_spreadsheets_own_delimiter_line_is_no_row() {
    let table = open("sep=;\r\nName;Note\r\nAna;a,b\r\n");
    assert_eq!((table.header.len(), rows(table)), (2, vec!["3: Ana/a,b".to_owned()]));
}

#[test]
fn missing_cells_are_empty_and_cells_too_many_are_reported() {
    let table = open("Name,Phone,Note\nAna\nBob,1,2,\nCy,1,2,3\nDee,1,2\n");
    assert_eq!(rows(table), ["2: Ana//", "3: Bob/1/2", "Line 4: it has more cells than the header", "5: Dee/1/2"]);
}

#[test]
fn a_bad_line_is_reported_with_its_number_and_costs_no_other() {
    let long = "x".repeat(70 * 1024);
    let longer = "x".repeat(3 * 1024 * 1024);
    let table = open(format!(
        "Name,Note\nAna,\"two\nlines\"\nBob,\"open\nCy,a\u{0}b\nDee,{long}\nEve,{longer}\nFay,\"{longer}\"\nGus,\"a\" b\nHal,ok\n"
    ));
    assert_eq!(
        rows(table),
        [
            "2: Ana/two\nlines",
            "Line 4: the quotation marks do not match",
            "Line 5: it contains control characters",
            "Line 6: a cell is longer than 64 KiB",
            "Line 7: a cell is longer than 64 KiB",
            "Line 8: a cell is longer than 64 KiB",
            "Line 9: the quotation marks do not match",
            "10: Hal/ok"
        ]
    );
}

#[test]
fn bytes_without_meaning_cost_their_own_line_only() {
    let table = open(b"Name,Note\nZo\xc3\xab,ok\nBob,\xff\nCy,ok\n");
    assert_eq!(rows(table), ["2: Zo\u{eb}/ok", "Line 3: it contains bytes that are not text", "4: Cy/ok"]);
}

#[test]
fn a_sample_takes_nothing_away() {
    let mut table = open("Name,Note\nAna,1\nBob,\"x\nCy,3\n");
    assert_eq!(table.sample(2), table.sample(2));
    assert_eq!(table.sample(9).len(), 3);
    assert_eq!(rows(table), ["2: Ana/1", "Line 3: the quotation marks do not match", "4: Cy/3"]);
}

#[test]
fn a_file_without_a_row_is_refused_with_a_sentence() {
    let refused = |bytes: &[u8]| {
        Table::open_as(io::Cursor::new(bytes.to_vec()), Choices::default()).err().map(|error| error.to_string())
    };
    for (bytes, sentence) in [
        (&b""[..], "This file is empty. Choose another one."),
        (b"\xef\xbb\xbf\r\n , \r\n", "This file is empty. Choose another one."),
        (b"Name,Phone\n\n,\n", "This file has a header and no rows below it. Choose another one."),
        (b"PK\x03\x04rest", "This is a spreadsheet or an archive. Save the list as CSV and choose that file."),
        (b"N\0\0\0a\0\0\0", "This file is not a text. Save the list as CSV (UTF-8) and choose that file."),
        (b"Name,\"Phone\nAna,1\n", "The header cannot be read. Line 1: the quotation marks do not match."),
    ] {
        assert_eq!(refused(bytes).as_deref(), Some(sentence), "{bytes:?}");
    }
}

/// A file that breaks off after its first megabyte.
struct BreaksOff(usize);

impl Read for BreaksOff {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::other("the cable was pulled"));
        }
        let line = b"a,b\n";
        self.0 -= 1;
        buffer[..4].copy_from_slice(line);
        Ok(4)
    }
}

#[test]
fn a_file_that_breaks_off_says_so_at_its_end() {
    let mut table = Table::open_as(BreaksOff(100_000), Choices::default()).unwrap();
    let last = table.by_ref().last().unwrap().unwrap_err();
    assert_eq!(last.why, WhyBad::BrokenOff);
    assert!(table.broken_off().is_some() && table.next().is_none());
}

/// An upload of any length, made of one line again and again.
struct Endless {
    line: &'static [u8],
    at: usize,
    left: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let take = buffer.len().min(self.left);
        for (to, from) in buffer[..take].iter_mut().zip(self.line.iter().cycle().skip(self.at)) {
            *to = *from;
        }
        self.at = (self.at + take) % self.line.len();
        self.left -= take;
        Ok(take)
    }
}

#[test]
fn memory_does_not_grow_with_the_file() {
    for line in [&b"Ana,Silva\n"[..], b"Ana \"a\", Silva ", b"\"\"", b"Ana,\"x\n"] {
        let mut table = Table::open_as(
            (&b"First,Last\n"[..]).chain(Endless { line, at: 0, left: 6 * LONGEST_RECORD }),
            Choices::default(),
        )
        .unwrap();
        let mut most = 0;
        while table.next().is_some() {
            most = most.max(table.window.capacity());
        }
        assert!(most <= 3 * LONGEST_RECORD, "{most} for {line:?}");
    }
}
