//! What a national registry costs: its size, its load, one decision, and its swap under load.

use std::{
    collections::HashSet,
    fs::File,
    hint::black_box,
    io::{BufWriter, Write as _},
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use chrono::NaiveDate;
use domain::{
    call::{Asks, CallFacts, CallRules, NumberFacts, Suppression, decide},
    hours::WeekPlan,
    phone::PhoneNumber,
    registry::{Coverage, Finding, Registry, RegistryStanding, Subscription},
    topic::Purpose,
    wire::{call::Check, registry::params::Subscribe},
};
use service::{
    ctx::Ctx,
    registry::{BytesRead, Download, Draft, Extent, Holds, Index, Order, import, load, subscribe},
};

use crate::{
    measure::{Pair, rate},
    stage::TestApp,
    table::{Row, Target, Unit},
};

/// How many numbers the registry of the United States has.
const UNITED_STATES: u64 = 258_500_000;
/// The most megabytes that it may take.
const MOST_MEGABYTES: f64 = 340.0;
/// How many numbers are asked.
const ASKED: usize = 10_000_000;
/// How often what takes long is measured.
const ROUNDS: usize = 3;
/// The day on which the server's clock begins.
const TODAY: &str = "2026-03-03";

/// Chance that is the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// The exchanges of the United States: a number without its last four digits.
fn exchanges() -> Vec<u64> {
    let areas = (200..=999).filter(|area| Registry::UnitedStates.concerns(10_000_000_000 + area * 10_000_000));
    areas.take(330).flat_map(|area| (200..992).map(move |exchange| (1000 + area) * 1000 + exchange)).collect()
}

/// Writes a registry with about so many numbers, and returns how many there are.
fn write(path: &Path, numbers: u64) -> u64 {
    let (exchanges, mut chance) = (exchanges(), Chance(0x9e37_79b9_7f4a_7c15));
    let each = numbers / exchanges.len() as u64;
    let mut to = BufWriter::with_capacity(1024 * 1024, File::create(path).unwrap());
    let mut written = 0;
    for exchange in exchanges {
        let (area, exchange) = (exchange / 1000 - 1000, exchange % 1000);
        for last in 0..10_000 {
            if chance.next() % 10_000 < each {
                writeln!(to, "{area},{exchange}{last:04}").unwrap();
                written += 1;
            }
        }
    }
    to.flush().unwrap();
    written
}

fn loaded(folder: &Path, file: &Path) -> Index {
    let draft = Draft::begin(folder, Registry::UnitedStates).unwrap().unwrap();
    let files = [file.to_owned()];
    let order = Order { registry: Registry::UnitedStates, files: &files, extent: Extent::National };
    load(&order, &draft, &BytesRead::default()).unwrap()
}

/// How long it takes, in milliseconds.
fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64() * 1e3
}

/// The rows of the whole registry: gigabytes are written for them.
pub fn run_whole() -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("us.txt");
    let numbers = write(&file, UNITED_STATES);
    let (mut loads, mut sizes) = (Vec::new(), Vec::new());
    // The first warms up.
    for round in 0..=ROUNDS {
        let baseline = timed(|| assert!(Command::new("wc").arg("-l").arg(&file).status().unwrap().success()));
        let mut index = None;
        let measured = timed(|| index = Some(loaded(folder.path(), &file)));
        let index = index.unwrap();
        assert_eq!(index.facts().numbers, numbers);
        let bytes = std::fs::metadata(folder.path().join(index.file_name())).unwrap().len();
        if round > 0 {
            loads.push(Pair { measured, baseline });
            #[expect(clippy::cast_precision_loss, reason = "a size to read")]
            sizes.push(Pair { measured: bytes as f64 / 1e6, baseline: MOST_MEGABYTES });
        }
    }
    let row = |name, beside, unit, rounds, most| Row { name, beside, unit, rounds, target: Target::AtMost(most) };
    vec![
        row("registry: US-size load", "wc -l", Unit::Milliseconds, loads, 2.0),
        row("registry: US-size memory", "340 MB", Unit::Megabytes, sizes, 1.0),
    ]
}

/// The rows of a tenth of it.
pub async fn run(app: &TestApp) -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("us.txt");
    write(&file, UNITED_STATES / 10);
    let index = loaded(folder.path(), &file);
    let text = std::fs::read_to_string(&file).unwrap();
    let oracle: HashSet<u64> = text.lines().map(number).collect();
    assert_eq!(index.facts().numbers, oracle.len() as u64);
    let bytes = std::fs::read(folder.path().join(index.file_name())).unwrap();
    let (mut looks, mut decisions) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (look, decision) = (look_up(&index, &oracle), decide_one(&index, &bytes));
        if round > 0 {
            looks.push(look);
            decisions.push(decision);
        }
    }
    let row = |name, beside, unit, rounds, target| Row { name, beside, unit, rounds, target };
    vec![
        row("registry: 10,000,000 asked", "a HashSet", Unit::Milliseconds, looks, Target::AtMost(1.0)),
        row("registry: one decision", "a random memory read", Unit::Milliseconds, decisions, Target::AtMost(5.0)),
        row("registry: checks in a swap", "checks without", Unit::PerSecond, swap(app).await, Target::AtLeast(0.5)),
    ]
}

/// The number of a line like `415,5550123`.
fn number(line: &str) -> u64 {
    line.bytes().filter(u8::is_ascii_digit).fold(1, |all, digit| all * 10 + u64::from(digit - b'0'))
}

/// Random numbers of the plan, on the registry or not.
fn asked(seed: u64) -> impl Iterator<Item = u64> {
    let (exchanges, mut chance) = (exchanges(), Chance(seed));
    std::iter::repeat_with(move || {
        let drawn = chance.next();
        exchanges[usize::try_from(drawn >> 20).unwrap() % exchanges.len()] * 10_000 + drawn % 10_000
    })
}

/// Ten million numbers, each with the answer of the set.
fn look_up(index: &Index, oracle: &HashSet<u64>) -> Pair {
    let numbers: Vec<_> = asked(0x2545_f491_4f6c_dd1d).take(ASKED).collect();
    assert!(numbers.iter().all(|number| index.holds(*number) == oracle.contains(number)), "a wrong answer");
    let count = |holds: &dyn Fn(&u64) -> bool| timed(|| _ = black_box(numbers.iter().filter(|it| holds(it)).count()));
    Pair { measured: count(&|number| index.holds(*number)), baseline: count(&|number| oracle.contains(number)) }
}

/// Decisions about an offer to numbers that nobody has, beside as many reads of the index's bytes.
fn decide_one(index: &Index, bytes: &[u8]) -> Pair {
    const MANY: usize = 1_000_000;
    let numbers: Vec<_> = asked(0x9e37_79b9_7f4a_7c15).take(MANY).collect();
    let places: Vec<_> = numbers.iter().map(|number| number.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
    let places: Vec<_> = places.iter().map(|place| usize::try_from(place >> 16).unwrap() % bytes.len()).collect();
    let today: NaiveDate = TODAY.parse().unwrap();
    let own = [Subscription { registry: Registry::UnitedStates, downloaded_on: today, areas: Coverage::National }];
    let now = today.and_hms_opt(15, 0, 0).unwrap().and_utc();
    let mut facts = CallFacts {
        purpose: Purpose::Marketing,
        customers: Vec::new(),
        number: NumberFacts::Missing,
        rules: CallRules { asks: Asks::AtTheNextContact, opt_in: [].into(), hours: WeekPlan::default() },
    };
    let zones = domain::phone::zones(&PhoneNumber::from_digits(12_125_550_100).unwrap()).to_vec();
    let measured = timed(|| {
        for number in &numbers {
            let find =
                |_: &Subscription| Finding::Read { listed: index.holds(*number), covered: index.covers(*number) };
            let registries = RegistryStanding::of(*number, &own, find);
            let zones = zones.clone();
            facts.number = NumberFacts::Usable { suppression: Suppression::Free, zones, registries };
            black_box(decide(&facts, now));
        }
    });
    // Each read waits for the one before, as a question waits for its answer.
    let baseline = timed(|| {
        let mut last = 0;
        for place in &places {
            last = usize::from(bytes[(place + last) % bytes.len()]);
        }
        black_box(last);
    });
    Pair { measured, baseline }
}

/// Checks while one list takes the place of another again and again, beside checks without.
async fn swap(app: &TestApp) -> Vec<Pair> {
    let ctx = app.ctx(&app.owner().await).await;
    let lists = [("even.txt", "212,5550122\n"), ("odd.txt", "212,5550121\n")];
    let lists = lists.map(|(name, lines)| {
        let path = app.folder.path().join(name);
        std::fs::write(&path, lines).unwrap();
        path
    });
    put(app, &lists[0]).await;
    subscribed(app, &ctx).await;
    let service = app.service().clone();
    let work = move |_| {
        let (service, ctx) = (service.clone(), ctx.clone());
        async move {
            let check = Check { phone: "+12125550199".into(), purpose: "marketing".into() };
            let checked = service::call::check(&service, &ctx, check).await.unwrap();
            assert!(!checked.decision.reasons.iter().any(|reason| reason == "could_not_check"), "a failed check");
            1
        }
    };
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let baseline = rate(4, work.clone()).await;
        let ended = Arc::new(AtomicBool::new(false));
        let swapping = async {
            while !ended.load(Ordering::Relaxed) {
                for list in [&lists[1], &lists[0]] {
                    put(app, list).await;
                }
            }
        };
        let measuring = async {
            let measured = rate(4, work.clone()).await;
            ended.store(true, Ordering::Relaxed);
            measured
        };
        let (measured, ()) = futures::join!(measuring, swapping);
        if round > 0 {
            rounds.push(Pair { measured, baseline });
        }
    }
    rounds
}

/// Subscribes a business to the whole registry.
pub async fn subscribed(app: &TestApp, ctx: &Ctx) {
    let typed = Subscribe {
        registry: "us".into(),
        organisation: "10042-77".into(),
        downloaded_on: TODAY.into(),
        areas: "all".into(),
    };
    subscribe(app.service(), ctx, typed).await.unwrap();
}

/// Puts a file in force as the whole registry.
pub async fn put(app: &TestApp, list: &Path) {
    let download = Download {
        registry: Registry::UnitedStates,
        files: vec![list.to_owned()],
        holds: Holds::Everything(Extent::National),
        downloaded_on: TODAY.parse().unwrap(),
    };
    import(app.service(), download, BytesRead::default()).await.unwrap();
}
