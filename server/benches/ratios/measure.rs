//! How often and for how long is measured, and what is made of it.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;

/// How often each comparison is made. Its two sides take turns.
const ROUNDS: usize = 5;
/// How long a rate is counted.
const WINDOW: Duration = Duration::from_secs(1);

/// What one round found: the figure of Ringfence and that of the baseline.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Ringfence.
    pub measured: f64,
    /// The same of the baseline.
    pub baseline: f64,
}

/// Makes a comparison once to warm up, and then in every round.
pub async fn rounds<T>(mut once: impl AsyncFnMut() -> T) -> Vec<T> {
    let mut found = Vec::with_capacity(ROUNDS);
    once().await;
    for _ in 0..ROUNDS {
        found.push(once().await);
    }
    found
}

/// The sample below or at which this share of all lies, in milliseconds.
pub fn percentile(samples: &mut [Duration], percent: usize) -> f64 {
    samples.sort_unstable();
    samples[(samples.len() * percent).div_ceil(100) - 1].as_secs_f64() * 1e3
}

/// How often in a second clients get something done that each does again and again. The work is told
/// the client's number, and says how much it did.
pub async fn rate<W, F>(clients: usize, work: W) -> f64
where
    W: Fn(usize) -> F + Clone + Send + 'static,
    F: Future<Output = u32> + Send,
{
    let begun = Instant::now();
    let mut running = JoinSet::new();
    for client in 0..clients {
        let work = work.clone();
        running.spawn(async move {
            let mut done = 0;
            while begun.elapsed() < WINDOW {
                done += work(client).await;
            }
            done
        });
    }
    let done: u32 = running.join_all().await.into_iter().sum();
    f64::from(done) / begun.elapsed().as_secs_f64()
}
