//! How long it takes to scrub a list, beside a plain loop that reads it, parses its numbers and looks
//! each up in a registry's index.

use std::{
    fmt::Write as _,
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    time::Instant,
};

use domain::{country::Country, registry::Registry, topic::Purpose};
use service::{
    Service,
    ctx::Ctx,
    import::Choices,
    registry::{BytesRead, Draft, Extent, Index, Order as Loading, load},
    scrub::{Order, scrub},
};

use crate::{
    measure::Pair,
    registry,
    stage::TestApp,
    table::{Row, Target, Unit},
};

/// How often both are measured.
const ROUNDS: usize = 3;
/// How many numbers the registry has.
const LISTED: usize = 1_000_000;
/// How much the plain loop reads at a time.
const TOGETHER: usize = 1024 * 1024;

/// How long the list is.
#[derive(Clone, Copy, Debug)]
pub enum Size {
    /// A million numbers: seconds.
    Million,
    /// Ten million: only where it is asked for by name.
    TenMillion,
}

impl Size {
    const fn numbers(self) -> usize {
        match self {
            Self::Million => 1_000_000,
            Self::TenMillion => 10_000_000,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Million => "scrub: 1,000,000 numbers",
            Self::TenMillion => "scrub: 10,000,000 numbers",
        }
    }
}

/// The row of this benchmark.
pub async fn run(app: &TestApp, size: Size) -> Vec<Row> {
    let ctx = app.ctx(&app.owner().await).await;
    let folder = tempfile::tempdir().unwrap();
    let list = list(folder.path(), size.numbers());
    let (file, index) = index(folder.path());
    registry::put(app, &file).await;
    registry::subscribed(app, &ctx).await;
    let mut rounds = Vec::with_capacity(ROUNDS);
    // The first warms up.
    for round in 0..=ROUNDS {
        let baseline = bare(&list, &index, size.numbers());
        let measured = scrubbed(app.service(), &ctx, &list, size.numbers()).await;
        if round > 0 {
            rounds.push(Pair { measured, baseline });
        }
    }
    vec![Row {
        name: size.name(),
        beside: "read, parse and look up",
        unit: Unit::Milliseconds,
        rounds,
        target: Target::AtMost(2.0),
    }]
}

/// Numbers of ten areas, spread like those of a list that nobody sorted.
fn numbers(seed: u64) -> impl Iterator<Item = (u64, u64)> {
    const AREAS: [u64; 10] = [201, 212, 303, 404, 415, 512, 617, 713, 808, 919];
    let mut state = seed;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (AREAS[usize::try_from(state % 10).unwrap()], 2_000_000 + state / 16 % 8_000_000)
    })
}

/// Writes the list: a number a line.
fn list(folder: &Path, length: usize) -> PathBuf {
    let mut text = String::with_capacity(length * 11);
    for (area, seven) in numbers(0x9e37_79b9_7f4a_7c15).take(length) {
        writeln!(text, "{area}{seven}").unwrap();
    }
    let path = folder.join("leads.csv");
    std::fs::write(&path, text).unwrap();
    path
}

/// Makes the index of a registry, which the scrub and the plain loop ask alike, and its file.
fn index(folder: &Path) -> (PathBuf, Index) {
    let mut text = String::with_capacity(LISTED * 12);
    for (area, seven) in numbers(0x2545_f491_4f6c_dd1d).take(LISTED) {
        writeln!(text, "{area},{seven}").unwrap();
    }
    let file = folder.join("registry.txt");
    std::fs::write(&file, text).unwrap();
    let order =
        Loading { registry: Registry::UnitedStates, files: std::slice::from_ref(&file), extent: Extent::National };
    let draft = Draft::begin(folder, Registry::UnitedStates).unwrap().unwrap();
    let index = load(&order, &draft, &BytesRead::default()).unwrap();
    (file, index)
}

/// Scrubs the list, in milliseconds.
async fn scrubbed(service: &Service, ctx: &Ctx, list: &Path, length: usize) -> f64 {
    let order = Order {
        path: list.to_owned(),
        name: "leads.csv".into(),
        choices: Choices::default(),
        columns: Vec::new(),
        country: Country::parse("US").unwrap(),
        purpose: Purpose::Marketing,
    };
    let begun = Instant::now();
    let (summary, _) = scrub(service, ctx, &order, std::io::sink(), |_| ()).await.unwrap();
    assert_eq!(summary.rows, length as u64);
    begun.elapsed().as_secs_f64() * 1e3
}

/// The plain loop, in milliseconds.
fn bare(list: &Path, index: &Index, length: usize) -> f64 {
    let begun = Instant::now();
    let mut file = BufReader::with_capacity(TOGETHER, File::open(list).unwrap());
    let (mut line, mut rows, mut listed) = (Vec::new(), 0, 0);
    while file.read_until(b'\n', &mut line).unwrap() > 0 {
        let digits = line.strip_suffix(b"\n").unwrap_or(&line);
        let number = digits.iter().fold(1, |number, digit| number * 10 + u64::from(digit - b'0'));
        listed += usize::from(index.holds(number));
        rows += 1;
        line.clear();
    }
    assert!(rows == length && listed < rows);
    begun.elapsed().as_secs_f64() * 1e3
}
