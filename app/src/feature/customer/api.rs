//! The server functions of customers.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::customer as wire;
use leptos::prelude::*;

use crate::{error::AppError, form::Landing};

/// A page of the list.
#[server(endpoint = "customer/list", input = leptos::server_fn::codec::Json)]
pub async fn list(query: wire::ListQuery) -> Result<wire::List, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::customer::list(&service(), &ctx().await?, query).await?)
}

/// The page of a customer.
#[server(endpoint = "customer/show", input = leptos::server_fn::codec::Json)]
pub async fn show(query: wire::ShowQuery) -> Result<wire::Show, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::customer::show(&service(), &ctx().await?, query).await?)
}

/// The form with which a customer is edited.
#[server(endpoint = "customer/edit-form", input = leptos::server_fn::codec::Json)]
pub async fn edit_form(customer: String) -> Result<wire::EditForm, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::customer::edit_form(&service(), &ctx().await?, &customer).await?)
}

/// Changes a customer's details.
#[server(endpoint = "customer/edit", input = leptos::server_fn::codec::Json)]
pub async fn edit(params: wire::Edit) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::customer::edit(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}

/// Adds a number or an address, and stays on the form.
#[server(endpoint = "customer/add-point", input = leptos::server_fn::codec::Json)]
pub async fn add_point(params: wire::AddPoint) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::customer::add_point(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}/edit")))
}

/// Retires a number or an address, and stays on the form.
#[server(endpoint = "customer/retire-point", input = leptos::server_fn::codec::Json)]
pub async fn retire_point(params: wire::RetirePoint) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::customer::retire_point(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}/edit")))
}
