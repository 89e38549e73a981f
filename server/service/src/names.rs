//! Who did something, by name.

use std::collections::HashMap;

use domain::{
    actor::Actor,
    id::{ApiKeyId, CustomerId, MemberId},
};
use store::{Scope, customer, integration, member};
use uuid::Uuid;

use crate::error::Result;

/// The members and the keys of a business by name, former ones included.
pub(crate) struct Names {
    members: HashMap<MemberId, String>,
    keys: HashMap<ApiKeyId, String>,
}

impl Names {
    /// Reads them.
    pub(crate) async fn of(scope: &Scope) -> Result<Self> {
        let members = member::list(scope).await?.into_iter().map(|member| (member.id.into(), member.name));
        let keys = integration::list(scope).await?.into_iter().map(|key| (key.id.into(), key.name));
        Ok(Self { members: members.collect(), keys: keys.collect() })
    }

    /// Who is behind a row, from what [`Actor::kind`] and [`Actor::id`] wrote.
    pub(crate) fn actor(&self, kind: &str, id: Option<Uuid>) -> String {
        match Actor::from_parts(kind, id) {
            Some(Actor::Member(id)) => self.members.get(&id).cloned().unwrap_or_else(|| "A former member".into()),
            Some(Actor::Customer(_)) => "The customer".into(),
            Some(Actor::ApiKey(id)) => of_key(self.keys.get(&id)),
            Some(Actor::Import(_)) => "An import".into(),
            Some(Actor::Operator) => "The operator".into(),
            Some(Actor::System) | None => "The system".into(),
        }
    }
}

/// A program, by what its key is called.
pub(crate) fn of_key(name: Option<&String>) -> String {
    name.map_or_else(|| "A program".to_owned(), |name| format!("{name} (API key)"))
}

/// What may be said of these customers: the name of who is on file, and of nobody else.
pub(crate) async fn of_customers(scope: &Scope, ids: &[CustomerId]) -> Result<HashMap<CustomerId, String>> {
    let found = customer::list_by_id(scope, ids).await?.into_iter();
    let named = found.map(|row| {
        let name = match (row.full_name, row.withdrawn_at) {
            (Some(_), Some(_)) => "Withdrawn customer".to_owned(),
            (Some(name), None) => name,
            (None, _) => "Erased customer".to_owned(),
        };
        (CustomerId(row.id), name)
    });
    Ok(named.collect())
}
