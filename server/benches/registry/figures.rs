//! Figures for the registry index.
use std::{path::{Path, PathBuf}, time::Instant, io::{BufReader, Read, Write}, hint::black_box};
use domain::registry::{Registry, line::{self, Line}};
use service::registry::{Index, Order, Extent, load, apply};

const CA: [u64; 55] = [204,226,236,249,250,257,263,289,306,343,354,365,367,368,382,403,416,418,428,431,437,438,450,468,474,506,514,519,548,579,581,584,587,604,613,639,647,672,683,705,709,742,753,778,780,782,807,819,825,867,873,879,902,905,942];
/// Time on the processor of this thread: the machine is shared.
struct Clock(u64, Instant);
impl Clock {
    fn cpu() -> u64 { std::fs::read_to_string("/proc/thread-self/schedstat").unwrap().split(' ').next().unwrap().parse().unwrap() }
    fn now() -> Self { Self(Self::cpu(), Instant::now()) }
    fn elapsed(&self) -> std::time::Duration { std::time::Duration::from_nanos(Self::cpu() - self.0) }
    fn wall(&self) -> std::time::Duration { self.1.elapsed() }
}
fn rss() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
fn next(s: &mut u64) -> u64 { *s ^= *s << 13; *s ^= *s >> 7; *s ^= *s << 17; *s }

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let place = Path::new("/tmp/registry-lab-files/us.index");
    match args[1].as_str() {
        "load" => {
            let files: Vec<PathBuf> = args[2..].iter().map(PathBuf::from).collect();
            let at = Clock::now();
            match load(&Order { registry: Registry::UnitedStates, files: &files, extent: Extent::AsInFiles }, place) {
                Ok(index) => println!("load wall {:?}, cpu of main thread {:?}: {} numbers, {} bytes, {:.2} bits a number; {}", at.wall(), at.elapsed(), index.facts().numbers,
                    std::fs::metadata(place).unwrap().len(), std::fs::metadata(place).unwrap().len() as f64 * 8.0 / index.facts().numbers as f64, rss()),
                Err(e) => println!("{e} {e:?}"),
            }
        }
        "list" => {
            let files: Vec<PathBuf> = args[3..].iter().map(PathBuf::from).collect();
            let at = Clock::now();
            let out = Path::new("/tmp/registry-lab-files/list.index");
            let index = load(&Order { registry: Registry::from_code(&args[2]).unwrap(), files: &files, extent: Extent::AsInFiles }, out).unwrap();
            println!("{} wall {:?} cpu {:?}: {} numbers, {} bytes; {}", args[2], at.wall(), at.elapsed(), index.facts().numbers, std::fs::metadata(out).unwrap().len(), rss());
        }
        "apply" => {
            let files: Vec<PathBuf> = args[2..].iter().map(PathBuf::from).collect();
            let at = Clock::now();
            let index = apply(&files, Registry::UnitedStates, place).unwrap();
            println!("apply {:?}: {} numbers; {}", at.elapsed(), index.facts().numbers, rss());
        }
        "look" => {
            let at = Clock::now();
            let index = Index::open(place, Registry::UnitedStates).unwrap();
            println!("open {:?}; {}", at.elapsed(), rss());
            let areas: Vec<u64> = (200..1000_u64).filter(|c| c % 100 != 11 && !CA.contains(c)).take(335).collect();
            let mut s = 0x1234_5678_9abc_def1;
            let asked: Vec<u64> = (0..10_000_000).map(|_| { let r = next(&mut s); (1000 + areas[(r % 335) as usize]) * 10_000_000 + (200 + (r >> 20) % 800) * 10_000 + (r >> 40) % 10_000 }).collect();
            for _ in 0..3 {
                let at = Clock::now();
                let found = asked.iter().filter(|n| index.holds(**n)).count();
                println!("holds: {:.1} ns each, {found} found", at.elapsed().as_nanos() as f64 / asked.len() as f64);
            }
            // dependent
            let at = Clock::now();
            let (mut n, mut found) = (0_usize, 0);
            for _ in 0..3_000_000 { let f = index.holds(asked[n]); found += usize::from(f); n = (n * 2 + 7919 + usize::from(f)) % asked.len(); }
            println!("holds, one after the other: {:.1} ns each, {found}", at.elapsed().as_nanos() as f64 / 3e6);
            let bytes = std::fs::read(place).unwrap();
            let mut n = 1_usize;
            let at = Clock::now();
            for _ in 0..3_000_000 { n = (n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(bytes[n % bytes.len()] as usize + 1_442_695)) & 0x7fff_ffff; }
            println!("one random read, one after the other: {:.1} ns ({n})", at.elapsed().as_nanos() as f64 / 3e6);
            let at = Clock::now();
            let sum: u64 = asked.iter().map(|n| u64::from(bytes[(*n as usize).wrapping_mul(2_654_435_761) % bytes.len()])).sum();
            println!("one random read, many at once: {:.1} ns ({sum})", at.elapsed().as_nanos() as f64 / asked.len() as f64);
            let mut list = Vec::new();
            for n in &asked { writeln!(list, "{},{:07}", n / 10_000_000 - 1000, n % 10_000_000).unwrap(); }
            std::fs::write("/tmp/registry-lab-files/scrub.txt", &list).unwrap();
            for _ in 0..2 {
                let at = Clock::now();
                let mut text = Vec::new();
                BufReader::new(std::fs::File::open("/tmp/registry-lab-files/scrub.txt").unwrap()).read_to_end(&mut text).unwrap();
                let mut found = 0;
                for l in text.split(|b| *b == b'\n') { if let Ok(Line::Number(n)) = line::read(l, Registry::UnitedStates) { found += usize::from(index.holds(n)); } }
                let t = at.elapsed();
                println!("scrub: {:?} for 10M, {:.1} M numbers/s, {found} found", t, 10.0 / t.as_secs_f64());
            }
            black_box(found);
        }
        _ => {}
    }
}
