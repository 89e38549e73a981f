//! The whole server, as people and programs reach it: started in this process, spoken to over HTTP.
#![allow(clippy::unwrap_used, reason = "a test may end like this")]

#[macro_use]
mod support;

mod access;
mod account;
mod answers;
mod archive;
mod audit;
mod check_list;
mod closing;
mod command;
mod dashboard;
mod display;
mod export;
mod gate;
mod hostile;
mod house;
mod import;
mod language;
mod list;
mod live;
mod mail;
mod no_answer;
mod older;
mod password;
mod preference;
mod race;
mod receipt;
mod registry;
mod request;
mod rest;
mod scrub;
mod second_factor;
mod setting;
mod site;
mod split;
mod text_message;
mod unchecked;
mod wall;
mod webhook;
