//! The list of networks: those of the product, in the place of which newer rules may stand, and those a person defined.

use crate::{
    bluesky::Bluesky,
    contract::{Client, Network},
    endpoints::Endpoints,
    error::NetworkError,
    facebook, instagram, kaskus, kompasiana, linkedin,
    local::Local,
    manual::Manual,
    mastodon::Mastodon,
    messenger, pinterest, snapchat,
    telegram::Telegram,
    threads, tiktok, whatsapp,
    wordpress::WordPress,
    x, youtube,
};
use elsa::sync::FrozenVec;
use kelola_domain::network::{NetworkId, Profile};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use url::Url;

/// Every network Kelola knows.
pub struct Registry {
    networks: Vec<Arc<dyn Network>>,
    /// What was learned while the program ran. It only grows: whoever looks at a profile keeps it, and people define
    /// networks and read rules in a few times a year.
    learned: FrozenVec<Box<dyn Network>>,
    standing: RwLock<Standing>,
}

/// Which of the learned ones hold now.
#[derive(Default)]
struct Standing {
    /// The place in `learned` of what a name means now.
    by_id: HashMap<NetworkId, usize>,
    /// The names beyond the product's, in the order they are shown.
    own: Vec<NetworkId>,
}

/// A network under newer rules.
struct Ruled {
    network: Arc<dyn Network>,
    profile: Profile,
}

impl Network for Ruled {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    fn client(&self) -> Option<&dyn Client> {
        self.network.client()
    }

    fn server(&self, typed: &str) -> Result<Url, NetworkError> {
        self.network.server(typed)
    }

    fn codes(&self) -> &'static [&'static str] {
        self.network.codes()
    }
}

impl Registry {
    /// The networks of the product, in the order they are shown.
    #[must_use]
    pub fn standard(endpoints: Endpoints) -> Self {
        Self::with(vec![
            Box::new(Bluesky::new(endpoints.clone())),
            Box::new(Mastodon::new(endpoints.clone())),
            Box::new(Telegram::new(endpoints.clone())),
            Box::new(WordPress::new(endpoints)),
            Box::new(Manual::new(instagram::profile())),
            Box::new(Manual::new(facebook::profile())),
            Box::new(Manual::new(threads::profile())),
            Box::new(Manual::new(x::profile())),
            Box::new(Manual::new(linkedin::profile())),
            Box::new(Manual::new(tiktok::profile())),
            Box::new(Manual::new(youtube::profile())),
            Box::new(Manual::new(pinterest::profile())),
            Box::new(Manual::new(whatsapp::profile())),
            Box::new(Manual::new(messenger::profile())),
            Box::new(Manual::new(snapchat::profile())),
            Box::new(Manual::new(kompasiana::profile())),
            Box::new(Manual::new(kaskus::profile())),
            Box::new(Local::new()),
        ])
    }

    /// A list of one's own, for tests.
    #[must_use]
    pub fn with(networks: Vec<Box<dyn Network>>) -> Self {
        Self {
            networks: networks.into_iter().map(Arc::from).collect(),
            learned: FrozenVec::new(),
            standing: RwLock::default(),
        }
    }

    /// The network of a name, also one a person defined and removed: its old posts are still shown.
    #[must_use]
    pub fn get(&self, id: &NetworkId) -> Option<&dyn Network> {
        self.learned_one(id).or_else(|| self.built_in(id))
    }

    /// Every network, in the order they are shown: the product's, then those a person defined.
    pub fn all(&self) -> impl Iterator<Item = &dyn Network> {
        let own: Vec<_> = self.standing().own.clone();
        let standard = self.networks.iter().map(|it| {
            self.learned_one(&it.profile().id)
                .unwrap_or(it.as_ref() as &dyn Network)
        });
        standard.chain(own.into_iter().filter_map(|it| self.learned_one(&it)))
    }

    /// The rules the product was made with.
    #[must_use]
    pub fn built_in(&self, id: &NetworkId) -> Option<&dyn Network> {
        self.networks
            .iter()
            .map(AsRef::as_ref)
            .find(|it| it.profile().id == *id)
    }

    /// Takes in everything that is known beyond the product: networks a person defined, those no longer shown too
    /// (`false`), and profiles that stand in the place of the product's. What is not among them is forgotten.
    pub fn learn(&self, own: Vec<(Profile, bool)>, ruled: Vec<Profile>) {
        let mut now = Standing::default();
        for (profile, is_shown) in own {
            if self.built_in(&profile.id).is_some() {
                continue;
            }
            if is_shown {
                now.own.push(profile.id.clone());
            }
            self.put(&mut now, profile, |profile| Box::new(Manual::new(profile)));
        }
        for profile in ruled {
            let base = self
                .networks
                .iter()
                .find(|it| it.profile().id == profile.id);
            if let Some(network) = base.cloned() {
                self.put(&mut now, profile, |profile| {
                    Box::new(Ruled { network, profile })
                });
            }
        }
        *self
            .standing
            .write()
            .unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// What stands already is not kept twice.
    fn put(
        &self,
        now: &mut Standing,
        profile: Profile,
        make: impl FnOnce(Profile) -> Box<dyn Network>,
    ) {
        let id = profile.id.clone();
        let known = self.standing().by_id.get(&id).copied();
        let same = known.filter(|at| {
            self.learned
                .get(*at)
                .is_some_and(|it| *it.profile() == profile)
        });
        let at = same.unwrap_or_else(|| self.learned.push_get_index(make(profile)));
        now.by_id.insert(id, at);
    }

    fn learned_one(&self, id: &NetworkId) -> Option<&dyn Network> {
        let at = self.standing().by_id.get(id).copied()?;
        self.learned.get(at)
    }

    fn standing(&self) -> std::sync::RwLockReadGuard<'_, Standing> {
        self.standing.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_domain::network::{Field, Reader};
    use std::collections::BTreeSet;

    #[test]
    fn every_profile_is_whole() {
        let registry = Registry::standard(Endpoints::none());
        let mut seen = BTreeSet::new();
        for profile in registry.all().map(Network::profile) {
            assert!(seen.insert(profile.id.clone()), "{} twice", profile.id);
            assert!(!profile.kinds.is_empty(), "{} has a kind", profile.id);
            assert!(
                profile.limits.iter().all(|it| !it.source.is_empty()),
                "{}: every limit has a source",
                profile.id
            );
            for limit in &profile.limits {
                assert!(
                    limit.kinds.iter().all(|it| profile.kinds.contains(it)),
                    "{}: limits are of its kinds",
                    profile.id
                );
                assert!(
                    limit.source.contains("20") || profile.id.as_str() == "local",
                    "{}: every source has a date",
                    profile.id
                );
            }
            for kind in &profile.kinds {
                let holds = |it: &&Reader| it.kinds.is_empty() || it.kinds.contains(kind);
                let readers = profile.readers.iter().filter(holds).count();
                assert_eq!(readers, 1, "{}: {kind} is drawn in one way", profile.id);
            }
            for reader in &profile.readers {
                let cuts = reader.cut.iter().chain(&reader.title_cut);
                for source in cuts.map(|it| &it.source).chain([&reader.source]) {
                    assert!(
                        source.contains("20") || profile.id.as_str() == "local",
                        "{}: every source has a date",
                        profile.id
                    );
                }
                assert!(
                    reader.kinds.iter().all(|it| profile.kinds.contains(it)),
                    "{}: drawings are of its kinds",
                    profile.id
                );
            }
            if let Some(main) = profile.main_limit(profile.default_kind()) {
                assert_eq!(
                    main.field,
                    Field::Text,
                    "{}: the text comes first",
                    profile.id
                );
            }
            assert_eq!(
                profile.abilities.publish,
                registry
                    .get(&profile.id)
                    .is_some_and(|it| it.client().is_some())
            );
            let places: BTreeSet<_> = profile.placements.iter().map(|it| &it.id).collect();
            assert_eq!(
                places.len(),
                profile.placements.len(),
                "{}: placements have names of their own",
                profile.id
            );
        }
        assert!(!seen.is_empty());
    }

    #[test]
    fn abilities_are_what_the_client_offers() {
        for network in Registry::standard(Endpoints::none()).all() {
            let (abilities, client) = (network.profile().abilities, network.client());
            assert_eq!(
                abilities.find_lost,
                client.is_some_and(|it| it.lost().is_some())
            );
            assert_eq!(
                abilities.counts,
                client.is_some_and(|it| it.counts().is_some())
            );
            assert_eq!(
                abilities.inbox,
                client.is_some_and(|it| it.inbox().is_some())
            );
            assert_eq!(
                abilities.hand_off,
                client.is_some_and(|it| it.hand_off().is_some())
            );
            assert_eq!(abilities.edit, client.is_some_and(|it| it.edit().is_some()));
            assert_eq!(
                abilities.remove,
                client.is_some_and(|it| it.remove().is_some())
            );
            assert_eq!(
                abilities.browser_sign_in,
                client.is_some_and(|it| it.browser_sign_in().is_some())
            );
        }
    }

    #[test]
    fn what_is_learned_holds_until_it_is_forgotten() {
        let registry = Registry::standard(Endpoints::none());
        let count = registry.all().count();
        let newer = Profile {
            name: "Bluesky 2".into(),
            ..registry
                .get(&"bluesky".into())
                .expect("known")
                .profile()
                .clone()
        };
        let own = |name: &str| Profile {
            id: "own-1".into(),
            name: name.into(),
            ..Profile::default()
        };
        registry.learn(vec![(own("Forum"), true)], vec![newer.clone()]);
        let names: Vec<_> = registry.all().map(|it| it.profile().name.clone()).collect();
        assert_eq!(names.len(), count + 1);
        assert_eq!(names.first().map(String::as_str), Some("Bluesky 2"));
        assert_eq!(names.last().map(String::as_str), Some("Forum"));
        let bluesky = registry.get(&"bluesky".into()).expect("known");
        assert!(bluesky.client().is_some(), "rules change, the client stays");

        let before = registry.learned.len();
        registry.learn(vec![(own("Forum"), true)], vec![newer]);
        assert_eq!(registry.learned.len(), before, "nothing new, nothing kept");
        registry.learn(vec![(own("Forum"), false)], Vec::new());
        assert_eq!(registry.all().count(), count);
        assert!(registry.get(&"own-1".into()).is_some(), "old posts name it");
        let bluesky = registry.get(&"bluesky".into()).expect("known");
        assert_eq!(bluesky.profile().name, "Bluesky");

        let disguised = Profile {
            id: "bluesky".into(),
            ..own("Not Bluesky")
        };
        registry.learn(vec![(disguised, true)], Vec::new());
        assert_eq!(
            registry.all().count(),
            count,
            "no own one takes a product's name"
        );
    }

    #[test]
    fn every_network_has_a_logo() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/networks");
        for network in Registry::standard(Endpoints::none()).all() {
            let file = folder.join(format!("{}.svg", network.profile().id));
            assert!(file.is_file(), "{}", file.display());
        }
    }
}
