//! Why a block is taken off, as it is typed.

use domain::{
    dnc::Lift,
    error::{Problem, Problems},
    text::Remark,
};

use crate::error::{Error, Result};

/// Why a block is taken off, read: by request with evidence, or by mistake.
pub(crate) struct Grounds {
    pub(crate) lift: Lift,
    pub(crate) reason: Remark,
    pub(crate) evidence: Option<Remark>,
}

impl Grounds {
    /// Reads what was typed. A request needs what shows it; a mistake needs only its reason.
    pub(crate) fn read(lift: &str, reason: &str, evidence: &str) -> Result<Self> {
        let mut problems = Problems::default();
        let typed = evidence;
        let lift = problems.take("lift", Lift::from_code(lift));
        let reason = problems.take("reason", Remark::required(reason, "the reason"));
        let evidence = problems.take("evidence", Remark::optional(typed)).flatten();
        if lift == Some(Lift::ByRequest) && evidence.is_none() && typed.trim().is_empty() {
            problems.note("evidence", Problem::missing("what shows that the customer asked for it"));
        }
        problems.none()?;
        let (Some(lift), Some(reason)) = (lift, reason) else { return Err(Error::Broken("a problem was not noted")) };
        Ok(Self { lift, reason, evidence })
    }
}
