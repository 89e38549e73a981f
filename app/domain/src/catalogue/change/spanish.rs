//! Changes in Spanish.

use super::ChangeText;
use crate::catalogue::Words;

pub(super) fn words(text: &ChangeText<'_>) -> Words {
    match text {
        ChangeText::Saved => "Sus preferencias se han guardado",
        ChangeText::NothingChanged => "No ha cambiado nada",
        ChangeText::SoAlready => "Ya estaba así.",
        ChangeText::PleaseConfirm => "Confirme, por favor",
        ChangeText::DetailsNotKept => "Ya no guardamos ni usamos sus datos.",
        ChangeText::Stopped { topic } => return format!("{topic}: cancelado.").into(),
        ChangeText::Allowed { topic } => return format!("{topic}: permitido.").into(),
        ChangeText::AsBefore { topic } => return format!("{topic}: como estaba antes.").into(),
        ChangeText::NobodyCalls => "Nadie de la empresa puede llamarle ya, a ninguno de sus números.",
        ChangeText::CalledAgain => "Se le puede volver a llamar.",
        ChangeText::Hidden { at } => {
            return format!("Sus datos están ocultos desde ahora y se borrarán a más tardar el {at}.").into();
        }
        ChangeText::KeptAsBefore => "Sus datos se conservan como antes.",
        ChangeText::AllowedOnceConfirmed { topics } => {
            return format!("{topics}: permitido cuando usted lo confirme en el correo que le hemos enviado.").into();
        }
        ChangeText::RequestRecorded { day } => {
            return format!("Su solicitud queda registrada. La responderemos a más tardar el {day}.").into();
        }
        ChangeText::RequestAnswered => "Su solicitud está respondida.",
        ChangeText::AddressRemoved => "Lo hemos eliminado y ya no escribiremos ahí.",
        ChangeText::CopyIsInTheMail { address } => {
            return format!("El enlace a la copia está en un correo a {address}, y en ningún otro lugar.").into();
        }
        ChangeText::NoAddressForTheCopy => {
            "No tenemos ninguna dirección de correo electrónico suya, así que la empresa le responderá directamente."
        }
        ChangeText::MailConfirms { address } => {
            return format!("Se lo confirmamos con un correo a {address}.").into();
        }
        ChangeText::MailConfirmsAndUndoes { address } => {
            return format!(
                "Se lo confirmamos con un correo a {address}. El enlace para deshacerlo está en ese correo, y en \
                 ningún otro lugar."
            )
            .into();
        }
        ChangeText::NoMailConfirms => {
            "No tenemos ninguna dirección de correo electrónico suya, así que ningún correo lo confirma."
        }
        ChangeText::KeepsData => "Sus datos se conservan después de todo, y todo queda como antes.",
        ChangeText::KeepMyData => "Conservar mis datos",
        ChangeText::TakesBack => "Lo que usted canceló vuelve a estar como antes.",
        ChangeText::Undo => "Deshacer",
        ChangeText::Confirm => "Confirmar",
        ChangeText::ShowsCopyOnce => "Se muestra, una sola vez, todo lo que se guarda sobre usted.",
        ChangeText::ShowCopy => "Mostrar la copia de mis datos",
    }
    .into()
}
