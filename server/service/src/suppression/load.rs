//! An uploaded list: everybody in the file said no.

mod lines;

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader},
    path::PathBuf,
};

use domain::{
    access::Right,
    dnc::SourceKind,
    error::Problem,
    event::Event,
    id::{BusinessId, NumberListId},
    import::column::Target,
    ledger::Hash,
    phone::PhoneNumber,
    wire::suppression::{Column, Load, LoadReport, LoadState, Preview, Upload, params},
};

use sha2::{Digest as _, Sha256};

use super::batch::{Put, Reason, put};
use crate::{
    Service,
    change::{Outcome, Tx},
    country,
    ctx::Ctx,
    error::{Error, Result},
    import::{Choices, List, Unusable, UploadFacts, tally_lines},
};
use lines::{Stretch, read};

const GONE: &str = "This list is not here any more: lists are kept for an hour. Upload it again.";

/// The page of an upload.
///
/// # Errors
/// Fails where the right is missing.
pub async fn upload(service: &Service, ctx: &Ctx, query: params::Upload) -> Result<Upload> {
    ctx.require(Right::Operate)?;
    if query.file.is_empty() {
        return Ok(Upload::Start);
    }
    let (path, facts) = match service.uploads.find(ctx.business, &query.file) {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(Upload::Unusable(GONE.to_owned())),
        Err(error) => return Err(error),
    };
    if let Some(load) = facts.load {
        return Ok(Upload::Load(load));
    }
    if let Some(problem) = facts.problem {
        return Ok(Upload::Unusable(problem));
    }
    let country = country::of_business(&service.db.read(ctx.business).await?).await?;
    let list = List { path, name: facts.name, choices: Choices::default(), mapping: None, country };
    match list.look().await {
        Ok(listed) => Ok(Upload::Columns(Preview {
            file: query.file,
            name: list.name,
            columns: columns(listed.columns),
            country: country.code().to_owned(),
            countries: country::all(),
        })),
        Err(Error::Invalid(invalid)) => {
            Ok(Upload::Unusable(invalid.of("file").map_or_else(|| GONE.to_owned(), ToString::to_string)))
        }
        Err(error) => Err(error),
    }
}

/// The columns, those with numbers proposed. A list of one column is a list of numbers.
fn columns(listed: Vec<domain::wire::import::Column>) -> Vec<Column> {
    let only = listed.len() == 1;
    let is_phone = |code: &str| matches!(Target::from_code(code), Ok(Target::Phone(_)));
    let column = |column: domain::wire::import::Column| Column {
        proposed: only || is_phone(&column.target),
        heading: column.heading,
        samples: column.samples,
    };
    listed.into_iter().map(column).collect()
}

/// A list that is put on the do-not-call list.
struct Loading {
    token: String,
    list: List,
    /// The places of the columns that hold numbers.
    columns: Vec<usize>,
    id: NumberListId,
    /// By what the file is known again.
    hash: String,
}

/// Puts everybody in an uploaded list on the do-not-call list. It goes on when nobody waits for it.
///
/// # Errors
/// Fails where no column is chosen, or the list is being loaded already.
pub async fn load(service: &Service, ctx: &Ctx, typed: params::Load) -> Result<()> {
    ctx.require(Right::Operate)?;
    let gone = || Error::field("file", Problem::Other(GONE.trim_end_matches('.').to_owned()));
    let (_, facts) = service.uploads.find(ctx.business, &typed.file).map_err(|_| gone())?;
    let country = country::chosen(&service.db.read(ctx.business).await?, &typed.country).await?;
    let columns = ticked(&typed)?;
    let path = service.uploads.take(ctx.business, &typed.file)?;
    let list = List { path, name: facts.name, choices: Choices::default(), mapping: None, country };
    let loading = match begin(service, ctx, typed.file.clone(), list, columns).await {
        Ok(loading) => loading,
        Err(error) => {
            service.uploads.give_back(ctx.business, &typed.file)?;
            return Err(error);
        }
    };
    let (service, ctx) = (service.clone(), ctx.clone());
    tokio::spawn(async move { carry_out(&service, &ctx, &loading).await });
    Ok(())
}

/// The places of the columns that were ticked.
fn ticked(typed: &params::Load) -> Result<Vec<usize>> {
    let places = typed.columns.keys().filter_map(|name| name.strip_prefix("column_")?.parse().ok());
    let places: Vec<usize> = places.collect();
    if places.is_empty() {
        return Err(Error::field("columns", Problem::Other("Tick the columns that hold the numbers".into())));
    }
    Ok(places)
}

async fn begin(service: &Service, ctx: &Ctx, token: String, list: List, columns: Vec<usize>) -> Result<Loading> {
    list.look().await?;
    let hash = hash(service, ctx.business, list.path.clone()).await?;
    let done = service.change(ctx, Right::Operate, list.name.clone(), |tx, file| {
        Box::pin(async move {
            let list: NumberListId = tx.id();
            Ok(Outcome::one(Event::NumberListStarted { list, file: file.clone() }, list))
        })
    });
    let loading = Loading { token, list, columns, id: done.await?.value, hash };
    tell(service, ctx.business, &loading, LoadState::Running, &LoadReport::default())?;
    Ok(loading)
}

/// The keyed hash of a file: of few numbers, they could be found again by any other.
async fn hash(service: &Service, business: BusinessId, path: PathBuf) -> Result<String> {
    let of_file = move || {
        let (mut hash, mut file) = (Sha256::new(), BufReader::new(File::open(path)?));
        loop {
            let part = file.fill_buf()?;
            if part.is_empty() {
                return Ok::<_, io::Error>(Hash(hash.finalize().into()).to_string());
            }
            hash.update(part);
            let bytes = part.len();
            file.consume(bytes);
        }
    };
    let read = tokio::task::spawn_blocking(of_file).await.map_err(|_| Error::Broken("a list was not hashed"))?;
    let content = read.map_err(Unusable::Io)?;
    Ok(service.keys.hash_contact(business, "list", &content)?.to_string())
}

/// Reads every line, and records how it ended.
async fn carry_out(service: &Service, ctx: &Ctx, loading: &Loading) {
    let mut report = LoadReport::default();
    let ended = put_all(service, ctx, loading, &mut report).await;
    let state = match &ended {
        Ok(LoadState::Finished) => LoadState::Finished,
        _ => LoadState::Failed,
    };
    if let Err(error) = ended.and(finish(service, ctx, loading.id, &report).await) {
        tracing::error!(error = &error as &dyn std::error::Error, "a list of numbers did not come to its end");
    }
    if let Err(error) = tell(service, ctx.business, loading, state, &report) {
        tracing::error!(error = &error as &dyn std::error::Error, "a report cannot be kept");
    }
    service.uploads.forget_list(ctx.business, &loading.token);
}

async fn put_all(service: &Service, ctx: &Ctx, loading: &Loading, report: &mut LoadReport) -> Result<LoadState> {
    let mut stretches = read(&loading.list, &loading.columns);
    let mut state = LoadState::Finished;
    while let Some(stretch) = stretches.recv().await {
        let Stretch { rows, numbers, problems, broken_off } = stretch?;
        let count = problems.len() as u64;
        let put = (numbers, loading.list.name.clone(), loading.hash.clone());
        let done = service.change(ctx, Right::Operate, put, |tx, (numbers, file, list)| {
            let reason = Reason { kind: SourceKind::List, note: Some(file), list: Some(list) };
            Box::pin(keep(tx, numbers, reason))
        });
        for put in done.await?.value {
            match put {
                Put::Added => report.added += 1,
                Put::Known => report.known += 1,
            }
        }
        report.rows += rows;
        report.refused += count;
        for problem in problems {
            tally_lines(&mut report.problems, problem);
        }
        if broken_off {
            state = LoadState::Failed;
        }
        tell(service, ctx.business, loading, LoadState::Running, report)?;
    }
    Ok(state)
}

async fn keep(tx: Tx<'_>, numbers: &[PhoneNumber], reason: Reason<'_>) -> Result<Outcome<Vec<Put>>> {
    let (answers, events) = put(tx, numbers, reason).await?;
    Ok(Outcome::many(events, answers.into_iter().map(|(_, put)| put).collect()))
}

async fn finish(service: &Service, ctx: &Ctx, list: NumberListId, report: &LoadReport) -> Result<()> {
    let counts = (report.added, report.known, report.refused);
    let done = service.change(ctx, Right::Operate, (list, counts), |_, (list, counts)| {
        let (list, (added, known, refused)) = (*list, *counts);
        Box::pin(async move { Ok(Outcome::one(Event::NumberListFinished { list, added, known, refused }, ())) })
    });
    done.await.map(|done| done.value)
}

/// Keeps how far the list is beside it, for its page.
fn tell(
    service: &Service,
    business: BusinessId,
    loading: &Loading,
    state: LoadState,
    report: &LoadReport,
) -> Result<()> {
    let (file, name) = (loading.token.clone(), loading.list.name.clone());
    let facts = UploadFacts::of_load(Load { file, name, state, report: report.clone() });
    service.uploads.keep(business, &loading.token, &facts)
}
