//! Scrubbing a list that a program sends, and answering it.
//!
//! The list goes to the disk, and so does the answer, before any of it is handed out: what is handed out is whole, and
//! recorded. The memory does not grow with either.

use std::{fs, io};

use domain::{
    error::{Problem, Problems},
    topic::Purpose,
};
use tokio::sync::Semaphore;

use super::{Order, right, scrub};
use crate::{
    Service, country,
    ctx::Ctx,
    error::{Error, Result},
    import::{Choices, HeaderRow, Spool},
    ports::new_token,
};

/// What such a list is called in the ledger.
const NAME: &str = "call-checks/bulk";
/// How many lists are answered at once: each takes all threads that there are.
const AT_ONCE: usize = 2;
/// Whose turn it is.
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// What is known better than a guess.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// `service` or `marketing`; empty for the strictest.
    pub purpose: String,
    /// The headings of the columns that hold numbers, with commas; empty where they are found by themselves.
    pub columns: String,
    /// The country whose national numbers are read; empty for the business's own.
    pub country: String,
    /// `present` or `absent`; empty where that is found out.
    pub headings: String,
}

/// A list that is being sent.
pub struct Sending {
    /// Where it goes.
    pub spool: Spool,
    order: Order,
}

/// Begins to receive a list.
///
/// # Errors
/// Fails where the right is missing, and names what cannot be understood: before a byte of the list is read.
pub async fn begin(service: &Service, ctx: &Ctx, wanted: &Wanted) -> Result<Sending> {
    ctx.require(right(ctx))?;
    let country = country::chosen(&service.db.read(ctx.business).await?, &wanted.country).await?;
    let mut problems = Problems::default();
    let purpose = match wanted.purpose.as_str() {
        "" => Some(Purpose::Marketing),
        code => problems.take("purpose", Purpose::from_code(code)),
    };
    let header_row = match wanted.headings.as_str() {
        "" => None,
        "present" => Some(HeaderRow::Present),
        "absent" => Some(HeaderRow::Absent),
        _ => {
            problems.note("headings", Problem::Other("Use present or absent".into()));
            None
        }
    };
    problems.none()?;
    let headings = wanted.columns.split(',').map(str::trim).filter(|heading| !heading.is_empty());
    let spool = service.uploads.spool(ctx.business, &new_token(&*service.random))?;
    let order = Order {
        path: std::path::PathBuf::new(),
        name: NAME.to_owned(),
        choices: Choices { header_row, ..Choices::default() },
        columns: headings.map(str::to_owned).collect(),
        country,
        purpose: purpose.ok_or(Error::Broken("a problem was not noted"))?,
    };
    Ok(Sending { spool, order })
}

impl Sending {
    /// Answers the list: the file of the answer, which no folder has any more.
    ///
    /// # Errors
    /// Fails where it is no list, the facts cannot be read, or the disk does not take the answer.
    pub async fn answer(mut self, service: &Service, ctx: &Ctx) -> Result<fs::File> {
        self.spool.end().await?.clone_into(&mut self.order.path);
        let turn = TURNS.acquire().await.map_err(|_| Error::Broken("nobody has a turn any more"))?;
        let out = io::BufWriter::new(self.spool.create_answer()?);
        let (_, out) = scrub(service, ctx, &self.order, out, |_| ()).await.map_err(of_a_body)?;
        drop(turn);
        out.into_inner().map_err(|_| Error::Broken("the answer to a list cannot be written"))?;
        self.spool.answer()
    }
}

/// What is wrong with a column is a wrong choice of it; everything else is wrong with the list.
fn of_a_body(error: Error) -> Error {
    let Error::Invalid(invalid) = &error else { return error };
    let mut problems = Problems::default();
    for (field, problem) in invalid.problems() {
        problems.note(if field == "column" { "columns" } else { "body" }, problem.clone());
    }
    problems.none().err().map_or(error, Error::Invalid)
}
