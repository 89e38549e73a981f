//! Mails to the people who sign in: sent like the customers', with links that only the mail has.
//!
//! What is stored is an identifier; the secret of a link is made of it with a key outside the database, so
//! that a mail can be written again, and neither a colleague nor a stolen database can follow it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Right,
    email::Email,
    id::{AccountId, BusinessId, InvitationId, MessageId},
    ledger::Hash,
    member_mail::MemberMail,
    message::MessageState,
    wire::message::view::ToMember,
};
use store::{Scope, StoreError, business, entity::member_mail as row, ledger, member, member_mail, message::Settled};

use crate::{
    Service,
    account::link_token,
    ctx::Ctx,
    error::Result,
    live::Wake,
    message::{escaped, why},
    ports::{Mail, MailProblem},
    team::invitation_link,
};

/// For how long nobody else takes a mail.
const LEASE: TimeDelta = TimeDelta::minutes(20);
/// How many are taken at once.
const TOGETHER: u64 = 20;
/// How long a mail waits after a failure.
const WAIT: TimeDelta = TimeDelta::minutes(2);
/// How many an administrator sees.
const SHOWN: u64 = 50;
/// Who writes, where the installation does.
const PLATFORM: &str = "Ringfence";

/// A mail that is owed from now on.
pub(crate) fn owed(business: BusinessId, id: MessageId, kind: MemberMail, to: &Email, until: Until) -> row::Model {
    let Until { now, expires_at } = until;
    row::Model {
        business_id: business.0,
        id: id.0,
        kind: kind.code().to_owned(),
        account_id: None,
        invitation_id: None,
        recipient: to.to_string(),
        expires_at,
        used_at: None,
        state: MessageState::Owed.code().to_owned(),
        created_at: now,
        attempts: 0,
        due_at: Some(now),
        settled_at: None,
        problem: None,
    }
}

/// Puts a mail into the outbox that follows from no change, and wakes whoever sends it.
pub(crate) async fn owe_now(service: &Service, business: BusinessId, mail: row::Model) -> Result<()> {
    member_mail::owe_now(service.upkeep(), business, mail).await?;
    let scope = service.db.read(business).await?;
    let size = u64::try_from(ledger::size(&scope).await?).unwrap_or_default();
    service.wakes.send(Wake::Moved(business, size));
    Ok(())
}

/// From when and until when a link is good (UTC).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Until {
    pub(crate) now: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
}

/// Sends what is due to members of one business, and says how many mails were taken.
pub(crate) async fn deliver_of(service: &Service, business: BusinessId) -> Result<usize> {
    let mut taken = 0;
    loop {
        let now = service.now();
        let scope = service.db.read(business).await?;
        let waits = member_mail::next_due(&scope).await?.is_some_and(|due| due <= now);
        drop(scope);
        if !waits {
            return Ok(taken);
        }
        let rows = member_mail::claim(service.upkeep(), business, now, now + LEASE, TOGETHER).await?;
        if rows.is_empty() {
            return Ok(taken);
        }
        taken += rows.len();
        for row in &rows {
            let settled = send(service, business, row).await;
            member_mail::settle(service.upkeep(), business, &settled, service.now()).await?;
        }
    }
}

async fn send(service: &Service, business: BusinessId, row: &row::Model) -> Settled {
    let id = MessageId(row.id);
    let settled =
        |state, problem: Option<&str>| Settled { id, state, due_at: None, problem: problem.map(str::to_owned) };
    let again = |problem: &str| {
        let due_at = service.now() + WAIT * row.attempts.clamp(1, 15);
        // Behind its end a link would be of no use.
        if due_at >= row.expires_at {
            return settled(MessageState::Failed, Some(problem));
        }
        Settled { id, state: MessageState::Owed, due_at: Some(due_at), problem: Some(problem.to_owned()) }
    };
    let mail = match written(service, business, row).await {
        Ok(Some(mail)) => mail,
        Ok(None) => return settled(MessageState::Dropped, None),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, message = %id, "a mail cannot be written");
            return again("unwritable");
        }
    };
    match service.mailer.send(&mail).await {
        Ok(()) => settled(MessageState::Delivered, None),
        Err(MailProblem::Refused) => settled(MessageState::Failed, Some("refused")),
        Err(MailProblem::NotNow) => again("not_now"),
        Err(MailProblem::Unreachable) => again("unreachable"),
    }
}

/// The mail of a row; `None` where its link is not good any more.
async fn written(service: &Service, business: BusinessId, row: &row::Model) -> Result<Option<Mail>> {
    if row.used_at.is_some() || row.expires_at <= service.now() {
        return Ok(None);
    }
    let scope = service.db.read(business).await?;
    let words = match MemberMail::from_code(&row.kind).map_err(|_| StoreError::Garbled("member_mail.kind"))? {
        MemberMail::Invitation => invitation(service, &scope, row).await?,
        MemberMail::PasswordReset => {
            drop(scope);
            password_reset(service, business, row).await?
        }
        MemberMail::AddressConfirmation => {
            drop(scope);
            address_confirmation(service, business, row).await?
        }
        MemberMail::AddressChanged => Some(address_changed()),
        MemberMail::BusinessCloses => business_closes(&scope).await?,
        MemberMail::FindingDue => finding_due(&scope).await?,
    };
    let Some(Words { to_name, subject, lines, link }) = words else { return Ok(None) };
    let link = format!("{}{link}", service.public_url);
    let text = format!("{}\n\n{}: {link}\n\n{}\n", lines[0], lines[1], lines[2]);
    let paragraphs = [
        format!("<p>{}</p>", escaped(&lines[0])),
        format!("<p><a href=\"{}\">{}</a></p>", escaped(&link), escaped(&lines[1])),
        format!("<p>{}</p>", escaped(&lines[2])),
    ];
    let title = escaped(&subject);
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body>{}</body></html>\n",
        paragraphs.concat()
    );
    Ok(Some(Mail {
        id: MessageId(row.id),
        from_name: PLATFORM.to_owned(),
        to_name,
        to: row.recipient.clone(),
        at: row.created_at,
        subject,
        text,
        html,
        one_click: None,
    }))
}

/// What a mail says: what it is about, the words of its link, and what else to know.
struct Words {
    to_name: Option<String>,
    subject: String,
    lines: [String; 3],
    /// The path of its link.
    link: String,
}

async fn invitation(service: &Service, scope: &Scope, row: &row::Model) -> Result<Option<Words>> {
    let Some(id) = row.invitation_id.map(InvitationId) else { return Ok(None) };
    let found = member::find_invitation(scope, id).await?;
    let Some(found) = found.filter(|it| it.used_at.is_none() && it.revoked_at.is_none()) else { return Ok(None) };
    let Some(business) = business::find(scope).await? else { return Ok(None) };
    let until = found.expires_at.format("%-d %B %Y, %H:%M UTC");
    Ok(Some(Words {
        to_name: Some(found.name),
        subject: format!("{} invites you to join", business.name),
        lines: [
            format!("{} invites you to work with its customer record.", business.name),
            "Join".to_owned(),
            format!("The link works once, until {until}. If you do not know this business, ignore this mail."),
        ],
        link: invitation_link(&service.keys, scope.business(), id)?,
    }))
}

async fn password_reset(service: &Service, business: BusinessId, row: &row::Model) -> Result<Option<Words>> {
    let Some(id) = row.account_id.map(AccountId) else { return Ok(None) };
    let account = store::account::find(&service.db, id).await?;
    // It was asked for at another address than the account has by now.
    let Some(account) = account.filter(|account| account.email == row.recipient) else { return Ok(None) };
    Ok(Some(Words {
        link: format!("/reset/{}", link_token(&service.keys, business, of(row, MemberMail::PasswordReset), &account)?),
        to_name: Some(account.name),
        subject: "A new password for your account".to_owned(),
        lines: [
            "Somebody, perhaps you, asked for a new password for your account.".to_owned(),
            "Choose a new password".to_owned(),
            "The link works once, for one hour, and signs you out everywhere. If it was not you, ignore this mail: \
             your password stays as it is."
                .to_owned(),
        ],
    }))
}

async fn address_confirmation(service: &Service, business: BusinessId, row: &row::Model) -> Result<Option<Words>> {
    let Some(id) = row.account_id.map(AccountId) else { return Ok(None) };
    let Some(account) = store::account::find(&service.db, id).await? else { return Ok(None) };
    let token = link_token(&service.keys, business, of(row, MemberMail::AddressConfirmation), &account)?;
    Ok(Some(Words {
        link: format!("/confirm-address/{token}"),
        to_name: Some(account.name),
        subject: "Confirm your address".to_owned(),
        lines: [
            "Somebody, perhaps you, wants to sign in with this address from now on.".to_owned(),
            "Confirm this address".to_owned(),
            "The link works once, for one hour. If it was not you, ignore this mail: nothing changes.".to_owned(),
        ],
    }))
}

fn address_changed() -> Words {
    Words {
        link: "/sign-in".to_owned(),
        to_name: None,
        subject: "You sign in with another address now".to_owned(),
        lines: [
            "The address of your account was changed, by a link that was sent to the new one.".to_owned(),
            "Sign in".to_owned(),
            "This address opens nothing any more. If it was not you, tell an owner of your business at once: they can \
             stop the access."
                .to_owned(),
        ],
    }
}

/// `None` once the closing was taken back.
async fn business_closes(scope: &Scope) -> Result<Option<Words>> {
    let Some(business) = business::find(scope).await? else { return Ok(None) };
    let Some(erase_at) = business.erase_at else { return Ok(None) };
    let day = erase_at.format("%-d %B %Y, %H:%M UTC");
    Ok(Some(Words {
        link: "/settings/close".to_owned(),
        to_name: None,
        subject: format!("{} closes", business.name),
        lines: [
            format!(
                "An owner closes {}. On {day} everything of it is erased, and nobody can bring it back.",
                business.name
            ),
            "Take it back, or export what you need".to_owned(),
            "Until then everything works as before, and every owner can take it back.".to_owned(),
        ],
    }))
}

/// Says nothing of what was found: a mail is read by more people than the record.
async fn finding_due(scope: &Scope) -> Result<Option<Words>> {
    let Some(business) = business::find(scope).await? else { return Ok(None) };
    Ok(Some(Words {
        link: "/audits".to_owned(),
        to_name: None,
        subject: format!("An audit of {} waits for your answer", business.name),
        lines: [
            "A finding that you answer for is due.".to_owned(),
            "See what is open".to_owned(),
            "Settle it and say how, or give it another day.".to_owned(),
        ],
    }))
}

/// What the secret of a mail's link is made of.
fn of(row: &row::Model, kind: MemberMail) -> (MessageId, MemberMail) {
    (MessageId(row.id), kind)
}

/// The newest mails to members, for who administers them: never what stands in one.
pub(crate) async fn shown(ctx: &Ctx, scope: &Scope) -> Result<Vec<ToMember>> {
    if !ctx.may(Right::AdministerTeam) {
        return Ok(Vec::new());
    }
    let rows = member_mail::list(scope, SHOWN).await?;
    rows.iter().map(line).collect()
}

fn line(row: &row::Model) -> Result<ToMember> {
    let kind = MemberMail::from_code(&row.kind).map_err(|_| StoreError::Garbled("member_mail.kind"))?;
    let state = MessageState::from_code(&row.state).map_err(|_| StoreError::Garbled("member_mail.state"))?;
    Ok(ToMember {
        at: row.created_at,
        to: Email::required(&row.recipient).map_or_else(|_| "(hidden)".to_owned(), |email| email.masked()),
        what: kind.label().to_owned(),
        state,
        problem: row.problem.as_deref().map(why),
    })
}

/// The secret part of a link, as it stands in an address.
pub(crate) fn in_address(code: Hash) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(code.as_bytes())
}
