use std::path::Path;

use super::*;

/// The configuration from a file with this text and these variables.
fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Leptos.toml");
    std::fs::write(&file, text).unwrap();
    load_file(&file, variables)
}

fn load_file(file: &Path, variables: &[(&str, &str)]) -> Result<Config, Failure> {
    let file = ("RINGFENCE_CONFIG", file.to_str().unwrap());
    Config::load(&variables.iter().copied().chain([file]).collect())
}

/// The one line with which the start is stopped.
fn refusal(text: &str, variables: &[(&str, &str)]) -> String {
    let failure = load(text, variables).unwrap_err();
    assert_eq!(failure.code(), 2);
    let line = failure.to_string();
    assert!(!line.contains('\n'), "{line}");
    line
}

#[test]
fn every_key_has_a_default() {
    let config = load("", &[]).unwrap();
    assert_eq!(config.database.max_connections, 10);
    assert_eq!(config.database.file().unwrap(), config.data.join("ringfence.db"));
    assert_eq!(config.calling.hours, OpenHours::parse("08:00", "21:00").unwrap());
    assert_eq!((config.http.public_url, config.clock), (None, None));
    assert_eq!(config.leptos.site_addr, "127.0.0.1:3000".parse().unwrap());
    assert_eq!(&*config.leptos.output_name, "ringfence");
}

#[test]
fn the_file_that_is_shipped_says_only_defaults() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Leptos.toml");
    let (shipped, default) = (load_file(&shipped, &[]).unwrap(), load("", &[]).unwrap());
    assert_eq!(shipped.database.max_connections, default.database.max_connections);
    assert_eq!(shipped.calling, default.calling);
    assert_eq!(shipped.leptos.site_addr, default.leptos.site_addr);
    assert_eq!(shipped.leptos.site_pkg_dir, default.leptos.site_pkg_dir);
    assert_eq!(shipped.leptos.server_fn_prefix, default.leptos.server_fn_prefix);
    assert!(shipped.http.trusted_proxies.is_empty());
    assert_eq!(shipped.http.private_webhooks, PrivateAddresses::Refused);
}

#[test]
fn an_unknown_key_stops_the_start_and_is_named() {
    let line = refusal("[database]\nurl = \"sqlite\"\nmax_conections = 3\n", &[]);
    assert!(line.contains("line 3") && line.contains("`max_conections`"), "{line}");
    assert!(refusal("[databse]\n", &[]).contains("`databse`"));
    let line = refusal("[[workspace.metadata.leptos]]\noutput-name = \"ringfence\"\nsite-adr = \"x\"\n", &[]);
    assert!(line.contains("line 3") && line.contains("`site-adr`"), "{line}");
}

#[test]
fn a_misspelt_variable_stops_the_start_and_is_named() {
    let line = refusal("", &[("RINGFENCE_CALLING_HOUR_FROM", "09:00")]);
    assert!(line.contains("RINGFENCE_CALLING_HOUR_FROM"), "{line}");
}

#[test]
fn a_bad_value_stops_the_start_and_is_named() {
    for (text, named) in [
        ("[database]\nmax_connections = \"many\"", "`max_connections`"),
        ("[database]\nmax_connections = 0", "max_connections"),
        ("[database]\nurl = \"mysql://host/crm\"", "[database] url"),
        ("[http]\npublic_url = \"crm.example\"", "[http] public_url"),
        ("[http]\npublic_url = \"https://crm.example/path\"", "[http] public_url"),
        ("[http]\ntrusted_proxies = [\"10.0.0.300\"]", "10.0.0.300"),
        ("[http]\nprivate_webhooks = \"yes\"", "`private_webhooks`"),
        ("[mail]\nsmtp_url = \"mail.example\"", "[mail] smtp_url"),
        ("[mail]\nsmtp_url = \"smtp://me:secret@mail.example\"", "a password would go in clear"),
        ("[mail]\nfrom = \"us\"", "[mail] from"),
        ("[mail]\ntimeout_seconds = 61", "[mail] timeout_seconds"),
        ("[text]\ngateway_url = \"gateway.example\"", "[text] gateway_url"),
        ("[text]\ngateway_url = \"http://gateway.example/\"", "would go in clear"),
        ("[calling]\nhours_from = \"8 am\"", "[calling] hours_from"),
        ("[calling]\nhours_to = \"07:00\"", "[calling] hours_to"),
    ] {
        let line = refusal(text, &[]);
        assert!(line.contains(named), "{line}");
    }
    for (name, value) in [
        ("DATABASE_URL", "mysql://host/crm"),
        ("RINGFENCE_DATABASE_MAX_CONNECTIONS", "many"),
        ("RINGFENCE_HTTP_PUBLIC_URL", "ftp://crm.example"),
        ("RINGFENCE_HTTP_PRIVATE_WEBHOOKS", "yes"),
        ("RINGFENCE_CLOCK", "36h"),
        ("RINGFENCE_CLOCK", "+36y"),
        ("LEPTOS_SITE_ADDR", "3000"),
    ] {
        assert!(refusal("", &[(name, value)]).starts_with(name), "{name}");
    }
}

#[test]
fn a_bad_mail_server_is_refused_without_repeating_its_password() {
    assert!(!refusal("", &[("SMTP_URL", "smtp://me:secret@mail.example")]).contains("secret"));
    let config = load("", &[("SMTP_URL", "smtps://me:secret@mail.example")]).unwrap();
    assert!(config.mail.smtp.is_some() && !format!("{config:?}").contains("secret"));
}

#[test]
fn the_secret_of_a_gateway_is_never_written_out() {
    let variables =
        [("RINGFENCE_TEXT_GATEWAY_URL", "https://gateway.example/messages"), ("RINGFENCE_TEXT_TOKEN", "secret")];
    let config = load("", &variables).unwrap();
    assert_eq!(config.gateway.as_ref().and_then(|gateway| gateway.token.secret()), Some("secret"));
    assert!(!format!("{config:?}").contains("\"secret\""));
    assert!(load("", &[]).unwrap().gateway.is_none());
}

#[test]
fn a_bad_database_address_is_refused_without_repeating_its_password() {
    assert!(!refusal("", &[("DATABASE_URL", "mysql://me:secret@host/crm")]).contains("secret"));
    let config = load("", &[("DATABASE_URL", "postgres://me:secret@host/crm?sslmode=require")]).unwrap();
    assert_eq!(config.database.name(), "PostgreSQL at host/crm");
    assert!(!format!("{config:?}").contains("secret"));
}

#[test]
fn a_variable_stands_over_the_file() {
    let text = "[database]\nurl = \"sqlite:other.db\"\n[http]\npublic_url = \"https://one.example\"\n[calling]\nhours_to = \"20:00\"\n";
    let variables = [
        ("DATABASE_URL", "postgres://host/crm"),
        ("RINGFENCE_DATA", "/elsewhere"),
        ("RINGFENCE_HTTP_PUBLIC_URL", "https://Two.example:443/"),
        ("RINGFENCE_HTTP_TRUSTED_PROXIES", "10.0.0.1, ::1"),
        ("RINGFENCE_HTTP_PRIVATE_WEBHOOKS", "true"),
        ("RINGFENCE_CALLING_HOURS_FROM", "09:00"),
        ("RINGFENCE_CLOCK", "-90m"),
        ("LEPTOS_SITE_ADDR", "127.0.0.1:0"),
    ];
    let config = load(text, &variables).unwrap();
    assert_eq!(config.database.url, "postgres://host/crm");
    assert_eq!(config.data, Path::new("/elsewhere"));
    assert_eq!(config.http.public_url.unwrap().as_str(), "https://two.example");
    assert_eq!(config.http.trusted_proxies.len(), 2);
    assert_eq!(config.http.private_webhooks, PrivateAddresses::Allowed);
    assert_eq!(config.calling.hours, OpenHours::parse("09:00", "20:00").unwrap());
    assert_eq!(config.clock, Some(TimeDelta::minutes(-90)));
    assert_eq!(config.leptos.site_addr.port(), 0);
}

#[test]
fn paths_in_the_file_are_relative_to_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Leptos.toml");
    std::fs::write(&file, "[database]\nurl = \"sqlite:other.db\"\n").unwrap();
    let config = load_file(&file, &[]).unwrap();
    assert_eq!(config.database.file().unwrap(), folder.path().join("other.db"));
    assert_eq!(config.data, folder.path().join("data"));
    assert_eq!(Path::new(&*config.leptos.site_root), folder.path().join("target/site"));
}

#[test]
fn a_file_that_is_named_and_missing_stops_the_start() {
    let failure = load_file(Path::new("/nowhere/Leptos.toml"), &[]).unwrap_err();
    assert!(failure.to_string().contains("/nowhere/Leptos.toml"));
}
