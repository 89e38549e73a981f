//! The end of an account's place in a business, whoever ends it: what goes with it.

use domain::{
    event::Event,
    id::{AccountId, BusinessId, MemberId},
};
use store::{leaving, member};

use crate::{Service, change::Tx, error::Result};

/// Who gives up a place, or loses it.
pub(crate) struct Leaver {
    pub(crate) member: MemberId,
    pub(crate) account: AccountId,
    /// With which they signed in, so far and before.
    pub(crate) addresses: Vec<String>,
    /// Whether the account goes with the place.
    pub(crate) closes: bool,
}

/// Ends the place. Their address is forgotten in the business; their name stays beside what they did, for a business
/// has to prove who recorded an answer. The events are those of the invitations that end with it.
pub(crate) async fn end_place(tx: Tx<'_>, leaver: &Leaver) -> Result<Vec<Event>> {
    let Leaver { member, account, addresses, closes } = leaver;
    let invitations = leaving::open_invitations(tx.scope, addresses).await?;
    member::set_left(tx.scope, *member, tx.now).await?;
    leaving::forget_addresses(tx.scope, *account, addresses, tx.now).await?;
    leaving::forget_changes(tx.scope, *member).await?;
    if *closes {
        store::account::close(tx.scope, *account, tx.now).await?;
    }
    Ok(invitations.into_iter().map(|invitation| Event::InvitationRevoked { invitation }).collect())
}

/// Deletes the mails that are kept on the disk, before the rows that name them forget to whom they went.
pub(crate) async fn forget_mails(
    service: &Service,
    business: BusinessId,
    account: AccountId,
    to: &[String],
) -> Result<()> {
    let scope = service.db.read(business).await?;
    let mails = leaving::mails(&scope, account, to).await?;
    drop(scope);
    service.forget_mails(&mails)
}
