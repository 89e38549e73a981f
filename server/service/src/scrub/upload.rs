//! "Check a list": the scrub of an uploaded list, whose result its member can download for an hour.

use std::{io, path::PathBuf};

use domain::{
    access::Right,
    error::{Invalid, Problem},
    topic::Purpose,
    wire::scrub::{CheckList, Scrubbed, params},
};
use serde::{Deserialize, Serialize};
use store::StoreError;

use super::{Order, Summary, scrub};
use crate::{
    Service, country,
    ctx::Ctx,
    error::{Error, Result},
    import::{Choices, UploadFacts},
};

const GONE: &str =
    "This result is not here any more: it is kept for an hour, for whoever made it. Check the list again";

/// What is kept beside a list that was checked: the page, and whose it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    by: String,
    page: CheckList,
}

/// Scrubs an uploaded list, which is deleted then, and keeps the result for its hour. What needs another look
/// is kept too, for the page.
///
/// # Errors
/// Fails where the right is missing, or nothing can be kept.
pub async fn check_list(service: &Service, ctx: &Ctx, file: &str, typed: params::Check) -> Result<()> {
    ctx.require(Right::Curate)?;
    let (path, facts) = service.uploads.find(ctx.business, file)?;
    let done = match facts.problem {
        Some(problem) => Err(Error::field("file", Problem::Other(problem))),
        None => to_result(service, ctx, file, (path, &facts.name), &typed).await,
    };
    service.uploads.forget_unread(ctx.business, file);
    let mut page = CheckList { typed, ..CheckList::default() };
    match done {
        Ok(summary) => page.scrubbed = Some(told(file, facts.name.clone(), summary)),
        Err(error) => {
            service.uploads.forget_result(ctx.business, file);
            page.problems = problems(error)?;
        }
    }
    let kept = Kept { by: owner(ctx), page };
    service.uploads.keep(ctx.business, file, &UploadFacts::of_check(facts.name, kept))
}

/// The page: the form, and the list that was sent last, for whoever sent it.
///
/// # Errors
/// Fails where the right is missing.
pub fn check_list_page(service: &Service, ctx: &Ctx, query: &params::Query) -> Result<CheckList> {
    ctx.require(Right::Curate)?;
    if query.file.is_empty() {
        return Ok(CheckList::default());
    }
    match own(service, ctx, &query.file) {
        Ok(page) => Ok(page),
        Err(Error::NotFound) => {
            Ok(CheckList { problems: vec![("file".to_owned(), GONE.to_owned())], ..CheckList::default() })
        }
        Err(error) => Err(error),
    }
}

/// Where the result lies, for the member who made it.
///
/// # Errors
/// Fails where the right is missing, and as not found where it is gone or somebody else's.
pub fn result(service: &Service, ctx: &Ctx, file: &str) -> Result<PathBuf> {
    ctx.require(Right::Curate)?;
    own(service, ctx, file)?.scrubbed.ok_or(Error::NotFound)?;
    let path = service.uploads.result(ctx.business, file)?;
    if path.exists() { Ok(path) } else { Err(Error::NotFound) }
}

fn own(service: &Service, ctx: &Ctx, file: &str) -> Result<CheckList> {
    let (_, facts) = service.uploads.find(ctx.business, file)?;
    facts.check.filter(|kept| kept.by == owner(ctx)).map(|kept| kept.page).ok_or(Error::NotFound)
}

/// Whoever acts, in one word.
pub(crate) fn owner(ctx: &Ctx) -> String {
    let id = ctx.actor.id().map(|id| id.to_string()).unwrap_or_default();
    format!("{}/{id}", ctx.actor.kind())
}

async fn to_result(
    service: &Service,
    ctx: &Ctx,
    file: &str,
    (path, name): (PathBuf, &str),
    typed: &params::Check,
) -> Result<Summary> {
    let purpose = match typed.purpose.as_str() {
        "" => Purpose::Marketing,
        code => Purpose::from_code(code).map_err(|problem| Error::field("purpose", problem))?,
    };
    let headings = typed.columns.split(',').map(str::trim).filter(|heading| !heading.is_empty());
    let order = Order {
        path,
        name: name.to_owned(),
        choices: Choices::default(),
        columns: headings.map(str::to_owned).collect(),
        country: country::of_business(&service.db.read(ctx.business).await?).await?,
        purpose,
    };
    let out = service.uploads.create_result(ctx.business, file)?;
    let (summary, out) = scrub(service, ctx, &order, io::BufWriter::new(out), |_| ()).await?;
    out.into_inner().map_err(|_| Error::Broken("the result of a scrub cannot be written"))?;
    Ok(summary)
}

fn told(file: &str, name: String, summary: Summary) -> Scrubbed {
    let Summary { rows, allowed, blocked, bad, .. } = &summary;
    let mut counts = vec![
        format!("{rows} {} for {}.", if *rows == 1 { "row" } else { "rows" }, summary.purpose.label().to_lowercase()),
        format!("{allowed} may be called, {blocked} may not."),
    ];
    if *bad > 0 {
        counts.push(format!("{bad} of them without a number that can be used: they are blocked."));
    }
    let mut reasons: Vec<_> = summary.reasons.iter().map(|(code, rows)| (code.replace('_', " "), *rows)).collect();
    reasons.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    Scrubbed {
        file: file.to_owned(),
        name,
        checked_at: summary.checked_at,
        counts,
        reasons,
        problems: summary.problems,
    }
}

/// What the page says of a scrub that handed out nothing.
fn problems(error: Error) -> Result<Vec<(String, String)>> {
    match error {
        Error::Invalid(invalid) => Ok(said(&invalid)),
        Error::KeysMissing | Error::Store(StoreError::Database(_) | StoreError::Garbled(_)) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a list could not be checked");
            let sentence = "The do-not-call status could not be checked, so nobody on this list may be called";
            Ok(vec![("file".to_owned(), sentence.to_owned())])
        }
        other => Err(other),
    }
}

/// The columns are a field of the form; what is wrong with anything else is wrong with the file.
fn said(invalid: &Invalid) -> Vec<(String, String)> {
    let field = |name: &str| match name {
        "purpose" => "purpose".to_owned(),
        "column" => "columns".to_owned(),
        _ => "file".to_owned(),
    };
    invalid.problems().map(|(name, problem)| (field(name), problem.to_string())).collect()
}
