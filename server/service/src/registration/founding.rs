//! "Create business": the account, the business, its owner and its first texts, in one change.

use std::sync::Arc;

use domain::{
    access::Role,
    actor::Actor,
    country::Country,
    email::Email,
    error::{Problem, Problems},
    event::Event,
    hours::WeekPlan,
    id::{AccountId, BusinessId, MemberId},
    registration::{check_password, slug},
    retention::Years,
    text::{CompanyName, MemberName},
    topic::{Channel, Purpose, Topic},
    wire::registration::params,
};
use serde_json::json;
use store::{
    StoreError,
    entity::{account as account_row, business as business_row, member as member_row},
    member,
};

use super::{Agreement, agreement, use_up, words};
use crate::{
    Service,
    account::{self, NewSession},
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ports::new_id,
};

/// For how long a withdrawal may be undone before the data is erased, unless the business sets it otherwise.
const ERASE_AFTER_HOURS: i32 = 72;
/// How often another name in addresses is tried when somebody else takes one at the same moment.
const TRIES: usize = 3;

/// What was typed, read and found good.
struct Typed {
    business_name: CompanyName,
    country: Country,
    name: MemberName,
    email: Email,
}

/// Everything that the change needs, made before it.
struct Founding {
    business: BusinessId,
    account: AccountId,
    owner: MemberId,
    typed: Typed,
    password_hash: String,
    agreement: Agreement,
    week_plan: WeekPlan,
}

/// Registers a business with its owner, and signs the owner in.
///
/// # Errors
/// [`Error::NotAgreed`] without a valid agreement, and otherwise every field that needs another
/// look; an address that has an account already is the field `email`.
pub async fn register(service: &Service, token: Option<&str>, params: params::Register) -> Result<NewSession> {
    let agreement = agreement(service, token).await?;
    let typed = read(&params)?;
    refuse_taken(service, &typed.email).await?;
    let (now, random) = (service.now(), &*service.random);
    let founding = Founding {
        business: new_id(now, random).into(),
        account: new_id(now, random).into(),
        owner: new_id(now, random).into(),
        typed,
        password_hash: account::hash(service, params.password.reveal()).await?,
        week_plan: service.week_plan.clone(),
        agreement,
    };
    let ctx = Ctx {
        business: founding.business,
        actor: Actor::Member(founding.owner),
        role: Some(Role::Owner),
        scope: None,
        request: new_id(now, random).into(),
        session: None,
    };
    let (account, business, owner) = (founding.account, founding.business, founding.owner);
    found_once_free(service, &ctx, founding).await?;
    use_up(service, token).await?;
    account::begin(service, account, business, owner).await
}

fn read(params: &params::Register) -> Result<Typed> {
    let mut problems = Problems::default();
    let business_name = CompanyName::required(&params.business_name, "the name of your business");
    let business_name = problems.take("business_name", business_name);
    let country = problems.take("country", Country::parse(&params.country));
    let name = problems.take("name", MemberName::required(&params.name, "your name"));
    let email = problems.take("email", Email::required(&params.email));
    let known = [&*params.email, &*params.business_name];
    problems.take("password", check_password(params.password.reveal(), &known));
    problems.none()?;
    match (business_name, country, name, email) {
        (Some(business_name), Some(country), Some(name), Some(email)) => {
            Ok(Typed { business_name, country, name, email })
        }
        _ => Err(Error::Broken("a form without problems lacks a field")),
    }
}

/// The registration form may say that an address is taken: unlike the sign-in it would otherwise
/// leave people without a way on.
async fn refuse_taken(service: &Service, email: &Email) -> Result<()> {
    let taken = store::account::find_by_email(&service.db, email.as_str()).await?.is_some();
    if taken { Err(Error::field("email", Problem::Taken)) } else { Ok(()) }
}

/// The business's name for addresses, with a number, at last a random one, when others have it.
async fn free_slug(service: &Service, name: &CompanyName) -> Result<String> {
    let plain = slug(name.as_str());
    let numbered = (2..10).map(|number| format!("{plain}-{number}"));
    for candidate in std::iter::once(plain.clone()).chain(numbered) {
        if service.db.business_named(&candidate).await?.is_none() {
            return Ok(candidate);
        }
    }
    let mut chance = [0; 4];
    service.random.fill(&mut chance);
    Ok(format!("{plain}-{}", u32::from_be_bytes(chance)))
}

/// Founds; when a unique value was taken in between, finds out which, and takes another slug.
async fn found_once_free(service: &Service, ctx: &Ctx, founding: Founding) -> Result<()> {
    let founding = Arc::new(founding);
    for _ in 0..TRIES {
        let slug = free_slug(service, &founding.typed.business_name).await?;
        let input = (Arc::clone(&founding), slug);
        let done = service.found_business(ctx, input, |tx, (founding, slug)| Box::pin(found(tx, founding, slug))).await;
        match done {
            Err(Error::Store(StoreError::Taken)) => refuse_taken(service, &founding.typed.email).await?,
            other => return other.map(|_| ()),
        }
    }
    Err(Error::Stale)
}

async fn found(tx: Tx<'_>, founding: &Founding, slug: &str) -> Result<Outcome<()>> {
    let Founding { business, account, owner, typed, password_hash, agreement, .. } = founding;
    let plan = serde_json::to_value(&founding.week_plan).map_err(|_| Error::Broken("a week plan cannot be written"))?;
    let marketing = Channel::ALL.map(|channel| Topic::Reach(channel, Purpose::Marketing).code());
    let row = business_row::Model {
        id: business.0,
        slug: slug.to_owned(),
        name: typed.business_name.to_string(),
        country: typed.country.code().to_owned(),
        created_at: tx.now,
        asks_before_calls: false,
        default_purpose: Purpose::Service.code().to_owned(),
        opt_in: json!(marketing),
        week_plan: plan,
        erase_after_hours: ERASE_AFTER_HOURS,
        text_confirmations: false,
        audit_rhythm: domain::audit::Rhythm::Monthly.code().to_owned(),
        first_steps: true,
        second_factor_required: false,
        closing_at: None,
        erase_at: None,
        erased_at: None,
        time_zone: None,
        language: None,
        keep_identities_for: Years::FIVE.count().into(),
        keep_denials_for: Years::FIVE.count().into(),
        keep_contacts_for: None,
        retention_set_at: None,
    };
    store::business::insert(tx.scope, row).await?;
    insert_account(tx, *account, &typed.email, &typed.name, password_hash, agreement).await?;
    let row = member_row::Model {
        business_id: business.0,
        id: owner.0,
        account_id: account.0,
        name: typed.name.to_string(),
        role: Role::Owner.code().to_owned(),
        joined_at: tx.now,
        disabled_at: None,
        keys_enabled: true,
        left_at: None,
        trained_version: None,
        trained_at: None,
    };
    member::insert(tx.scope, row).await?;
    words::publish(tx).await?;
    let event = Event::BusinessFounded {
        business: *business,
        owner: *owner,
        country: typed.country.code().to_owned(),
        statement: agreement.statement,
        privacy: agreement.privacy,
    };
    Ok(Outcome::one(event, ()))
}

/// Makes an account, with the versions of the texts that its owner agreed to.
pub(crate) async fn insert_account(
    tx: Tx<'_>,
    id: AccountId,
    email: &Email,
    name: &MemberName,
    password_hash: &str,
    agreement: &Agreement,
) -> Result<()> {
    let row = account_row::Model {
        id: id.0,
        email: email.to_string(),
        name: name.to_string(),
        password_hash: password_hash.to_owned(),
        created_at: tx.now,
        statement_id: agreement.statement.0,
        privacy_id: agreement.privacy.0,
        agreed_at: agreement.agreed_at,
        closed_at: None,
    };
    store::account::insert(tx.scope, row).await?;
    Ok(())
}
