//! Keeping one of several originals that look alike.

use super::{
    change::{AssetsChange, AssetsChanged, RefusedAsset, apply, reason_against},
    replace::{exchange, taking_over},
};
use crate::{Kelola, events::Event, failure::Failure, media::ahead, words::acts};
use kelola_domain::ids::AssetId;
use kelola_store::assets;
use serde::Deserialize;
use ts_rs::TS;

/// Which original stays, and which go.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepAsset {
    /// The one that stays.
    pub kept: AssetId,
    /// Those that look like it.
    pub others: Vec<AssetId>,
}

/// Keeps one original instead of others, in one step of undo: the posts of the others show it from now on, where they can
/// still change, and each of the others that no post needs any more goes into the trash. The others are named with the
/// reason why they stay.
///
/// # Errors
/// Fails when the one to keep is not there, is in the trash, or is among the others.
pub fn keep_asset(kelola: &Kelola, args: KeepAsset) -> Result<AssetsChanged, Failure> {
    if args.others.contains(&args.kept) {
        return Err(Failure::bad_input("others"));
    }
    let changed = kelola.write(acts::KEEP_ASSET, |tx| {
        let kept = taking_over(tx, args.kept, "kept")?;
        let (mut done, mut refused) = (0, Vec::new());
        for id in args.others {
            for post in assets::used_in(tx, id)? {
                exchange(tx, kelola.registry(), post, id, &kept)?;
            }
            match reason_against(tx, id, &AssetsChange::Remove)? {
                Some(failure) => refused.push(RefusedAsset { id, failure }),
                None => {
                    apply(tx, id, &AssetsChange::Remove)?;
                    done += 1;
                }
            }
        }
        Ok(AssetsChanged { done, refused })
    })?;
    ahead::all_changed(kelola);
    kelola.events().tell(&Event::MediaChanged);
    kelola.events().tell(&Event::PostsChanged);
    Ok(changed)
}
