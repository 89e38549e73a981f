//! How fast a full outbox is emptied, beside what the same mail server takes from somebody who only sends.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use futures::future::join_all;
use service::message::deliver_of;
use store::scratch::ask;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::{
    measure::Pair,
    stage::{Db, TestApp},
    table::{Row, Target, Unit},
};

/// How many mails wait.
const MAILS: usize = 10_000;
/// How often both are measured: one takes long enough that more would say nothing new.
const ROUNDS: usize = 3;
/// How many mails are on their way at once, as Ringfence sends them.
const AT_ONCE: usize = 4;

/// The row of this benchmark.
pub async fn run(db: Db) -> Vec<Row> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let sink = listener.local_addr().unwrap();
    tokio::spawn(take_all(listener));
    let url = format!("smtp://{sink}");
    let app = TestApp::start_with(db, &[("SMTP_URL", &url)]).await;
    let owner = app.ctx(&app.owner().await).await;
    app.customer(&owner).await;
    deliver_of(app.service(), owner.business).await.unwrap();
    let mut rounds = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        fill(&app, db).await;
        let begun = Instant::now();
        deliver_of(app.service(), owner.business).await.unwrap();
        let measured = a_second(begun.elapsed());
        let begun = Instant::now();
        join_all((0..AT_ONCE).map(|_| send(sink, MAILS / AT_ONCE))).await;
        rounds.push(Pair { measured, baseline: a_second(begun.elapsed()) });
    }
    vec![Row {
        name: "mail: an outbox of 10,000",
        beside: "the sink's own ceiling",
        unit: Unit::PerSecond,
        rounds,
        target: Target::AtLeast(0.0),
    }]
}

#[allow(clippy::cast_precision_loss, reason = "a round number of mails")]
fn a_second(length: Duration) -> f64 {
    MAILS as f64 / length.as_secs_f64()
}

/// Owes the first message so many times more.
async fn fill(app: &TestApp, db: Db) {
    let (id, series) = match db {
        Db::Sqlite => (
            "randomblob(16)",
            format!(
                "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MAILS}) SELECT i FROM n)"
            ),
        ),
        Db::Postgres => ("gen_random_uuid()", format!("generate_series(1, {MAILS})")),
    };
    let kept = "business_id, customer_id, class, topics, channel, recipient, language, notice_id, seq, created_at, content, link_id";
    let sql = format!(
        "INSERT INTO message_intent (id, state, attempts, due_at, {kept}) \
         SELECT {id}, 'owed', 0, one.created_at, {} FROM {series} AS n, \
         (SELECT * FROM message_intent ORDER BY created_at, id LIMIT 1) AS one RETURNING state",
        kept.split(", ").map(|column| format!("one.{column}")).collect::<Vec<_>>().join(", "),
    );
    assert_eq!(ask(&app.database, &sql).await.unwrap().len(), MAILS);
}

/// A mail server that takes everything and keeps nothing.
async fn take_all(listener: TcpListener) {
    while let Ok((connection, _)) = listener.accept().await {
        // A client that goes away ends its connection and nothing else.
        tokio::spawn(async move { drop(take(connection).await) });
    }
}

async fn take(connection: TcpStream) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let (reading, mut writing) = connection.into_split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 sink ESMTP\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer: &[u8] = match line.get(..4) {
            Some("EHLO") => b"250-sink\r\n250 8BITMIME\r\n",
            Some("DATA") => {
                writing.write_all(b"354 go on\r\n").await?;
                while lines.next_line().await?.is_some_and(|line| line != ".") {}
                b"250 taken\r\n"
            }
            Some("QUIT") => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        writing.write_all(answer).await?;
    }
    Ok(())
}

/// Sends so many mails of an ordinary size over one connection, as fast as they are taken.
async fn send(sink: SocketAddr, mails: usize) {
    let connection = TcpStream::connect(sink).await.unwrap();
    connection.set_nodelay(true).unwrap();
    let (reading, mut writing) = connection.into_split();
    let mut answers = BufReader::new(reading).lines();
    answers.next_line().await.unwrap();
    writing.write_all(b"EHLO us\r\n").await.unwrap();
    while answers.next_line().await.unwrap().is_some_and(|line| line.starts_with("250-")) {}
    let text = format!(
        "Subject: x\r\n\r\n{}.\r\n",
        "Seventy-two signs of text, which is about as long as a line of a mail is.\r\n".repeat(50)
    );
    for _ in 0..mails {
        for part in ["MAIL FROM:<us@crm.example>\r\n", "RCPT TO:<you@example.com>\r\n", "DATA\r\n", &text] {
            writing.write_all(part.as_bytes()).await.unwrap();
            answers.next_line().await.unwrap();
        }
    }
}
