//! Everything that this process logs, kept for a look at it.

use std::{
    io,
    sync::{Mutex, PoisonError},
};

static KEPT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Keeper;

impl io::Write for Keeper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        KEPT.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps everything from now on, down to what only a developer reads.
pub fn keep() {
    keep_from(tracing::Level::TRACE);
}

/// Keeps what went wrong from now on, so that a test can say why.
pub fn keep_errors() {
    keep_from(tracing::Level::ERROR);
}

fn keep_from(level: tracing::Level) {
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(|| Keeper);
    // Where tests share a process, the first one has done it for all.
    let _done_already = subscriber.with_max_level(level).try_init();
}

/// What was logged so far.
pub fn text() -> String {
    String::from_utf8_lossy(&KEPT.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}
