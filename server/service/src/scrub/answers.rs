//! The answer to each number, decided once for all numbers about which the same is known.

use std::collections::HashMap;

use chrono_tz::Tz;
use domain::{
    call::{CallDecision, NumberFacts, Suppression},
    phone::{PhoneNumber, zone_block, zones},
    registry::RegistryStanding,
};

use super::{
    ground::{Ground, Known},
    verdict::{Book, Verdict},
};

/// The blocks of North America: seven digits that begin with 1.
const FIRST_BLOCK: usize = 1_000_000;

/// The answers that one thread has given.
pub(super) struct Answers<'g> {
    ground: &'g Ground,
    book: Book,
    /// The verdicts on the numbers that somebody has, by the place of their decision.
    held: HashMap<usize, Verdict>,
    /// Which zones the numbers of a block have: their place, counted from 1.
    blocks: Vec<u16>,
    /// What is known of the numbers in the same zones.
    places: Vec<Place>,
    place_of: HashMap<&'static [Tz], usize>,
    missing: Option<Verdict>,
    unusable: Option<Verdict>,
}

/// Zones, and what was answered to numbers in them that nobody has.
struct Place {
    zones: &'static [Tz],
    /// By all else that an answer rests on. The registries say only a handful of things, so these are few.
    answered: Vec<(Suppression, RegistryStanding, Verdict)>,
}

impl<'g> Answers<'g> {
    /// None yet.
    pub(super) fn new(ground: &'g Ground, book: Book) -> Self {
        Self {
            ground,
            book,
            held: HashMap::new(),
            blocks: vec![0; FIRST_BLOCK],
            places: Vec::new(),
            place_of: HashMap::new(),
            missing: None,
            unusable: None,
        }
    }

    /// The answer to a number, by its digits.
    #[inline]
    pub(super) fn of(&mut self, number: u64) -> Verdict {
        match self.ground.known(number) {
            Known::Nothing => self.of_nobodys(number, Suppression::Free),
            Known::Listed => self.of_nobodys(number, Suppression::Listed),
            Known::Held(place) => self.of_held(place),
        }
    }

    /// The answer where there is nothing to dial.
    pub(super) fn missing(&mut self) -> Verdict {
        let (ground, book) = (self.ground, &mut self.book);
        *self.missing.get_or_insert_with(|| book.enter(ground.decide(NumberFacts::Missing)))
    }

    /// The answer to what is no number that can be dialled.
    pub(super) fn unusable(&mut self) -> Verdict {
        let (ground, book) = (self.ground, &mut self.book);
        *self.unusable.get_or_insert_with(|| book.enter(ground.decide(NumberFacts::Unusable(Suppression::Free))))
    }

    /// The answer to a row with several numbers: it is blocked if one of them is, for the reasons of all.
    pub(super) fn together(&mut self, verdicts: &[Verdict]) -> Verdict {
        self.book.together(verdicts)
    }

    /// What was answered.
    pub(super) fn book(&mut self) -> &mut Book {
        &mut self.book
    }

    /// Every verdict, with how many rows have it.
    pub(super) fn into_book(self) -> Book {
        self.book
    }

    fn of_held(&mut self, place: usize) -> Verdict {
        let (ground, book) = (self.ground, &mut self.book);
        *self.held.entry(place).or_insert_with(|| book.enter(CallDecision::clone(ground.decision(place))))
    }

    #[inline]
    fn of_nobodys(&mut self, number: u64, suppression: Suppression) -> Verdict {
        let registries = self.ground.registries(number);
        let at = self.place(number);
        let place = &mut self.places[at];
        let known = place.answered.iter().find(|answered| (answered.0, answered.1) == (suppression, registries));
        if let Some((.., verdict)) = known {
            return *verdict;
        }
        let facts = NumberFacts::Usable { suppression, zones: place.zones.to_vec(), registries };
        let verdict = self.book.enter(self.ground.decide(facts));
        place.answered.push((suppression, registries, verdict));
        verdict
    }

    /// The place of the number's zones.
    #[inline]
    fn place(&mut self, number: u64) -> usize {
        let block = zone_block(number).and_then(|block| block.checked_sub(FIRST_BLOCK));
        let Some(block) = block.filter(|block| *block < self.blocks.len()) else { return self.find_place(number) };
        if let Some(place) = usize::from(self.blocks[block]).checked_sub(1) {
            return place;
        }
        let place = self.find_place(number);
        self.blocks[block] = u16::try_from(place + 1).unwrap_or_default();
        place
    }

    fn find_place(&mut self, number: u64) -> usize {
        let zones = PhoneNumber::from_digits(number).map_or(&[][..], |number| zones(&number));
        let places = &mut self.places;
        *self.place_of.entry(zones).or_insert_with(|| {
            places.push(Place { zones, answered: Vec::new() });
            places.len() - 1
        })
    }
}
