//! Every form, by the name of its server function.

use std::future::Future;

use app::{
    error::AppError,
    feature::{
        account, archive, audit, call, closing, consent, customer, dashboard, demo, display, dnc, import, integration,
        interaction, message, policy, registration, registry, request, setting, suppression, team, training, webhook,
    },
    form::Landing,
    ssr::Answer,
};
use axum::body::Bytes;
use domain::error::{Invalid, Problem};
use serde::de::DeserializeOwned;

/// Reads the body as the function's parameters, and calls it.
fn call_with<P, F>(body: &Bytes, function: fn(P) -> F) -> Answer
where
    P: DeserializeOwned + Send + 'static,
    F: Future<Output = Result<Landing, AppError>> + Send + 'static,
{
    match serde_urlencoded::from_bytes(body) {
        Ok(params) => Box::pin(function(params)),
        Err(_) => Box::pin(async {
            let unreadable = Problem::Other("This form could not be read. Load the page again".into());
            Err(AppError::Invalid(Invalid::field("form", unreadable)))
        }),
    }
}

macro_rules! forms {
    ($($name:literal => $function:path,)+) => {
        /// Every form: the name in its field `do`, and what it calls.
        pub fn forms() -> impl Iterator<Item = (&'static str, fn(&Bytes) -> Answer)> {
            let all: Vec<(&'static str, fn(&Bytes) -> Answer)> =
                vec![$(($name, |body| call_with(body, $function)),)+];
            all.into_iter()
        }
    };
}

/// Does what the field `do` of these fields names. Nothing where it names no form.
pub fn answer(fields: String) -> Option<Answer> {
    let named = form_urlencoded::parse(fields.as_bytes()).find(|(field, _)| field == "do")?.1.into_owned();
    let (_, form) = forms().find(|(name, _)| *name == named)?;
    Some(form(&Bytes::from(fields)))
}

forms! {
    "account/ask-address" => account::forms::ask_address,
    "account/change-password" => account::forms::change_password,
    "account/confirm-address" => account::forms::confirm_address,
    "account/end-session" => account::forms::end_session,
    "account/enter-code" => account::forms::enter_code,
    "account/forgot" => account::forms::forgot,
    "account/renew-codes" => account::forms::renew_codes,
    "account/rename" => account::forms::rename,
    "account/reset" => account::forms::reset,
    "account/set-up-at-sign-in" => account::forms::set_up_at_sign_in,
    "account/set-up-second-factor" => account::forms::set_up_second_factor,
    "account/shortcuts" => account::forms::set_shortcuts,
    "account/sign-in" => account::forms::sign_in,
    "account/sign-out" => account::forms::sign_out,
    "account/switch-off-second-factor" => account::forms::switch_off_second_factor,
    "account/switch-on-second-factor" => account::forms::switch_on_second_factor,
    "account/withdraw" => account::forms::withdraw,
    "archive/start" => archive::forms::start,
    "audit/assign" => audit::forms::assign,
    "audit/comment" => audit::forms::comment,
    "audit/resolve" => audit::forms::resolve,
    "audit/run" => audit::forms::run,
    "audit/schedule" => audit::forms::schedule,
    "audit/sign" => audit::forms::sign,
    "call/check" => call::forms::check_form,
    "call/place" => call::forms::press,
    "call/show-number" => call::forms::show_number_form,
    "closing/close" => closing::forms::close,
    "closing/keep" => closing::forms::keep,
    "consent/invalidate" => consent::forms::invalidate,
    "consent/record" => consent::forms::record,
    "customer/add-point" => customer::forms::add_point,
    "customer/edit" => customer::forms::edit,
    "customer/merge" => customer::forms::merge,
    "customer/retire-point" => customer::forms::retire_point,
    "customer/search" => customer::forms::search,
    "customer/split" => customer::forms::split,
    "customer/try-again" => customer::forms::try_again,
    "dashboard/hide-steps" => dashboard::forms::hide_steps,
    "demo/enter" => demo::forms::enter,
    "display/change" => display::forms::change,
    "display/code" => display::forms::code,
    "display/make" => display::forms::make,
    "display/revoke" => display::forms::revoke,
    "dnc/lift" => dnc::forms::lift,
    "dnc/mark" => dnc::forms::mark,
    "dnc/take-back" => dnc::forms::take_back,
    "import/dry-run" => import::forms::dry_run,
    "import/run" => import::forms::run,
    "import/undo" => import::forms::undo,
    "integration/make-key" => integration::forms::make_key,
    "integration/revoke-key" => integration::forms::revoke_key,
    "integration/take-over-key" => integration::forms::take_over_key,
    "interaction/contact" => interaction::forms::log_contact,
    "interaction/not-asked" => interaction::forms::record_contact,
    "interaction/on-file" => interaction::forms::record_answer,
    "interaction/refusal" => interaction::forms::record_refusal,
    "interaction/save" => interaction::forms::save_customer,
    "message/hand-over" => message::forms::hand_over,
    "policy/accept-dpa" => policy::forms::accept_dpa,
    "policy/publish" => policy::forms::publish,
    "registration/agree" => registration::forms::agree,
    "registration/decline" => registration::forms::decline,
    "registration/register" => registration::forms::register,
    "registry/end" => registry::forms::end,
    "registry/renew" => registry::forms::renew,
    "registry/subscribe" => registry::forms::subscribe,
    "request/erase" => request::forms::erase,
    "request/extend" => request::forms::extend,
    "request/receive" => request::forms::receive,
    "request/settle" => request::forms::settle,
    "setting/add-holiday" => setting::forms::add_holiday,
    "setting/business" => setting::forms::set_business,
    "setting/calls" => setting::forms::set_calls,
    "setting/remove-holiday" => setting::forms::remove_holiday,
    "setting/retention" => setting::forms::set_retention,
    "setting/texts" => setting::forms::set_texts,
    "setting/topics" => setting::forms::set_topics,
    "setting/week" => setting::forms::set_week,
    "suppression/add" => suppression::forms::add,
    "suppression/lift" => suppression::forms::lift,
    "suppression/load" => suppression::forms::load,
    "suppression/paste" => suppression::forms::paste,
    "suppression/search" => suppression::forms::search,
    "suppression/show-number" => suppression::forms::show_number,
    "team/agree" => team::forms::agree,
    "team/disable" => team::forms::disable,
    "team/enable" => team::forms::enable,
    "team/hand-over" => team::forms::hand_over,
    "team/invite" => team::forms::invite,
    "team/join" => team::forms::join,
    "team/require-second-factor" => team::forms::require_second_factor,
    "team/remove" => team::forms::remove,
    "team/revoke" => team::forms::revoke,
    "team/set-role" => team::forms::set_role,
    "training/acknowledge" => training::forms::acknowledge,
    "webhook/disable" => webhook::forms::disable,
    "webhook/enable" => webhook::forms::enable,
    "webhook/make" => webhook::forms::make,
    "webhook/remove" => webhook::forms::remove,
    "webhook/replay" => webhook::forms::replay,
    "webhook/rotate" => webhook::forms::rotate,
}
