//! Looking back: audits, what they found, and who signed them.

use chrono::Days;
use domain::wire::audit::params::{Assign, Comment, Resolve, Sign};

use super::Story;
use crate::{
    audit::{self, Begun},
    error::Result,
};

/// On which days an audit is made.
const MARKED: [u64; 4] = [60, 365, 560, 715];
/// How many findings of one audit somebody answers for.
const ASSIGNED: usize = 6;

/// Whether an audit is made on this day.
pub(super) fn is_marked(day: u64) -> bool {
    MARKED.contains(&day)
}

impl Story {
    /// Makes the audit of a day, if one is due; somebody answers for what it found, and the auditor signs.
    pub(super) async fn look_back(&mut self, day: u64) -> Result<()> {
        if !is_marked(day) {
            return Ok(());
        }
        let (service, office) = (&self.service, &self.office);
        let Begun::Now(id) = audit::begin(service, &office.admin).await? else { return Ok(()) };
        audit::carry_out(service, office.owner.business, id, |_, _| ()).await?;
        let findings = audit::list(service, &office.admin).await?.open;
        let owner = office.admin.member().map(|member| member.to_string()).unwrap_or_default();
        let due_on = self.today.checked_add_days(Days::new(30)).unwrap_or(self.today).to_string();
        for (at, finding) in findings.into_iter().take(ASSIGNED).enumerate() {
            let finding = finding.id.to_string();
            let assign = Assign { finding: finding.clone(), owner: owner.clone(), due_on: due_on.clone() };
            audit::assign(service, &office.admin, assign).await?;
            if at.is_multiple_of(2) {
                let comment = Comment { finding: finding.clone(), comment: "I look after it this week.".into() };
                audit::comment(service, &office.admin, comment).await?;
            }
            if at.is_multiple_of(3) {
                let resolve = Resolve { finding, resolution: "Talked about with everybody who calls.".into() };
                audit::resolve(service, &office.admin, resolve).await?;
            }
        }
        // The newest one waits for its signature.
        if day != MARKED[MARKED.len() - 1] {
            audit::sign(service, &office.auditor, Sign { audit: id.to_string() }).await?;
        }
        Ok(())
    }
}
