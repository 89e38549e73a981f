//! A storm: many clients who call, mark, lift, list, merge, split and import at once, on every node.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{
    country::Country,
    id::{ContactPointId, CustomerId, SuppressionId},
    topic::Purpose,
    wire::{
        call::{Place, Placed},
        customer::{AddPoint, ListQuery, Merge, MergeQuery, ShowQuery, Split},
        dnc::{Lifted, Mark, TakeBack},
        suppression::params::{Add, Lift},
    },
};
use service::{Error, Result, Service, call, ctx::Ctx, customer, dnc, import, suppression};

use super::{
    chance::Chance,
    history::{Deed, Entry, Number},
};
use crate::support::TestApp;

/// How many people may be merged and split at first.
const PEOPLE: u8 = 4;
/// How many are neither merged nor split: two with each of their numbers.
const FIXED: u8 = 4;

/// A number that somebody has: where a client may press.
#[derive(Clone, Copy)]
struct Pressed {
    customer: CustomerId,
    point: ContactPointId,
    number: Number,
}

/// What all clients share.
pub struct Storm {
    nodes: Vec<Service>,
    members: Vec<Ctx>,
    /// People who are neither merged nor split, with the number that two of them share.
    pub fixed: Vec<(CustomerId, Number)>,
    /// How a list names them, and the number by which it knows them again.
    rows: Vec<(CustomerId, String)>,
    /// Orders what begins and what ends.
    count: AtomicU64,
    /// Who may be merged and split by now.
    people: Mutex<Vec<CustomerId>>,
    pressed: Mutex<Vec<Pressed>>,
    listed: Mutex<HashMap<Number, SuppressionId>>,
    history: Mutex<Vec<Entry>>,
    /// The calls that are still to be made.
    calls: AtomicU64,
    folder: std::path::PathBuf,
}

/// The lock, whatever became of who held it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A number with these last two digits, as people write it.
fn phone(number: Number) -> String {
    format!("(212) 555-01{number:02}")
}

impl Storm {
    /// Puts everybody on file.
    pub async fn new(app: &TestApp, nodes: Vec<Service>, members: Vec<Ctx>, calls: u64) -> Arc<Self> {
        let mut storm = Self {
            nodes,
            members,
            fixed: Vec::new(),
            rows: Vec::new(),
            count: AtomicU64::new(0),
            people: Mutex::default(),
            pressed: Mutex::default(),
            listed: Mutex::default(),
            history: Mutex::default(),
            calls: AtomicU64::new(calls),
            folder: app.folder.path().to_owned(),
        };
        let ctx = storm.members[0].clone();
        for at in 0..PEOPLE {
            let typed =
                domain::wire::interaction::NewCustomer { phone: phone(10 + at), ..app.typed(&ctx, "yes").await };
            let id = service::interaction::save_customer(app.service(), &ctx, typed).await.unwrap();
            // Two people each have one more number in common, and everybody the last one.
            for shared in [60 + at / 2, 70] {
                let point = AddPoint { customer: id.to_string(), phone: phone(shared), ..AddPoint::default() };
                customer::add_point(app.service(), &ctx, point).await.unwrap();
            }
            lock(&storm.people).push(id);
            storm.look(id).await;
        }
        for at in 0..FIXED {
            let number = 80 + at / 2;
            let name = format!("Listed {at}");
            let row = format!("{name},{}", phone(number));
            storm.load(&row, "no", at.into()).await.unwrap();
            let found = customer::list(app.service(), &ctx, ListQuery::default()).await.unwrap();
            let id = found.rows.iter().find(|row| row.name == name).unwrap().id;
            storm.fixed.push((id, number));
            storm.rows.push((id, row));
            storm.look(id).await;
        }
        Arc::new(storm)
    }

    /// Everything that was done.
    pub fn history(&self) -> Vec<Entry> {
        lock(&self.history).clone()
    }

    /// Acts until no call is left.
    pub async fn rage(self: Arc<Self>, mut chance: Chance) {
        while self.calls.load(Ordering::SeqCst) > 0 {
            let done = match chance.below(1_000) {
                0..12 => self.mark(&mut chance).await,
                12..27 => self.lift_mark(&mut chance).await,
                27..30 => self.take_back(&mut chance).await,
                30..40 => self.list(&mut chance).await,
                40..52 => self.lift_number(&mut chance).await,
                52..56 => self.merge(&mut chance).await,
                56..60 => self.split(&mut chance).await,
                60..62 => self.import(&mut chance).await,
                _ => self.call(&mut chance).await,
            };
            if let Err(error) = done {
                assert!(is_refusal(&error), "{error:?}");
            }
        }
    }

    fn node(&self, chance: &mut Chance) -> (&Service, &Ctx) {
        (chance.of(&self.nodes), chance.of(&self.members))
    }

    /// Anybody: of those who are merged and split, or of the fixed ones.
    fn anybody(&self, chance: &mut Chance) -> CustomerId {
        if chance.below(2) == 0 { chance.of(&self.fixed).0 } else { self.somebody(chance) }
    }

    fn somebody(&self, chance: &mut Chance) -> CustomerId {
        *chance.of(&lock(&self.people))
    }

    fn tick(&self) -> u64 {
        self.count.fetch_add(1, Ordering::SeqCst)
    }

    fn note(&self, began: u64, deed: Deed) {
        let ended = self.tick();
        lock(&self.history).push(Entry { deed, began, ended });
    }

    /// Takes down a lift, which counts unless it is sure that nothing was done.
    fn note_lift(&self, began: u64, deed: Deed, done: Result<()>) -> Result<()> {
        if done.as_ref().err().is_none_or(|error| !is_refusal(error)) {
            self.note(began, deed);
        }
        done
    }

    async fn call(&self, chance: &mut Chance) -> Result<()> {
        let Pressed { customer, point, number } = *chance.of(&lock(&self.pressed));
        let purpose = *chance.of(&Purpose::ALL);
        let place =
            Place { customer: customer.to_string(), number: point.to_string(), purpose: purpose.code().to_owned() };
        let (node, ctx) = self.node(chance);
        let began = self.tick();
        let placed = call::place(node, ctx, place).await?;
        self.note(began, Deed::Call { customer, number, allowed: matches!(placed, Placed::Allowed(_)) });
        // The last calls of all clients may be more than were left.
        let _none_left = self.calls.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        Ok(())
    }

    async fn mark(&self, chance: &mut Chance) -> Result<()> {
        let customer = self.anybody(chance);
        let (node, ctx) = self.node(chance);
        let began = self.tick();
        dnc::mark(node, ctx, Mark { customer: customer.to_string() }).await?;
        self.note(began, Deed::Mark { customer });
        Ok(())
    }

    async fn lift_mark(&self, chance: &mut Chance) -> Result<()> {
        let customer = self.anybody(chance);
        let lifted = Lifted {
            customer: customer.to_string(),
            lift: "by_request".into(),
            reason: "asked".into(),
            evidence: "a letter".into(),
            ..Lifted::default()
        };
        let (node, ctx) = self.node(chance);
        let began = self.tick();
        let done = dnc::lift(node, ctx, lifted).await;
        self.note_lift(began, Deed::LiftMark { customer }, done)
    }

    async fn take_back(&self, chance: &mut Chance) -> Result<()> {
        let customer = self.anybody(chance);
        let (node, ctx) = self.node(chance);
        let began = self.tick();
        let done = dnc::take_back(node, ctx, TakeBack { customer: customer.to_string() }).await;
        self.note_lift(began, Deed::LiftMark { customer }, done)
    }

    async fn list(&self, chance: &mut Chance) -> Result<()> {
        let number = chance.of(&lock(&self.pressed)).number;
        let (node, ctx) = self.node(chance);
        let began = self.tick();
        let add = Add { phone: phone(number), reason: "asked".into() };
        let (id, _) = suppression::add_number(node, ctx, add).await?;
        self.note(began, Deed::List { number });
        lock(&self.listed).insert(number, id);
        Ok(())
    }

    async fn lift_number(&self, chance: &mut Chance) -> Result<()> {
        let listed: Vec<_> = lock(&self.listed).iter().map(|(number, id)| (*number, *id)).collect();
        if listed.is_empty() {
            return Ok(());
        }
        let (number, id) = *chance.of(&listed);
        let (node, ctx) = self.node(chance);
        let shown = suppression::show(node, ctx, &id.to_string()).await?;
        for source in shown.row.sources.iter().filter(|source| source.kind.is_lifted_alone()) {
            let lift = Lift {
                number: id.to_string(),
                source: source.id.to_string(),
                lift: "by_request".into(),
                reason: "asked".into(),
                evidence: "a letter".into(),
                ..Lift::default()
            };
            let began = self.tick();
            let done = suppression::lift(node, ctx, lift).await;
            self.note_lift(began, Deed::LiftNumber { number }, done)?;
        }
        Ok(())
    }

    async fn merge(&self, chance: &mut Chance) -> Result<()> {
        let (left, gone) = (self.somebody(chance), self.somebody(chance));
        if lock(&self.people).len() < usize::from(PEOPLE) || left == gone {
            return Ok(());
        }
        let (node, ctx) = self.node(chance);
        let query = MergeQuery { customer: left.to_string(), with: gone.to_string() };
        let shown = customer::merge_page(node, ctx, query).await?;
        let other_revision = shown.preview.map(|preview| preview.other_revision.to_string()).unwrap_or_default();
        let merge = Merge {
            customer: left.to_string(),
            other: gone.to_string(),
            revision: shown.revision.to_string(),
            other_revision,
            fields: BTreeMap::default(),
        };
        let began = self.tick();
        customer::merge(node, ctx, merge).await?;
        self.note(began, Deed::Merge { gone, left });
        lock(&self.people).retain(|id| *id != gone);
        lock(&self.pressed).retain(|pressed| pressed.customer != gone);
        self.look(left).await;
        Ok(())
    }

    async fn split(&self, chance: &mut Chance) -> Result<()> {
        let from = self.somebody(chance);
        if lock(&self.people).len() > usize::from(PEOPLE) {
            return Ok(());
        }
        let (node, ctx) = self.node(chance);
        let shown = customer::split_page(node, ctx, &from.to_string()).await?;
        // The addresses stay, and at least one number.
        let points: Vec<_> = shown.points.iter().filter(|(_, text)| !text.contains('@')).collect();
        if points.len() < 2 {
            return Ok(());
        }
        let (point, _) = chance.of(&points);
        let split = Split {
            customer: from.to_string(),
            revision: shown.revision.to_string(),
            name: "Somebody Else".into(),
            points: [(format!("point_{point}"), "true".to_owned())].into(),
        };
        let began = self.tick();
        let into = customer::split(node, ctx, split).await?;
        self.note(began, Deed::Split { from, into });
        lock(&self.people).push(into);
        self.look(from).await;
        self.look(into).await;
        Ok(())
    }

    /// A list of one person, which says that they do not want to be called.
    async fn import(&self, chance: &mut Chance) -> Result<()> {
        let (customer, row) = chance.of(&self.rows);
        let began = self.tick();
        // The place in the count makes each list another one.
        self.load(row, "yes", began).await?;
        self.note(began, Deed::Mark { customer: *customer });
        Ok(())
    }

    async fn load(&self, row: &str, opted_out: &str, at: u64) -> Result<()> {
        let name = format!("list{opted_out}{at}.csv");
        let path = Path::new(&self.folder).join(&name);
        std::fs::write(&path, format!("Name,Phone,Do not call,Remark\n{row},{opted_out},list {at}\n")).unwrap();
        let country = Country::parse("US").unwrap();
        let list = import::List { path, name, choices: import::Choices::default(), mapping: None, country };
        import::run(&self.nodes[0], &self.members[0], &list, |_| {}).await.map(|_| ())
    }

    /// Looks which numbers somebody has now.
    async fn look(&self, customer: CustomerId) {
        let query = ShowQuery { customer: customer.to_string(), purpose: String::new() };
        let Ok(shown) = customer::show(&self.nodes[0], &self.members[0], query).await else { return };
        if shown.id != customer {
            return;
        }
        let mut pressed = lock(&self.pressed);
        pressed.retain(|known| known.customer != customer);
        pressed.extend(shown.numbers.iter().map(|number| {
            let ends = &number.shown[number.shown.len() - 2..];
            Pressed { customer, point: number.id, number: ends.parse().unwrap() }
        }));
    }
}

/// Whether nothing was done: it is not there any more, not theirs, or was changed in between.
fn is_refusal(error: &Error) -> bool {
    matches!(error, Error::NotFound | Error::Stale | Error::Forbidden | Error::Invalid(_))
}
