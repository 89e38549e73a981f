//! By which contents a registry's files are known.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::Path,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The SHA-256 of what an index was made from.
///
/// Of one file it is the file's own, as it was downloaded, so it can be compared with the one that
/// a regulator publishes. Of several it is that of their hashes in order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Contents([u8; 32]);

impl Contents {
    /// The contents of a file.
    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut hash = Sha256::new();
        let mut piece = vec![0; 256 * 1024];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(Self(hash.finalize().into())),
                read => hash.update(&piece[..read]),
            }
        }
    }

    /// The contents of several things in a row.
    pub(super) fn of_all(all: &[Self]) -> Self {
        match all {
            [one] => *one,
            _ => Self(all.iter().fold(Sha256::new(), |hash, one| hash.chain_update(one.0)).finalize().into()),
        }
    }
}

impl fmt::Display for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Not the 64 hexadecimal digits of a hash.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("this is not a SHA-256 hash")]
pub struct NotAHash;

impl TryFrom<String> for Contents {
    type Error = NotAHash;
    fn try_from(text: String) -> Result<Self, NotAHash> {
        let digit = |sign: u8| char::from(sign).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let (pairs, rest) = text.as_bytes().as_chunks();
        let bytes: Option<Vec<u8>> = pairs.iter().map(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?)).collect();
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok()).filter(|_| rest.is_empty());
        bytes.map(Self).ok_or(NotAHash)
    }
}

impl From<Contents> for String {
    fn from(contents: Contents) -> Self {
        contents.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_was_written() {
        let contents = Contents::of_all(&[]);
        let text = contents.to_string();
        assert_eq!(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(Contents::try_from(text.clone()).unwrap(), contents);
        assert_eq!(Contents::try_from(text.to_uppercase()).unwrap(), contents);
        for wrong in ["", "e3", &text[1..], &format!("{text}0"), &text.replace('e', "g"), &text.replace('e', "+")] {
            assert!(Contents::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_contents_of_several_files_depend_on_each_and_on_their_order() {
        let one = Contents([1; 32]);
        let two = Contents([2; 32]);
        assert_eq!(Contents::of_all(&[one]), one);
        let several = [Contents::of_all(&[one, two]), Contents::of_all(&[two, one]), Contents::of_all(&[one, one])];
        assert!(several[0] != several[1] && several[1] != several[2] && several[0] != several[2]);
    }
}
