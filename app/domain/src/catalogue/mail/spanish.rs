//! Mails in Spanish.

use super::MailText;
use crate::catalogue::Words;

pub(super) fn words(text: &MailText<'_>) -> Words {
    match text {
        MailText::SubjectErased { business } => return format!("{business}: borraremos sus datos").into(),
        MailText::SubjectCopy { business } => return format!("{business}: la copia de sus datos").into(),
        MailText::SubjectConfirm { business } => return format!("{business}: confirme su elección").into(),
        MailText::SubjectAgreed { business } => return format!("{business}: lo que hemos acordado").into(),
        MailText::SubjectChanged { business } => return format!("{business}: sus preferencias han cambiado").into(),
        MailText::Hello { name } => return format!("Hola, {name}:").into(),
        MailText::HelloNobody => "Hola:",
        MailText::YouChanged { business } => {
            return format!("Usted ha cambiado lo siguiente en {business} con su enlace:").into();
        }
        MailText::WeNoted { business } => {
            return format!("Esto es lo que hemos anotado sobre usted en {business}:").into();
        }
        MailText::WasRecorded { business } => {
            return format!("Esto es lo que se ha registrado sobre usted en {business}:").into();
        }
        MailText::DetailsKept => "Guardamos sus datos",
        MailText::Changed { topic, to, from } => return format!("{topic}: {to} (antes: {from})").into(),
        MailText::MarkSet => "Ya no le llamaremos, a ninguno de sus números.",
        MailText::MarkLifted => "Se ha retirado la marca «no llamar».",
        MailText::Erased { at } => {
            return format!("Hemos ocultado sus datos y ya no los usamos. Los borraremos a más tardar el {at}.").into();
        }
        MailText::Asked { topics } => {
            return format!("Usted nos ha pedido permitir: {topics}. Vale cuando usted lo confirme.").into();
        }
        MailText::ConfirmAllowed => "Confirmar que lo permito",
        MailText::CopyAsked => {
            "Usted ha pedido una copia de lo que guardamos sobre usted. Está en este enlace, que funciona una sola vez:"
        }
        MailText::ShowCopy => "Mostrar la copia de mis datos",
        MailText::TakeBack => "Si no es lo que usted quiere, puede deshacerlo, una sola vez:",
        MailText::Undo => "Deshacer este cambio",
        MailText::Stop => {
            "Puede poner fin a las llamadas o a todo en cualquier momento, sin iniciar sesión. Este enlace solo sirve \
             para poner fin; no permite nada:"
        }
        MailText::Preferences => "Sus preferencias",
        MailText::Policy { version } => {
            return format!("Cómo tratamos sus datos se explica en nuestra política de privacidad, versión {version}:")
                .into();
        }
        MailText::PrivacyPolicy => "Política de privacidad",
        MailText::SentBy { business } => {
            return format!("Este correo lo ha enviado {business}. No es publicidad.").into();
        }
    }
    .into()
}
