//! The mails that a server wrote to its data folder.

use std::fs;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::TestApp;

/// One mail, as it was sent.
#[derive(Clone, Debug)]
pub struct Eml {
    /// The lines of its head, unfolded.
    pub head: Vec<String>,
    /// All of it, with the signs that the encoding of its parts hides.
    pub text: String,
}

impl Eml {
    /// Reads a mail.
    pub fn read(raw: &str) -> Self {
        let (head, _) = raw.split_once("\r\n\r\n").unwrap();
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        Self { head: unfolded.split("\r\n").map(decoded).collect(), text: printed(raw) }
    }

    /// What a header says.
    pub fn header(&self, name: &str) -> &str {
        let line = self.head.iter().find_map(|line| line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")));
        line.unwrap_or_else(|| panic!("{name}: {:?}", self.head))
    }

    /// The path behind these words in its text.
    pub fn path(&self, words: &str) -> String {
        let (_, rest) = self.text.split_once(&format!("{words}: http")).unwrap_or_else(|| panic!("{}", self.text));
        let address = rest.split_whitespace().next().unwrap();
        let (_, path) = address.trim_start_matches("s://").trim_start_matches("://").split_once('/').unwrap();
        format!("/{path}")
    }

    /// Every path of this server in it.
    pub fn paths(&self) -> Vec<String> {
        let links = self.text.split("http://").skip(1).filter_map(|rest| {
            let address = rest.split(|sign: char| sign.is_whitespace() || "\"<>".contains(sign)).next()?;
            address.split_once('/').map(|(_, path)| format!("/{path}"))
        });
        let mut links: Vec<_> = links.collect();
        links.sort();
        links.dedup();
        links
    }
}

/// A text without its encoding for the way (RFC 2045, quoted-printable).
fn printed(raw: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = raw.split('=');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        match part.get(..2).map(|code| (code, u8::from_str_radix(code, 16))) {
            Some(("\r\n", _)) => bytes.extend(part[2..].bytes()),
            Some((_, Ok(byte))) => bytes.extend(std::iter::once(byte).chain(part[2..].bytes())),
            _ => bytes.extend(std::iter::once(b'=').chain(part.bytes())),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A line of a head without its encoding for the way (RFC 2047).
fn decoded(line: &str) -> String {
    // Between two encoded words nothing is meant.
    let line = line.replace("?= =?", "?==?");
    let mut words = line.split("=?utf-8?b?");
    let mut text = words.next().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    for word in words {
        let (encoded, rest) = word.split_once("?=").unwrap();
        bytes.extend(STANDARD.decode(encoded).unwrap());
        if !rest.is_empty() || line.ends_with(word) {
            text += &String::from_utf8(std::mem::take(&mut bytes)).unwrap();
        }
        text += rest;
    }
    text
}

impl TestApp {
    /// Waits until no mail waits any more that could be sent, by asking what became of them.
    pub async fn mails_settled(&self) {
        let waiting = "SELECT state FROM message_intent WHERE state = 'owed' AND problem IS NULL \
                       UNION ALL SELECT state FROM member_mail WHERE state = 'owed' AND problem IS NULL";
        while !self.ask(waiting).await.is_empty() {
            tokio::task::yield_now().await;
        }
    }

    /// Every mail in the data folder, in the order in which they were owed.
    pub async fn mails(&self) -> Vec<Eml> {
        self.mails_settled().await;
        let Ok(folder) = fs::read_dir(self.folder.path().join("mail")) else { return Vec::new() };
        let mut files: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| Eml::read(&fs::read_to_string(file).unwrap())).collect()
    }

    /// The newest mail to this address about this, waiting for it where it is still to be written.
    pub async fn mail_to(&self, address: &str, subject: &str) -> Eml {
        loop {
            let mails = self.mails().await;
            let found = mails
                .into_iter()
                .rev()
                .find(|mail| mail.header("To").contains(address) && mail.header("Subject") == subject);
            match found {
                Some(mail) => return mail,
                None => tokio::task::yield_now().await,
            }
        }
    }
}
