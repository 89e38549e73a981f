//! Reading one file of numbers, flat or XML.

use std::io::{Cursor, Read};

use domain::registry::Registry;

use super::{
    flat,
    intake::Intake,
    refused::{Stop, Why},
    tagged,
};

/// How many bytes at the beginning say what the file is.
const BEGINNING: u64 = 512;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Flat,
    Xml,
}

/// Reads a file of numbers in the format that its beginning shows.
///
/// # Errors
/// Fails where the file is not a text, not in a format of this registry, or broken somewhere.
pub(super) fn read(from: &mut dyn Read, intake: &mut Intake) -> Result<(), Stop> {
    let mut beginning = Vec::new();
    from.take(BEGINNING).read_to_end(&mut beginning).map_err(Why::from)?;
    let mark = byte_order_mark(&beginning);
    let format = format_of(&beginning[mark..], intake.registry)?;
    let mut beginning = Cursor::new(beginning);
    beginning.set_position(mark as u64);
    let all = beginning.chain(from);
    match format {
        Format::Flat => flat::read(all, intake),
        Format::Xml => tagged::read(all, intake),
    }
}

/// The length of UTF-8's byte order mark, if there is one.
fn byte_order_mark(beginning: &[u8]) -> usize {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    if beginning.starts_with(MARK) { MARK.len() } else { 0 }
}

fn format_of(beginning: &[u8], registry: Registry) -> Result<Format, Why> {
    // A zero byte is in every archive, workbook and text in UTF-16.
    if beginning.contains(&0) || beginning.starts_with(b"\x1f\x8b") {
        return Err(Why::NotText);
    }
    if !beginning.trim_ascii_start().starts_with(b"<") {
        return Ok(Format::Flat);
    }
    if registry.is_split_by_area() { Ok(Format::Xml) } else { Err(Why::NoXmlHere) }
}
