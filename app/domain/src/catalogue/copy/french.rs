//! The copy of a customer's data in French.

use super::{CopyText, Sort, Term};
use crate::catalogue::Words;

pub(super) fn words(text: &CopyText<'_>) -> Words {
    match text {
        CopyText::Title { business } => format!("Ce que {business} conserve à votre sujet").into(),
        CopyText::MadeOn { at } => format!("Établi le {at}").into(),
        CopyText::NothingHeld => "Rien n’est conservé.".into(),
        CopyText::Heading(sort) => heading(*sort).into(),
        CopyText::Name(term) => name(*term).into(),
    }
}

const fn heading(sort: Sort) -> &'static str {
    match sort {
        Sort::Profile => "Profil",
        Sort::ContactPoints => "Numéros et adresses",
        Sort::Consents => "Vos réponses",
        Sort::Marks => "Ne pas appeler",
        Sort::DoNotCallList => "Sur la liste d’opposition aux appels",
        Sort::Contacts => "Contacts",
        Sort::Calls => "Appels",
        Sort::Messages => "Messages envoyés",
        Sort::Requests => "Vos demandes",
    }
}

const fn name(term: Term) -> &'static str {
    match term {
        Term::FullName => "Nom complet",
        Term::Company => "Entreprise",
        Term::StreetAddress => "Adresse",
        Term::City => "Ville",
        Term::Region => "État ou région",
        Term::PostalCode => "Code postal",
        Term::Country => "Pays",
        Term::Language => "Langue",
        Term::TimeZone => "Fuseau horaire",
        Term::Note => "Remarque",
        Term::OnFileSince => "Enregistré depuis",
        Term::Kind => "Type",
        Term::Value => "Valeur",
        Term::Extension => "Poste",
        Term::Label => "Libellé",
        Term::NotUsedSince => "N’est plus utilisé depuis",
        Term::Topic => "Sujet",
        Term::Answer => "Réponse",
        Term::How => "Comment",
        Term::AskedOf => "Personne interrogée",
        Term::Answered => "Répondu",
        Term::Recorded => "Enregistré",
        Term::RecordedBy => "Enregistré par",
        Term::TextVersion => "Version du texte",
        Term::VoidSince => "Ne compte plus depuis",
        Term::Marked => "Marqué",
        Term::TakenOff => "Retiré",
        Term::Reason => "Raison",
        Term::Evidence => "Preuve",
        Term::Source => "Origine",
        Term::Since => "Depuis",
        Term::When => "Quand",
        Term::Direction => "Sens",
        Term::Outcome => "Résultat",
        Term::Purpose => "Finalité",
        Term::Decision => "Décision",
        Term::Reasons => "Raisons",
        Term::Started => "Commencé",
        Term::To => "À",
        Term::Subject => "Objet",
        Term::State => "État",
        Term::ReceivedOn => "Reçue le",
        Term::DueOn => "À traiter avant le",
        Term::Asked => "Votre demande",
        Term::PutOff => "Reportée parce que",
        Term::Told => "Vous avez été informé",
    }
}
