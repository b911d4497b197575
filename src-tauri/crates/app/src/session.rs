//! What the window needs before its first frame, and the first start.

use crate::{
    Kelola, Surroundings, brands, channels,
    commands::Nothing,
    demo,
    engine::{EngineState, get_engine},
    failure::Failure,
    settings::{self, Settings, system_lang},
    words::errors,
};
use chrono_tz::Tz;
use kelola_domain::{
    brand::{Brand, Lang},
    channel::Channel,
    network::{NetworkId, Profile},
};
use kelola_store::{KeychainStatus, installation::Held};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything the window needs before its first frame.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Session {
    /// Nothing has been set up yet.
    pub first_start: bool,
    /// The settings.
    pub settings: Settings,
    /// All brands.
    pub brands: Vec<Brand>,
    /// The one that is worked on.
    pub brand: Option<Brand>,
    /// Its channels.
    pub channels: Vec<Channel>,
    /// What Kelola knows about every network.
    pub networks: Vec<Profile>,
    /// How the keychain stands.
    pub keychain: KeychainState,
    /// How the engine stands.
    pub engine: EngineState,
    /// The program's version.
    pub version: String,
    /// The commit the program was built from; empty where nobody said.
    pub commit: String,
    /// Where the data are.
    pub data_dir: String,
    /// The system's language.
    pub system_lang: Lang,
    /// Every IANA zone, Indonesia's first.
    pub zones: Vec<String>,
    /// The data are a sample; nothing is ever sent.
    pub is_demo: bool,
    /// Today, as a day in the brand's zone.
    pub today: String,
}

/// How the system's keychain stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KeychainState {
    /// Whether secrets can be stored.
    pub ok: bool,
    /// Else why not, an entry of `errors.json`.
    pub code: Option<String>,
}

impl From<KeychainStatus> for KeychainState {
    fn from(status: KeychainStatus) -> Self {
        let ok = status == KeychainStatus::Ok;
        Self {
            ok,
            code: (!ok).then(|| status.code().to_owned()),
        }
    }
}

/// The answers of the first start.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StartWorkspace {
    /// The language of the interface.
    pub lang: Lang,
    /// The brand's name.
    pub brand_name: String,
    /// Its zone, an IANA name.
    #[ts(as = "String")]
    pub zone: Tz,
    /// The networks it is on.
    pub networks: Vec<NetworkId>,
}

/// Everything the window needs before its first frame.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn get_session(kelola: &Kelola, _: Nothing) -> Result<Session, Failure> {
    let settings = settings::load(kelola)?;
    let brands = kelola.read(kelola_store::brands::list)?;
    let brand = kelola.current_brand()?;
    let channels = match &brand {
        Some(brand) => kelola.read(|db| kelola_store::channels::list(db, Some(brand.id)))?,
        None => Vec::new(),
    };
    let zone = brand
        .as_ref()
        .map_or(chrono_tz::Asia::Jakarta, |it| it.zone);
    Ok(Session {
        first_start: brands.is_empty(),
        is_demo: !channels.is_empty() && channels.iter().all(|it| !it.sends),
        settings,
        brands,
        brand,
        channels,
        networks: kelola
            .registry()
            .all()
            .map(|it| it.profile().clone())
            .collect(),
        keychain: kelola.secrets().state(),
        engine: get_engine(kelola, Nothing {})?,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        commit: kelola.commit.to_owned(),
        data_dir: kelola.paths().data.display().to_string(),
        system_lang: system_lang(),
        zones: zones(),
        today: kelola.now().with_timezone(&zone).date_naive().to_string(),
    })
}

/// First start: the brand, its zone, its networks. Networks posted to by hand get their channel at once, the
/// others one that waits for its sign-in.
///
/// # Errors
/// Fails when there is a brand already, or an answer cannot be used.
pub fn start_workspace(kelola: &Kelola, args: StartWorkspace) -> Result<Session, Failure> {
    if !kelola.read(kelola_store::brands::list)?.is_empty() {
        return Err(Failure::new(errors::DATA_NOT_EMPTY));
    }
    for network in &args.networks {
        channels::profile(kelola, network)?;
    }
    let brand = brands::add_brand(
        kelola,
        brands::AddBrand {
            name: args.brand_name,
            zone: args.zone,
            languages: vec![args.lang],
        },
    )?;
    let now = settings::load(kelola)?;
    settings::store(
        kelola,
        Settings {
            lang: args.lang,
            brand: Some(brand.id),
            ..now
        },
    )?;
    for network in args.networks {
        let handle = first_handle(kelola, &network, &brand.name)?;
        let channel = channels::AddChannel {
            network,
            handle,
            server: None,
            kind: None,
        };
        channels::add(kelola, &brand, channel)?;
    }
    get_session(kelola, Nothing {})
}

/// Fills an empty folder with a believable shop.
///
/// # Errors
/// Fails when the folder already holds something.
pub fn fill_demo(kelola: &Kelola, _: Nothing) -> Result<Session, Failure> {
    demo::fill(kelola, kelola.now())?;
    get_session(kelola, Nothing {})
}

/// Looks for the keychain again.
///
/// # Errors
/// Never fails; how the keychain stands is the answer.
pub fn retry_keychain(kelola: &Kelola, _: Nothing) -> Result<KeychainState, Failure> {
    Ok(kelola.secrets().retry())
}

/// What a channel is called until the person says otherwise: the brand's name, as a handle where the network has handles.
fn first_handle(kelola: &Kelola, network: &NetworkId, name: &str) -> Result<String, Failure> {
    if !channels::profile(kelola, network)?.abilities.mentions {
        return Ok(name.to_owned());
    }
    let handle: String = name
        .to_lowercase()
        .chars()
        .filter(|it| it.is_ascii_alphanumeric())
        .collect();
    Ok(if handle.is_empty() {
        name.to_owned()
    } else {
        handle
    })
}

/// Every zone, Indonesia's three first.
fn zones() -> Vec<String> {
    let first = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];
    let rest = chrono_tz::TZ_VARIANTS
        .iter()
        .map(|it| it.name())
        .filter(|it| !first.contains(it) && it.contains('/'));
    first.into_iter().chain(rest).map(str::to_owned).collect()
}

impl Kelola {
    /// Where the data were copied from another computer, the engine starts held.
    pub(crate) fn look_at_installation(&self) -> Result<(), Failure> {
        let mirror = kelola_store::FileMirror::new(&self.paths.config);
        kelola_store::installation::check(&self.store, &mirror)?;
        Ok(())
    }

    /// Why the engine is held, if it is.
    pub(crate) fn held(&self) -> Result<Option<Held>, Failure> {
        self.read(kelola_store::installation::held)
    }
}

/// What the shell and the command line hand in; kept here so that both open the same way.
///
/// # Errors
/// Fails when the folders cannot be found or opened.
pub fn open_standard(
    data: Option<std::path::PathBuf>,
    actor: kelola_store::Actor,
    runtime: tokio::runtime::Handle,
    commit: &'static str,
) -> Result<Kelola, Failure> {
    let paths = standard_paths(data)?;
    crate::safety::restore_if_wished(&paths)?;
    Kelola::open(Surroundings {
        paths,
        actor,
        clock: kelola_store::system_clock(),
        registry: kelola_networks::Registry::standard(kelola_networks::Endpoints::from_env()),
        secrets: crate::secrets::Secrets::new(kelola_store::Keychain::system()),
        runtime,
        commit,
    })
}

/// Where this program keeps things.
///
/// # Errors
/// Fails when the system names no home.
pub fn standard_paths(data: Option<std::path::PathBuf>) -> Result<crate::paths::Paths, Failure> {
    let program = std::env::current_exe().unwrap_or_default();
    crate::paths::Paths::standard(data, crate::paths::find_fonts(&program))
}
