//! Many lines of a file of North America at once.

use super::north_america::area;
use crate::registry::{
    Registry,
    digits::{exactly, four},
};

/// The bytes of each line of a [`Run`], its end included.
pub const RUN_LINE: usize = 12;

/// The bytes of a line that say its exchange: `415,555`.
type Exchange = [u8; 7];

/// Lines of one exchange in a row that are written as whole files of North America are:
/// `415,5550123` and an LF.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The first number of the exchange.
    pub first: u64,
    exchange: &'a Exchange,
    lines: &'a [[u8; RUN_LINE]],
}

/// The run at the beginning of a text. `None` where its first line is written otherwise, be it right or
/// wrong, or is not the registry's.
///
/// A run says what [`read`](super::read) says of each of its lines, many times as fast: no line has to be
/// cut off first, and files are in order, so that most lines differ in their last four digits only.
pub fn run(text: &[u8], registry: Registry) -> Option<Run<'_>> {
    let (lines, _) = text.as_chunks();
    let exchange: &Exchange = lines.first()?.first_chunk()?;
    let [a, b, c, b',', three @ ..] = exchange else { return None };
    let area = area(exactly(&[*a, *b, *c])?, registry).ok()?;
    let first = area.number(exactly(three)? * 10_000);
    let run = Run { first, exchange, lines };
    run.last_digits().next().is_some().then_some(run)
}

impl Run<'_> {
    /// The last four digits of each line, up to the first line that does not belong to the run.
    #[inline]
    pub fn last_digits(&self) -> impl Iterator<Item = u16> {
        let last = self.lines.iter().map_while(|line| {
            let (exchange, rest) = line.split_first_chunk()?;
            let (last, end) = rest.split_first_chunk()?;
            let belongs = exchange == self.exchange && end == b"\n";
            four(*last).filter(|_| belongs)
        });
        // Behind another exchange this one may come back: that is not this run any more.
        last.fuse()
    }
}
