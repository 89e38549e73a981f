//! Wakes between processes on one database.

use std::{collections::BTreeMap, time::Duration};

use store::wake::Ear;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError, error::TryRecvError},
    task::JoinHandle,
    time::{MissedTickBehavior, interval, sleep},
};

use super::wakes::Wake;
use crate::{Service, error::Result};

/// How often the embedded database is asked whether another process wrote to it.
const ASK: Duration = Duration::from_millis(200);
/// How long to wait before listening is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// Tells the other processes what this one changed, and hears what they did, until it is aborted.
///
/// On PostgreSQL every node tells the others. The embedded database has no other node, but the
/// command line may write to it at any time.
pub fn relay(service: &Service) -> JoinHandle<()> {
    let service = service.clone();
    tokio::spawn(async move {
        if service.db.is_embedded() {
            watch(&service).await;
        } else {
            let own = service.wakes.listen_to_own();
            tokio::join!(tell(&service, own), hear(&service));
        }
    })
}

/// Notices that the command line wrote to the same file.
async fn watch(service: &Service) {
    let mut asking = interval(ASK);
    asking.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut last = None;
    loop {
        asking.tick().await;
        if !service.wakes.has_listeners() {
            continue;
        }
        match service.db.data_version().await {
            Ok(version) if version != last => {
                last = version;
                service.wakes.heard(Wake::LookAgain);
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the file's version could not be read");
            }
        }
    }
}

/// Tells the others, one word for each business however many changes there were in the meantime.
async fn tell(service: &Service, mut own: Receiver<Wake>) {
    loop {
        let first = match own.recv().await {
            Ok(wake) => wake,
            Err(RecvError::Lagged(_)) => Wake::LookAgain,
            Err(RecvError::Closed) => return,
        };
        for wake in gather(first, &mut own) {
            if let Err(error) = service.db.tell(&wake.word()).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "other nodes were not told; they will look");
            }
        }
    }
}

/// What waits to be told, each business once and at its last position.
fn gather(first: Wake, own: &mut Receiver<Wake>) -> Vec<Wake> {
    let mut moved = BTreeMap::new();
    let mut words = Vec::new();
    let mut next = Some(first);
    while let Some(wake) = next {
        match wake {
            Wake::Moved(business, size) => {
                let last: &mut u64 = moved.entry(business).or_default();
                *last = size.max(*last);
            }
            other => words.push(other),
        }
        next = match own.try_recv() {
            Ok(wake) => Some(wake),
            Err(TryRecvError::Lagged(_)) => Some(Wake::LookAgain),
            Err(TryRecvError::Empty | TryRecvError::Closed) => None,
        };
    }
    words.extend(moved.into_iter().map(|(business, size)| Wake::Moved(business, size)));
    words
}

/// Hears the others, on a connection that is made again whenever it is lost.
async fn hear(service: &Service) {
    loop {
        if let Err(error) = listen(service).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "other nodes cannot be heard; trying again");
        }
        sleep(AGAIN).await;
    }
}

async fn listen(service: &Service) -> Result<()> {
    let Some(mut ear) = service.db.listen().await? else { return Ok(()) };
    // Something may have been said before this node listened.
    service.wakes.heard(Wake::LookAgain);
    loop {
        service.wakes.heard(next(&mut ear).await?);
    }
}

async fn next(ear: &mut Ear) -> Result<Wake> {
    Ok(ear.hear().await?.map_or(Wake::LookAgain, |word| Wake::from_word(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::Wakes;

    #[test]
    fn many_changes_of_one_business_are_told_once() {
        let wakes = Wakes::default();
        let mut own = wakes.listen_to_own();
        let (busy, quiet) = (uuid::Uuid::from_u128(1).into(), uuid::Uuid::from_u128(2).into());
        let ended = Wake::Ended(uuid::Uuid::from_u128(3).into());
        for wake in [Wake::Moved(busy, 8), ended, Wake::Moved(quiet, 3), Wake::Moved(busy, 9)] {
            wakes.send(wake);
        }
        let told = gather(Wake::Moved(busy, 7), &mut own);
        assert_eq!(told, [ended, Wake::Moved(busy, 9), Wake::Moved(quiet, 3)]);
    }

    #[test]
    fn what_was_heard_is_not_told_again() {
        let wakes = Wakes::default();
        let (mut own, mut all) = (wakes.listen_to_own(), wakes.listen());
        wakes.heard(Wake::LookAgain);
        assert_eq!(all.try_recv(), Ok(Wake::LookAgain));
        assert_eq!(own.try_recv(), Err(TryRecvError::Empty));
    }

    #[test]
    fn a_word_is_understood_as_it_was_meant() {
        let words = [
            Wake::Moved(uuid::Uuid::from_u128(1).into(), 42),
            Wake::Ended(uuid::Uuid::from_u128(2).into()),
            Wake::LookAgain,
        ];
        assert_eq!(words.map(|wake| Wake::from_word(&wake.word())), words);
        assert_eq!(Wake::from_word("moved:nobody:many"), Wake::LookAgain);
    }
}
