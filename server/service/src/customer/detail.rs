//! The details of a customer by name: what a merge lets somebody choose between.

use domain::language::Language;
use store::entity::customer as row;

/// Each detail: its name in forms and in the ledger, its words on screen, and where it lies in the row.
pub(super) const DETAILS: [Detail; 10] = [
    Detail { name: "name", label: "Full name", of: |row| &row.full_name, slot: |row| &mut row.full_name },
    Detail { name: "company", label: "Company", of: |row| &row.company, slot: |row| &mut row.company },
    Detail {
        name: "address_line",
        label: "Street address",
        of: |row| &row.address_line,
        slot: |row| &mut row.address_line,
    },
    Detail { name: "city", label: "City", of: |row| &row.city, slot: |row| &mut row.city },
    Detail { name: "region", label: "State or region", of: |row| &row.region, slot: |row| &mut row.region },
    Detail { name: "postal_code", label: "Postal code", of: |row| &row.postal_code, slot: |row| &mut row.postal_code },
    Detail { name: "country", label: "Country", of: |row| &row.country, slot: |row| &mut row.country },
    Detail { name: "language", label: "Language", of: |row| &row.language, slot: |row| &mut row.language },
    Detail { name: "time_zone", label: "Time zone", of: |row| &row.time_zone, slot: |row| &mut row.time_zone },
    Detail { name: "note", label: "Note", of: |row| &row.note, slot: |row| &mut row.note },
];

/// One detail of a customer.
#[derive(Clone, Copy)]
pub(super) struct Detail {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) of: fn(&row::Model) -> &Option<String>,
    pub(super) slot: fn(&mut row::Model) -> &mut Option<String>,
}

impl Detail {
    /// The detail as staff read it.
    pub(super) fn said(&self, row: &row::Model) -> Option<String> {
        let value = (self.of)(row).clone()?;
        let language = (self.name == "language").then(|| Language::from_code(&value).ok()).flatten();
        Some(language.map_or(value, |language| language.name().to_owned()))
    }
}
