//! The list of networks.

use crate::{
    bluesky::Bluesky, contract::Network, endpoints::Endpoints, facebook, instagram, kaskus,
    kompasiana, linkedin, local::Local, manual::Manual, mastodon::Mastodon, messenger, pinterest,
    snapchat, telegram::Telegram, threads, tiktok, whatsapp, wordpress::WordPress, x, youtube,
};
use kelola_domain::network::NetworkId;

/// Every network Kelola knows.
pub struct Registry {
    networks: Vec<Box<dyn Network>>,
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
        Self { networks }
    }

    /// The network of a name.
    #[must_use]
    pub fn get(&self, id: &NetworkId) -> Option<&dyn Network> {
        self.all().find(|it| it.profile().id == *id)
    }

    /// Every network, in the order they are shown.
    pub fn all(&self) -> impl Iterator<Item = &dyn Network> {
        self.networks.iter().map(AsRef::as_ref)
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
    fn every_network_has_a_logo() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/networks");
        for network in Registry::standard(Endpoints::none()).all() {
            let file = folder.join(format!("{}.svg", network.profile().id));
            assert!(file.is_file(), "{}", file.display());
        }
    }
}
