//! One change to many originals, taken back as one.

use super::save::{credit_line, short_text};
use crate::{
    Kelola,
    events::Event,
    failure::Failure,
    posts::kept_tags,
    words::{acts, errors},
};
use kelola_domain::{
    ids::{AlbumId, AssetId},
    media::{Asset, MOST_STARS},
};
use kelola_store::{Connection, StoreError, Write, albums, assets};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most originals changed at once.
const MOST: usize = 50_000;

/// Which originals to change, and how.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeAssets {
    /// Which.
    pub ids: Vec<AssetId>,
    /// How.
    pub change: AssetsChange,
}

/// A change that suits many originals.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum AssetsChange {
    /// Adds a tag.
    AddTag {
        /// The tag.
        tag: String,
    },
    /// Takes a tag away.
    RemoveTag {
        /// The tag.
        tag: String,
    },
    /// Says how good they are.
    SetStars {
        /// 0 to 5; 0 = not said.
        stars: u8,
    },
    /// Says who made them, and under which terms they may be used.
    SetCredit {
        /// Who made them.
        credit: String,
        /// Under which terms.
        licence: String,
    },
    /// Puts them into an album.
    AddToAlbum {
        /// Which.
        album: AlbumId,
    },
    /// Takes them out of an album.
    RemoveFromAlbum {
        /// Which.
        album: AlbumId,
    },
    /// Puts them into the trash.
    Remove,
    /// Takes them out of the trash.
    Restore,
}

/// What was done.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AssetsChanged {
    /// How many originals were changed.
    pub done: u32,
    /// Those that were left alone, each with its reason.
    pub refused: Vec<RefusedAsset>,
}

/// An original that was left alone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RefusedAsset {
    /// Which.
    pub id: AssetId,
    /// Why.
    pub failure: Failure,
}

/// Changes many originals in one act. One that cannot be changed is named and left as it is; the others are changed.
///
/// # Errors
/// Fails when the change itself cannot be used, or too many originals are named.
pub fn change_assets(kelola: &Kelola, args: ChangeAssets) -> Result<AssetsChanged, Failure> {
    if args.ids.len() > MOST {
        return Err(Failure::bad_input("ids"));
    }
    let change = checked(kelola, args.change)?;
    let (done, refused) = kelola.write(label(&change), |tx| {
        let (mut done, mut refused) = (0_u32, Vec::new());
        for id in args.ids {
            match reason_against(tx, id, &change)? {
                Some(failure) => refused.push(RefusedAsset { id, failure }),
                None => {
                    apply(tx, id, &change)?;
                    done += 1;
                }
            }
        }
        Ok((done, refused))
    })?;
    if done > 0 {
        kelola.events().tell(&Event::MediaChanged);
    }
    Ok(AssetsChanged { done, refused })
}

fn checked(kelola: &Kelola, change: AssetsChange) -> Result<AssetsChange, Failure> {
    use AssetsChange as C;
    let one_tag = |tag: String| -> Result<String, Failure> {
        let mut kept = kept_tags(vec![tag])?;
        kept.pop().ok_or_else(|| Failure::bad_input("tag"))
    };
    Ok(match change {
        C::AddTag { tag } => C::AddTag { tag: one_tag(tag)? },
        C::RemoveTag { tag } => C::RemoveTag { tag: one_tag(tag)? },
        C::SetStars { stars } if stars > MOST_STARS => return Err(Failure::bad_input("stars")),
        C::SetCredit { credit, licence } => C::SetCredit {
            credit: credit_line(&credit)?,
            licence: short_text(licence, "licence")?,
        },
        C::AddToAlbum { album } | C::RemoveFromAlbum { album } => {
            kelola.read(|db| albums::get(db, album))?;
            change
        }
        other => other,
    })
}

const fn label(change: &AssetsChange) -> &'static str {
    match change {
        AssetsChange::Remove => acts::REMOVE_ASSETS,
        AssetsChange::Restore => acts::RESTORE_ASSETS,
        _ => acts::CHANGE_ASSETS,
    }
}

/// Why an original must be left alone, if it must.
pub(super) fn reason_against(
    db: &Connection,
    id: AssetId,
    change: &AssetsChange,
) -> Result<Option<Failure>, StoreError> {
    let is_removed = match assets::is_removed(db, id) {
        Ok(found) => found,
        Err(error @ StoreError::NotFound { .. }) => return Ok(Some(error.into())),
        Err(error) => return Err(error),
    };
    if is_removed != matches!(change, AssetsChange::Restore) {
        return Ok(Some(Failure::not_found("asset")));
    }
    if matches!(change, AssetsChange::Remove) {
        let posts = assets::used_in(db, id)?.len();
        if posts > 0 {
            return Ok(Some(
                Failure::new(errors::ASSET_IN_USE).with("posts", posts),
            ));
        }
    }
    Ok(None)
}

pub(super) fn apply(
    tx: &mut Write<'_>,
    id: AssetId,
    change: &AssetsChange,
) -> Result<(), StoreError> {
    use AssetsChange as C;
    match change {
        C::Remove => return assets::remove(tx, id),
        C::Restore => return assets::restore(tx, id),
        C::AddToAlbum { album } => return albums::add(tx, *album, id),
        C::RemoveFromAlbum { album } => return albums::take_out(tx, *album, id),
        _ => {}
    }
    let mut asset = assets::get(tx, id)?;
    match change {
        C::AddTag { tag } if !has(&asset, tag) => asset.tags.push(tag.clone()),
        C::RemoveTag { tag } => asset
            .tags
            .retain(|it| it.to_lowercase() != tag.to_lowercase()),
        C::SetStars { stars } => asset.stars = *stars,
        C::SetCredit { credit, licence } => {
            asset.credit.clone_from(credit);
            asset.licence.clone_from(licence);
        }
        _ => {}
    }
    assets::update(tx, &asset)
}

fn has(asset: &Asset, tag: &str) -> bool {
    asset
        .tags
        .iter()
        .any(|it| it.to_lowercase() == tag.to_lowercase())
}
