//! Reading a list of numbers in stretches, beside whoever puts them on the list.

use std::sync::Arc;

use domain::{
    country::Country,
    phone::{PhoneNumber, parse_cell},
};
use tokio::sync::mpsc;

use super::super::batch::TOGETHER;
use crate::import::{BadLine, List, Row, Unusable, WhyBad};

/// How many stretches are read ahead.
const AHEAD: usize = 2;

/// Some lines of a list.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// How many lines there were.
    pub(super) rows: u64,
    /// Their numbers, in their order.
    pub(super) numbers: Vec<PhoneNumber>,
    /// What cannot be read, one sentence for each such line, which it names.
    pub(super) problems: Vec<String>,
    /// Whether the file ended before its end.
    pub(super) broken_off: bool,
}

/// Begins to read the numbers in these columns.
pub(super) fn read(list: &List, columns: &[usize]) -> mpsc::Receiver<Result<Stretch, Unusable>> {
    let (give, take) = mpsc::channel(AHEAD);
    let (list, columns) = (list.clone(), columns.to_vec());
    tokio::task::spawn_blocking(move || {
        if let Err(unusable) = read_all(&list, &columns, &give) {
            // Whoever asked may have gone.
            let _gone = give.blocking_send(Err(unusable));
        }
    });
    take
}

fn read_all(list: &List, columns: &[usize], give: &mpsc::Sender<Result<Stretch, Unusable>>) -> Result<(), Unusable> {
    let (mut table, _) = list.open(Arc::default())?;
    loop {
        let mut stretch = Stretch::default();
        for row in table.by_ref().take(TOGETHER) {
            stretch.take(row, columns, &list.country);
        }
        let ended = stretch.rows == 0;
        if ended || give.blocking_send(Ok(stretch)).is_err() {
            return Ok(());
        }
    }
}

impl Stretch {
    fn take(&mut self, row: Result<Row, BadLine>, columns: &[usize], country: &Country) {
        self.rows += 1;
        match row {
            Ok(row) => self.take_row(&row, columns, country),
            Err(bad) => {
                self.broken_off |= bad.why == WhyBad::BrokenOff;
                self.problems.push(bad.to_string());
            }
        }
    }

    /// Every number of the row. What is none is named, and keeps no number beside it back.
    fn take_row(&mut self, row: &Row, columns: &[usize], country: &Country) {
        let cells = columns.iter().filter_map(|at| row.cells.get(*at));
        let (mut found, mut wrong) = (0, 0);
        for piece in cells.flat_map(|cell| parse_cell(cell, country)) {
            match piece {
                Ok(parsed) => {
                    found += 1;
                    self.numbers.push(parsed.number);
                }
                Err(_) => wrong += 1,
            }
        }
        let why = match (found, wrong) {
            (0, 0) => "there is no number",
            (0, _) => "this is no phone number",
            (_, 0) => return,
            _ => "a part of it is no phone number; the rest was taken",
        };
        self.problems.push(format!("Line {}: {why}", row.line));
    }
}
