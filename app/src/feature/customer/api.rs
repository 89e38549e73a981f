//! The server functions of customers.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::customer as wire;
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// A page of the list.
#[server(endpoint = "customer/list", input = Json, output = Json)]
pub async fn list(query: wire::ListQuery) -> Result<wire::List, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::customer::list(&service(), &ctx().await?, query).await?)
}

/// The page of a customer.
#[server(endpoint = "customer/show", input = Json, output = Json)]
pub async fn show(query: wire::ShowQuery) -> Result<wire::Show, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::customer::show(&service(), &ctx().await?, query).await?)
}

/// The form with which a customer is edited.
#[server(endpoint = "customer/edit-form", input = Json, output = Json)]
pub async fn edit_form(customer: String) -> Result<wire::EditForm, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::customer::edit_form(&service(), &ctx().await?, &customer).await?)
}

/// The page of a merge.
#[server(endpoint = "customer/merge-page", input = Json, output = Json)]
pub async fn merge_page(query: wire::MergeQuery) -> Result<wire::MergePage, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::customer::merge_page(&service(), &ctx().await?, query).await?)
}

/// The page of a split.
#[server(endpoint = "customer/split-page", input = Json, output = Json)]
pub async fn split_page(customer: String) -> Result<wire::SplitPage, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::customer::split_page(&service(), &ctx().await?, &customer).await?)
}
