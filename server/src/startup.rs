//! From a configuration to a running server.

use std::{
    io,
    net::SocketAddr,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use axum::serve::ListenerExt as _;
use chrono::TimeDelta;
use service::{
    Service,
    import::Uploads,
    installation::{self, Db},
    journal,
    key::Keys,
    live,
    ports::{SystemClock, SystemRandom},
    registration,
};
use tokio::{net::TcpListener, task::JoinHandle, time::timeout};

use crate::{
    config::{Config, address::PublicUrl},
    failure::Failure,
    mail,
    rest::Limits,
    router::{AppState, router},
    shutdown::{Shutdown, Stopper},
    site, text, webhook, worker,
};

/// How long requests that are under way may take after the server was told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// A server that answers.
pub struct Started {
    /// Where it listens.
    pub address: SocketAddr,
    /// The address that people see.
    pub public_url: PublicUrl,
    /// Its use cases.
    pub service: Service,
    stopper: Stopper,
    server: JoinHandle<io::Result<()>>,
    worker: JoinHandle<()>,
    relay: JoinHandle<()>,
    journal: journal::Running,
}

impl Started {
    /// Stops it: no new requests, and those under way are answered first.
    pub async fn stop(self) {
        self.stopper.stop();
        let (server, worker) = (self.server.abort_handle(), self.worker.abort_handle());
        let ended =
            timeout(LAST_ANSWERS, async { tokio::join!(self.server, self.worker, self.stopper.heard_by_all()) }).await;
        if ended.is_err() {
            tracing::warn!("some requests were cut off");
            server.abort();
            worker.abort();
        }
        self.relay.abort();
        // Last, so that what was answered is in it.
        self.journal.stop().await;
    }
}

/// Opens the record and answers requests until [`Started::stop`].
///
/// # Errors
/// One line that says what is in the way: a port in use, a database out of reach.
pub async fn start(config: Config) -> Result<Started, Failure> {
    let wanted = config.leptos.site_addr;
    let listener = TcpListener::bind(wanted).await.map_err(|error| not_free(wanted, &error))?;
    let address = listener.local_addr().map_err(|error| not_free(wanted, &error))?;
    let public_url = config.http.public_url.clone().unwrap_or_else(|| PublicUrl::of(address));
    let service = open(&config, &public_url).await?;
    let journal = journal::start(&service, &journal_folder(&config))
        .map_err(|error| Failure::because("the journal cannot be kept", &error))?;
    let (stopper, shutdown) = Stopper::new();
    let worker = worker::start(service.clone(), shutdown.clone());
    let relay = live::relay(&service);
    let scratch = installation::is_scratch(service.db()).await;
    let state = AppState {
        scratch: scratch.map_err(|error| Failure::because("the database's own facts cannot be read", &error))?,
        options: site::of_the_build(&config.leptos),
        service: service.clone(),
        journal: journal.journal.clone(),
        limits: Limits::a_minute(config.http.api_requests_per_minute),
        config: Arc::new(config),
        public_url: public_url.clone(),
        shutdown: shutdown.clone(),
    };
    let server = tokio::spawn(serve(listener, state, shutdown));
    Ok(Started { address, public_url, service, stopper, server, worker, relay, journal })
}

/// Whether a server could listen there, before anything is done for it.
///
/// # Errors
/// One line that says what is in the way.
pub async fn is_free(wanted: SocketAddr) -> Result<(), Failure> {
    TcpListener::bind(wanted).await.map(drop).map_err(|error| not_free(wanted, &error))
}

async fn serve(listener: TcpListener, state: AppState, mut shutdown: Shutdown) -> io::Result<()> {
    // Answers are small and whole: waiting for more of them only delays.
    let listener = listener.tap_io(|connection| {
        let _anyway = connection.set_nodelay(true);
    });
    let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).with_graceful_shutdown(async move { shutdown.begun().await }).await
}

/// Opens the record: makes its folder, brings its schema up to date, finds its keys, publishes its texts.
pub async fn open(config: &Config, public_url: &PublicUrl) -> Result<Service, Failure> {
    let db = prepare(config).await?;
    let keys = Keys::open(&db, &config.data.join("keys"), &SystemRandom)
        .await
        .map_err(|error| Failure::because("the keys cannot be read or made", &error))?;
    let clock = SystemClock { offset: config.clock.unwrap_or_else(TimeDelta::zero) };
    let service = Service::new(db, Arc::new(clock), Arc::new(SystemRandom), keys, public_url.authority().to_owned());
    let mailer = mail::open(config, public_url)?;
    let service = service.with_mail(mailer, public_url.as_str());
    let service = service.with_texts(text::open(config)?).with_webhooks(webhook::open(config)?);
    let service =
        service.with_uploads(Uploads::in_folder(&config.data.join("uploads"))).with_hours(config.calling.hours);
    let service = service.with_registries(config.data.join("registry")).with_journal(&journal_folder(config));
    registration::publish_platform_notices(&service)
        .await
        .map_err(|error| Failure::because("the platform's own texts cannot be published", &error))?;
    registration::publish_missing_words(&service)
        .await
        .map_err(|error| Failure::because("the words that staff read out cannot be published", &error))?;
    Ok(service)
}

/// Opens the record for a command: as [`open`], for a server that may or may not be running.
pub async fn open_for_command(config: &Config) -> Result<Service, Failure> {
    open(config, &public_url(config)).await
}

/// The address that people see, as far as it is known without a listener.
pub fn public_url(config: &Config) -> PublicUrl {
    config.http.public_url.clone().unwrap_or_else(|| PublicUrl::of(config.leptos.site_addr))
}

/// The database, with its folder and its schema.
pub async fn prepare(config: &Config) -> Result<Db, Failure> {
    make_folder(&config.data)?;
    if let Some(folder) = config.database.file().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty())
    {
        make_folder(folder)?;
    }
    let Config { database, .. } = config;
    let db = installation::open(&database.url, database.max_connections).await;
    let db = db.map_err(|error| Failure::because(&format!("{} cannot be used", database.name()), &error))?;
    mark_scratch(config, &db).await?;
    Ok(db)
}

/// A database is for tests from its first start or never: a real record's clock is not moved.
async fn mark_scratch(config: &Config, db: &Db) -> Result<(), Failure> {
    let unknown = |error| Failure::because("the database's own facts cannot be read", &error);
    let is_scratch = installation::is_scratch(db).await.map_err(unknown)?;
    let is_new = installation::is_new(db).await.map_err(unknown)?;
    match (is_scratch, config.scratch, is_new) {
        (false, true, true) => installation::mark_scratch(db).await.map_err(unknown),
        (false, true, false) => {
            Err(Failure::Refused(format!("--scratch is for a new database, and {} is in use", config.database.name())))
        }
        (false, false, _) if config.clock.is_some() => {
            Err(Failure::Refused("RINGFENCE_CLOCK works only on a database that was made with --scratch".into()))
        }
        _ => Ok(()),
    }
}

/// Where the suppression journal is kept: outside the database and its backups.
pub fn journal_folder(config: &Config) -> PathBuf {
    config.data.join("journal")
}

/// Only we look into it: it holds the record and the keys.
fn make_folder(folder: &Path) -> Result<(), Failure> {
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| Failure::because(&format!("the folder {} cannot be made", folder.display()), &error))
}

fn not_free(address: SocketAddr, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::AddrInUse {
        let text =
            format!("{address} is in use by another program: stop it, or set LEPTOS_SITE_ADDR to another address");
        return Failure::Refused(text);
    }
    Failure::because(&format!("cannot listen on {address}"), error)
}
