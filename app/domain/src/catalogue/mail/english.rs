//! Mails in English.

use super::MailText;
use crate::catalogue::Words;

pub(super) fn words(text: &MailText<'_>) -> Words {
    match text {
        MailText::SubjectErased { business } => return format!("{business}: we will erase your data").into(),
        MailText::SubjectCopy { business } => return format!("{business}: the copy of your data").into(),
        MailText::SubjectConfirm { business } => return format!("{business}: please confirm your choice").into(),
        MailText::SubjectAgreed { business } => return format!("{business}: what we agreed").into(),
        MailText::SubjectChanged { business } => {
            return format!("{business}: your preferences have changed").into();
        }
        MailText::Hello { name } => return format!("Hello {name},").into(),
        MailText::HelloNobody => "Hello,",
        MailText::YouChanged { business } => return format!("You changed this by your link at {business}:").into(),
        MailText::WeNoted { business } => {
            return format!("This is what we noted down for you at {business}:").into();
        }
        MailText::WasRecorded { business } => return format!("This was recorded for you at {business}:").into(),
        MailText::DetailsKept => "We keep your details",
        MailText::Changed { topic, to, from } => return format!("{topic}: {to} (before: {from})").into(),
        MailText::MarkSet => "We do not call you any more, on any of your numbers.",
        MailText::MarkLifted => "The mark \u{201c}do not call\u{201d} was taken off.",
        MailText::Erased { at } => {
            return format!("We have hidden your data and do not use it any more. We erase it at the latest on {at}.")
                .into();
        }
        MailText::Asked { topics } => {
            return format!("You asked us to allow: {topics}. It counts once you confirm it.").into();
        }
        MailText::ConfirmAllowed => "Confirm that you allow this",
        MailText::CopyAsked => {
            "You asked for a copy of what we hold about you. It is behind this link, which works once:"
        }
        MailText::ShowCopy => "Show the copy of my data",
        MailText::TakeBack => "If this is not what you want, you can take it back, once:",
        MailText::Undo => "Undo this",
        MailText::Stop => {
            "You can stop calls or everything at any time, without signing in. This link stops; it allows nothing:"
        }
        MailText::Preferences => "Your preferences",
        MailText::Policy { version } => {
            return format!("How we handle your data is in our privacy policy, version {version}:").into();
        }
        MailText::PrivacyPolicy => "Privacy policy",
        MailText::SentBy { business } => {
            return format!("This mail was sent by {business}. It is no advertising.").into();
        }
    }
    .into()
}
