//! Mails in French.

use super::MailText;
use crate::catalogue::Words;

pub(super) fn words(text: &MailText<'_>) -> Words {
    match text {
        MailText::SubjectErased { business } => {
            return format!("{business}\u{a0}: nous allons effacer vos données").into();
        }
        MailText::SubjectCopy { business } => return format!("{business}\u{a0}: la copie de vos données").into(),
        MailText::SubjectConfirm { business } => {
            return format!("{business}\u{a0}: veuillez confirmer votre choix").into();
        }
        MailText::SubjectAgreed { business } => {
            return format!("{business}\u{a0}: ce dont nous avons convenu").into();
        }
        MailText::SubjectChanged { business } => {
            return format!("{business}\u{a0}: vos préférences ont changé").into();
        }
        MailText::Hello { name } => return format!("Bonjour {name},").into(),
        MailText::HelloNobody => "Bonjour,",
        MailText::YouChanged { business } => {
            return format!("Voici ce que vous avez changé chez {business} par votre lien\u{a0}:").into();
        }
        MailText::WeNoted { business } => {
            return format!("Voici ce que nous avons noté pour vous chez {business}\u{a0}:").into();
        }
        MailText::WasRecorded { business } => {
            return format!("Voici ce qui a été enregistré pour vous chez {business}\u{a0}:").into();
        }
        MailText::DetailsKept => "Nous conservons vos données",
        MailText::Changed { topic, to, from } => return format!("{topic}\u{a0}: {to} (avant\u{a0}: {from})").into(),
        MailText::MarkSet => "Nous ne vous appelons plus, sur aucun de vos numéros.",
        MailText::MarkLifted => "La mention «\u{a0}ne pas appeler\u{a0}» a été retirée.",
        MailText::Erased { at } => {
            return format!(
                "Nous avons masqué vos données et ne les utilisons plus. Nous les effacerons au plus tard le {at}."
            )
            .into();
        }
        MailText::Asked { topics } => {
            return format!(
                "Vous nous avez demandé d’autoriser\u{a0}: {topics}. Cela compte dès que vous le confirmez."
            )
            .into();
        }
        MailText::ConfirmAllowed => "Confirmer que j’autorise cela",
        MailText::CopyAsked => {
            "Vous avez demandé une copie de ce que nous conservons à votre sujet. Elle se trouve derrière ce lien, qui \
             fonctionne une seule fois\u{a0}:"
        }
        MailText::ShowCopy => "Afficher la copie de mes données",
        MailText::TakeBack => {
            "Si ce n’est pas ce que vous voulez, vous pouvez revenir en arrière, une seule fois\u{a0}:"
        }
        MailText::Undo => "Annuler ce changement",
        MailText::Stop => {
            "Vous pouvez refuser les appels, ou tout, à tout moment et sans vous connecter. Ce lien permet de refuser, \
             il n’autorise rien\u{a0}:"
        }
        MailText::Preferences => "Vos préférences",
        MailText::Policy { version } => {
            return format!(
                "Notre politique de confidentialité, version {version}, explique comment nous traitons vos \
                 données\u{a0}:"
            )
            .into();
        }
        MailText::PrivacyPolicy => "Politique de confidentialité",
        MailText::SentBy { business } => {
            return format!("Cet e-mail a été envoyé par {business}. Ce n’est pas de la publicité.").into();
        }
    }
    .into()
}
