//! The United States and Canada: `415,5550123`, in old files `4155550123`, and in change files
//! `415,5550123,2024-01-31,A`.

use super::{BadLine, Line, change::change_in, field::fields};
use crate::registry::{
    Area, Registry,
    digits::{exactly, only},
};

/// Reads a line of one of the two registries.
pub(super) fn read(line: &[u8], registry: Registry) -> Result<Line, BadLine> {
    let plain = line.as_array().and_then(|line| read_plain(line, registry));
    plain.map_or_else(|| read_fields(line, registry), |number| number.map(Line::Number))
}

/// Reads a line that holds area and number and nothing else. `None` where it is another line.
fn read_plain(line: &[u8; 11], registry: Registry) -> Option<Result<u64, BadLine>> {
    let [a, b, c, b',', seven @ ..] = line else { return None };
    let (code, seven) = (exactly(&[*a, *b, *c])?, exactly(seven)?);
    Some(area(code, registry).map(|area| area.number(seven)))
}

/// The area with this code, if it is one of the registry's.
pub(in crate::registry) fn area(code: u64, registry: Registry) -> Result<Area, BadLine> {
    let area = Area::new(u16::try_from(code).unwrap_or_default())?;
    if area.belongs_to(registry) { Ok(area) } else { Err(BadLine::OtherArea(area)) }
}

/// Reads a line with blanks, empty columns or a change in it.
#[cold]
fn read_fields(line: &[u8], registry: Registry) -> Result<Line, BadLine> {
    let mut fields = fields(line);
    let first = fields.next().unwrap_or_default();
    let Some(second) = fields.next() else {
        let digits = only::<10>(first).ok_or(BadLine::NotAreaAndNumber)?;
        let area = area(digits / 10_000_000, registry)?;
        return Ok(Line::Number(area.number(digits % 10_000_000)));
    };
    let (Some(code), Some(rest)) = (only::<3>(first), only::<7>(second)) else {
        return Err(BadLine::NotAreaAndNumber);
    };
    let number = area(code, registry)?.number(rest);
    let mut more = fields.peekable();
    if more.peek().is_none() {
        return Ok(Line::Number(number));
    }
    if registry != Registry::UnitedStates {
        return Err(BadLine::NoChanges);
    }
    change_in(more)?.map(|change| change.line(number)).ok_or(BadLine::NotAChange)
}
