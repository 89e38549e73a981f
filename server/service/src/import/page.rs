//! The page of imports: choosing a file, looking at its columns, trying out, importing, the report.

use domain::{
    access::Right,
    country::Country,
    error::{Problem, Problems},
    id::ImportId,
    import::column::Target,
    wire::import::{
        Import, Preview, Report, Run, Status, Undoing,
        params::{self, Query},
    },
};
use store::entity::import_run;

use super::{
    begin::begin,
    dry_run::dry_run,
    interrupted::carry_out_alone,
    list::{List, choices, delimiter_word, header_word},
    remember::recall,
    undo,
    upload::{Tried, Upload},
};
use crate::{
    Service, country,
    ctx::Ctx,
    error::{Error, Result},
};

/// How many earlier runs are shown.
const EARLIER: u64 = 10;
/// What the address says where it asks what undoing would do.
const ASK: &str = "ask";
const GONE: &str = "This list is not here any more: lists are kept for an hour. Upload it again.";

/// What the page shows.
///
/// # Errors
/// Fails where the right is missing, or there is no such run.
pub async fn page(service: &Service, ctx: &Ctx, query: Query) -> Result<Import> {
    ctx.require(Right::Curate)?;
    if !query.run.is_empty() {
        let id: ImportId = query.run.parse().map_err(|_| Error::NotFound)?;
        return one_run(service, ctx, id, if query.undo == ASK { Asked::What } else { Asked::Whether })
            .await
            .map(Import::Run);
    }
    if !query.file.is_empty() {
        return uploaded(service, ctx, query).await;
    }
    let scope = service.db.read(ctx.business).await?;
    let runs = store::import::list(&scope, EARLIER).await?.into_iter();
    Ok(Import::Start(runs.map(|row| run(row, Undoing::No)).collect()))
}

/// What is asked about undoing a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Whether it is possible.
    Whether,
    /// What it would do. Everybody whom the run added is looked at for this.
    What,
}

/// A run, with what undoing it would do where that is asked, or did.
async fn one_run(service: &Service, ctx: &Ctx, id: ImportId, asked: Asked) -> Result<Run> {
    let scope = service.db.read(ctx.business).await?;
    let row = store::import::find(&scope, id).await?.ok_or(Error::NotFound)?;
    drop(scope);
    let undo = match Status::from_code(&row.status) {
        Status::Undone => Undoing::Says(undo::done(&row)),
        _ if !undo::is_possible(&row, service.now()) => Undoing::No,
        _ if asked == Asked::Whether => Undoing::Possible,
        _ => Undoing::Says(undo::preview(service, ctx, &row).await?),
    };
    Ok(run(row, undo))
}

fn run(row: import_run::Model, undo: Undoing) -> Run {
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    let report: Report = serde_json::from_value(row.report).unwrap_or_default();
    Run {
        id: row.id.to_string(),
        name: row.file_name,
        status: Status::from_code(&row.status),
        report: Report {
            rows: count(row.rows),
            added: count(row.added),
            changed: count(row.changed),
            unchanged: count(row.unchanged),
            refused: count(row.refused),
            ..report
        },
        started_at: row.started_at,
        finished_at: row.finished_at,
        bytes: count(row.bytes),
        size: count(row.size),
        undo,
    }
}

async fn uploaded(service: &Service, ctx: &Ctx, query: Query) -> Result<Import> {
    let (path, upload) = match service.uploads.find(ctx.business, &query.file) {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(Import::Unusable(GONE.to_owned())),
        Err(error) => return Err(error),
    };
    if let Some(problem) = upload.problem {
        return Ok(Import::Unusable(problem));
    }
    let guessed = query.reading == params::Reading::default();
    let tried = upload.tried.filter(|tried| guessed || tried.reading == query.reading);
    let reading = tried.as_ref().map_or(query.reading, |tried| tried.reading.clone());
    let chosen = tried.as_ref().and_then(|tried| Country::parse(&tried.country).ok());
    let country = match chosen {
        Some(country) => country,
        None => country::of_business(&service.db.read(ctx.business).await?).await?,
    };
    let mut list = List {
        path,
        name: upload.name,
        choices: choices(&reading),
        mapping: tried.as_ref().map(|tried| tried.mapping.clone()),
        country,
    };
    let recalled = recall(service, ctx, &mut list).await;
    let looked = match recalled {
        Ok(remembered) => list.look().await.map(|listed| (listed, remembered)),
        Err(error) => Err(error),
    };
    let (listed, remembered) = match looked {
        Ok(looked) => looked,
        Err(Error::Invalid(invalid)) => {
            let why = invalid.of("file").map(ToString::to_string);
            return Ok(Import::Unusable(why.unwrap_or_else(|| GONE.to_owned())));
        }
        Err(error) => return Err(error),
    };
    Ok(Import::List(Preview {
        file: query.file,
        name: list.name,
        encoding: listed.encoding.label().to_owned(),
        delimiter: delimiter_word(listed.delimiter).to_owned(),
        headings: header_word(listed.header_row).to_owned(),
        columns: listed.columns,
        remembered,
        country: country.code().to_owned(),
        countries: country::all(),
        targets: Target::all().map(|it| (it.code().to_owned(), it.label().to_owned())).collect(),
        report: tried.map(|tried| tried.report),
    }))
}

/// Tries a list out with these choices, and keeps both with it.
///
/// # Errors
/// Fails where a choice is none, or the list is not here any more.
pub async fn try_out(service: &Service, ctx: &Ctx, typed: params::DryRun) -> Result<()> {
    ctx.require(Right::Curate)?;
    let (path, upload) = here(service.uploads.find(ctx.business, &typed.file))?;
    let mut problems = Problems::default();
    let country = problems.take("country", Country::parse(&typed.country));
    let country = match country {
        Some(country) => country,
        None => country::of_business(&service.db.read(ctx.business).await?).await?,
    };
    let mut list = List { path, name: upload.name, choices: choices(&typed.reading), mapping: None, country };
    let listed = list.look().await?;
    let mut mapping = Vec::with_capacity(listed.columns.len());
    for at in 0..listed.columns.len() {
        let field = format!("column_{at}");
        let code = typed.columns.get(&field).map_or(Target::Keep.code(), String::as_str);
        mapping.extend(problems.take(&field, Target::from_code(code)));
    }
    problems.none()?;
    list.mapping = Some(mapping.clone());
    let report = dry_run(service, ctx, &list, |_| ()).await?;
    let tried = Tried { reading: typed.reading, country: country.code().to_owned(), mapping, report };
    service.uploads.keep(
        ctx.business,
        &typed.file,
        &Upload { name: list.name, tried: Some(tried), ..Upload::default() },
    )
}

/// Starts the import of a list as it was tried out last, or lets the one go on that stopped with it.
/// It goes on when nobody waits for it.
///
/// # Errors
/// Fails where the list was not tried out, or is being imported already.
pub async fn start(service: &Service, ctx: &Ctx, typed: params::Run) -> Result<ImportId> {
    ctx.require(Right::Curate)?;
    let (_, upload) = here(service.uploads.find(ctx.business, &typed.file))?;
    let untried = || Error::field("file", Problem::Other("Press \u{201c}Dry run\u{201d} first".into()));
    let tried = upload.tried.ok_or_else(untried)?;
    let country = Country::parse(&tried.country).map_err(|problem| Error::field("country", problem))?;
    let path = service.uploads.take(ctx.business, &typed.file)?;
    let choices = choices(&tried.reading);
    let list = List { path, name: upload.name, choices, mapping: Some(tried.mapping), country };
    let begun = match begin(service, ctx, &list, Some(&typed.file)).await {
        Ok(begun) => begun,
        Err(error) => {
            service.uploads.give_back(ctx.business, &typed.file)?;
            return Err(error);
        }
    };
    let id = begun.id();
    carry_out_alone(service, begun, list, Some(typed.file));
    Ok(id)
}

fn here<T>(found: Result<T>) -> Result<T> {
    found.map_err(|error| match error {
        Error::NotFound => Error::field("file", Problem::Other(GONE.trim_end_matches('.').to_owned())),
        other => other,
    })
}
