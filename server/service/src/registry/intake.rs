//! What files say together.

use domain::registry::{
    Coverage, Registry,
    line::{Line, Run},
};

use super::{numbers::Numbers, refused::Why};

/// What the files should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Full lists.
    Full,
    /// Lists of changes.
    Changes,
}

/// What was read so far.
#[derive(Debug)]
pub(super) struct Intake {
    pub(super) registry: Registry,
    wanted: Wanted,
    /// The numbers of full lists, or those that came on the registry.
    pub(super) added: Numbers,
    /// The numbers that went off the registry.
    pub(super) deleted: Numbers,
    /// What the files say of themselves.
    said: Option<Coverage>,
}

impl Intake {
    /// Begins to read files of this registry.
    pub(super) fn new(registry: Registry, wanted: Wanted) -> Self {
        Self { registry, wanted, added: Numbers::default(), deleted: Numbers::default(), said: None }
    }

    /// Takes what a line says.
    ///
    /// # Errors
    /// Fails where it is a change in a full list, or the other way round: the file was taken for
    /// something that it is not.
    pub(super) fn take(&mut self, line: Line) -> Result<(), Why> {
        match (self.wanted, line) {
            (Wanted::Full, Line::Number(number)) | (Wanted::Changes, Line::Added(number)) => self.added.add(number),
            (Wanted::Changes, Line::Deleted(number)) => self.deleted.add(number),
            (Wanted::Full, Line::Added(_) | Line::Deleted(_)) => Err(Why::IsChanges),
            (Wanted::Changes, Line::Number(_)) => Err(Why::IsFull),
            (_, Line::Header | Line::Blank) => Ok(()),
        }
    }

    /// Takes a run of numbers of a full list, and returns how many there were.
    ///
    /// # Errors
    /// Fails as [`take`](Self::take) does.
    pub(super) fn take_run(&mut self, run: Run<'_>) -> Result<usize, Why> {
        match self.wanted {
            Wanted::Full => self.added.add_block(run.first, run.last_digits()),
            Wanted::Changes => Err(Why::IsFull),
        }
    }

    /// Takes what a file says of itself.
    pub(super) fn cover(&mut self, coverage: Coverage) {
        match (&mut self.said, coverage) {
            (Some(Coverage::Areas(said)), Coverage::Areas(areas)) => said.extend(areas),
            (Some(Coverage::National), _) => {}
            (said, coverage) => *said = Some(coverage),
        }
    }

    /// The numbers that full lists speak about: what they say, and the area codes that occur.
    pub(super) fn coverage(&self) -> Coverage {
        match &self.said {
            _ if !self.registry.is_split_by_area() => Coverage::National,
            Some(Coverage::National) => Coverage::National,
            Some(Coverage::Areas(said)) => Coverage::Areas(said | &self.added.areas()),
            None => Coverage::Areas(self.added.areas()),
        }
    }
}
