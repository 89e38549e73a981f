//! Accounts: signing in and out, the session behind a cookie, and forgotten passwords.

mod address;
mod mail_link;
mod own;
mod password;
mod place;
mod rename;
mod reset;
mod second_factor;
mod session;
mod sessions;
mod sign_in;
#[cfg(test)]
mod tests;
pub(crate) mod throttle;
mod withdraw;

pub use address::{address_to_confirm, ask_address, confirm_address};
pub(crate) use mail_link::token as link_token;
pub use own::email;
pub(crate) use own::prove_own;
pub(crate) use password::hash;
pub(crate) use place::{Leaver, end_place};
pub use rename::rename;
pub use reset::{ask_reset, reset_by_link, reset_is_open};
pub use second_factor::{
    Entry, NewStep, SetUp, enter_code, needs_set_up, renew_codes, second_factor, set_up, set_up_at_sign_in, switch_off,
    switch_on, take_away,
};
pub(crate) use second_factor::{enter, is_on};
pub(crate) use session::{IDLE_FOR, begin, end_all};
pub use session::{NewSession, session, sign_out};
pub use sessions::{change_password, end_session, sessions};
pub use sign_in::sign_in;
pub(crate) use sign_in::verify_account;
pub use withdraw::{withdraw, withdrawal};

use domain::{access::Right, email::Email, event::Event, id::AccountId, wire::account::params::Shortcuts};
use store::member;

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ports::Random,
};

/// Gives an account a new random password and ends its sessions. For the operator, who passes it on.
///
/// # Errors
/// [`Error::NotFound`] when there is no account with this address.
pub async fn reset_password(service: &Service, email: &str) -> Result<String> {
    let email = Email::required(email).map_err(|problem| Error::field("email", problem))?;
    let account = store::account::find_by_email(&service.db, email.as_str()).await?.ok_or(Error::NotFound)?;
    let password = random_password(&*service.random);
    let hash = hash(service, &password).await?;
    store::account::set_password(service.upkeep(), AccountId(account.id), &hash).await?;
    let sessions = store::session::list_of_account(&service.db, AccountId(account.id)).await?;
    end_all(service, sessions).await?;
    throttle::forget(service, &email).await?;
    Ok(password)
}

/// Switches a member's own single-key shortcuts on or off (WCAG 2.1.4).
pub async fn set_shortcuts(service: &Service, ctx: &Ctx, shortcuts: Shortcuts) -> Result<()> {
    service.change(ctx, Right::Read, shortcuts, |tx, shortcuts| Box::pin(switch(tx, *shortcuts))).await?;
    Ok(())
}

async fn switch(tx: Tx<'_>, to: Shortcuts) -> Result<Outcome<()>> {
    let id = tx.ctx.member().ok_or(Error::Forbidden)?;
    let member = member::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    let from = if member.keys_enabled { Shortcuts::On } else { Shortcuts::Off };
    if from == to {
        return Ok(Outcome::Unchanged(()));
    }
    member::set_keys(tx.scope, id, to == Shortcuts::On).await?;
    let (from, to) = (from.code().to_owned(), to.code().to_owned());
    Ok(Outcome::one(Event::SettingChanged { setting: "shortcuts", from, to }, ()))
}

/// Signs that are not mistaken for each other when read out; 32 of them, so that each byte picks evenly.
const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789#";

/// 100 random bits, in groups that can be dictated.
fn random_password(random: &dyn Random) -> String {
    let mut chance = [0; 20];
    random.fill(&mut chance);
    let signs: Vec<u8> = chance.iter().map(|byte| SIGNS[usize::from(byte % 32)]).collect();
    let groups: Vec<_> = signs.chunks(5).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join("-")
}
