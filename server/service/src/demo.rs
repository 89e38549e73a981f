//! Sample businesses: invented people with numbers that ring nowhere, and a member of each role. A small one is made
//! at once, for tests; another one has two years behind it (`history`).

mod door;
mod history;
#[cfg(test)]
mod tests;

pub use door::{enter, guest};
pub use history::seed_with_history;

use domain::{
    access::Role,
    wire::{
        dnc::Mark,
        interaction::NewCustomer,
        registration::params::{Agree, Register},
        team::params::{Invite, Join},
    },
};

use crate::{
    Service, account,
    ctx::Ctx,
    dnc,
    error::{Error, Result},
    interaction, registration, team,
};

/// The password of every member of the sample business. It guards invented people only.
pub const PASSWORD: &str = "brightside sample 2026";

const GIVEN: [&str; 10] = ["Ada", "Ben", "Chidi", "Dana", "Elif", "Femi", "Grace", "Hugo", "Ines", "Jonas"];
const FAMILY: [&str; 5] = ["Abara", "Berg", "Costa", "Dumont", "Eriksen"];
const ZONES: [(&str, &str); 5] = [
    ("212", "America/New_York"),
    ("312", "America/Chicago"),
    ("303", "America/Denver"),
    ("415", "America/Los_Angeles"),
    ("808", "Pacific/Honolulu"),
];

/// One member of the sample business.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DemoMember {
    /// `owner`, `admin`, `staff` or `auditor`.
    pub role: &'static str,
    /// Their name.
    pub name: String,
    /// With what they sign in.
    pub email: String,
    /// The password, which is the same for all.
    pub password: &'static str,
    /// The path of a page with one button that signs in as them.
    pub link: String,
}

/// The sample business.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Demo {
    /// Its name in addresses.
    pub business: String,
    /// A member of each role.
    pub members: Vec<DemoMember>,
    /// The identifiers of its customers.
    pub customers: Vec<String>,
}

/// Makes the sample business through the same use cases that people use. `number` keeps several in
/// one database apart.
pub async fn seed(service: &Service, number: usize) -> Result<Demo> {
    let mut members = members_of(number);
    let owner = found(service, &members[0]).await?;
    members[0].link = door_of(service, &owner)?;
    for colleague in &mut members[1..] {
        let joined = join(service, &owner, colleague).await?;
        colleague.link = door_of(service, &joined)?;
    }
    let mut customers = Vec::new();
    for at in 0..GIVEN.len() * FAMILY.len() {
        customers.push(customer(service, &owner, at).await?);
    }
    let scope = service.db.read(owner.business).await?;
    let business = store::business::find(&scope).await?.ok_or(Error::NotFound)?;
    Ok(Demo { business: business.slug, members, customers })
}

fn members_of(number: usize) -> Vec<DemoMember> {
    Role::ALL.into_iter().map(|role| member(role, number)).collect()
}

fn member(role: Role, number: usize) -> DemoMember {
    let name = match role {
        Role::Owner => "Olga Owner",
        Role::Admin => "Adam Admin",
        Role::Staff => "Stella Staff",
        Role::Auditor => "Aurel Auditor",
    };
    let code = role.code();
    DemoMember {
        role: code,
        name: name.to_owned(),
        email: format!("{code}{number}@brightside.example"),
        password: PASSWORD,
        link: String::new(),
    }
}

/// The path of the door of whoever this is.
fn door_of(service: &Service, who: &Ctx) -> Result<String> {
    door::path(&service.keys, who.business, who.member().ok_or(Error::Forbidden)?)
}

async fn agreement(service: &Service) -> Result<String> {
    let shown = registration::statement(service).await?;
    let agree =
        Agree { ticked: "on".into(), statement: shown.version.to_string(), privacy: shown.privacy_version.to_string() };
    registration::agree(service, agree).await
}

async fn found(service: &Service, owner: &DemoMember) -> Result<Ctx> {
    let agreement = agreement(service).await?;
    let form = Register {
        business_name: "Brightside Plumbing".into(),
        country: "US".into(),
        name: owner.name.clone(),
        email: owner.email.clone(),
        password: PASSWORD.into(),
    };
    let session = registration::register(service, Some(&agreement), form).await?;
    signed_in(service, &session).await
}

async fn signed_in(service: &Service, session: &account::NewSession) -> Result<Ctx> {
    let found = account::session(service, &session.token, service.new_request()).await?;
    let (ctx, _) = found.ok_or(Error::Broken("a member of the sample business is not signed in"))?;
    Ok(ctx)
}

async fn join(service: &Service, owner: &Ctx, colleague: &DemoMember) -> Result<Ctx> {
    let invite =
        Invite { name: colleague.name.clone(), email: colleague.email.clone(), role: colleague.role.to_owned() };
    let link = team::invite(service, owner, invite).await?;
    let agreement = agreement(service).await?;
    let join = Join { name: colleague.name.clone(), password: PASSWORD.into() };
    let session = team::join(service, link.trim_start_matches("/join/"), Some(&agreement), join)
        .await?
        .session()
        .ok_or(Error::NotFound)?;
    signed_in(service, &session).await
}

/// Every fifth says "no calls", and every seventh is marked later.
async fn customer(service: &Service, owner: &Ctx, at: usize) -> Result<String> {
    let prompt = interaction::prompt(service, owner, None).await?;
    let (area, zone) = ZONES[at % ZONES.len()];
    let (given, family) = (GIVEN[at % GIVEN.len()], FAMILY[at / GIVEN.len()]);
    let answer = if at % 5 == 4 { "yes_but_no_calls" } else { "yes" };
    let person = NewCustomer {
        answer: answer.into(),
        script: prompt.script,
        form: prompt.form,
        name: format!("{given} {family}"),
        phone: format!("+1{area}555{:04}", 100 + at),
        email: format!("{}.{}@example.com", given.to_lowercase(), family.to_lowercase()),
        time_zone: zone.into(),
        ..NewCustomer::default()
    };
    let id = interaction::save_customer(service, owner, person).await?.to_string();
    if at % 7 == 6 {
        dnc::mark(service, owner, Mark { customer: id.clone() }).await?;
    }
    Ok(id)
}
