//! Prepared pictures: what each placement shows, made once by the present rules and kept.

use crate::{
    Kelola,
    failure::Failure,
    look::Look,
    media::picture_failure,
    words::{acts, errors},
};
use kelola_domain::{
    media::{Asset, Attachment, Fit, Focus, Framing},
    network::{Placement, Profile},
};
use kelola_media::{Cores, Logo};
use kelola_store::{Actor, Connection, Kind, StoreError, renditions};
use std::collections::HashMap;

/// What a rendition is made from and for.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// The original.
    pub(crate) asset: &'a Asset,
    /// The point that must stay visible.
    pub(crate) focus: Focus,
    /// How it meets the placement's shape.
    pub(crate) fit: Fit,
    /// The network's rules.
    pub(crate) profile: &'a Profile,
    /// The placement.
    pub(crate) placement: &'a Placement,
    /// How the channel shows pictures.
    pub(crate) look: &'a Look,
}

impl<'a> Wanted<'a> {
    /// An original as a post shows it.
    pub(crate) fn attached(
        asset: &'a Asset,
        attachment: &Attachment,
        (profile, placement): (&'a Profile, &'a Placement),
        look: &'a Look,
    ) -> Self {
        Self {
            asset,
            focus: attachment.focus.clamped(),
            fit: attachment.fit_for(&profile.id, &placement.id),
            profile,
            placement,
            look,
        }
    }

    /// An original in a frame.
    pub(crate) fn framed(
        asset: &'a Asset,
        framing: &Framing,
        (profile, placement): (&'a Profile, &'a Placement),
        look: &'a Look,
    ) -> Self {
        Self {
            asset,
            focus: framing.focus.clamped(),
            fit: framing.fit_for(&profile.id, &placement.id),
            profile,
            placement,
            look,
        }
    }

    fn key(&self) -> renditions::Key {
        renditions::Key {
            asset_hash: self.asset.hash.clone(),
            network: self.profile.id.clone(),
            placement: self.placement.id.clone(),
            focus: self.focus,
            rules: format!(
                "{}/{}{}",
                kelola_media::RULES_VERSION,
                self.profile.as_of,
                self.look.text(self.asset, self.fit)
            ),
        }
    }
}

/// The rendition, if it has been made by the present rules.
pub(crate) fn rendition_of(
    db: &Connection,
    wanted: &Wanted<'_>,
) -> Result<Option<renditions::Facts>, StoreError> {
    renditions::find(db, &wanted.key())
}

/// The rendition, made where it is missing.
pub(crate) fn make_rendition(
    kelola: &Kelola,
    wanted: &Wanted<'_>,
) -> Result<renditions::Facts, Failure> {
    let made = make_renditions(kelola, &[*wanted], Cores::All)?;
    made.into_iter()
        .next()
        .ok_or_else(|| Failure::defect(&"no rendition came of one job"))
}

/// The renditions of one original in the order they are wanted; the missing ones are made from one decoding.
pub(crate) fn make_renditions(
    kelola: &Kelola,
    wanted: &[Wanted<'_>],
    cores: Cores,
) -> Result<Vec<renditions::Facts>, Failure> {
    let mut known = known(kelola, wanted)?;
    // Channels that show the same share one.
    let mut missing: Vec<(renditions::Key, Wanted<'_>)> = Vec::new();
    for (wanted, _) in wanted.iter().zip(&known).filter(|(_, it)| it.is_none()) {
        let key = wanted.key();
        if missing.iter().all(|(other, _)| *other != key) {
            missing.push((key, *wanted));
        }
    }
    let made = make(kelola, &missing, cores)?;
    for (wanted, known) in wanted.iter().zip(&mut known) {
        if known.is_none() {
            let key = wanted.key();
            let own = missing.iter().zip(&made).find(|((it, _), _)| *it == key);
            *known = own.map(|(_, facts)| facts.clone());
        }
    }
    known
        .into_iter()
        .map(|it| it.ok_or_else(|| Failure::defect(&"a rendition came of no job")))
        .collect()
}

/// Whether all of these have been made by the present rules.
pub(crate) fn are_made(kelola: &Kelola, wanted: &[Wanted<'_>]) -> Result<bool, Failure> {
    Ok(known(kelola, wanted)?.iter().all(Option::is_some))
}

/// What has been made before and still lies there.
fn known(
    kelola: &Kelola,
    wanted: &[Wanted<'_>],
) -> Result<Vec<Option<renditions::Facts>>, Failure> {
    let found = kelola.read(|db| {
        let all = wanted.iter().map(|it| rendition_of(db, it));
        all.collect::<Result<Vec<_>, _>>()
    })?;
    let is_there = |it: &renditions::Facts| kelola.store().blobs().has(Kind::Rendition, &it.hash);
    Ok(found.into_iter().map(|it| it.filter(is_there)).collect())
}

fn make(
    kelola: &Kelola,
    missing: &[(renditions::Key, Wanted<'_>)],
    cores: Cores,
) -> Result<Vec<renditions::Facts>, Failure> {
    let Some((_, first)) = missing.first() else {
        return Ok(Vec::new());
    };
    let made = cut(kelola, first.asset, missing.iter().map(|(_, it)| it), cores)?;
    let blobs = kelola.store().blobs();
    let facts = made.iter().map(|made| {
        Ok(renditions::Facts {
            hash: blobs.put(Kind::Rendition, &made.bytes)?,
            mime: made.format.mime().to_owned(),
            width: made.width,
            height: made.height,
            bytes: made.bytes.len() as u64,
            quality: made.quality,
            findings: made.findings.clone(),
        })
    });
    let facts = facts.collect::<Result<Vec<_>, Failure>>()?;
    kelola
        .store()
        .write(Actor::Sync, acts::IMPORT_PICTURES, |tx| {
            let mut all = missing.iter().zip(&facts);
            all.try_for_each(|((key, _), facts)| renditions::put(tx, key, facts))
        })?;
    // Cleaning up may have thrown away the same bytes, unnamed until just now.
    for (made, facts) in made.iter().zip(&facts) {
        if !blobs.has(Kind::Rendition, &facts.hash) {
            blobs.put(Kind::Rendition, &made.bytes)?;
        }
    }
    Ok(facts)
}

/// Cuts an original for placements from one decoding, keeping nothing. Waits until there is room to decode it.
pub(crate) fn cut<'a>(
    kelola: &Kelola,
    asset: &Asset,
    wanted: impl Iterator<Item = &'a Wanted<'a>> + Clone,
    cores: Cores,
) -> Result<Vec<kelola_media::Rendition>, Failure> {
    let mut logos: HashMap<&str, Option<Logo>> = HashMap::new();
    for hash in wanted.clone().filter_map(|it| it.look.logo()) {
        logos.entry(hash).or_insert_with(|| logo(kelola, hash));
    }
    let jobs: Vec<_> = wanted
        .map(|it| {
            let logo = it.look.logo().and_then(|it| logos.get(it)?.as_ref());
            it.look.job(it, logo)
        })
        .collect();
    let _room = kelola.room.take(asset.width, asset.height);
    let original = original_of(kelola, asset)?;
    kelola_media::render_on(cores, &original, &jobs).map_err(|error| picture_failure(&error))
}

/// A logo whose file is gone is left out: it is no reason not to publish.
fn logo(kelola: &Kelola, hash: &str) -> Option<Logo> {
    let bytes = kelola
        .store()
        .blobs()
        .read(Kind::Media, hash)
        .inspect_err(|error| tracing::warn!(%error, "a channel's logo cannot be read"))
        .ok()?;
    Logo::read(&bytes).ok()
}

/// A rendition's bytes by its hash.
///
/// # Errors
/// Fails when there is none.
pub fn rendition_bytes(kelola: &Kelola, hash: &str) -> Result<Vec<u8>, Failure> {
    if hash.len() != 64 || !hash.bytes().all(|it| it.is_ascii_hexdigit()) {
        return Err(Failure::not_found("rendition"));
    }
    kelola
        .store()
        .blobs()
        .read(Kind::Rendition, hash)
        .map_err(|_| Failure::new(errors::PICTURE_MISSING))
}

/// The bytes of an original picture.
pub(crate) fn original_of(kelola: &Kelola, asset: &Asset) -> Result<Vec<u8>, Failure> {
    kelola
        .store()
        .blobs()
        .read(Kind::Media, &asset.hash)
        .map_err(|_| Failure::new(errors::PICTURE_MISSING))
}

/// Keeps what is known of a prepared picture, so that it is not made twice.
pub(super) fn remember(
    kelola: &Kelola,
    key: &renditions::Key,
    facts: &renditions::Facts,
) -> Result<(), Failure> {
    kelola
        .store()
        .write(Actor::Sync, acts::IMPORT_PICTURES, |tx| {
            renditions::put(tx, key, facts)
        })?;
    Ok(())
}
