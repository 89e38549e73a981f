//! One socket's place in the ledger of its business.

use std::{collections::VecDeque, sync::Arc};

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    id::{MemberId, SessionId},
    wire::live::{Frame, Hello, You},
};
use store::{Scope, entity::member as member_row, installation, ledger, member};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::{
    changed,
    hub::{Hub, Word},
};
use crate::{Service, account::IDLE_FOR, ctx::Ctx, error::Error, ports::new_token};

/// The fact that changes when the database was restored: positions from before mean nothing then.
const EPOCH: &str = "epoch";
/// How many positions are replayed; a page that is further behind loads again what it shows.
const REPLAYED: i64 = 1_000;

/// Why a socket is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Nobody is signed in any more, or without the right.
    SignedOut,
    /// The page comes back at its position: it was too slow, or the record could not be read.
    ComeBack,
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        match error {
            Error::SignedOut | Error::Forbidden | Error::NotFound => Self::SignedOut,
            error => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a live page was sent away to come back");
                Self::ComeBack
            }
        }
    }
}

/// The frames of one page, in order, none twice.
#[derive(Debug)]
pub struct Subscription {
    who: Who,
    /// Held, because the hub lives as long as one of its sockets.
    _hub: Arc<Hub>,
    words: Receiver<Word>,
    /// What is said before the first change.
    opening: VecDeque<Arc<str>>,
    /// The last position that was told.
    position: i64,
    /// A position that the ledger has reached.
    reached: i64,
    /// Whether the right to listen must be looked up before the next frame.
    in_doubt: bool,
}

/// Begins to tell a page what changes, from the position `after` on.
///
/// `build` is the build that serves. The first frame is the greeting; then follows everything after
/// the position, or `reset` where that cannot be: the epoch is another one, the position is ahead of
/// the ledger, or the gap is too long. Without a position it begins at the ledger's end.
///
/// # Errors
/// [`Error::SignedOut`] when the session or the membership has ended.
pub async fn subscribe(
    service: &Service,
    ctx: &Ctx,
    build: &str,
    after: Option<i64>,
    epoch: Option<&str>,
) -> Result<Subscription, Error> {
    ctx.require(Right::Read)?;
    let hub = hub(service, ctx).await?;
    // From here on no change is missed: what the look-ups below do not see yet is said by the hub.
    let words = hub.listen();
    let mut who = Who::new(service, ctx)?;
    who.find_session().await?;
    let now_epoch = find_epoch(service).await?;
    let scope = service.db.read(ctx.business).await?;
    let member = who.find_member(&scope).await?;
    let size = ledger::size(&scope).await?;
    drop(scope);

    let same = epoch.is_none_or(|epoch| epoch == now_epoch);
    let resumed = after.filter(|after| same && (0..=REPLAYED).contains(&(size - after)));
    let reset = after.is_some() && resumed.is_none();
    let position = resumed.unwrap_or(size);
    let hello = Hello {
        build: build.to_owned(),
        epoch: now_epoch,
        seq: position,
        now: service.clock.now(),
        you: You { member: who.member, name: member.name, role: member.role },
    };
    let mut opening = VecDeque::from([changed::write(&Frame::Hello { hello })?]);
    if reset {
        opening.push_back(changed::write(&Frame::Reset { reset })?);
    }
    Ok(Subscription { who, _hub: hub, words, opening, position, reached: size, in_doubt: false })
}

impl Subscription {
    /// The next frame. May be dropped while it waits: nothing is lost.
    ///
    /// # Errors
    /// Why the socket is to be closed.
    pub async fn next(&mut self) -> Result<Arc<str>, End> {
        loop {
            if self.in_doubt {
                // What a page seldom needs is set aside only while it is needed: most pages wait most of the time.
                Box::pin(self.who.check()).await?;
                self.in_doubt = false;
            }
            self.who.may_hear()?;
            if let Some(frame) = self.opening.pop_front() {
                return Ok(frame);
            }
            if self.position < self.reached {
                return Box::pin(self.read()).await;
            }
            match self.words.recv().await {
                Ok(Word::Told(told)) if told.seq <= self.position => {}
                Ok(Word::Told(told)) => {
                    if told.from == self.position + 1 && !told.disabled.contains(&self.who.member) {
                        self.who.may_hear()?;
                        self.position = told.seq;
                        self.reached = told.seq;
                        return Ok(Arc::clone(&told.frame));
                    }
                    // It overlaps with what was replayed, or stops this member: read from here on.
                    self.reached = told.seq;
                }
                Ok(Word::Ended(session)) if session == self.who.session => return Err(End::SignedOut),
                Ok(Word::Ended(_)) => {}
                Ok(Word::LookAgain) => self.in_doubt = true,
                Err(RecvError::Lagged(_) | RecvError::Closed) => return Err(End::ComeBack),
            }
        }
    }

    /// The frame that says that the link is alive. Asks again whether the page may still listen.
    ///
    /// # Errors
    /// Why the socket is to be closed.
    pub async fn tick(&mut self) -> Result<Arc<str>, End> {
        self.who.check().await?;
        Ok(changed::write(&Frame::Tick { tick: self.who.service.clock.now() })?)
    }

    /// Reads the next range from the ledger itself.
    async fn read(&mut self) -> Result<Arc<str>, End> {
        let read = async {
            let scope = self.who.service.db.read(self.who.ctx.business).await?;
            changed::read(&self.who.service, &scope, self.position).await
        };
        let told = read.await?.ok_or(End::ComeBack)?;
        if told.disabled.contains(&self.who.member) {
            self.who.check().await?;
        }
        self.position = told.seq;
        Ok(told.frame)
    }
}

/// The hub of the business; a new one begins where the ledger ends now.
async fn hub(service: &Service, ctx: &Ctx) -> Result<Arc<Hub>, Error> {
    if let Some(hub) = service.wakes.hubs.find(ctx.business) {
        return Ok(hub);
    }
    let scope = service.db.read(ctx.business).await?;
    let size = ledger::size(&scope).await?;
    Ok(service.wakes.hubs.open(service, ctx.business, size))
}

/// The epoch of the record, made when it is first asked for.
async fn find_epoch(service: &Service) -> Result<String, Error> {
    if let Some(epoch) = installation::find(&service.db, EPOCH).await? {
        return Ok(epoch);
    }
    let epoch = new_token(&*service.random);
    installation::keep(service.upkeep(), EPOCH, &epoch).await?;
    Ok(epoch)
}

/// Who listens.
struct Who {
    service: Service,
    ctx: Ctx,
    session: SessionId,
    member: MemberId,
    expires_at: DateTime<Utc>,
}

impl std::fmt::Debug for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Who").field("session", &self.session).field("member", &self.member).finish_non_exhaustive()
    }
}

impl Who {
    fn new(service: &Service, ctx: &Ctx) -> Result<Self, Error> {
        let (session, member) = ctx.session.zip(ctx.member()).ok_or(Error::SignedOut)?;
        let expires_at = service.clock.now();
        Ok(Self { service: service.clone(), ctx: ctx.clone(), session, member, expires_at })
    }

    /// Asked before each frame: what needs no look-up.
    fn may_hear(&self) -> Result<(), End> {
        self.ctx.require(Right::Read)?;
        if self.service.clock.now() < self.expires_at { Ok(()) } else { Err(End::SignedOut) }
    }

    /// Looks up whether session and membership still stand.
    async fn check(&mut self) -> Result<(), End> {
        self.find_session().await?;
        let scope = self.service.db.read(self.ctx.business).await.map_err(Error::from)?;
        self.find_member(&scope).await?;
        self.may_hear()
    }

    async fn find_session(&mut self) -> Result<(), Error> {
        let session = store::session::get(&self.service.db, self.session).await?;
        let session = session.filter(|session| session.ended_at.is_none() && session.member_id == self.member.0);
        let session = session.ok_or(Error::SignedOut)?;
        self.expires_at = session.expires_at.min(session.seen_at + IDLE_FOR);
        Ok(())
    }

    async fn find_member(&self, scope: &Scope) -> Result<member_row::Model, Error> {
        let member = member::find(scope, self.member).await?;
        member.filter(|member| member.disabled_at.is_none()).ok_or(Error::SignedOut)
    }
}
