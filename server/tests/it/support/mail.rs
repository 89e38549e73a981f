//! The mails that a server wrote to its data folder.

use std::fs;

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
        let text = raw.replace("=\r\n", "").replace("=3D", "=");
        Self { head: unfolded.split("\r\n").map(str::to_owned).collect(), text }
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
