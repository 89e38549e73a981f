//! What the tags of an XML file say.
//!
//! The tags are taken one by one as they go by. A strict reader would refuse Canada's files, which
//! close their list twice; one that forgives everything would not see that a file was cut off.

mod tag;

use std::{borrow::Cow, collections::BTreeSet};

use self::tag::{About, Holds, List, Tag};
use super::{
    Area, Coverage, Registry,
    line::{BadLine, Line, change::Change},
};

/// What is known of a file from the tags that went by.
///
/// A full list of one area is `<list type='full' level='ac' val='415'>`, in it `<ac val='415'>` and
/// in that `<ph val='5550123'/>` for each number. In a list of changes a `ph` says `A` or `D` in
/// exactly one of its other values. Canada's lists close the first tag at once and once more at the
/// end, so a list goes on until it is closed by a tag of its own.
#[derive(Debug)]
pub struct Markup {
    registry: Registry,
    place: Place,
    coverage: Coverage,
}

/// A value of a tag, behind its name.
pub type Value<'a> = (&'a [u8], Cow<'a, [u8]>);

/// Between which tags the next one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Before,
    List(List),
    Area(List, Area),
    Behind,
}

/// What is wrong with a tag. It never repeats what stands there: that may be somebody's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTag {
    /// None of the tags of these files.
    #[error("there is a tag here that no registry writes")]
    Unknown,
    /// A tag that does not belong between the ones around it.
    #[error("there is a tag here outside of the list or area code that it belongs to")]
    Misplaced,
    /// The list says of itself neither that it is full nor that it is one of changes.
    #[error("the list does not say whether it is a full list or a list of changes")]
    NoType,
    /// An area code in the list of another one.
    #[error("there is an area code here that the list is not about")]
    NotInList,
    /// An `A` or a `D` in a full list.
    #[error("a full list says of a number that it was added or deleted")]
    ChangeInFull,
    /// The value of a tag is no area code or number of this registry, or no change.
    #[error(transparent)]
    Value(#[from] BadLine),
    /// The file ends and its list was not closed.
    #[error("the file ends before its list does. Download it again")]
    CutOff,
}

impl Markup {
    /// Begins to read a file of this registry.
    pub const fn new(registry: Registry) -> Self {
        Self { registry, place: Place::Before, coverage: Coverage::Areas(BTreeSet::new()) }
    }

    /// Takes the next tag that opens something, be it closed at once or not. A number that it holds
    /// comes back as a line.
    pub fn open(&mut self, name: &[u8], values: &[Value<'_>]) -> Result<Option<Line>, BadTag> {
        match (Tag::read(name, values, self.registry)?, self.place) {
            (Tag::Phone(digits, change), Place::Area(list, area)) => return line(list, area, digits, change).map(Some),
            (Tag::Area(area), Place::List(list) | Place::Area(list, _)) => self.begin_area(list, area)?,
            (Tag::List(list), Place::Before | Place::Behind) => self.begin_list(list),
            _ => return Err(BadTag::Misplaced),
        }
        Ok(None)
    }

    fn begin_list(&mut self, list: List) {
        match list.about {
            About::Country => self.coverage = Coverage::National,
            About::Area(area) => self.cover(area),
            About::AreasInIt => {}
        }
        self.place = Place::List(list);
    }

    fn begin_area(&mut self, list: List, area: Area) -> Result<(), BadTag> {
        if matches!(list.about, About::Area(only) if only != area) {
            return Err(BadTag::NotInList);
        }
        self.cover(area);
        self.place = Place::Area(list, area);
        Ok(())
    }

    fn cover(&mut self, area: Area) {
        if let Coverage::Areas(areas) = &mut self.coverage {
            areas.insert(area);
        }
    }

    /// Takes the next tag that closes one.
    pub fn close(&mut self, name: &[u8]) -> Result<(), BadTag> {
        self.place = match (name, self.place) {
            (b"ph", place @ Place::Area(..)) => place,
            (b"ac", Place::Area(list, _)) => Place::List(list),
            (b"list", Place::List(_) | Place::Area(..) | Place::Behind) => Place::Behind,
            (b"ph" | b"ac" | b"list", _) => return Err(BadTag::Misplaced),
            _ => return Err(BadTag::Unknown),
        };
        Ok(())
    }

    /// Ends the file: which numbers it speaks about.
    ///
    /// # Errors
    /// Fails with [`BadTag::CutOff`] where no list was read to its end.
    pub fn finish(self) -> Result<Coverage, BadTag> {
        if self.place == Place::Behind { Ok(self.coverage) } else { Err(BadTag::CutOff) }
    }
}

/// What a list says of the number with these seven digits.
fn line(list: List, area: Area, digits: u64, change: Option<Change>) -> Result<Line, BadTag> {
    let number = area.number(digits);
    match (list.holds, change) {
        (Holds::Numbers, None) => Ok(Line::Number(number)),
        (Holds::Numbers, Some(_)) => Err(BadTag::ChangeInFull),
        (Holds::Changes, Some(change)) => Ok(change.line(number)),
        (Holds::Changes, None) => Err(BadLine::NotAChange.into()),
    }
}

#[cfg(test)]
mod tests;
