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
        numbers += take_run(&mut lines, intake);
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
fn take_run(lines: &mut Lines<impl Read>, intake: &mut Intake) -> usize {
    let run = line::run(lines.ahead(), intake.registry);
    let taken = run.take_while(|number| intake.take(Line::Number(*number)).is_ok()).count();
    lines.take_ahead(taken, taken * RUN_LINE);
    taken
}

fn next_line(lines: &mut Lines<impl Read>, registry: Registry) -> Result<Option<Line>, Why> {
    lines.next_line()?.map(|bytes| line::read(bytes, registry).map_err(Why::from)).transpose()
}
