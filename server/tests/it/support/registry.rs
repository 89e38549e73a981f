//! A national registry in force, and a subscription to it.

use domain::{registry::Registry, wire::registry::params::Subscribe};
use service::{
    ctx::Ctx,
    registry::{BytesRead, Download, Extent, Holds, import, subscribe},
};

use super::TestApp;

/// The day on which a [`TestApp`] starts.
pub const DOWNLOADED_ON: &str = "2026-03-03";

impl TestApp {
    /// Puts the numbers of these lines in force as the whole registry of the United States.
    pub async fn load_registry(&self, lines: &str) {
        let file = self.folder.path().join("registry.txt");
        std::fs::write(&file, lines).unwrap();
        let download = Download {
            registry: Registry::UnitedStates,
            files: vec![file],
            holds: Holds::Everything(Extent::National),
            downloaded_on: DOWNLOADED_ON.parse().unwrap(),
        };
        import(self.service(), download, BytesRead::default()).await.unwrap();
    }

    /// Subscribes a business to it, for these areas.
    pub async fn subscribe(&self, ctx: &Ctx, areas: &str) {
        let typed = Subscribe {
            registry: Registry::UnitedStates.code(),
            organisation: "10042-77".into(),
            downloaded_on: DOWNLOADED_ON.into(),
            areas: areas.into(),
        };
        subscribe(self.service(), ctx, typed).await.unwrap();
    }
}
