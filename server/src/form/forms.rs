//! Every form, by the name of its server function.

use std::{future::Future, pin::Pin};

use app::{
    error::AppError,
    feature::{account, call, customer, dnc, interaction, registration, team},
    form::Landing,
};
use axum::body::Bytes;
use domain::error::{Invalid, Problem};
use serde::de::DeserializeOwned;

/// What a form's server function will answer.
pub type Answer = Pin<Box<dyn Future<Output = Result<Landing, AppError>> + Send>>;

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

forms! {
    "account/sign-in" => account::api::sign_in,
    "account/sign-out" => account::api::sign_out,
    "account/shortcuts" => account::api::set_shortcuts,
    "call/place" => call::api::press,
    "call/show-number" => call::api::show_number_form,
    "call/check" => call::api::check_form,
    "customer/add-point" => customer::api::add_point,
    "customer/edit" => customer::api::edit,
    "customer/retire-point" => customer::api::retire_point,
    "dnc/lift" => dnc::api::lift,
    "dnc/mark" => dnc::api::mark,
    "dnc/take-back" => dnc::api::take_back,
    "interaction/contact" => interaction::api::log_contact,
    "interaction/not-asked" => interaction::api::record_contact,
    "interaction/on-file" => interaction::api::record_answer,
    "interaction/refusal" => interaction::api::record_refusal,
    "interaction/save" => interaction::api::save_customer,
    "registration/agree" => registration::api::agree,
    "registration/decline" => registration::api::decline,
    "registration/register" => registration::api::register,
    "team/agree" => team::api::agree,
    "team/disable" => team::api::disable,
    "team/enable" => team::api::enable,
    "team/invite" => team::api::invite,
    "team/join" => team::api::join,
    "team/revoke" => team::api::revoke,
    "team/set-role" => team::api::set_role,
}
