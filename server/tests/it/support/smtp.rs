//! A small mail server, as well or as badly behaved as a test needs it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// It takes every mail.
    Takes,
    /// It answers the recipient with this code.
    Answers(u16),
    /// It takes the mail, and never says so.
    FallsSilent,
    /// It stops reading in the midst of a mail, and says nothing more.
    HangsMidMessage,
    /// It says nothing at all.
    NeverGreets,
}

/// A mail server of its own for one test.
#[derive(Clone)]
pub struct SmtpServer {
    address: SocketAddr,
    manners: Arc<Mutex<Manners>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl SmtpServer {
    /// Starts one.
    pub async fn start(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = Self { address, manners: Arc::new(Mutex::new(manners)), taken: Arc::default() };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let serving = accepting.clone();
                // A client that goes away ends its connection and nothing else.
                tokio::spawn(async move { drop(serving.serve(connection).await) });
            }
        });
        server
    }

    /// Its address, for `SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Behaves otherwise from now on.
    pub fn behave(&self, manners: Manners) {
        *self.manners.lock().unwrap() = manners;
    }

    /// Every mail that arrived whole, whether that was said or not.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    async fn serve(&self, connection: TcpStream) -> std::io::Result<()> {
        let (reading, mut writing) = connection.into_split();
        let mut lines = BufReader::new(reading).lines();
        let manners = || *self.manners.lock().unwrap();
        if manners() == Manners::NeverGreets {
            return std::future::pending().await;
        }
        writing.write_all(b"220 sink ESMTP\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match (word.as_str(), manners()) {
                ("EHLO", _) => "250-sink\r\n250 8BITMIME\r\n".to_owned(),
                ("RCPT", Manners::Answers(code)) => format!("{code} so it is\r\n"),
                ("DATA", _) => {
                    writing.write_all(b"354 go on\r\n").await?;
                    if manners() == Manners::HangsMidMessage {
                        lines.next_line().await?;
                        return std::future::pending().await;
                    }
                    let mut mail = String::new();
                    while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                        mail += line.strip_prefix('.').unwrap_or(&line);
                        mail += "\r\n";
                    }
                    self.taken.lock().unwrap().push(mail);
                    if manners() == Manners::FallsSilent {
                        return std::future::pending().await;
                    }
                    "250 taken\r\n".to_owned()
                }
                ("QUIT", _) => "221 bye\r\n".to_owned(),
                _ => "250 ok\r\n".to_owned(),
            };
            writing.write_all(answer.as_bytes()).await?;
        }
        Ok(())
    }
}
