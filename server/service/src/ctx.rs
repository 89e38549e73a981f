//! Who asks, for which business: made once from a request, passed first, never looked up later.

use domain::{
    access::{Right, Role},
    actor::Actor,
    id::{BusinessId, MemberId, RequestId, SessionId},
    integration::ApiScope,
};

use crate::error::Error;

/// The context of one request.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// The business, from the session or the key only.
    pub business: BusinessId,
    /// Who acts.
    pub actor: Actor,
    /// The member's role when the request came; `None` for actors who are not members.
    pub role: Option<Role>,
    /// Under which of its scopes a program asks; `None` for everybody else.
    pub scope: Option<ApiScope>,
    /// The request, for the log and the ledger.
    pub request: RequestId,
    /// The browser, where one is signed in.
    pub session: Option<SessionId>,
}

impl Ctx {
    /// Fails unless the actor has the right. The first line of every use case that only reads; a
    /// change asks once more, inside its transaction.
    pub fn require(&self, right: Right) -> Result<(), Error> {
        if self.may(right) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Whether the actor has the right.
    pub fn may(&self, right: Right) -> bool {
        match (self.actor, self.role, self.scope) {
            (Actor::Operator | Actor::System, ..) => true,
            (Actor::Member(_) | Actor::Import(_), Some(role), _) => role.may(right),
            (Actor::ApiKey(_), _, Some(scope)) => scope.may(right),
            _ => false,
        }
    }

    /// The member who acts, where it is one.
    pub fn member(&self) -> Option<MemberId> {
        if let Actor::Member(id) = self.actor { Some(id) } else { None }
    }
}
