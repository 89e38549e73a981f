//! Roles in the words of the screen.

use domain::access::Role;

/// The role's name.
pub const fn name(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Admin => "Admin",
        Role::Staff => "Staff",
        Role::Auditor => "Auditor",
    }
}

/// Roles to choose from.
pub fn choices(roles: &[Role]) -> Vec<(String, String)> {
    crate::ui::options(roles.iter().map(|role| (role.code(), name(*role))))
}
