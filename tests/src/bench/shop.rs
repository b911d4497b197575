//! An opened data folder of a shop, for measuring: its own home, nothing of the person's.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use kelola_app::commands::Nothing;
use kelola_app::paths::{Paths, find_fonts};
use kelola_app::secrets::Secrets;
use kelola_app::session::{StartWorkspace, start_workspace};
use kelola_app::{Actor, Kelola, Surroundings, channels};
use kelola_domain::brand::{Brand, Lang};
use kelola_domain::channel::Channel;
use kelola_networks::{Endpoints, Registry};
use kelola_store::{Keychain, SystemClock};
use kelola_tests::harness::temp::{Temp, home_of};

/// The data folder, opened, with its brand and channels.
pub struct Shop {
    /// The core.
    pub kelola: Kelola,
    /// The brand.
    pub brand: Brand,
    /// Its channels, in the order of their networks.
    pub channels: Vec<Channel>,
    /// The data folder.
    pub data: PathBuf,
    _runtime: tokio::runtime::Runtime,
    _temp: Temp,
}

impl Shop {
    /// A new empty shop in Jakarta, on Bluesky, Instagram, X and Kompasiana.
    ///
    /// # Errors
    /// The core's, as words.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        Self::on(&["bluesky", "instagram", "x", "kompasiana"])
    }

    /// A new empty shop in Jakarta on these networks.
    ///
    /// # Errors
    /// The core's, as words.
    pub fn on(networks: &[&str]) -> Result<Self, Box<dyn Error>> {
        let temp = Temp::new();
        let data = temp.folder("data");
        let runtime = tokio::runtime::Runtime::new()?;
        let kelola = Kelola::open(Surroundings {
            paths: Paths {
                // Where kelolactl looks, too, when it is given this home.
                config: home_of(&data).join(".config/kelola"),
                data: data.clone(),
                fonts: find_fonts(&std::env::current_exe()?),
            },
            actor: Actor::CommandLine,
            clock: Arc::new(SystemClock),
            registry: Registry::standard(Endpoints::none()),
            secrets: Secrets::new(Keychain::system()),
            runtime: runtime.handle().clone(),
            commit: "",
        })
        .map_err(said)?;
        let start = StartWorkspace {
            lang: Lang::Id,
            brand_name: "Kopi Senja".to_owned(),
            zone: chrono_tz::Asia::Jakarta,
            networks: networks.iter().map(|it| (*it).into()).collect(),
        };
        let session = start_workspace(&kelola, start).map_err(said)?;
        Ok(Self {
            brand: session.brand.ok_or("the shop has no brand")?,
            channels: channels::list_channels(&kelola, Nothing {}).map_err(said)?,
            kelola,
            data,
            _runtime: runtime,
            _temp: temp,
        })
    }
}

/// A failure of the core as words.
pub fn said(failure: kelola_app::failure::Failure) -> Box<dyn Error> {
    format!("{failure:?}").into()
}
