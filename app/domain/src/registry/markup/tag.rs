//! What one tag says.

use super::{BadTag, Value};
use crate::registry::{
    Area, Registry,
    digits::only,
    line::{
        BadLine,
        change::{Change, change_in},
        north_america::area,
    },
};

/// A tag that opens something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// `<list type='full' level='ac' val='415'>`: numbers or changes.
    List(List),
    /// `<ac val='415'>`: the area of the numbers in it.
    Area(Area),
    /// `<ph val='5550123'/>`: seven digits, and in a list of changes what happened to them.
    Phone(u64, Option<Change>),
}

/// What a list says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct List {
    pub(super) holds: Holds,
    pub(super) about: About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Numbers,
    Changes,
}

/// Which numbers a list speaks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Country,
    Area(Area),
    /// Those whose area codes are in it: a state.
    AreasInIt,
}

impl Tag {
    /// Reads a tag by its name and its values.
    pub(super) fn read(name: &[u8], values: &[Value<'_>], registry: Registry) -> Result<Self, BadTag> {
        match name {
            b"ph" => {
                let others = values.iter().filter(|(name, _)| *name != b"val").map(|(_, value)| value);
                Ok(Self::Phone(digits::<7>(values)?, change_in(others)?))
            }
            b"ac" => Ok(Self::Area(area(digits::<3>(values)?, registry)?)),
            b"list" => List::read(values, registry).map(Self::List),
            _ => Err(BadTag::Unknown),
        }
    }
}

impl List {
    fn read(values: &[Value<'_>], registry: Registry) -> Result<Self, BadTag> {
        let holds = match find(values, b"type") {
            Some(b"full") => Holds::Numbers,
            Some(b"change") => Holds::Changes,
            _ => return Err(BadTag::NoType),
        };
        let about = match find(values, b"level") {
            Some(b"all") => About::Country,
            Some(b"ac") => About::Area(area(digits::<3>(values)?, registry)?),
            _ => About::AreasInIt,
        };
        Ok(Self { holds, about })
    }
}

fn find<'v>(values: &'v [Value<'_>], wanted: &[u8]) -> Option<&'v [u8]> {
    values.iter().find(|(name, _)| *name == wanted).map(|(_, value)| &**value)
}

/// The digits that a tag is about.
fn digits<const N: usize>(values: &[Value<'_>]) -> Result<u64, BadLine> {
    find(values, b"val").and_then(only::<N>).ok_or(BadLine::NotAreaAndNumber)
}
