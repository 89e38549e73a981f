//! The threads of a scrub: one cuts the list, several answer, one writes what they answered in order.

use std::{
    io::{self, Write},
    num::NonZero,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread::{self, ScopedJoinHandle, available_parallelism},
};

use super::{
    answers::Answers,
    ground::Ground,
    layout::Layout,
    piece::{Piece, Pieces},
    verdict::Book,
    work::{Done, Worker},
};

/// More threads than these wait for the one that cuts.
const MOST_WORKERS: usize = 8;
/// How many pieces wait for a thread, and how many answers for the one that writes.
const WAITING: usize = 2;

/// Why a scrub ended before the end of the list.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    /// The list could not be read.
    #[error("the list could not be read to its end")]
    Read(#[source] io::Error),
    /// The result could not be written.
    #[error("the result could not be written")]
    Written(#[source] io::Error),
    /// A thread ended by a mistake of ours.
    #[error("a thread broke off")]
    Panicked,
}

/// Answers every row, and writes it. `told` hears of each piece that was written.
pub(super) fn answer_all(
    ground: &Ground,
    layout: &Layout,
    pieces: Pieces,
    out: &mut dyn Write,
    mut told: impl FnMut(&Done),
) -> Result<Vec<Book>, Broken> {
    let workers = available_parallelism().map_or(1, NonZero::get).min(MOST_WORKERS);
    thread::scope(|scope| {
        let (mut to, mut from, mut running) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..workers {
            let (to_worker, pieces) = sync_channel(WAITING);
            let (done, answers) = sync_channel(WAITING);
            let book = Book::new(ground.now(), layout.form.delimiter);
            let worker = Worker::new(layout, Answers::new(ground, book));
            running.push(scope.spawn(move || work(worker, &pieces, &done)));
            to.push(to_worker);
            from.push(answers);
        }
        let cutting = scope.spawn(move || deal(pieces, &to));
        let written = write_all(&from, out, &mut told);
        // Whoever still works finds out that nobody waits.
        drop(from);
        let books: Result<_, _> = running.into_iter().map(ScopedJoinHandle::join).collect();
        let dealt = cutting.join().map_err(|_| Broken::Panicked)?;
        written.map_err(Broken::Written)?;
        dealt.map_err(Broken::Read)?;
        books.map_err(|_| Broken::Panicked)
    })
}

/// Deals the pieces out in turn, so that their order is known.
fn deal(mut pieces: Pieces, to: &[SyncSender<Piece>]) -> io::Result<()> {
    for worker in to.iter().cycle() {
        let Some(piece) = pieces.next()? else { break };
        if worker.send(piece).is_err() {
            break;
        }
    }
    Ok(())
}

fn work(mut worker: Worker<'_>, pieces: &Receiver<Piece>, done: &SyncSender<Done>) -> Book {
    while let Ok(piece) = pieces.recv() {
        if done.send(worker.work(piece)).is_err() {
            break;
        }
    }
    worker.into_book()
}

/// Writes the answers in the order in which the pieces were dealt out. The first that is missing is behind the last.
fn write_all(from: &[Receiver<Done>], out: &mut dyn Write, told: &mut impl FnMut(&Done)) -> io::Result<()> {
    for worker in from.iter().cycle() {
        let Ok(done) = worker.recv() else { break };
        out.write_all(&done.out)?;
        told(&done);
    }
    out.flush()
}
