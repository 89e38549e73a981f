//! Changes in French.

use super::ChangeText;
use crate::catalogue::Words;

pub(super) fn words(text: &ChangeText<'_>) -> Words {
    match text {
        ChangeText::Saved => "Vos préférences sont enregistrées",
        ChangeText::NothingChanged => "Rien n’a changé",
        ChangeText::SoAlready => "C’était déjà le cas.",
        ChangeText::PleaseConfirm => "Veuillez confirmer",
        ChangeText::DetailsNotKept => "Nous ne conservons et n’utilisons plus vos données.",
        ChangeText::Stopped { topic } => return format!("{topic}\u{a0}: refusé.").into(),
        ChangeText::Allowed { topic } => return format!("{topic}\u{a0}: autorisé.").into(),
        ChangeText::AsBefore { topic } => return format!("{topic}\u{a0}: comme avant.").into(),
        ChangeText::NobodyCalls => "Plus personne de l’entreprise ne peut vous appeler, sur aucun de vos numéros.",
        ChangeText::CalledAgain => "Il est de nouveau possible de vous appeler.",
        ChangeText::Hidden { at } => {
            return format!("Vos données sont maintenant masquées, et seront effacées au plus tard le {at}.").into();
        }
        ChangeText::KeptAsBefore => "Vos données sont conservées comme avant.",
        ChangeText::AllowedOnceConfirmed { topics } => {
            return format!(
                "{topics}\u{a0}: autorisé dès que vous l’aurez confirmé dans l’e-mail que nous vous avons envoyé."
            )
            .into();
        }
        ChangeText::RequestRecorded { day } => {
            return format!("Votre demande est enregistrée. Nous y répondrons au plus tard le {day}.").into();
        }
        ChangeText::RequestAnswered => "Nous avons répondu à votre demande.",
        ChangeText::AddressRemoved => "C’est supprimé, et nous n’y écrirons plus.",
        ChangeText::CopyIsInTheMail { address } => {
            return format!(
                "Le lien vers la copie se trouve dans un e-mail envoyé à {address}, et nulle part ailleurs."
            )
            .into();
        }
        ChangeText::NoAddressForTheCopy => {
            "Nous n’avons aucune adresse e-mail de vous\u{a0}: l’entreprise vous répondra elle-même."
        }
        ChangeText::MailConfirms { address } => {
            return format!("Nous vous le confirmons par un e-mail à {address}.").into();
        }
        ChangeText::MailConfirmsAndUndoes { address } => {
            return format!(
                "Nous vous le confirmons par un e-mail à {address}. Le lien qui permet de revenir en arrière se \
                 trouve dans cet e-mail, et nulle part ailleurs."
            )
            .into();
        }
        ChangeText::NoMailConfirms => {
            "Nous n’avons aucune adresse e-mail de vous\u{a0}: aucun e-mail ne le confirme donc."
        }
        ChangeText::KeepsData => "Vos données sont finalement conservées, et tout est comme avant.",
        ChangeText::KeepMyData => "Conserver mes données",
        ChangeText::TakesBack => "Ce que vous aviez refusé est de nouveau comme avant.",
        ChangeText::Undo => "Annuler ce changement",
        ChangeText::Confirm => "Confirmer",
        ChangeText::ShowsCopyOnce => "Tout ce qui est conservé à votre sujet est affiché, une seule fois.",
        ChangeText::ShowCopy => "Afficher la copie de mes données",
    }
    .into()
}
