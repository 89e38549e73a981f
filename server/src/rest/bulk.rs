//! "May the numbers of this list be called?" It is recorded that a list was checked, and no number of it.

use std::io;

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, header},
};
use futures::{Stream, StreamExt as _, stream};
use serde::Deserialize;
use service::{
    Service,
    scrub::{self, Wanted},
};
use tokio::io::AsyncReadExt as _;
use utoipa::IntoParams;

use super::{
    Problem,
    program::{Check, Program},
    sent::Queried,
};

/// How many bytes a list may have: 150 million numbers.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;
/// How much of the answer is read at a time.
const PIECE: usize = 64 * 1024;

/// How the list is to be read, where that is known better than a guess.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct BulkQuery {
    /// `service` or `marketing`. Without one the strictest answer is given.
    purpose: Option<String>,
    /// The headings of the columns that hold numbers, with commas. Without them they are found.
    columns: Option<String>,
    /// The country whose national numbers are read, such as `US`. Without it the business's own.
    country: Option<String>,
    /// `present` or `absent`: whether the first row is headings. Without it that is found out.
    headings: Option<String>,
}

/// Says of each number of a list whether it may be called now
///
/// The list is CSV with any delimiter and in any encoding, or one number a line, of up to 2 GiB. It comes back in its
/// order, each row as it was with `decision`, `reasons`, `checked_at` and `valid_until` behind it, once all of it was
/// answered. A row that cannot be read is blocked. The ledger says that a list was checked, and no number of it.
#[utoipa::path(
    post,
    path = "/call-checks/bulk",
    operation_id = "checkList",
    tag = "Calls",
    security(("key" = ["check"])),
    params(BulkQuery),
    request_body(content = String, content_type = "text/csv", description = "The list"),
    responses(
        (status = 200, description = "The list with its answers", body = String, content_type = "text/csv"),
        (status = 400, description = "The list did not arrive whole"),
        (status = 413, description = "The list is too long"),
        (status = 415, description = "The body does not say that it is `text/csv` or `text/plain`"),
        (status = 422, description = "It is no list, or the column with the numbers is not known"),
    ),
)]
pub(super) async fn check_list(
    program: Program<Check>,
    State(service): State<Service>,
    Queried(query): Queried<BulkQuery>,
    request: Request,
) -> Result<([(HeaderName, &'static str); 1], Body), Problem> {
    if !is_a_list(request.headers()) {
        return Err(Problem::NotAList);
    }
    let wanted = Wanted {
        purpose: query.purpose.unwrap_or_default(),
        columns: query.columns.unwrap_or_default(),
        country: query.country.unwrap_or_default(),
        headings: query.headings.unwrap_or_default(),
    };
    let mut sending = scrub::begin(&service, &program.ctx, &wanted).await?;
    let mut body = request.into_body().into_data_stream();
    while let Some(part) = body.next().await {
        let part = part.map_err(|_| Problem::BrokenOff)?;
        sending.spool.write(&part).await?;
        if sending.spool.bytes() > LARGEST {
            return Err(Problem::TooLargeAList);
        }
    }
    let answer = sending.answer(&service, &program.ctx).await.map_err(Problem::of_a_decision)?;
    let body = Body::from_stream(pieces(tokio::fs::File::from_std(answer)));
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], body))
}

fn is_a_list(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/csv" | "text/plain" | "application/octet-stream")
}

/// The bytes of a file, piece by piece.
fn pieces(file: tokio::fs::File) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(file, |mut file| async move {
        let mut piece = Vec::with_capacity(PIECE);
        let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece).await?;
        Ok((read > 0).then(|| (Bytes::from(piece), file)))
    })
}
