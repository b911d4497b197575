//! What a person can do with Kelola, one file per feature, and the list of commands. The window and the
//! command line are thin over this crate.

pub mod bindings;
pub mod brands;
pub mod calendar;
pub mod channels;
pub mod check;
mod closed;
pub mod commands;
pub mod cut;
pub mod demo;
pub mod desk;
pub mod doctor;
pub mod engine;
pub mod events;
pub mod failure;
mod freeze;
pub mod jobs;
pub mod link_tags;
pub mod live_posts;
pub mod look;
pub mod media;
pub mod networks;
mod notices;
mod outside_writes;
pub mod own_networks;
pub mod own_times;
pub mod pack;
pub mod paths;
mod pieces;
pub mod posts;
pub mod reports;
pub mod resume;
pub mod rows;
mod rules;
pub mod safety;
pub mod script;
pub mod secrets;
pub mod session;
pub mod settings;
pub mod sign_in;
pub mod snippets;
mod store_failures;
pub mod targets;
#[cfg(test)]
mod testing;
pub mod today;
pub mod undo;
pub mod words;

use crate::{events::Events, failure::Failure, paths::Paths, secrets::Secrets};
use kelola_domain::{brand::Brand, ids::BrandId, time::Instant};
use kelola_networks::Registry;
use kelola_store::{Clock, Store, Write};

pub use kelola_store::Actor;
pub use outside_writes::{OutsideWatch, watch_outside};

use std::sync::Arc;

/// An opened data folder with everything that works on it. Cheap to clone.
#[derive(Clone)]
pub struct Kelola {
    store: Store,
    registry: Arc<Registry>,
    secrets: Arc<Secrets>,
    paths: Arc<Paths>,
    actor: Actor,
    events: Events,
    engine: Arc<engine::EngineRoom>,
    sign_ins: Arc<sign_in::SignIns>,
    offers: Arc<pack::Offers>,
    checked: Arc<check::Memory>,
    jobs: Arc<jobs::Jobs>,
    ahead: Arc<media::ahead::Ahead>,
    room: Arc<media::Room>,
    runtime: tokio::runtime::Handle,
    commit: &'static str,
}

/// What `Kelola::open` needs from the program around it.
pub struct Surroundings {
    /// Where things are.
    pub paths: Paths,
    /// Who acts: the window or the command line.
    pub actor: Actor,
    /// The clock; a test hands in its own.
    pub clock: Arc<dyn Clock>,
    /// The networks.
    pub registry: Registry,
    /// The keychain.
    pub secrets: Secrets,
    /// Where network calls run.
    pub runtime: tokio::runtime::Handle,
    /// The commit the program was built from.
    pub commit: &'static str,
}

impl Kelola {
    /// Opens the data folder, making or migrating it where needed.
    ///
    /// # Errors
    /// Fails when the folder cannot be used, or was made by a newer program.
    pub fn open(around: Surroundings) -> Result<Self, Failure> {
        let store = Store::open(&around.paths.data, around.clock)?;
        let kelola = Self {
            store,
            registry: Arc::new(around.registry),
            secrets: Arc::new(around.secrets),
            paths: Arc::new(around.paths),
            actor: around.actor,
            events: Events::default(),
            engine: Arc::default(),
            sign_ins: Arc::default(),
            offers: Arc::default(),
            checked: Arc::default(),
            jobs: Arc::default(),
            ahead: Arc::default(),
            room: Arc::default(),
            runtime: around.runtime,
            commit: around.commit,
        };
        kelola.look_at_installation()?;
        kelola.learn_networks()?;
        Ok(kelola)
    }

    /// Who wants to hear what happens.
    #[must_use]
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// The store beneath.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The networks.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Where things are.
    #[must_use]
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// The keychain.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Lets jobs, and what is made ahead, end after what they are at: the program ends.
    pub fn stop_work(&self) {
        self.jobs.cancel_all();
        self.ahead.stop();
    }

    pub(crate) fn now(&self) -> Instant {
        self.store.now()
    }

    /// Writes as the person; the label is what undo calls it.
    pub(crate) fn write<T>(
        &self,
        label: &str,
        act: impl FnOnce(&mut Write<'_>) -> Result<T, kelola_store::StoreError>,
    ) -> Result<T, Failure> {
        let done = self.store.write(self.actor, label, act)?;
        self.engine.plan_changed();
        Ok(done)
    }

    pub(crate) fn read<T>(
        &self,
        look: impl FnOnce(&kelola_store::Connection) -> Result<T, kelola_store::StoreError>,
    ) -> Result<T, Failure> {
        Ok(self.store.read(look)?)
    }

    /// The brand that is worked on: the chosen one, else the first.
    pub(crate) fn current_brand(&self) -> Result<Option<Brand>, Failure> {
        let chosen = settings::load(self)?.brand;
        let brands = self.read(kelola_store::brands::list)?;
        Ok(brands
            .iter()
            .find(|it| Some(it.id) == chosen)
            .or_else(|| brands.first())
            .cloned())
    }

    /// The brand that is worked on, where there must be one.
    pub(crate) fn brand(&self) -> Result<Brand, Failure> {
        self.current_brand()?
            .ok_or_else(|| Failure::not_found("brand"))
    }

    /// The brand a command line names, else the only one.
    ///
    /// # Errors
    /// Fails when there is none, or several and none was named.
    pub fn brand_or_only(&self, id: Option<BrandId>) -> Result<Brand, Failure> {
        if let Some(id) = id {
            return self.read(|db| kelola_store::brands::get(db, id));
        }
        let mut brands = self.read(kelola_store::brands::list)?;
        match brands.len() {
            1 => Ok(brands.remove(0)),
            count => Err(Failure::new(words::errors::BRAND_NEEDED).with("count", count)),
        }
    }
}
