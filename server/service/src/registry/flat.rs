//! Reading flat files: a number a line.

use std::io::Read;

use domain::registry::{
    Registry,
    line::{self, Line, RUN_LINE},
};

use super::{
    intake::Intake,
    lines::Lines,
    refused::{Stop, Why},
};

/// Reads a flat file.
///
/// # Errors
/// Fails with the first line that is none of the registry's, and where there is no number at all.
pub(super) fn read(from: impl Read, intake: &mut Intake) -> Result<(), Stop> {
    let mut lines = Lines::new(from);
    let mut numbers = 0;
    loop {
        numbers += take_runs(&mut lines, intake);
        let line = next_line(&mut lines, intake.registry).map_err(|why| Stop::on(lines.line(), why))?;
        match line {
            None => break,
            Some(Line::Blank) => {}
            Some(Line::Header) if numbers == 0 => {}
            Some(Line::Header) => return Err(Stop::on(lines.line(), Why::HeaderBelow)),
            Some(line) => {
                intake.take(line).map_err(|why| Stop::on(lines.line(), why))?;
                numbers += 1;
            }
        }
    }
    if numbers == 0 { Err(Why::Empty.into()) } else { Ok(()) }
}

/// Takes the lines ahead that are written as whole files are, and returns how many there were. One
/// that cannot be taken stays ahead, to be refused with its number.
fn take_runs(lines: &mut Lines<impl Read>, intake: &mut Intake) -> usize {
    let mut taken = 0;
    while let Some(run) = line::run(&lines.ahead()[taken * RUN_LINE..], intake.registry) {
        let Ok(numbers) = intake.take_run(run) else { break };
        taken += numbers;
    }
    lines.take_ahead(taken, taken * RUN_LINE);
    taken
}

fn next_line(lines: &mut Lines<impl Read>, registry: Registry) -> Result<Option<Line>, Why> {
    lines.next_line()?.map(|bytes| line::read(bytes, registry).map_err(Why::from)).transpose()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{
        super::{block::Bits, intake::Wanted},
        *,
    };

    /// Gives out a byte at a time, so that no line is ever ahead of the one that is read.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            let one = to.len().min(1);
            self.0.read(&mut to[..one])
        }
    }

    /// What a text says, by blocks, or the line and the sentence with which it is refused.
    type Said = Result<BTreeMap<u64, Option<Bits>>, (Option<u64>, String)>;

    fn said(text: impl Read, registry: Registry, wanted: Wanted) -> Said {
        let mut intake = Intake::new(registry, wanted);
        read(text, &mut intake).map_err(|stop| (stop.line, stop.why.to_string()))?;
        Ok(intake.added.keys().map(|key| (key, intake.added.bits(key))).collect())
    }

    /// Lines that files of North America have, and lines that they should not.
    const LINE: &str = "(415,555[0-9]{4}|212,[0-9]{7}|415555[0-9]{4}|416,1234567| 415 , 5550123 |415,555[0-9]{3,5}\
                        |415,55501x3|415;5550123|\u{feff}415,5550123|Area,Phone||,|415,5550123,A)(\n|\n|\n|\r\n|\r)";

    proptest! {
        #[test]
        fn a_run_of_lines_is_read_and_refused_as_line_by_line(
            plain in 0_usize..200,
            odd in proptest::collection::vec(LINE, 0..6),
            whole_end in any::<bool>(),
        ) {
            let last = |at| format!("{:04}\n", at * 37 % 10_000);
            let plain: String = (0..plain).flat_map(|at| ["415,555".to_owned(), last(at)]).collect();
            let mut text = plain + &odd.concat();
            if !whole_end {
                text.pop();
            }
            for registry in [Registry::UnitedStates, Registry::Canada] {
                for wanted in [Wanted::Full, Wanted::Changes] {
                    prop_assert_eq!(said(text.as_bytes(), registry, wanted), said(Drip(text.as_bytes()), registry, wanted));
                }
            }
        }
    }
}
