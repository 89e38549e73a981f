//! What the ledger keeps of events about national registries.

use super::{EventKind, Record, Subject};
use crate::{event::Event, registry::Coverage};

/// How many area codes fit into one field of an entry.
const AREAS_IN_A_FIELD: usize = 120;

impl Record {
    /// The word for all areas, or their codes; as many fields as those take.
    fn areas(self, name: &str, coverage: &Coverage) -> Self {
        let Coverage::Areas(areas) = coverage else { return self.plain(name, coverage) };
        let codes: Vec<_> = areas.iter().map(ToString::to_string).collect();
        codes.chunks(AREAS_IN_A_FIELD).zip(1..).fold(self, |record, (part, at)| match at {
            1 => record.plain(name, part.join(",")),
            _ => record.plain(&format!("{name}.{at}"), part.join(",")),
        })
    }
}

impl Event {
    pub(super) fn of_a_registry(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::RegistrySubscribed { registry, organisation, downloaded_on, areas } => {
                Record::of(Kind::RegistrySubscribed, Subject::Business)
                    .plain("registry", registry.code())
                    .personal("organisation", organisation)
                    .plain("downloaded_on", downloaded_on)
                    .areas("areas", areas)
            }
            Self::RegistryRenewed { registry, from, downloaded_on, areas_from, areas } => {
                Record::of(Kind::RegistryRenewed, Subject::Business)
                    .plain("registry", registry.code())
                    .plain("from", from)
                    .plain("to", downloaded_on)
                    .areas("areas_from", areas_from)
                    .areas("areas_to", areas)
            }
            Self::RegistryEnded { registry } => {
                Record::of(Kind::RegistryEnded, Subject::Business).plain("registry", registry.code())
            }
            Self::RegistryLoaded { registry, downloaded_on, numbers, sha256 } => {
                Record::of(Kind::RegistryLoaded, Subject::Business)
                    .plain("registry", registry.code())
                    .plain("downloaded_on", downloaded_on)
                    .plain("numbers", numbers)
                    .plain("sha256", sha256)
            }
            other => other.of_a_customer(),
        }
    }
}
