//! What a delivery shows when it is posted by hand, with its files made, named in the order they are attached.

use crate::{Kelola, channels, failure::Failure, freeze};
use kelola_domain::{
    delivery::{Delivery, FrozenMedia},
    ids::{AssetId, DeliveryId},
    network::Profile,
    post::Content,
};
use kelola_store::{assets, deliveries, posts, variants};
use serde::Serialize;
use ts_rs::TS;

/// The longest part of a name that comes from the original's, in characters.
const LONGEST_STEM: usize = 40;

/// One prepared file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskFile {
    /// Its name in the folder: its place, then what the original is called.
    pub name: String,
    /// Its address under the pictures' own protocol.
    pub src: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Alternative text to copy.
    pub alt: String,
}

impl DeskFile {
    pub(super) fn of(file: &Prepared) -> Self {
        let media = &file.media;
        Self {
            name: file.name.clone(),
            src: if file.is_video() {
                format!("asset/{}", file.asset)
            } else {
                format!("rendition/{}", media.hash)
            },
            width: media.width,
            height: media.height,
            alt: media.alt.clone(),
        }
    }
}

/// A delivery as it is posted by hand, with its files made.
pub(crate) struct Ready {
    /// The delivery.
    pub(crate) delivery: Delivery,
    /// Its network.
    pub(crate) profile: Profile,
    /// The channel's public name.
    pub(crate) handle: String,
    /// All words and pictures, those of further parts too.
    pub(crate) content: Content,
    /// The files, in the order they are attached.
    pub(crate) files: Vec<Prepared>,
}

/// A file ready to be attached.
pub(crate) struct Prepared {
    /// Its name: `01-foto-toko.jpg`.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) media: FrozenMedia,
    asset: AssetId,
}

impl Prepared {
    /// Whether it is a video, which goes out as it came in.
    pub(crate) fn is_video(&self) -> bool {
        self.media.mime.starts_with("video/")
    }
}

impl Ready {
    /// Makes the files of a delivery.
    pub(crate) fn of(kelola: &Kelola, id: DeliveryId) -> Result<Self, Failure> {
        let (delivery, channel, content, own) = kelola.read(|db| {
            let delivery = deliveries::get(db, id)?;
            let post = posts::get(db, delivery.post)?;
            let own = variants::get(db, delivery.post, delivery.channel)?
                .map(|it| it.overrides)
                .unwrap_or_default();
            let channel = kelola_store::channels::get(db, delivery.channel)?;
            Ok((delivery, channel, own.over(&post.shared), own))
        })?;
        let profile = channels::profile(kelola, &channel.network)?.clone();
        let attached: Vec<_> = content.pictures().cloned().collect();
        let made = freeze::pictures(kelola, &channel, &own, &attached)?;
        let names = kelola.read(|db| {
            let names = attached.iter().map(|it| assets::get(db, it.asset));
            names.collect::<Result<Vec<_>, _>>()
        })?;
        let files = made.into_iter().zip(names).zip(1..);
        let files = files.map(|((media, original), place)| Prepared {
            name: file_name(place, &original.file_name, &media.mime, profile.id.as_str()),
            asset: original.id,
            media,
        });
        Ok(Self {
            files: files.collect(),
            handle: channel.handle,
            profile,
            delivery,
            content,
        })
    }
}

/// A name that sorts by its place and is a name on every system.
fn file_name(place: usize, original: &str, mime: &str, otherwise: &str) -> String {
    let stem = original.rsplit_once('.').map_or(original, |(it, _)| it);
    let stem: String = stem.chars().take(LONGEST_STEM).collect();
    let words: Vec<_> = stem
        .split(|it: char| !it.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let stem = words.join("-").to_lowercase();
    let stem = if stem.is_empty() { otherwise } else { &stem };
    format!("{place:02}-{stem}.{}", extension(mime))
}

fn extension(mime: &str) -> &'static str {
    match mime {
        "image/png" => "png",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "video/mp4" => "mp4",
        "video/quicktime" => "mov",
        "video/webm" => "webm",
        _ => "jpg",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_place_and_are_names_everywhere() {
        let name = |place, original: &str| file_name(place, original, "image/png", "instagram");
        assert_eq!(name(1, "Foto Toko (2).JPEG"), "01-foto-toko-2.png");
        assert_eq!(name(12, "../..\\CON.jpg"), "12-con.png");
        assert_eq!(name(2, "写真.png"), "02-instagram.png");
        assert_eq!(name(3, &"a".repeat(300)).len(), 3 + LONGEST_STEM + 4);
        assert_eq!(
            file_name(1, "film.mov", "video/quicktime", "x"),
            "01-film.mov"
        );
    }
}
