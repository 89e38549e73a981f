//! Invented people, with numbers that are kept free for fiction, and the lists with which many of them come.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use domain::{
    country::Country,
    event::PointKind,
    id::{ContactPointId, CustomerId},
};
use store::customer;

use super::Story;
use crate::{
    error::{Error, Result},
    import::{self, Choices, List},
};

const GIVEN: [&str; 40] = [
    "Ada", "Ben", "Chidi", "Dana", "Elif", "Femi", "Grace", "Hugo", "Ines", "Jonas", "Kira", "Liam", "Mina", "Noah",
    "Olga", "Pavel", "Quinn", "Rosa", "Sami", "Tara", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe", "Amir",
    "Bella", "Carlos", "Dora", "Emil", "Freya", "Goran", "Hana", "Ivan", "Jana", "Karim", "Lena", "Marco", "Nadia",
];
const FAMILY: [&str; 60] = [
    "Abara", "Berg", "Costa", "Dumont", "Eriksen", "Farkas", "Garcia", "Haddad", "Ito", "Jensen", "Kaya", "Larsen",
    "Moreau", "Novak", "Okafor", "Petrov", "Quist", "Rossi", "Silva", "Tanaka", "Ueda", "Varga", "Weber", "Xu",
    "Yilmaz", "Zeman", "Adler", "Bauer", "Conti", "Dahl", "Engel", "Fischer", "Greco", "Holm", "Ivanov", "Jovic",
    "Keller", "Lind", "Marino", "Nagy", "Olsen", "Popov", "Quiroga", "Ramos", "Sato", "Toth", "Urban", "Vidal",
    "Winter", "Young", "Zapata", "Amara", "Blanco", "Cohen", "Duarte", "Evans", "Fuchs", "Gomez", "Hansen", "Ilic",
];
/// Area codes of the United States, from New York to Hawaii. Of each, 555-0100 to 555-0199 are nobody's.
const AREAS: [&str; 40] = [
    "212", "312", "303", "415", "808", "646", "773", "720", "510", "206", "617", "215", "404", "305", "713", "512",
    "602", "702", "503", "612", "314", "816", "615", "704", "202", "410", "216", "313", "414", "504", "801", "505",
    "619", "916", "253", "412", "614", "317", "502", "205",
];
const COMPANIES: [&str; 8] = [
    "Harbor Bakery",
    "Northside Dental",
    "Maple Street School",
    "Lakeview Hotel",
    "Corner Books",
    "Sunrise Gym",
    "Old Mill Café",
    "Riverside Clinic",
];

/// Somebody on file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub(super) id: CustomerId,
    pub(super) number: Option<ContactPointId>,
    /// Whether they were ever asked for their consent.
    pub(super) asked: bool,
}

/// Somebody who is not on file yet.
pub(super) struct Invented {
    pub(super) given: &'static str,
    pub(super) family: &'static str,
    pub(super) phone: String,
    /// Empty for one in three.
    pub(super) email: String,
    pub(super) company: &'static str,
}

impl Story {
    /// The next person. No two have the same name or number.
    pub(super) fn invent(&mut self) -> Invented {
        let at = self.invented;
        self.invented += 1;
        let (given, family) = (GIVEN[at % GIVEN.len()], FAMILY[at / GIVEN.len() % FAMILY.len()]);
        let phone = format!("+1{}555{:04}", AREAS[at * 7 % AREAS.len()], 100 + at / AREAS.len() % 100);
        let email = match at % 3 {
            0 => String::new(),
            _ => format!("{}.{}@example.com", given.to_lowercase(), family.to_lowercase()),
        };
        let company = if at.is_multiple_of(5) { COMPANIES[at / 5 % COMPANIES.len()] } else { "" };
        Invented { given, family, phone, email, company }
    }

    /// Imports a list of so many people, as a business brings its old ones along.
    pub(super) async fn import(&mut self, size: usize, folder: &Path) -> Result<()> {
        let mut text = String::from("First Name,Last Name,Email,Phone,Company,Do Not Call\n");
        for at in 0..size {
            let Invented { given, family, phone, email, company } = self.invent();
            let opted_out = u8::from(at % 12 == 11);
            writeln!(text, "{given},{family},{email},{phone},{company},{opted_out}")
                .map_err(|_| Error::Broken("a list cannot be written"))?;
        }
        let unwritable = |_| Error::Broken("a list of the sample business cannot be written");
        fs::create_dir_all(folder).map_err(unwritable)?;
        let path = folder.join(format!("sample-{}.csv", self.office.owner.business));
        fs::write(&path, text).map_err(unwritable)?;
        let country = Country::parse("US").map_err(|_| Error::Broken("a country is gone"))?;
        let name = format!("customers-{}.csv", self.today.format("%Y-%m"));
        let list = List { path: path.clone(), name, choices: Choices::default(), mapping: None, country };
        let report = import::run(&self.service, &self.office.admin, &list, |_| ()).await;
        fs::remove_file(&path).map_err(unwritable)?;
        report?;
        self.meet_the_imported().await
    }

    /// Learns who came with a list.
    async fn meet_the_imported(&mut self) -> Result<()> {
        let known: BTreeSet<_> = self.people.iter().map(|person| person.id).collect();
        let scope = self.service.db.read(self.office.owner.business).await?;
        let mut last = None;
        loop {
            let some = customer::ids_behind(&scope, last, 500).await?;
            let Some(newest) = some.last() else { return Ok(()) };
            last = Some(*newest);
            let new: Vec<_> = some.into_iter().filter(|id| !known.contains(id)).collect();
            let points = customer::points_of(&scope, &new).await?;
            for id in new {
                let is_theirs = |point: &&store::entity::contact_point::Model| {
                    point.customer_id == id.0 && point.kind == PointKind::Phone.code()
                };
                let number = points.iter().find(is_theirs).map(|point| ContactPointId(point.id));
                self.people.push(Person { id, number, asked: false });
            }
        }
    }
}
