//! An opened folder for the tests of this crate.

use crate::{
    Actor, Kelola, Surroundings,
    paths::{Paths, find_fonts},
    secrets::Secrets,
    session::{StartWorkspace, start_workspace},
};
use kelola_domain::brand::Lang;
use kelola_networks::{Endpoints, Registry};
use kelola_store::{Keychain, ManualClock};
use std::sync::Arc;
use tempfile::TempDir;

/// A shop in Jakarta with a clock set by hand.
pub struct Shop {
    pub kelola: Kelola,
    pub clock: Arc<ManualClock>,
    pub folder: TempDir,
    _runtime: tokio::runtime::Runtime,
}

impl Shop {
    /// A shop on some networks, at a moment.
    pub fn at(now: &str, networks: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let clock = Arc::new(ManualClock::new(now.parse().unwrap()));
        let kelola = Kelola::open(Surroundings {
            paths: Paths {
                data: folder.path().join("data"),
                config: folder.path().join("config"),
                fonts: find_fonts(folder.path()),
            },
            actor: Actor::Window,
            clock: Arc::clone(&clock) as _,
            registry: Registry::standard(Endpoints::none()),
            secrets: Secrets::new(Keychain::system()),
            runtime: runtime.handle().clone(),
            commit: "",
        })
        .unwrap();
        let start = StartWorkspace {
            lang: Lang::Id,
            brand_name: "Kopi Senja".to_owned(),
            zone: chrono_tz::Asia::Jakarta,
            networks: networks.iter().map(|it| (*it).into()).collect(),
        };
        start_workspace(&kelola, start).unwrap();
        Self {
            kelola,
            clock,
            folder,
            _runtime: runtime,
        }
    }
}
