//! The rows of the matrix: what each function and form needs, what it concerns, and what is sent.

use domain::access::Right;

use super::ask::Target;
use crate::support::{DOWNLOADED_ON, PASSWORD};

/// The day of the download.
const REGISTRY_DAY: (&str, &str) = ("downloaded_on", DOWNLOADED_ON);

/// What somebody needs to be let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Everybody may.
    Nothing,
    /// Whoever is signed in.
    Session,
    /// A role with this right.
    Right(Right),
}

/// What it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing in particular.
    Nothing,
    /// A customer who may be called.
    Customer,
    /// A customer who was just marked, by whoever asks where they may.
    Marked,
    /// Two customers who may be one person.
    Pair,
    /// A member.
    Member,
    /// A member whose access is stopped.
    Disabled,
    /// An invitation, as the team sees it.
    Invitation,
    /// An invitation's link.
    Link,
    /// A link for a new password.
    Reset,
    /// A link that confirms another address of somebody else's account.
    NewAddress,
    /// A list that was uploaded and tried out.
    List,
    /// The link to sign in as a member of a sample business.
    Door,
    /// A number of the do-not-call list, of nobody on file.
    Suppressed,
    /// A date without calls.
    Holiday,
    /// A registry to which the business subscribed.
    Registry,
    /// An import that has ended.
    Import,
    /// A customer's request for erasure.
    Request,
    /// An audit that nobody signed, and an open finding.
    Finding,
    /// An office screen that is in use.
    Display,
    /// A key for a program that is in use.
    ApiKey,
    /// A webhook that was told something.
    Webhook,
}

/// How it can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As a server function.
    Function,
    /// As a form without script.
    Form,
}

impl Way {
    pub fn word(self) -> &'static str {
        match self {
            Self::Function => "fn",
            Self::Form => "form",
        }
    }
}

/// One function, form, or both.
pub struct Row {
    pub name: &'static str,
    pub needs: Needs,
    pub about: About,
    /// How the fields travel to the server function, where it is one.
    argument: Argument,
    function: bool,
    form: bool,
    fields: fn(&Target) -> Vec<(&'static str, String)>,
}

/// How the fields travel as the arguments of a server function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Argument {
    /// Without arguments.
    None,
    /// The fields are one argument of this name.
    Struct(&'static str),
    /// The one field is the argument.
    Plain,
}

impl Row {
    pub fn is_function(&self) -> bool {
        self.function
    }

    pub fn is_form(&self) -> bool {
        self.form
    }

    pub fn ways(&self) -> Vec<Way> {
        if self.form { vec![Way::Function, Way::Form] } else { vec![Way::Function] }
    }

    pub fn fields(&self, target: &Target) -> Vec<(&'static str, String)> {
        (self.fields)(target)
    }

    /// What a page with script sends.
    pub fn arguments(&self, target: &Target) -> serde_json::Value {
        let fields = self.fields(target).into_iter().map(|(name, value)| {
            let number = (name == "revision").then(|| value.parse::<i32>().ok()).flatten();
            (name.to_owned(), number.map_or_else(|| value.into(), serde_json::Value::from))
        });
        let fields: serde_json::Map<_, _> = fields.collect();
        match self.argument {
            Argument::Struct(name) => serde_json::json!({ name: fields }),
            _ => fields.into(),
        }
    }
}

type Fields = fn(&Target) -> Vec<(&'static str, String)>;

/// A form, with script and without.
fn form(name: &'static str, needs: Needs, about: About, fields: Fields) -> Row {
    Row { name, needs, about, argument: Argument::Struct("params"), function: false, form: true, fields }
}

/// A form that a page also asks as a server function of its own, because it shows the answer itself.
fn both(name: &'static str, needs: Needs, about: About, fields: Fields) -> Row {
    Row { function: true, ..form(name, needs, about, fields) }
}

/// A server function that a page reads with.
fn reads(name: &'static str, needs: Needs, about: About, argument: Argument, fields: Fields) -> Row {
    Row { name, needs, about, argument, function: true, form: false, fields }
}

fn none(_: &Target) -> Vec<(&'static str, String)> {
    Vec::new()
}

fn customer(target: &Target) -> Vec<(&'static str, String)> {
    vec![("customer", target.customer.clone())]
}

fn number(target: &Target) -> Vec<(&'static str, String)> {
    vec![("customer", target.customer.clone()), ("number", target.number.clone())]
}

fn member(target: &Target) -> Vec<(&'static str, String)> {
    vec![("member", target.member.clone())]
}

fn text(name: &'static str, value: &str) -> (&'static str, String) {
    (name, value.to_owned())
}

/// The fields of `first`, and these.
fn and(first: Vec<(&'static str, String)>, more: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    first.into_iter().chain(more.iter().map(|(name, value)| text(name, value))).collect()
}

/// These fields, in a form that was opened just now.
fn sent(target: &Target, fields: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    fields.into_iter().chain([("form", target.form.clone())]).collect()
}

fn agreement(target: &Target) -> Vec<(&'static str, String)> {
    vec![text("agree", "on"), ("statement", target.statement.clone()), ("privacy", target.privacy.clone())]
}

/// Every row, by feature.
pub fn rows() -> Vec<Row> {
    [
        public(),
        own(),
        team(),
        closing(),
        customers(),
        consents(),
        calls(),
        interactions(),
        numbers(),
        settings(),
        messages(),
        requests(),
        audits(),
        displays(),
        integrations(),
        policies(),
        others(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn public() -> Vec<Row> {
    use About::{Door, Link, Nothing};
    vec![
        reads("account/who", Needs::Nothing, Nothing, Argument::None, none),
        form("account/sign-in", Needs::Nothing, Nothing, |target| {
            vec![("email", target.known.clone()), text("password", PASSWORD), text("next", "/dashboard")]
        }),
        form("account/enter-code", Needs::Nothing, Nothing, |_| vec![text("code", "123456")]),
        form("account/set-up-at-sign-in", Needs::Nothing, Nothing, |_| vec![text("code", "123456")]),
        form("account/sign-out", Needs::Nothing, Nothing, none),
        form("account/forgot", Needs::Nothing, Nothing, |target| vec![("email", target.email.clone())]),
        form("account/reset", Needs::Nothing, About::Reset, |target| {
            and(vec![("token", target.token.clone())], &[("password", "eight green tricycles")])
        }),
        form("account/confirm-address", Needs::Nothing, About::NewAddress, |target| {
            vec![("token", target.token.clone())]
        }),
        reads("demo/guest", Needs::Nothing, Door, Argument::Plain, |target| vec![("link", target.door.clone())]),
        form("demo/enter", Needs::Nothing, Door, |target| vec![("link", target.door.clone())]),
        reads("registration/statement", Needs::Nothing, Nothing, Argument::None, none),
        reads("registration/form", Needs::Nothing, Nothing, Argument::None, none),
        reads("registration/privacy", Needs::Nothing, Nothing, Argument::None, none),
        reads("registration/dpa", Needs::Nothing, Nothing, Argument::None, none),
        form("registration/agree", Needs::Nothing, Nothing, agreement),
        form("registration/decline", Needs::Nothing, Nothing, none),
        form("registration/register", Needs::Nothing, Nothing, |target| {
            let fields = vec![("email", target.email.clone()), text("password", PASSWORD)];
            and(fields, &[("business_name", "Another"), ("country", "US"), ("name", "Ann Other")])
        }),
        reads("team/invitation", Needs::Nothing, Link, Argument::Plain, |target| vec![("token", target.token.clone())]),
        // It looks at no invitation: what is agreed to is the same for all.
        form("team/agree", Needs::Nothing, Nothing, |target| {
            agreement(target).into_iter().chain([("token", target.token.clone())]).collect()
        }),
        form("team/join", Needs::Nothing, Link, |target| {
            vec![("token", target.token.clone()), text("name", "Sam"), text("password", PASSWORD)]
        }),
    ]
}

fn own() -> Vec<Row> {
    vec![
        reads("account/read", Needs::Session, About::Nothing, Argument::None, none),
        form("account/ask-address", Needs::Session, About::Nothing, |target| {
            vec![("email", target.email.clone()), text("password", PASSWORD)]
        }),
        form("account/change-password", Needs::Session, About::Nothing, |_| {
            vec![text("current", PASSWORD), text("password", PASSWORD)]
        }),
        form("account/end-session", Needs::Session, About::Nothing, |_| vec![text("session", "")]),
        form("account/set-up-second-factor", Needs::Session, About::Nothing, none),
        form("account/switch-on-second-factor", Needs::Session, About::Nothing, proof),
        form("account/renew-codes", Needs::Session, About::Nothing, proof),
        form("account/switch-off-second-factor", Needs::Session, About::Nothing, proof),
        form("account/rename", Needs::Session, About::Nothing, |_| vec![text("name", "Ada Owner")]),
        form("account/shortcuts", Needs::Session, About::Nothing, |_| vec![text("shortcuts", "off")]),
        form("training/acknowledge", Needs::Session, About::Nothing, |_| vec![text("version", "1")]),
        form("account/withdraw", Needs::Session, About::Nothing, |_| vec![text("password", PASSWORD)]),
    ]
}

/// Both factors of whoever asks.
fn proof(target: &Target) -> Vec<(&'static str, String)> {
    vec![text("password", PASSWORD), ("code", target.code.clone())]
}

fn closing() -> Vec<Row> {
    let owners = Needs::Right(Right::GovernOwners);
    vec![
        form("closing/close", owners, About::Nothing, |_| {
            vec![text("name", "Acme Plumbing"), text("password", PASSWORD)]
        }),
        form("archive/start", owners, About::Nothing, |_| vec![text("password", PASSWORD)]),
        form("closing/keep", owners, About::Nothing, none),
    ]
}

fn team() -> Vec<Row> {
    let team = Needs::Right(Right::AdministerTeam);
    vec![
        reads("team/list", team, About::Nothing, Argument::None, none),
        form("team/invite", team, About::Nothing, |target| {
            vec![("email", target.email.clone()), text("role", "staff")]
        }),
        form("team/revoke", team, About::Invitation, |target| vec![("invitation", target.invitation.clone())]),
        form("team/set-role", team, About::Member, |target| and(member(target), &[("role", "auditor")])),
        form("team/require-second-factor", team, About::Nothing, |_| vec![text("required", "off")]),
        form("team/hand-over", Needs::Right(Right::GovernOwners), About::Member, |target| {
            and(member(target), &[("password", PASSWORD)])
        }),
        form("team/disable", team, About::Member, member),
        form("team/remove", team, About::Member, member),
        form("team/enable", team, About::Disabled, member),
    ]
}

#[allow(clippy::too_many_lines, reason = "one list of rows")]
fn customers() -> Vec<Row> {
    let (read, work) = (Needs::Right(Right::Read), Needs::Right(Right::Work));
    let curate = Needs::Right(Right::Curate);
    let query = Argument::Struct("query");
    vec![
        reads("customer/list", read, About::Nothing, query, none),
        form("customer/search", read, About::Nothing, |_| vec![text("q", "212 555")]),
        reads("customer/show", read, About::Customer, query, customer),
        reads("customer/edit-form", work, About::Customer, Argument::Plain, customer),
        form("customer/edit", work, About::Customer, |target| {
            let shown = vec![("customer", target.customer.clone()), ("revision", target.revision.clone())];
            and(shown, &[("name", "New Name")])
        }),
        form("customer/add-point", work, About::Customer, |target| {
            and(customer(target), &[("phone", "(646) 555-0101"), ("label", "Work")])
        }),
        form("customer/retire-point", work, About::Customer, |target| {
            vec![("customer", target.customer.clone()), ("point", target.number.clone())]
        }),
        form("customer/try-again", work, About::Customer, |target| {
            vec![("customer", target.customer.clone()), ("point", target.number.clone())]
        }),
        reads("customer/merge-page", curate, About::Pair, query, |target| {
            vec![("customer", target.customer.clone()), ("with", target.other.clone())]
        }),
        form("customer/merge", curate, About::Pair, |target| {
            let two = vec![("customer", target.customer.clone()), ("other", target.other.clone())];
            and(two, &[("revision", "1"), ("other_revision", "1"), ("name", "other")])
        }),
        reads("customer/split-page", curate, About::Customer, Argument::Plain, customer),
        form("customer/split", curate, About::Customer, |target| {
            // The name of the field is that of the number.
            let point: &'static str = format!("point_{}", target.number).leak();
            vec![
                ("customer", target.customer.clone()),
                ("revision", target.revision.clone()),
                text("name", "New Name"),
                text(point, "true"),
            ]
        }),
        form("dnc/mark", work, About::Customer, customer),
        form("dnc/take-back", work, About::Marked, customer),
        form("dnc/lift", curate, About::Marked, |target| {
            and(customer(target), &[("lift", "by_request"), ("reason", "asked"), ("evidence", "letter of today")])
        }),
    ]
}

fn consents() -> Vec<Row> {
    vec![
        form("consent/record", Needs::Right(Right::Work), About::Customer, |target| {
            let words = customer(target).into_iter().chain([("notice", target.question.clone())]).collect();
            and(words, &[("topic", "call/service"), ("answer", "given")])
        }),
        form("consent/invalidate", Needs::Right(Right::Curate), About::Customer, |target| {
            and(vec![("customer", target.customer.clone()), ("event", target.event.clone())], &[("reason", "mistyped")])
        }),
    ]
}

fn messages() -> Vec<Row> {
    let (read, work) = (Needs::Right(Right::Read), Needs::Right(Right::Work));
    vec![
        reads("message/show", read, About::Customer, Argument::Struct("query"), customer),
        form("message/hand-over", work, About::Customer, customer),
    ]
}

fn request(target: &Target) -> Vec<(&'static str, String)> {
    vec![("request", target.request.clone())]
}

fn requests() -> Vec<Row> {
    let [read, work, curate] = [Right::Read, Right::Work, Right::Curate].map(Needs::Right);
    vec![
        reads("request/list", read, About::Customer, Argument::Struct("query"), customer),
        reads("request/new", work, About::Customer, Argument::Plain, customer),
        reads("request/show", read, About::Request, Argument::Plain, request),
        form("request/receive", work, About::Customer, |target| {
            let fields = and(customer(target), &[("kind", "access"), ("came", "phone")]);
            sent(target, fields.into_iter().chain([("received_on", target.today.clone())]).collect())
        }),
        form("request/extend", work, About::Request, |target| and(request(target), &[("reason", "it is complex")])),
        form("request/settle", work, About::Request, |target| {
            and(request(target), &[("answer", "refused"), ("outcome", "they took it back")])
        }),
        form("request/erase", curate, About::Request, request),
    ]
}

fn audits() -> Vec<Row> {
    let [read, operate, sign] = [Right::Read, Right::Operate, Right::SignReviews].map(Needs::Right);
    let audit: Fields = |target| vec![("audit", target.audit.clone())];
    let finding: Fields = |target| vec![("finding", target.finding.clone())];
    vec![
        reads("audit/list", read, About::Nothing, Argument::None, none),
        reads("audit/report", read, About::Finding, Argument::Plain, audit),
        reads("audit/finding", read, About::Finding, Argument::Plain, finding),
        form("audit/assign", operate, About::Finding, |target| {
            vec![("finding", target.finding.clone()), text("owner", ""), ("due_on", target.today.clone())]
        }),
        form("audit/comment", operate, About::Finding, |target| {
            vec![("finding", target.finding.clone()), text("comment", "who has it?")]
        }),
        form("audit/resolve", operate, About::Finding, |target| {
            vec![("finding", target.finding.clone()), text("resolution", "nothing is wrong")]
        }),
        form("audit/sign", sign, About::Finding, audit),
        form("audit/schedule", operate, About::Nothing, |_| vec![text("audit_rhythm", "monthly")]),
        form("audit/run", operate, About::Nothing, none),
    ]
}

fn integrations() -> Vec<Row> {
    let operate = Needs::Right(Right::Operate);
    let webhook: Fields = |target| vec![("webhook", target.webhook.clone())];
    vec![
        reads("integration/list", operate, About::Nothing, Argument::None, none),
        form("integration/make-key", operate, About::Nothing, |_| {
            vec![text("name", "Booking system"), text("check", "true"), text("life", "month")]
        }),
        form("integration/take-over-key", operate, About::ApiKey, |target| vec![("key", target.key.clone())]),
        form("integration/revoke-key", operate, About::ApiKey, |target| vec![("key", target.key.clone())]),
        reads("webhook/list", operate, About::Nothing, Argument::None, none),
        reads("webhook/open", operate, About::Webhook, Argument::Plain, webhook),
        form("webhook/make", operate, About::Nothing, |_| {
            vec![text("address", "https://crm.example/webhooks"), text("mark_lifted", "true")]
        }),
        form("webhook/rotate", operate, About::Webhook, webhook),
        form("webhook/disable", operate, About::Webhook, webhook),
        form("webhook/enable", operate, About::Webhook, webhook),
        form("webhook/replay", operate, About::Webhook, |target| {
            vec![("webhook", target.webhook.clone()), ("delivery", target.delivery.clone())]
        }),
        form("webhook/remove", operate, About::Webhook, webhook),
    ]
}

fn displays() -> Vec<Row> {
    let operate = Needs::Right(Right::Operate);
    let display: Fields = |target| vec![("display", target.display.clone())];
    let chosen: Fields = |_| {
        vec![
            text("name", "Kitchen"),
            text("first", "do_not_call"),
            text("second", "refusals_today"),
            text("third", "calls_placed_today"),
            text("time_zone", "America/Chicago"),
        ]
    };
    vec![
        reads("display/list", operate, About::Nothing, Argument::None, none),
        reads("display/open", operate, About::Display, Argument::Plain, display),
        form("display/make", operate, About::Nothing, chosen),
        form("display/change", operate, About::Display, |target| {
            vec![
                ("display", target.display.clone()),
                text("name", "Kitchen"),
                text("first", "do_not_call"),
                text("second", "refusals_today"),
                text("third", "calls_placed_today"),
                text("time_zone", "America/Chicago"),
            ]
        }),
        form("display/code", operate, About::Display, display),
        form("display/revoke", operate, About::Display, display),
    ]
}

fn policies() -> Vec<Row> {
    let read = Needs::Right(Right::Read);
    let question: Fields = |_| vec![text("policy", "question.call.service"), text("from", "1"), text("to", "1")];
    vec![
        reads("policy/list", read, About::Nothing, Argument::None, none),
        reads("policy/show", read, About::Nothing, Argument::Struct("query"), question),
        reads("policy/compare", read, About::Nothing, Argument::Struct("query"), question),
        form("policy/accept-dpa", Needs::Right(Right::GovernOwners), About::Nothing, |_| vec![text("version", "1")]),
        form("policy/publish", Needs::Right(Right::Operate), About::Nothing, |_| {
            vec![text("policy", "privacy_policy"), text("base", "0"), text("text", "Who we are")]
        }),
    ]
}

fn settings() -> Vec<Row> {
    let operate = Needs::Right(Right::Operate);
    vec![
        reads("setting/show", operate, About::Nothing, Argument::None, none),
        form("setting/business", operate, About::Nothing, |_| {
            and(
                Vec::new(),
                &[("business_name", "Acme Plumbing"), ("business_country", "US"), ("time_zone", ""), ("language", "")],
            )
        }),
        form("setting/retention", operate, About::Nothing, |_| {
            and(Vec::new(), &[("kept_for.identities", "5"), ("kept_for.denials", "5"), ("kept_for.contacts", "")])
        }),
        form("setting/calls", operate, About::Nothing, |_| {
            let calls = [("asks_before_calls", "off"), ("default_purpose", "service"), ("erase_after_hours", "72")];
            and(Vec::new(), &calls)
        }),
        form("setting/texts", operate, About::Nothing, |_| vec![text("text_confirmations", "off")]),
        form("setting/topics", operate, About::Nothing, |_| {
            let services = ["opt_in.call/service", "opt_in.sms/service", "opt_in.email/service"];
            let offers = ["opt_in.call/marketing", "opt_in.sms/marketing", "opt_in.email/marketing"];
            services
                .map(|name| text(name, "opt_out"))
                .into_iter()
                .chain(offers.map(|name| text(name, "opt_in")))
                .collect()
        }),
        form("setting/week", operate, About::Nothing, |_| {
            let week = domain::wire::setting::WEEK_FIELDS;
            week.into_iter().flat_map(|day| [text(day.from, "08:00"), text(day.to, "21:00")]).collect()
        }),
        reads("registry/show", Needs::Right(Right::Read), About::Nothing, Argument::None, none),
        form("registry/subscribe", operate, About::Nothing, |target| {
            and(
                vec![("registry", target.registry.clone())],
                &[("organisation", "10042-77"), REGISTRY_DAY, ("areas", "all")],
            )
        }),
        form("registry/renew", operate, About::Registry, |target| {
            and(vec![("registry", target.registry.clone())], &[REGISTRY_DAY, ("areas", "212")])
        }),
        form("registry/end", operate, About::Registry, |target| vec![("registry", target.registry.clone())]),
        form("setting/add-holiday", operate, About::Nothing, |target| {
            and(vec![("on", target.day.clone())], &[("name", "Founders' Day"), ("country", "US")])
        }),
        form("setting/remove-holiday", operate, About::Holiday, |target| vec![("holiday", target.holiday.clone())]),
    ]
}

fn calls() -> Vec<Row> {
    let (read, work) = (Needs::Right(Right::Read), Needs::Right(Right::Work));
    vec![
        both("call/place", work, About::Customer, |target| and(number(target), &[("purpose", "service")])),
        both("call/show-number", work, About::Marked, number),
        reads("call/check-list", Needs::Right(Right::Curate), About::List, Argument::Struct("query"), |target| {
            vec![("file", target.list.clone())]
        }),
        both("call/check", read, About::Nothing, |_| vec![text("phone", "(212) 555-0123"), text("purpose", "service")]),
    ]
}

fn interactions() -> Vec<Row> {
    let work = Needs::Right(Right::Work);
    vec![
        reads("interaction/prompt", work, About::Customer, Argument::Plain, customer),
        form("interaction/save", work, About::Nothing, |target| {
            let fields = vec![("script", target.script.clone()), ("form", target.form.clone())];
            and(fields, &[("answer", "yes"), ("name", "New Person")])
        }),
        form("interaction/on-file", work, About::Customer, |target| {
            let script = ("script", target.script.clone());
            and(sent(target, customer(target)).into_iter().chain([script]).collect(), &[("answer", "yes")])
        }),
        form("interaction/refusal", work, About::Nothing, |target| {
            sent(target, vec![("script", target.script.clone()), text("reason", "privacy")])
        }),
        form("interaction/not-asked", work, About::Customer, |target| {
            and(sent(target, customer(target)), &[("direction", "inbound")])
        }),
        form("interaction/contact", work, About::Customer, |target| {
            and(sent(target, customer(target)), &[("direction", "inbound"), ("outcome", "spoke")])
        }),
    ]
}

fn numbers() -> Vec<Row> {
    let (read, work) = (Needs::Right(Right::Read), Needs::Right(Right::Work));
    let operate = Needs::Right(Right::Operate);
    let number: Fields = |target| vec![("number", target.suppression.clone())];
    let query = Argument::Struct("query");
    vec![
        reads("suppression/list", read, About::Nothing, query, none),
        form("suppression/search", read, About::Nothing, |_| vec![text("phone", "(212) 555-0123")]),
        reads("suppression/show", read, About::Suppressed, Argument::Plain, number),
        form("suppression/show-number", work, About::Suppressed, number),
        form("suppression/add", work, About::Nothing, |target| {
            vec![("phone", target.fresh_number.clone()), text("reason", "asked on the phone")]
        }),
        form("suppression/paste", work, About::Nothing, |target| {
            vec![("numbers", target.fresh_number.clone()), text("reason", "asked on the phone")]
        }),
        form("suppression/lift", Needs::Right(Right::Curate), About::Suppressed, |target| {
            let source = vec![("number", target.suppression.clone()), ("source", target.source.clone())];
            and(source, &[("lift", "by_request"), ("reason", "asked"), ("evidence", "letter of today")])
        }),
        reads("suppression/upload", operate, About::List, query, |target| vec![("file", target.list.clone())]),
        form("suppression/load", operate, About::List, |target| {
            vec![("file", target.list.clone()), text("country", "US"), text("column_1", "true")]
        }),
    ]
}

fn others() -> Vec<Row> {
    let (read, curate) = (Needs::Right(Right::Read), Needs::Right(Right::Curate));
    let operate = Needs::Right(Right::Operate);
    let list: Fields = |target| vec![("file", target.list.clone())];
    vec![
        reads("dashboard/show", read, About::Nothing, Argument::None, none),
        form("dashboard/hide-steps", operate, About::Nothing, none),
        reads("ledger/log", read, About::Nothing, Argument::Struct("query"), none),
        reads("import/page", curate, About::List, Argument::Struct("query"), list),
        form("import/dry-run", curate, About::List, |target| {
            vec![
                ("file", target.list.clone()),
                text("country", "US"),
                text("column_0", "full_name"),
                text("column_1", "phone"),
            ]
        }),
        form("import/run", curate, About::List, list),
        form("import/undo", curate, About::Import, |target| vec![("run", target.import.clone())]),
    ]
}
