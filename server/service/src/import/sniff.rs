//! The encoding of a list, and its text, piece by piece.
//!
//! A file of any size is read with the same memory. Bytes that mean nothing become
//! [`NOT_TEXT`], so that only their line is refused.

use std::io::{self, Read};

use domain::import::record::NOT_TEXT;
use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are read at a time, and how many the first guess looks at.
pub const PIECE: usize = 64 * 1024;

/// How a list is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// The old Western encoding of Windows.
    Windows1252,
}

impl Encoding {
    /// The name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 (little-endian)",
            Self::Utf16Be => "UTF-16 (big-endian)",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// The text of a list, read piece by piece.
pub struct Text {
    from: Box<dyn Read + Send>,
    encoding: Encoding,
    /// Bytes of the beginning that were looked at and not yet given out.
    beginning: Option<Vec<u8>>,
    /// Whether it begins with a byte order mark.
    marked: bool,
    /// The beginning of a UTF-8 character whose end is in the next piece.
    unfinished: Vec<u8>,
    /// Set where the encoding is not UTF-8.
    decoder: Option<Decoder>,
    /// Whether UTF-8 has proved itself by a character that is not ASCII.
    proved: bool,
    ended: bool,
}

impl Text {
    /// Looks at the beginning and says how the rest is encoded.
    pub fn open(mut from: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut beginning = Vec::new();
        from.by_ref().take(PIECE as u64).read_to_end(&mut beginning)?;
        let (encoding, mark) = encoding_of(&beginning);
        beginning.drain(..mark);
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
        };
        let proved = mark > 0 || characters(&beginning).0 > 0;
        Ok(Self {
            from,
            encoding,
            beginning: Some(beginning),
            marked: mark > 0,
            unfinished: Vec::new(),
            decoder,
            proved,
            ended: false,
        })
    }

    /// How the list is encoded, as far as it has been read.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether the list begins with a byte order mark.
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// The bytes at the beginning, until the first piece is read.
    pub fn beginning(&self) -> &[u8] {
        self.beginning.as_deref().unwrap_or_default()
    }

    /// Whether everything has been read.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Adds the next piece of text.
    pub fn read_into(&mut self, text: &mut String) -> io::Result<()> {
        let bytes = if let Some(beginning) = self.beginning.take() {
            beginning
        } else {
            let mut piece = Vec::with_capacity(PIECE);
            self.from.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
            self.ended = piece.is_empty();
            piece
        };
        if self.decoder.is_none() {
            self.read_utf8(bytes, text);
        } else {
            self.decode(&bytes, text);
        }
        Ok(())
    }

    /// A file of plain ASCII may be in either encoding. The first byte that cannot be UTF-8 says
    /// Windows-1252, unless an earlier character has proved UTF-8.
    fn read_utf8(&mut self, piece: Vec<u8>, text: &mut String) {
        let mut bytes = std::mem::take(&mut self.unfinished);
        bytes.extend(piece);
        let mut rest = bytes.as_slice();
        while let Err(broken) = std::str::from_utf8(rest) {
            let (good, bad) = rest.split_at(broken.valid_up_to());
            self.add_utf8(good, text);
            match broken.error_len() {
                None if !self.ended => {
                    self.unfinished = bad.to_vec();
                    return;
                }
                _ if !self.proved => {
                    self.encoding = Encoding::Windows1252;
                    self.decoder = Some(WINDOWS_1252.new_decoder_without_bom_handling());
                    self.decode(bad, text);
                    return;
                }
                length => {
                    text.push(NOT_TEXT);
                    rest = &bad[length.unwrap_or(bad.len())..];
                }
            }
        }
        self.add_utf8(rest, text);
    }

    fn add_utf8(&mut self, good: &[u8], text: &mut String) {
        self.proved |= !good.is_ascii();
        text.push_str(std::str::from_utf8(good).expect("the bytes were found to be UTF-8"));
    }

    fn decode(&mut self, bytes: &[u8], text: &mut String) {
        let Some(decoder) = &mut self.decoder else { return };
        let mut rest = bytes;
        loop {
            text.reserve(decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len()));
            let (result, read) = decoder.decode_to_string_without_replacement(rest, text, self.ended);
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => text.push(NOT_TEXT),
            }
        }
    }
}

/// The encoding that a beginning speaks for, and the length of its byte order mark.
fn encoding_of(beginning: &[u8]) -> (Encoding, usize) {
    match beginning {
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
        _ if is_high_byte_empty(beginning, 1) => (Encoding::Utf16Le, 0),
        _ if is_high_byte_empty(beginning, 0) => (Encoding::Utf16Be, 0),
        _ => {
            let (good, bad) = characters(beginning);
            (if bad > good { Encoding::Windows1252 } else { Encoding::Utf8 }, 0)
        }
    }
}

/// Whether every second byte, from this one on, is zero nearly always and the others never are: a
/// text of Western letters in UTF-16 without a mark.
fn is_high_byte_empty(bytes: &[u8], high: usize) -> bool {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = bytes.len() / 2;
    pairs > 0 && zeros(high) * 10 >= pairs * 9 && zeros(1 - high) == 0
}

/// How many UTF-8 characters beyond ASCII there are, and how many sequences that are none.
fn characters(bytes: &[u8]) -> (usize, usize) {
    let cut_off = |at: usize| bytes.len() - at < 4;
    let (mut good, mut bad, mut at) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|sign| !sign.is_ascii()).count();
        at += chunk.valid().len();
        // The last character may be cut off by the end of the beginning.
        let open = cut_off(at) && std::str::from_utf8(&bytes[at..]).is_err_and(|e| e.error_len().is_none());
        bad += usize::from(!chunk.invalid().is_empty() && !open);
        at += chunk.invalid().len();
    }
    (good, bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The encoding that was found in the end, and the whole text.
    fn text_of(bytes: &[u8]) -> (Encoding, String) {
        let mut text = Text::open(Box::new(io::Cursor::new(bytes.to_vec()))).unwrap();
        let mut read = String::new();
        while !text.ended() {
            text.read_into(&mut read).unwrap();
        }
        (text.encoding(), read)
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn every_encoding_is_known_by_its_beginning() {
        let text = "Zo\u{eb},\u{260e}\u{1f4de}\n";
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert_eq!(text_of(text.as_bytes()), (Encoding::Utf8, text.to_owned()));
        assert_eq!(text_of(&marked), (Encoding::Utf8, text.to_owned()));
        assert_eq!(text_of(&utf16(text, u16::to_le_bytes)), (Encoding::Utf16Le, text.to_owned()));
        assert_eq!(text_of(&utf16(text, u16::to_be_bytes)), (Encoding::Utf16Be, text.to_owned()));
        let unmarked = "Name,Zo\u{eb}\n\u{20ac}1234\n";
        let bytes = |order: fn(u16) -> [u8; 2]| utf16(unmarked, order)[2..].to_vec();
        assert_eq!(text_of(&bytes(u16::to_le_bytes)), (Encoding::Utf16Le, unmarked.to_owned()));
        assert_eq!(text_of(&bytes(u16::to_be_bytes)), (Encoding::Utf16Be, unmarked.to_owned()));
        assert_eq!(text_of(b"Zo\xeb,\x80 5\n"), (Encoding::Windows1252, "Zo\u{eb},\u{20ac} 5\n".to_owned()));
    }

    #[test]
    fn a_late_first_accent_still_decides_the_encoding() {
        let ascii = "a,b\n".repeat(PIECE / 2);
        let old = [ascii.as_bytes(), b"Zo\xeb\n"].concat();
        assert_eq!(text_of(&old), (Encoding::Windows1252, format!("{ascii}Zo\u{eb}\n")));
        let new = format!("{ascii}Zo\u{eb}\n");
        assert_eq!(text_of(new.as_bytes()), (Encoding::Utf8, new));
    }

    #[test]
    fn characters_may_lie_across_two_pieces() {
        for shift in 0..4 {
            let text = format!("{}{}", "a".repeat(PIECE - shift), "\u{1f4de}\u{eb}".repeat(PIECE / 4));
            assert_eq!(text_of(text.as_bytes()), (Encoding::Utf8, text.clone()));
            let bytes = utf16(&text, u16::to_le_bytes);
            assert_eq!(text_of(&bytes), (Encoding::Utf16Le, text));
        }
    }

    #[test]
    fn a_broken_byte_in_proved_utf_8_stays_a_broken_byte() {
        let bytes = "Zo\u{eb}\u{eb}\nB\u{0}b\n".replace('\u{0}', "?").into_bytes();
        let broken: Vec<u8> = bytes.into_iter().map(|b| if b == b'?' { 0xff } else { b }).collect();
        assert_eq!(text_of(&broken), (Encoding::Utf8, format!("Zo\u{eb}\u{eb}\nB{NOT_TEXT}b\n")));
        assert_eq!(text_of(b"\xff\xfea\x00\x00\xd8"), (Encoding::Utf16Le, format!("a{NOT_TEXT}")));
    }
}
