//! A text with signatures under it (C2SP signed-note), whatever the text says.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    checkpoint::CheckpointError,
    key::{LedgerSigner, LedgerVerifier, named},
};

/// Room for our checkpoints and for the signatures of a dozen witnesses with large keys.
const LONGEST: usize = 128 * 1024;
/// How a signature line starts: an em dash and a space.
const DASH: &str = "\u{2014} ";

/// Signs a text that ends in a newline.
pub(super) fn sign(text: &str, signer: &LedgerSigner, name: &str) -> Result<String, CheckpointError> {
    let key = signer.verifier(name)?;
    let signature = [key.id().as_slice(), &signer.sign(text)].concat();
    Ok(format!("{text}\n{DASH}{name} {}\n", STANDARD.encode(signature)))
}

/// Gives the text of a note that at least one of these keys has signed.
///
/// Signatures of other keys are passed over, which is what lets keys rotate and witnesses sign
/// too; one of a known key that does not fit condemns the whole note.
pub(super) fn open<'n>(note: &'n str, keys: &[LedgerVerifier]) -> Result<&'n str, CheckpointError> {
    if note.len() > LONGEST {
        return Err(CheckpointError::TooLong);
    }
    if note.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        return Err(CheckpointError::NotANote);
    }
    let blank = note.rfind("\n\n").ok_or(CheckpointError::NotANote)?;
    let (text, signatures) = (&note[..=blank], &note[blank + 2..]);
    let signatures = signatures.strip_suffix('\n').ok_or(CheckpointError::NotANote)?;
    let mut known = false;
    for line in signatures.split('\n') {
        let (name, id, signature) = signature(line).ok_or(CheckpointError::NotANote)?;
        for key in keys.iter().filter(|key| key.name() == name && key.id() == id) {
            if !key.accepts(text, &signature) {
                return Err(CheckpointError::BadSignature { key: name.to_owned() });
            }
            known = true;
        }
    }
    if known { Ok(text) } else { Err(CheckpointError::UnknownKey) }
}

/// The key's name, its id, and the signature of a signature line.
fn signature(line: &str) -> Option<(&str, [u8; 4], Vec<u8>)> {
    let (name, rest) = line.strip_prefix(DASH)?.split_once(' ')?;
    let bytes = STANDARD.decode(rest).ok()?;
    let (id, signature) = bytes.split_first_chunk()?;
    (named(name) && !signature.is_empty()).then(|| (name, *id, signature.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example in the documentation of Go's `sumdb/note`.
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n";
    const SIGNATURE: &str = "\u{2014} PeterNeumann \
        x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const STRANGER: &str = "\u{2014} stranger.example AAAAAAAA\n";

    fn keys() -> Vec<LedgerVerifier> {
        vec![KEY.parse().unwrap()]
    }

    #[test]
    fn a_note_signed_elsewhere_opens() {
        assert_eq!(open(&format!("{TEXT}\n{SIGNATURE}"), &keys()), Ok(TEXT));
    }

    #[test]
    fn signatures_of_strangers_are_passed_over() {
        assert_eq!(open(&format!("{TEXT}\n{STRANGER}{SIGNATURE}{STRANGER}"), &keys()), Ok(TEXT));
        assert_eq!(open(&format!("{TEXT}\n{STRANGER}"), &keys()), Err(CheckpointError::UnknownKey));
        assert_eq!(open(&format!("{TEXT}\n{SIGNATURE}"), &[]), Err(CheckpointError::UnknownKey));
    }

    #[test]
    fn a_wrong_signature_of_a_known_key_condemns_the_note() {
        let other = LedgerSigner::from_seed([1; 32]);
        let forged = STANDARD.encode([keys()[0].id().as_slice(), &other.sign(TEXT)].concat());
        let forged = format!("\u{2014} PeterNeumann {forged}\n");
        let bad = Err(CheckpointError::BadSignature { key: "PeterNeumann".into() });
        assert_eq!(open(&format!("{TEXT}\n{forged}"), &keys()), bad);
        assert_eq!(open(&format!("{TEXT}\n{SIGNATURE}{forged}"), &keys()), bad);
    }

    #[test]
    fn what_has_not_the_shape_of_a_note_is_refused() {
        let notes = [
            String::new(),
            TEXT.to_owned(),
            format!("{TEXT}\n"),
            format!("{TEXT}{SIGNATURE}"),
            format!("{TEXT}\n{}", SIGNATURE.trim_end()),
            format!("{TEXT}\n{SIGNATURE}rest\n"),
            format!("{TEXT}\n{SIGNATURE}").replace("\u{2014} ", "-- "),
            format!("{TEXT}\n{SIGNATURE}").replace('\n', "\r\n"),
            format!("{TEXT}\n\u{2014} PeterNeumann x08go/\n"),
            format!("{TEXT}\n\u{2014} PeterNeumann AAAAAA==\n"),
        ];
        for note in notes {
            assert_eq!(open(&note, &keys()), Err(CheckpointError::NotANote), "{note}");
        }
    }

    #[test]
    fn a_text_may_have_empty_lines_and_no_control_characters() {
        let signer = LedgerSigner::from_seed([1; 32]);
        let keys = [signer.verifier("a.example").unwrap()];
        let open_signed = |text: &str| open(&sign(text, &signer, "a.example").unwrap(), &keys).map(str::to_owned);
        assert_eq!(open_signed("one\n\ntwo\n"), Ok("one\n\ntwo\n".to_owned()));
        for text in ["one\ttwo\n", "one\r\n", "one\u{0}\n"] {
            assert_eq!(open_signed(text), Err(CheckpointError::NotANote), "{text:?}");
        }
    }

    #[test]
    fn an_endless_note_is_refused() {
        let note = format!("{TEXT}\n{SIGNATURE}{}", STRANGER.repeat(LONGEST / STRANGER.len()));
        assert_eq!(open(&note, &keys()), Err(CheckpointError::TooLong));
    }
}
