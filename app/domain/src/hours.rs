//! Calling hours: when a business may call, in the customer's own time.
//!
//! The plan itself is plain text and dates, so that a browser can show and edit it. Whether a
//! number may be called *now* needs the facts of time zones, so `standing` is there with the
//! feature `metadata` only.

#[cfg(feature = "metadata")]
mod office;
mod plan;
#[cfg(feature = "metadata")]
mod standing;
mod zone;

#[cfg(feature = "metadata")]
pub use office::{day_at, day_begins, office_zone};
pub use plan::{Holiday, OpenHours, WeekPlan};
#[cfg(feature = "metadata")]
pub use standing::{HoursStanding, standing};
pub use zone::TimeZone;
#[cfg(feature = "metadata")]
pub use zone::{common_zones, country_of};
