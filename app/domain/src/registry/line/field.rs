//! The fields of a line.

/// What may stand around a field and say nothing: blanks and the commas of empty columns.
pub(super) const fn is_filler(byte: u8) -> bool {
    byte == b',' || byte.is_ascii_whitespace()
}

/// The fields of a line between its commas, without the blanks around them and without the empty
/// ones at the end.
pub(super) fn fields(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = line.iter().rposition(|byte| !is_filler(*byte)).map_or(0, |last| last + 1);
    line[..end].split(|byte| *byte == b',').map(<[u8]>::trim_ascii)
}

/// A line without the commas of empty columns at its end.
pub(super) fn without_commas(line: &[u8]) -> &[u8] {
    let end = line.iter().rposition(|byte| *byte != b',').map_or(0, |last| last + 1);
    &line[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_empty_columns_at_the_end_are_no_fields() {
        let read = |line: &'static str| fields(line.as_bytes()).map(<[u8]>::to_vec).collect::<Vec<_>>();
        assert_eq!(read(" 415 , 5550123 ,, \t"), [b"415".to_vec(), b"5550123".to_vec()]);
        assert_eq!(read("415,,A"), [b"415".to_vec(), b"".to_vec(), b"A".to_vec()]);
        assert_eq!(read(""), [b"".to_vec()]);
    }
}
