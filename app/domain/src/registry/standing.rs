//! What the registries that a business subscribed to say about one number.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::{Coverage, Registry};

/// A business's subscription to a registry, as far as a decision needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Which registry.
    pub registry: Registry,
    /// The day on which the organisation downloaded the file that is asked.
    pub downloaded_on: NaiveDate,
    /// The areas to which it subscribed.
    pub areas: Coverage,
}

impl Subscription {
    /// From when on the download is too old (UTC). `None` where no rule says so.
    ///
    /// The time counts from the beginning of the day in UTC, so it is over a day early rather than
    /// late, wherever caller and called are.
    pub fn stale_at(&self) -> Option<DateTime<Utc>> {
        let downloaded_at = self.downloaded_on.and_time(NaiveTime::MIN).and_utc();
        // A date so late that it has no end is a mistake, and no reason to trust the file for ever.
        let ends = |length| downloaded_at.checked_add_signed(length).unwrap_or(DateTime::<Utc>::MIN_UTC);
        self.registry.fresh_for().map(ends)
    }
}

/// What a registry's file says about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No file was loaded.
    NoFile,
    /// There is a file and it cannot be asked.
    Unreadable,
    /// What it says.
    Read {
        /// The number is on it.
        listed: bool,
        /// It speaks about the number. Where it does not, not being on it says nothing.
        covered: bool,
    },
}

/// What all registries together say about one number: all that a decision needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RegistryStanding {
    /// It is on one of them.
    pub listed: bool,
    /// The registry of its country must be asked, and no subscription and file cover it.
    pub uncovered: bool,
    /// One of them cannot be asked.
    pub unreadable: bool,
    /// From when on a download that concerns it is too old (UTC); of several the first.
    pub stale_at: Option<DateTime<Utc>>,
}

impl RegistryStanding {
    /// Puts together what each registry says. `find` is asked for the subscriptions that concern the
    /// number.
    ///
    /// The registry of the number's country must cover it. Any other one counts for what it covers.
    pub fn of(number: u64, subscriptions: &[Subscription], find: impl Fn(&Subscription) -> Finding) -> Self {
        let required = Registry::required_for(number);
        let mut standing = Self { uncovered: required.is_some(), ..Self::default() };
        for subscription in subscriptions.iter().filter(|subscription| subscription.registry.concerns(number)) {
            standing.add(number, required, subscription, find(subscription));
        }
        standing
    }

    fn add(&mut self, number: u64, required: Option<Registry>, subscription: &Subscription, finding: Finding) {
        let is_required = required == Some(subscription.registry);
        let subscribed = subscription.areas.covers(number);
        let covered = match finding {
            Finding::NoFile => false,
            Finding::Unreadable => {
                self.unreadable = true;
                subscribed
            }
            Finding::Read { listed, covered } => {
                // A number that is known to be on it is on it, whether or not it was paid for.
                self.listed |= listed;
                covered && subscribed
            }
        };
        if is_required && covered {
            self.uncovered = false;
        }
        if is_required || covered {
            self.stale_at = self.stale_at.into_iter().chain(subscription.stale_at()).min();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{country::Country, registry::Area};

    const NUMBER: u64 = 14_155_550_123;

    fn subscription(registry: Registry, day: u32) -> Subscription {
        Subscription {
            registry,
            downloaded_on: NaiveDate::from_ymd_opt(2026, 3, day).unwrap(),
            areas: Coverage::National,
        }
    }

    fn read(listed: bool, covered: bool) -> impl Fn(&Subscription) -> Finding {
        move |_| Finding::Read { listed, covered }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn without_a_subscription_a_number_is_uncovered_where_its_country_has_a_registry() {
        for (number, uncovered) in [(NUMBER, true), (442_079_460_000, true), (493_023_125_000, false)] {
            let standing = RegistryStanding::of(number, &[], |_| unreachable!("there is none to ask"));
            assert_eq!(standing, RegistryStanding { uncovered, ..RegistryStanding::default() });
        }
    }

    #[test]
    fn file_and_subscription_must_both_cover_the_number() {
        let mut own = subscription(Registry::UnitedStates, 1);
        let uncovered = |own: &Subscription, finding| {
            RegistryStanding::of(NUMBER, std::slice::from_ref(own), |_| finding).uncovered
        };
        let covers = Finding::Read { listed: false, covered: true };
        assert!(!uncovered(&own, covers));
        assert!(uncovered(&own, Finding::Read { listed: false, covered: false }));
        assert!(uncovered(&own, Finding::NoFile));
        own.areas = Coverage::Areas([Area::new(212).unwrap()].into());
        assert!(uncovered(&own, covers));
    }

    #[test]
    fn a_number_on_a_registry_is_on_it_though_its_area_was_not_paid_for() {
        let own = Subscription { areas: Coverage::Areas([].into()), ..subscription(Registry::UnitedStates, 1) };
        let standing = RegistryStanding::of(NUMBER, &[own], read(true, true));
        assert!(standing.listed && standing.uncovered);
    }

    #[test]
    fn another_countrys_registry_is_not_asked() {
        let foreign = [subscription(Registry::UnitedKingdomTps, 1), subscription(Registry::Canada, 1)];
        let standing = RegistryStanding::of(NUMBER, &foreign, |_| unreachable!("it does not concern the number"));
        assert!(standing.uncovered && standing.stale_at.is_none());
    }

    #[test]
    fn a_list_that_the_business_subscribed_to_blocks_and_does_not_stand_in_for_the_registry() {
        let list = Registry::List(Country::parse("US").unwrap());
        let standing = RegistryStanding::of(NUMBER, &[subscription(list, 1)], read(true, true));
        assert!(standing.listed && standing.uncovered && standing.stale_at.is_none());
    }

    #[test]
    fn a_file_that_cannot_be_asked_is_not_one_that_says_nothing() {
        let standing =
            RegistryStanding::of(NUMBER, &[subscription(Registry::UnitedStates, 1)], |_| Finding::Unreadable);
        assert!(standing.unreadable && !standing.uncovered && !standing.listed);
    }

    #[test]
    fn the_first_download_that_is_too_old_counts() {
        let both = [subscription(Registry::UnitedKingdomTps, 4), subscription(Registry::UnitedKingdomCtps, 2)];
        let standing = RegistryStanding::of(442_079_460_000, &both, read(false, true));
        assert_eq!(standing.stale_at, Some(at("2026-03-30T00:00:00Z")));
        let standing = RegistryStanding::of(442_079_460_000, &both[..1], read(false, true));
        assert_eq!(standing.stale_at, Some(at("2026-04-01T00:00:00Z")));
        // Not its own registry, and nothing in it about the number.
        let toll_free = [subscription(Registry::UnitedStates, 4), subscription(Registry::Canada, 1)];
        let find =
            |own: &Subscription| Finding::Read { listed: false, covered: own.registry == Registry::UnitedStates };
        assert_eq!(RegistryStanding::of(18_005_550_123, &toll_free, find).stale_at, Some(at("2026-04-04T00:00:00Z")));
    }
}
