//! Entering numbers of people who are not on file: one, or many that are pasted.

use domain::{
    access::Right,
    country::Country,
    dnc::SourceKind,
    error::{Problem, Problems},
    id::SuppressionId,
    phone::{PhoneNumber, parse, parse_cell},
    text::Remark,
    wire::suppression::{PasteAnswer, Pasted, PastedLine, params},
};

use super::batch::{Put, Reason, TOGETHER, put};
use crate::{
    Service,
    change::{Outcome, Tx},
    country,
    ctx::Ctx,
    error::{Error, Result},
    integration::Wish,
};

/// How many numbers can be pasted at once. More than this is a file.
const AT_MOST: usize = 5_000;

/// Some numbers, read, with who asked.
struct Entered {
    numbers: Vec<PhoneNumber>,
    reason: Remark,
}

/// Puts one number on the list, because somebody asked for it.
///
/// # Errors
/// Names the number that cannot be read, and the reason that is missing.
pub async fn add_number(service: &Service, ctx: &Ctx, typed: params::Add) -> Result<(SuppressionId, Put)> {
    add_number_once(service, ctx, typed, None).await
}

/// The same, once under the name of a program's wish.
///
/// # Errors
/// Names the number that cannot be read, and the reason that is missing; fails where the name stands for another wish.
pub async fn add_number_once(
    service: &Service,
    ctx: &Ctx,
    typed: params::Add,
    wish: Option<Wish>,
) -> Result<(SuppressionId, Put)> {
    ctx.require(Right::Work)?;
    let country = country::of_business(&service.db.read(ctx.business).await?).await?;
    let mut problems = Problems::default();
    let parsed = problems.take("phone", parse(&typed.phone, &country));
    let reason = problems.take("reason", Remark::required(&typed.reason, "who asked for it, and how"));
    problems.none()?;
    let (Some(parsed), Some(reason)) = (parsed, reason) else { return Err(Error::Broken("a problem was not noted")) };
    let entered = Entered { numbers: vec![parsed.number], reason };
    let answers = enter(service, ctx, entered, wish).await?;
    answers.into_iter().next().ok_or(Error::Broken("a number was not answered"))
}

/// Puts many numbers on the list, and answers each. What cannot be read is said with its line, and
/// keeps no other number back.
///
/// # Errors
/// Fails where there is no number, there are too many, or the reason is missing. Nothing is added then.
pub async fn paste(service: &Service, ctx: &Ctx, typed: params::Paste) -> Result<Pasted> {
    ctx.require(Right::Work)?;
    let country = country::chosen(&service.db.read(ctx.business).await?, &typed.country).await?;
    let read = pieces(&typed.numbers, &country);
    let mut problems = Problems::default();
    let reason = problems.take("reason", Remark::required(&typed.reason, "who asked for it, and how"));
    match read.len() {
        0 => problems.note("numbers", Problem::missing("the numbers, one a line or separated by commas")),
        1..=AT_MOST => {}
        _ => problems.note("numbers", too_many()),
    }
    problems.none()?;
    let reason = reason.ok_or(Error::Broken("a problem was not noted"))?;
    let numbers: Vec<PhoneNumber> = read.iter().filter_map(|(_, piece)| piece.as_ref().ok()).cloned().collect();
    let mut answers = Vec::with_capacity(numbers.len());
    for part in numbers.chunks(TOGETHER) {
        answers.extend(enter(service, ctx, Entered { numbers: part.to_vec(), reason: reason.clone() }, None).await?);
    }
    let mut answers = answers.into_iter().map(|(_, put)| put);
    let lines = read.into_iter().filter_map(|(line, piece)| {
        let (text, answer) = match piece {
            Ok(number) => (number.masked(), answer(answers.next()?)),
            Err((text, problem)) => (text, PasteAnswer::Unreadable(problem.to_string())),
        };
        Some(PastedLine { line, text, answer })
    });
    Ok(Pasted { lines: lines.collect() })
}

/// A piece of what was pasted: a number, or the text that is none, with the reason.
type Piece = std::result::Result<PhoneNumber, (String, Problem)>;

/// Every number and everything else in a text, each with the line on which it stands.
fn pieces(text: &str, country: &Country) -> Vec<(u32, Piece)> {
    let lines = (1..).zip(text.lines());
    let read = lines.flat_map(|(line, text)| parse_cell(text, country).into_iter().map(move |piece| (line, piece)));
    read.map(|(line, piece)| (line, piece.map(|parsed| parsed.number))).collect()
}

const fn answer(put: Put) -> PasteAnswer {
    match put {
        Put::Added => PasteAnswer::Added,
        Put::Known => PasteAnswer::Known,
    }
}

fn too_many() -> Problem {
    Problem::Other("Paste at most 5,000 numbers. An owner or admin can upload a longer list as a file".into())
}

async fn enter(
    service: &Service,
    ctx: &Ctx,
    entered: Entered,
    wish: Option<Wish>,
) -> Result<Vec<(SuppressionId, Put)>> {
    let done = service.change_once(ctx, Right::Work, wish, entered, |tx, entered| Box::pin(keep(tx, entered)));
    done.await.map(|done| done.value)
}

async fn keep(tx: Tx<'_>, entered: &Entered) -> Result<Outcome<Vec<(SuppressionId, Put)>>> {
    let reason = Reason { kind: SourceKind::Stranger, note: Some(entered.reason.as_str()), list: None };
    let (answers, events) = put(tx, &entered.numbers, reason).await?;
    Ok(Outcome::many(events, answers))
}
