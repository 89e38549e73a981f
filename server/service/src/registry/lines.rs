//! Cutting bytes into lines, whatever ends them.

use std::io::{self, Read};

use memchr::memchr2;

use super::refused::Why;

/// How many bytes are read at a time.
const PIECE: usize = 256 * 1024;
/// The longest line: one that is longer is none of a list of numbers.
const LONGEST: usize = 4 * 1024;

/// The lines of a file. A line ends with LF, CR, or CR and LF.
///
/// They are slices of what was read, so that nothing is made for a line.
#[derive(Debug)]
pub(super) struct Lines<R> {
    from: R,
    window: Vec<u8>,
    start: usize,
    end: usize,
    line: u64,
    /// Whether the line before ended with a CR, to which an LF may still belong.
    behind_return: bool,
}

impl<R: Read> Lines<R> {
    /// Begins to cut what is read.
    pub(super) fn new(from: R) -> Self {
        Self { from, window: vec![0; PIECE + LONGEST], start: 0, end: 0, line: 0, behind_return: false }
    }

    /// The number of the line that was taken last, counted from 1.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// What was read and not taken yet.
    pub(super) fn ahead(&self) -> &[u8] {
        &self.window[self.start..self.end]
    }

    /// Takes lines that were read ahead, and how many bytes they are with their ends.
    pub(super) const fn take_ahead(&mut self, lines: usize, bytes: usize) {
        self.line += lines as u64;
        self.start += bytes;
        self.behind_return &= lines == 0;
    }

    /// Takes the next line, without its end. `None` behind the last.
    ///
    /// # Errors
    /// Fails where the line cannot be read, or goes on and on.
    pub(super) fn next_line(&mut self) -> Result<Option<&[u8]>, Why> {
        self.line += 1;
        loop {
            let Some(length) = memchr2(b'\n', b'\r', self.ahead()) else {
                if self.fill()? {
                    continue;
                }
                let rest = self.start..self.end;
                self.start = self.end;
                return Ok(Some(&self.window[rest]).filter(|rest| !rest.is_empty()));
            };
            let line = self.start..self.start + length;
            let is_feed = self.window[line.end] == b'\n';
            let belongs_to_return = is_feed && self.behind_return && line.is_empty();
            self.start = line.end + 1;
            self.behind_return = !is_feed;
            if !belongs_to_return {
                return Ok(Some(&self.window[line]));
            }
        }
    }

    /// Reads the next piece behind what is not taken yet. Returns whether there was one.
    fn fill(&mut self) -> Result<bool, Why> {
        if self.ahead().len() > LONGEST {
            return Err(Why::TooLong);
        }
        self.window.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        let read = read_some(&mut self.from, &mut self.window[self.end..])?;
        self.end += read;
        Ok(read > 0)
    }
}

/// Reads some bytes, however often that is interrupted.
fn read_some(from: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
    loop {
        match from.read(to) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn lines(from: impl Read) -> Vec<Vec<u8>> {
        let mut lines = Lines::new(from);
        std::iter::from_fn(|| lines.next_line().unwrap().map(<[u8]>::to_vec)).collect()
    }

    /// Gives out a byte at a time.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let one = to.len().min(1);
            self.0.read(&mut to[..one])
        }
    }

    #[test]
    fn every_line_end_ends_a_line() {
        for text in ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\nb", "a\r\nb", "a\rb"] {
            assert_eq!(lines(text.as_bytes()), [b"a", b"b"], "{text:?}");
            assert_eq!(lines(Drip(text.as_bytes())), [b"a", b"b"], "{text:?}");
        }
        for text in ["a\n\nb", "a\r\rb", "a\n\rb", "a\r\n\r\nb", "a\r\n\nb"] {
            assert_eq!(lines(text.as_bytes()), [b"a".as_slice(), b"", b"b"], "{text:?}");
        }
        assert!(lines("".as_bytes()).is_empty());
    }

    #[test]
    fn lines_are_counted_from_one() {
        for (text, line) in [("a\r\nb\r\nx\r\n", 3), ("x", 1), ("\r\rx\r", 3), ("a\n\n\nx\nb", 4)] {
            let mut lines = Lines::new(text.as_bytes());
            while lines.next_line().unwrap().is_some_and(|line| line != b"x") {}
            assert_eq!(lines.line(), line, "{text:?}");
        }
    }

    #[test]
    fn lines_that_were_read_ahead_are_taken_once() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("head{end}12\n34\n\nlast");
            let mut lines = Lines::new(text.as_bytes());
            assert_eq!(lines.next_line().unwrap(), Some(b"head".as_slice()));
            assert!(lines.ahead().ends_with(b"12\n34\n\nlast"));
            lines.take_ahead(2, lines.ahead().len() - 5);
            assert_eq!(lines.next_line().unwrap(), Some(b"".as_slice()), "{end:?}");
            assert_eq!(lines.next_line().unwrap(), Some(b"last".as_slice()));
            assert_eq!(lines.line(), 5);
        }
    }

    #[test]
    fn a_line_without_an_end_is_not_kept_in_memory() {
        let mut lines = Lines::new(b"415,5550123\n".chain(io::repeat(b'7')));
        assert_eq!(lines.next_line().unwrap(), Some(b"415,5550123".as_slice()));
        assert!(matches!(lines.next_line(), Err(Why::TooLong)));
        assert_eq!(lines.line(), 2);
    }

    #[test]
    fn lines_may_lie_across_two_pieces() {
        let expected: Vec<Vec<u8>> = (0..100_000).map(|number| format!("{number:07}").into_bytes()).collect();
        for end in [b"\n".as_slice(), b"\r\n", b"\r"] {
            assert_eq!(lines(Cursor::new(expected.join(end))), expected);
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_lines(text in "[ab\r\n]{0,40}") {
            let feeds = text.replace("\r\n", "\n").replace('\r', "\n");
            let whole = feeds.strip_suffix('\n').unwrap_or(&feeds);
            let mut expected: Vec<Vec<u8>> = whole.split('\n').map(|line| line.as_bytes().to_vec()).collect();
            expected.truncate(if text.is_empty() { 0 } else { usize::MAX });
            prop_assert_eq!(lines(text.as_bytes()), expected.clone());
            prop_assert_eq!(lines(Drip(text.as_bytes())), expected);
        }
    }
}
