//! A mail server, over SMTP.

use std::{error::Error as _, io, time::Duration};

use async_trait::async_trait;
use domain::id::MessageId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor, transport::smtp::Error};
use service::ports::{Mail, MailProblem, Mailer};

use super::compose::compose;
use crate::{config::mail::SmtpUrl, failure::Failure};

/// What a server says of an address that it will never take mail for (RFC 5321 4.2.3). Everything else may be
/// another tomorrow: a wrong password is mended, and then nobody has missed a confirmation.
const NEVER: [&str; 5] = ["550", "551", "553", "554", "556"];

/// Hands each mail to the mail server, over a connection of its own.
pub(super) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    timeout: Duration,
}

impl Smtp {
    pub(super) fn new(url: &SmtpUrl, from: Address, timeout: Duration) -> Result<Self, Failure> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str());
        // The cause may quote the address, and with it a password.
        let builder =
            builder.map_err(|_| Failure::Misconfigured("SMTP_URL cannot be used for a mail server".into()))?;
        Ok(Self { transport: builder.timeout(Some(timeout)).build(), from, timeout })
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> Result<(), MailProblem> {
        let message = compose(mail, &self.from)?;
        // A server that falls silent would else hold the mail for ever. Its connection is given up with it: an
        // answer that came late after all would be taken for that of the next mail.
        match tokio::time::timeout(self.timeout, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(problem(mail.id, &error)),
            Err(_) => {
                tracing::warn!(message = %mail.id, "the mail server did not take a mail in time");
                Err(MailProblem::Unreachable)
            }
        }
    }

    fn keeps(&self) -> bool {
        false
    }

    fn forget(&self, _mails: &[MessageId]) -> io::Result<()> {
        Ok(())
    }
}

/// What a failure means. The server's own words may name the recipient, so only its code is logged.
fn problem(id: MessageId, error: &Error) -> MailProblem {
    let code = error.status().map(|code| code.to_string());
    let cause = error.source().filter(|_| code.is_none()).map(ToString::to_string);
    tracing::warn!(message = %id, code, cause, "the mail server did not take a mail");
    match code {
        Some(code) if NEVER.contains(&code.as_str()) => MailProblem::Refused,
        Some(_) => MailProblem::NotNow,
        None => MailProblem::Unreachable,
    }
}
