//! Small copies of originals for lists. A video shows a frame where the system's ffmpeg could give one when it came in,
//! else a drawn card; on both it shows how long it is.

use crate::{
    Kelola,
    failure::Failure,
    media::{
        OneAsset, ffmpeg, get_asset, picture_failure,
        renditions::{original_of, remember},
    },
};
use kelola_domain::{
    ids::AssetId,
    media::{Asset, Focus, VideoFacts},
};
use kelola_store::{Kind, renditions};

/// The sides thumbnails are made in, in pixels.
const SIDES: [u32; 5] = [160, 320, 640, 1280, 2048];

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
    keep(kelola, &key, &bytes)?;
    Ok(bytes)
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
    let facts = renditions::Facts {
        hash: kelola.store().blobs().put(Kind::Rendition, bytes)?,
        mime: String::new(),
        width: 0,
        height: 0,
        bytes: bytes.len() as u64,
        quality: None,
        findings: Vec::new(),
    };
    remember(kelola, key, &facts)
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
