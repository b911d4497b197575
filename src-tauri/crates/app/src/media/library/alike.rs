//! Pictures that look alike: one's neighbours, and all groups of them.

use crate::media::{Alike, OneAsset, get_asset, thumbnails};
use crate::{
    Kelola,
    commands::Nothing,
    failure::Failure,
    jobs::{Job, JobKind},
};
use kelola_domain::ids::{AssetId, JobId};
use kelola_media::Likeness;
use kelola_store::{
    assets::{self, AssetRow},
    likenesses,
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, HashMap},
    thread,
    time::{Duration, Instant as Stopwatch},
};
use ts_rs::TS;

/// Proportions may differ by so much: a border cut off, not a banner made of a square.
const RATIO: f64 = 1.3;
/// How long a search for duplicates may spend on pictures that were never looked at; the rest waits for the next.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most groups that are told.
const MOST_GROUPS: usize = 500;

/// Originals that look alike, the best first: the one with the most pixels, then the one with the most stars.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DuplicateGroup {
    /// The originals.
    pub assets: Vec<AssetRow>,
}

/// A picture with what it looks like.
struct Seen {
    asset: AssetId,
    ratio: f64,
    likeness: Likeness,
}

impl Seen {
    /// In how many bits they differ, where they look alike.
    fn near(&self, other: &Self) -> Option<u32> {
        let ratio = (self.ratio / other.ratio).max(other.ratio / self.ratio);
        self.likeness
            .near(&other.likeness)
            .filter(|_| ratio <= RATIO)
    }
}

fn all_seen(kelola: &Kelola) -> Result<Vec<Seen>, Failure> {
    let marked = kelola.read(likenesses::all)?;
    let seen = marked.into_iter().filter_map(|it| {
        Some(Seen {
            asset: it.asset,
            ratio: f64::from(it.width.max(1)) / f64::from(it.height.max(1)),
            likeness: Likeness::from_bytes(&it.likeness)?,
        })
    });
    Ok(seen.collect())
}

/// Of originals that just came in, those that look like one that came in earlier, with the nearest.
pub(in crate::media) fn nearest(kelola: &Kelola, fresh: &[AssetId]) -> Result<Vec<Alike>, Failure> {
    if fresh.is_empty() {
        return Ok(Vec::new());
    }
    let seen = all_seen(kelola)?;
    let places: HashMap<_, _> = seen
        .iter()
        .enumerate()
        .map(|(at, it)| (it.asset, at))
        .collect();
    let found = fresh.iter().filter_map(|id| {
        let at = *places.get(id)?;
        let one = seen.get(at)?;
        let earlier = seen.iter().take(at);
        let near = earlier.filter_map(|it| Some((it.near(one)?, it.asset)));
        let (_, like) = near.min_by_key(|it| it.0)?;
        Some(Alike { asset: *id, like })
    });
    Ok(found.collect())
}

/// The originals that look like one, the nearest first. A video looks like none.
///
/// # Errors
/// Fails when there is no such original.
pub fn find_alike(kelola: &Kelola, args: OneAsset) -> Result<Vec<AssetRow>, Failure> {
    let asset = get_asset(kelola, args)?;
    if asset.video.is_some() {
        return Ok(Vec::new());
    }
    thumbnails::look_at(kelola, asset.id)?;
    let mark = kelola.read(|db| likenesses::find(db, &asset.hash))?;
    let Some(likeness) = mark.and_then(|it| Likeness::from_bytes(&it)) else {
        return Ok(Vec::new());
    };
    let one = Seen {
        asset: asset.id,
        ratio: f64::from(asset.width.max(1)) / f64::from(asset.height.max(1)),
        likeness,
    };
    let seen = all_seen(kelola)?;
    let others = seen.iter().filter(|it| it.asset != one.asset);
    let mut near: Vec<_> = others
        .filter_map(|it| Some((it.near(&one)?, it.asset)))
        .collect();
    near.sort();
    let ids: Vec<_> = near.into_iter().map(|it| it.1).collect();
    kelola.read(|db| assets::rows_of(db, &ids))
}

/// All groups of originals that look alike, the largest groups first. Pictures that were never looked at are looked at
/// first, for a minute at most; `check_library` says how many are left for the next time.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn find_duplicates(kelola: &Kelola, _: Nothing) -> Result<Vec<DuplicateGroup>, Failure> {
    look_at_all(kelola)?;
    let groups = groups(&all_seen(kelola)?);
    kelola.read(|db| {
        groups
            .into_iter()
            .map(|ids| {
                let mut assets = assets::rows_of(db, &ids)?;
                assets.sort_by_key(|it| {
                    let pixels = u64::from(it.asset.width) * u64::from(it.asset.height);
                    std::cmp::Reverse((pixels, it.asset.stars, it.asset.bytes))
                });
                Ok(DuplicateGroup { assets })
            })
            .collect()
    })
}

/// Looks at pictures that were never looked at, the newest first, as a job the person can end.
fn look_at_all(kelola: &Kelola) -> Result<(), Failure> {
    let begun = Stopwatch::now();
    let left = kelola.read(likenesses::count_unmarked)?;
    if left == 0 {
        return Ok(());
    }
    let id = JobId::from_uuid(kelola.store().uuid());
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    let job = Job::start(kelola, id, JobKind::Check, left)?;
    loop {
        let some = kelola.read(|db| likenesses::unmarked(db, 50))?;
        if some.is_empty() {
            return Ok(());
        }
        for id in some {
            if begun.elapsed() > PATIENCE || job.is_cancelled() {
                return Ok(());
            }
            thumbnails::look_at(kelola, id)?;
            job.step(false);
        }
    }
}

/// Groups of pictures that look alike, directly or through others, the largest first. Every pair is compared: of 50,000
/// pictures that takes seconds, shared by two threads.
fn groups(seen: &[Seen]) -> Vec<Vec<AssetId>> {
    let mut leaders: Vec<usize> = (0..seen.len()).collect();
    for (one, other) in pairs(seen) {
        let (a, b) = (leader(&mut leaders, one), leader(&mut leaders, other));
        if let Some(place) = leaders.get_mut(a.max(b)) {
            *place = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<AssetId>> = BTreeMap::new();
    for (at, it) in seen.iter().enumerate() {
        let leader = leader(&mut leaders, at);
        groups.entry(leader).or_default().push(it.asset);
    }
    let mut groups: Vec<_> = groups.into_values().filter(|it| it.len() > 1).collect();
    groups.sort_by_key(|it| std::cmp::Reverse(it.len()));
    groups.truncate(MOST_GROUPS);
    groups
}

/// The pairs that look alike, by their places.
fn pairs(seen: &[Seen]) -> Vec<(usize, usize)> {
    let of_every_second = |first: usize| {
        let mut found = Vec::new();
        for (at, one) in seen.iter().enumerate().skip(first).step_by(2) {
            for (further, other) in seen.iter().enumerate().skip(at + 1) {
                if one.near(other).is_some() {
                    found.push((at, further));
                }
            }
        }
        found
    };
    thread::scope(|scope| {
        let odd = scope.spawn(|| of_every_second(1));
        let mut found = of_every_second(0);
        found.extend(odd.join().unwrap_or_default());
        found
    })
}

/// The first of the group something belongs to; the way there is shortened.
fn leader(leaders: &mut [usize], mut at: usize) -> usize {
    while let Some(next) = leaders.get(at).copied().filter(|it| *it != at) {
        let further = leaders.get(next).copied().unwrap_or(next);
        if let Some(place) = leaders.get_mut(at) {
            *place = further;
        }
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn seen(number: u128, ratio: f64, bits: u8) -> Seen {
        let mut mark = [0_u8; 32];
        mark[..4].fill(bits);
        mark[31] = if bits == 0xff { 0xff } else { 0 };
        Seen {
            asset: AssetId::from_uuid(Uuid::from_u128(number)),
            ratio,
            likeness: Likeness::from_bytes(&mark).expect("a mark"),
        }
    }

    #[test]
    fn groups_hold_what_is_alike_directly_or_through_others() {
        let chain: Vec<_> = [0x00_u8, 0xff]
            .into_iter()
            .zip(1..)
            .map(|(bits, number)| seen(number, 1.5, bits))
            .collect();
        assert_eq!(groups(&chain).len(), 1, "40 bits apart");
        let banner = [seen(1, 1.5, 0), seen(2, 4.0, 0)];
        assert!(groups(&banner).is_empty(), "of other proportions");
        assert!(groups(&[]).is_empty() && groups(&[seen(1, 1.0, 0)]).is_empty());
        let far = |number, byte: u8| {
            let mark = [byte; 32];
            Seen {
                asset: AssetId::from_uuid(Uuid::from_u128(number)),
                ratio: 1.0,
                likeness: Likeness::from_bytes(&mark).expect("a mark"),
            }
        };
        // One bit of eight apart from its neighbour: 32 bits; the ends are 64 apart and meet in the middle.
        let line = [far(1, 0b0000), far(2, 0b0001), far(3, 0b0011), far(4, 0xf0)];
        let found = groups(&line);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].len(), 3);
    }
}
