//! Small copies of originals for lists. A video shows a frame where the system's ffmpeg could give one when it came in,
//! else a drawn card; on both it shows how long it is.

use crate::{
    Kelola,
    failure::Failure,
    media::{
        OneAsset, ffmpeg, get_asset, picture_failure,
        renditions::{original_of, remember},
    },
    words::acts,
};
use kelola_domain::{
    ids::AssetId,
    media::{Asset, Focus, VideoFacts},
};
use kelola_media::Likeness;
use kelola_store::{Actor, Kind, likenesses, renditions};

/// The sides thumbnails are made in, in pixels.
const SIDES: [u32; 5] = [160, 320, 640, 1280, 2048];

/// The side of the list picture that is made when an original comes in, one of [`SIDES`].
const LIST_SIDE: u32 = 320;

/// A small copy of an original for lists, at most this many pixels on its longer side.
///
/// # Errors
/// Fails when there is no such original, or its file is gone or damaged.
pub fn thumbnail(kelola: &Kelola, id: AssetId, side: u32) -> Result<Vec<u8>, Failure> {
    let asset = get_asset(kelola, OneAsset { id })?;
    let [.., largest] = SIDES;
    let side = SIDES.into_iter().find(|it| *it >= side).unwrap_or(largest);
    let frame = asset
        .video
        .and_then(|_| known(kelola, &frame_key(&asset)).transpose())
        .transpose()?;
    let key = thumbnail_key(&asset, side, frame.is_some());
    if let Some(bytes) = known(kelola, &key)? {
        return Ok(bytes);
    }
    let bytes = match &asset.video {
        Some(video) => card(&asset, video, frame.as_deref(), side)?,
        None => kelola_media::thumbnail(&original_of(kelola, &asset)?, side)
            .map_err(|error| picture_failure(&error))?,
    };
    if side == LIST_SIDE && asset.video.is_none() {
        keep_with_likeness(kelola, &key, &asset, &bytes)?;
    } else {
        keep(kelola, &key, &bytes)?;
    }
    Ok(bytes)
}

/// The list picture of an original that comes in, stored but not written down yet.
pub(super) struct ListPicture {
    /// What it is remembered by.
    pub(super) key: renditions::Key,
    /// What is known of it.
    pub(super) facts: renditions::Facts,
    /// What the original looks like; empty = nothing to compare by.
    pub(super) likeness: Vec<u8>,
}

/// Makes the list picture of an original that comes in.
///
/// # Errors
/// Fails when the picture cannot be decoded: what its header does not tell is found here, before it is kept.
pub(super) fn list_picture(
    kelola: &Kelola,
    asset: &Asset,
    original: &[u8],
) -> Result<ListPicture, Failure> {
    let bytes = {
        let _room = kelola.room.take(asset.width, asset.height);
        kelola_media::thumbnail(original, LIST_SIDE).map_err(|error| picture_failure(&error))?
    };
    Ok(ListPicture {
        key: thumbnail_key(asset, LIST_SIDE, false),
        facts: stored(kelola, &bytes)?,
        likeness: likeness(&bytes),
    })
}

/// What a list picture looks like; empty = nothing to compare by.
fn likeness(list_picture: &[u8]) -> Vec<u8> {
    let found = Likeness::of(list_picture).ok().flatten();
    found.map_or_else(Vec::new, |it| it.bytes())
}

fn keep_with_likeness(
    kelola: &Kelola,
    key: &renditions::Key,
    asset: &Asset,
    bytes: &[u8],
) -> Result<(), Failure> {
    let (facts, likeness) = (stored(kelola, bytes)?, likeness(bytes));
    kelola
        .store()
        .write(Actor::Sync, acts::IMPORT_PICTURES, |tx| {
            renditions::put(tx, key, &facts)?;
            likenesses::put(tx, &asset.hash, &likeness)
        })?;
    Ok(())
}

/// Looks at a picture that came in before pictures were looked at.
pub(super) fn look_at(kelola: &Kelola, id: AssetId) -> Result<(), Failure> {
    let small = thumbnail(kelola, id, LIST_SIDE);
    let asset = get_asset(kelola, OneAsset { id })?;
    if kelola
        .read(|db| likenesses::find(db, &asset.hash))?
        .is_some()
    {
        return Ok(());
    }
    // One that cannot be read has nothing to compare by, and is not read again and again.
    let likeness = small.map_or_else(|_| Vec::new(), |it| likeness(&it));
    kelola
        .store()
        .write(Actor::Sync, acts::IMPORT_PICTURES, |tx| {
            likenesses::put(tx, &asset.hash, &likeness)
        })?;
    Ok(())
}

fn card(
    asset: &Asset,
    video: &VideoFacts,
    frame: Option<&[u8]>,
    side: u32,
) -> Result<Vec<u8>, Failure> {
    let size = (asset.width, asset.height);
    kelola_media::poster(frame, size, video.duration_ms, side)
        .map_err(|error| picture_failure(&error))
}

/// Takes a frame out of a video that came in, where ffmpeg is there; without it lists show a card.
pub(super) fn keep_frame(kelola: &Kelola, asset: &Asset) {
    let Some(video) = &asset.video else { return };
    let key = frame_key(asset);
    if !matches!(known(kelola, &key), Ok(None)) {
        return;
    }
    let frame = kelola
        .store()
        .blobs()
        .path(Kind::Media, &asset.hash)
        .ok()
        .and_then(|it| ffmpeg::frame(&it, video));
    // The picture is a convenience: a card stands in for it.
    if let Some(frame) = frame
        && let Err(failure) = keep(kelola, &key, &frame)
    {
        tracing::warn!(code = %failure.code, "a video's frame was not kept");
    }
}

fn known(kelola: &Kelola, key: &renditions::Key) -> Result<Option<Vec<u8>>, Failure> {
    let facts = kelola.read(|db| renditions::find(db, key))?;
    Ok(facts.and_then(|it| kelola.store().blobs().read(Kind::Rendition, &it.hash).ok()))
}

fn keep(kelola: &Kelola, key: &renditions::Key, bytes: &[u8]) -> Result<(), Failure> {
    remember(kelola, key, &stored(kelola, bytes)?)
}

/// Stores a small picture; of those only its content and size are known.
fn stored(kelola: &Kelola, bytes: &[u8]) -> Result<renditions::Facts, Failure> {
    Ok(renditions::Facts {
        hash: kelola.store().blobs().put(Kind::Rendition, bytes)?,
        mime: String::new(),
        width: 0,
        height: 0,
        bytes: bytes.len() as u64,
        quality: None,
        findings: Vec::new(),
    })
}

fn thumbnail_key(asset: &Asset, side: u32, with_frame: bool) -> renditions::Key {
    let frame = if with_frame { "/frame" } else { "" };
    renditions::Key {
        asset_hash: asset.hash.clone(),
        network: "".into(),
        placement: format!("thumb-{side}"),
        focus: Focus::CENTRE,
        rules: format!("{}{frame}", kelola_media::RULES_VERSION),
    }
}

fn frame_key(asset: &Asset) -> renditions::Key {
    renditions::Key {
        placement: "frame".to_owned(),
        ..thumbnail_key(asset, 0, false)
    }
}
