//! The customer's page in French.

use super::PageText;
use crate::catalogue::Words;

pub(super) fn words(text: &PageText<'_>) -> Words {
    match text {
        PageText::Title => "Vos préférences",
        PageText::Language => "Langue",
        PageText::KnownBy { contact } => {
            return format!("Les coordonnées que cette entreprise a de vous\u{a0}: {contact}").into();
        }
        PageText::Marked => {
            "Vous figurez sous la mention «\u{a0}ne pas appeler\u{a0}»\u{a0}: personne de l’entreprise ne peut vous appeler."
        }
        PageText::StopCalls => "Ne plus recevoir d’appels",
        PageText::StopEverything => "Ne plus rien recevoir",
        PageText::OneByOne => "Un par un",
        PageText::Yes => "Oui",
        PageText::No => "Non",
        PageText::AllowedByMail => {
            "Ce que vous autorisez ici compte une fois que vous l’avez confirmé\u{a0}: nous vous envoyons un e-mail \
             avec un lien pour cela."
        }
        PageText::NotAllowedHere => {
            "Vous pouvez refuser ici, mais pas autoriser de nouveau\u{a0}: nous n’avons aucune adresse e-mail de vous \
             pour le confirmer."
        }
        PageText::Save => "Enregistrer mes préférences",
        PageText::YourData => "Vos données",
        PageText::Copy => "Obtenir une copie de mes données",
        PageText::Erasing { hours } => return erasing(*hours).into(),
        PageText::Withdraw => "Retirer mon consentement et effacer mes données",
        PageText::NotYou => "Ce n’est pas vous\u{a0}?",
        PageText::SentTo { address } => return format!("Ce lien a été envoyé à {address}.").into(),
        PageText::NotMine => "Ce n’est pas mon adresse",
        PageText::PrivacyPolicy => "Politique de confidentialité",
        PageText::Withdrawn { at } => {
            return format!(
                "Vous avez retiré votre consentement. Vos données sont masquées, personne de l’entreprise ne peut \
                 vous contacter, et elles seront effacées au plus tard le {at}."
            )
            .into();
        }
        PageText::UndoInTheMail => {
            "Le lien qui permet de revenir en arrière se trouve dans l’e-mail de confirmation, et nulle part ailleurs."
        }
        PageText::NothingHeld => "Aucune donnée",
        PageText::NothingHeldWhy => {
            "Aucune donnée ne correspond à ce lien. L’adresse est peut-être incomplète, ou les données ont été \
             effacées."
        }
        PageText::Used => "Ce lien a déjà servi",
        PageText::UsedWhy => {
            "Ce lien a déjà servi, il est trop ancien, ou vous avez dit non depuis. Rien n’a changé."
        }
        PageText::OneClick => "Vous ne recevrez plus d’e-mails au sujet de prestations ou d’offres.",
    }
    .into()
}

fn erasing(hours: i32) -> String {
    let when = match hours {
        ..=0 => "et effacées aussitôt".to_owned(),
        1 => "aussitôt et effacées au plus tard après une heure".to_owned(),
        _ => format!("aussitôt et effacées au plus tard après {hours} heures"),
    };
    format!(
        "Vous pouvez retirer l’autorisation de conserver vos données. Les services qui en ont besoin ne pourront plus \
         être fournis. Vos données sont masquées {when}. Nous ne gardons que ce qui prouve que vous avez dit non."
    )
}
