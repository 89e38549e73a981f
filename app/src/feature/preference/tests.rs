//! Every page in a language that nobody speaks: a letter of English in it stands outside the catalogue.

use chrono::{DateTime, FixedOffset};
use domain::{
    call::BlockReason,
    catalogue::{Code, Recorder, Sort, Term},
    consent::{AskedOf, ConsentStatus, Method},
    dnc::{HowAsked, SourceKind},
    event::PointKind,
    interaction::{Direction, Outcome},
    language::Language,
    message::MessageState,
    preference::choices,
    prompt::Answer,
    request::{Came, RequestKind, RequestState},
    topic::{Purpose, Topic},
    wire::{
        policy::view::{Public, Version},
        preference::view::{Asking, Changed, Choice, Confirm, Preferences},
        request::view::{Copy, Name, Section, Value},
    },
};
use leptos::config::LeptosOptions;

use super::public::{changed_page, confirm_page, nothing_page, preferences_page, used_page};
use crate::feature::{
    policy::public::{no_policy, policy_page},
    request::copy::copy_page,
};

fn options() -> LeptosOptions {
    LeptosOptions::builder().output_name("ringfence").build()
}

fn at() -> DateTime<FixedOffset> {
    "2026-03-06T10:00:00-05:00".parse().unwrap()
}

fn asking() -> Asking {
    Asking { business: "Ωμέγα".into(), policy: Some("/b/omega/privacy".into()), language: Language::Pseudo }
}

/// The page of somebody who gave every sort of answer.
fn preferences(said: ConsentStatus) -> Preferences {
    Preferences {
        asking: asking(),
        contact: vec!["••• ••27".into(), "λ•••@δ.γρ".into()],
        choices: choices().map(|topic| Choice { topic, said, allowed: said == ConsentStatus::Given }).collect(),
        marked: true,
        erase_at: None,
        erase_after_hours: 72,
        sent_to: Some("λ•••@δ.γρ".into()),
        may_ask: true,
    }
}

/// What a reader sees and hears: the texts between the tags, and the names that stand in them.
fn read(html: &str) -> String {
    let mut read = String::new();
    for tag in html.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        let named = ["aria-label", "title", "alt", "placeholder"].map(|name| format!(" {name}=\""));
        for label in named.iter().filter_map(|name| tag.split_once(name.as_str())) {
            read += label.1.split('"').next().unwrap();
            read.push('\n');
        }
        read += text;
        read.push('\n');
    }
    // Each language is offered under its own name.
    Language::ALL.iter().fold(read, |read, language| read.replace(language.own_name(), ""))
}

#[track_caller]
fn assert_all_in_the_catalogue(html: &str) {
    let read = read(html);
    assert!(html.contains("<html lang=\"en-XA\"") && read.contains("[!!! "), "{html}");
    let english: Vec<_> = read.lines().filter(|line| line.contains(|sign: char| sign.is_ascii_alphabetic())).collect();
    assert!(english.is_empty(), "{english:?}");
}

#[test]
fn every_word_of_the_preferences_is_in_the_catalogue() {
    for said in ConsentStatus::ALL {
        assert_all_in_the_catalogue(&preferences_page(options(), "/preferences/x", preferences(said)));
    }
    let nothing_left = Preferences { may_ask: false, erase_after_hours: 0, ..preferences(ConsentStatus::Unknown) };
    assert_all_in_the_catalogue(&preferences_page(options(), "/preferences/x", nothing_left));
    let withdrawn = Preferences { erase_at: Some(at()), ..preferences(ConsentStatus::Withdrawn) };
    assert_all_in_the_catalogue(&preferences_page(options(), "/preferences/x", withdrawn));
}

#[test]
fn every_word_of_the_pages_beside_them_is_in_the_catalogue() {
    let changed = |sentences: &[&str]| Changed {
        asking: asking(),
        sentences: sentences.iter().map(|sentence| (*sentence).to_owned()).collect(),
        mail: None,
        copy: None,
    };
    for sentences in [&[][..], &["Ω"]] {
        assert_all_in_the_catalogue(&changed_page(options(), "/preferences/x", changed(sentences)));
    }
    let confirm = Confirm { asking: asking(), sentences: vec!["Ω".into()], button: "Ω".into() };
    assert_all_in_the_catalogue(&confirm_page(options(), "/preferences/x", confirm));
    assert_all_in_the_catalogue(&nothing_page(options(), Language::Pseudo));
    assert_all_in_the_catalogue(&used_page(options(), Language::Pseudo));
}

/// One of each sort of code.
fn codes() -> Vec<Code> {
    let mut codes = vec![Code::Allowed, Code::Blocked];
    codes.extend([PointKind::Phone, PointKind::Email].map(Code::Point));
    codes.extend(Topic::all().map(Code::Topic));
    codes.extend(ConsentStatus::ALL.map(Code::Status));
    codes.extend(Method::ALL.map(Code::Method));
    codes.extend(AskedOf::ALL.map(Code::AskedOf));
    let recorders = [Recorder::You, Recorder::Staff, Recorder::Import, Recorder::Program, Recorder::System];
    codes.extend(recorders.map(Code::By));
    codes.extend(HowAsked::ALL.map(Code::How));
    codes.extend(SourceKind::ALL.map(Code::Source));
    codes.extend([Direction::Inbound, Direction::Outbound].map(Code::Direction));
    codes.extend(Answer::ALL.map(Code::Answer));
    codes.extend(Outcome::ALL.map(Code::Outcome));
    codes.extend(Purpose::ALL.map(Code::Purpose));
    codes.extend([BlockReason::DoNotCall, BlockReason::CouldNotCheck].map(Code::Reason));
    codes.extend(MessageState::ALL.map(Code::Message));
    codes.extend(RequestKind::ALL.map(Code::Request));
    codes.extend(Came::ALL.map(Code::Came));
    codes.extend(RequestState::ALL.map(Code::State));
    codes
}

#[test]
fn every_word_of_a_copy_is_in_the_catalogue() {
    let rows = vec![
        (Name::Known(Term::FullName), Value::Text("Λάμδα".into())),
        (Name::Own("Σημείωση".into()), Value::Text("Ω".into())),
        (Name::Known(Term::Kind), Value::Codes(codes())),
        (Name::Known(Term::Marked), Value::At(at())),
        (Name::Known(Term::DueOn), Value::On(at().date_naive())),
    ];
    let sorts = [Sort::Profile, Sort::ContactPoints, Sort::Consents, Sort::Marks, Sort::DoNotCallList];
    let sections = sorts.into_iter().chain([Sort::Contacts, Sort::Calls, Sort::Messages, Sort::Requests]);
    let sections = sections.map(|sort| Section { sort, rows: vec![rows.clone()] });
    let empty = std::iter::once(Section { sort: Sort::Calls, rows: Vec::new() });
    let copy = Copy {
        business: "Ωμέγα".into(),
        language: Language::Pseudo,
        made_at: at(),
        sections: sections.chain(empty).collect(),
    };
    assert_all_in_the_catalogue(&copy_page(options(), copy));
}

#[test]
fn every_word_around_a_policy_is_in_the_catalogue() {
    let version = |version| Version { version, published_at: at().to_utc(), ask_again_by: None };
    let policy = Public {
        business: "Ωμέγα".into(),
        slug: "omega".into(),
        language: Language::Pseudo,
        version: version(1),
        html: "<p>Ω</p>".into(),
        versions: vec![version(2), version(1)],
    };
    assert_all_in_the_catalogue(&policy_page(options(), policy));
    assert_all_in_the_catalogue(&no_policy(options(), Language::Pseudo));
}
