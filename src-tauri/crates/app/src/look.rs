//! How a channel shows pictures: the brand's colour beside them, its logo on them. What changes the pixels is part of
//! what a prepared picture is remembered by.

use crate::{
    Kelola,
    commands::Nothing,
    failure::Failure,
    media::{Wanted, ahead, original_of},
    words::acts,
};
use kelola_domain::{
    brand::Brand,
    ids::ChannelId,
    media::{Asset, Fit, Watermark},
};
use kelola_media::{Logo, Mark};
use kelola_store::{Connection, StoreError, assets, brands, channels, settings};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use ts_rs::TS;

/// The watermark of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChannelMark {
    /// The channel.
    pub channel: ChannelId,
    /// Its watermark; none = its pictures go out without one.
    pub mark: Option<Watermark>,
}

/// The watermarks of all channels that have one.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_marks(kelola: &Kelola, _: Nothing) -> Result<Vec<ChannelMark>, Failure> {
    kelola.read(|db| {
        let all = channels::list(db, None)?.into_iter().map(|channel| {
            Ok(ChannelMark {
                channel: channel.id,
                mark: mark_of(db, channel.id)?,
            })
        });
        let all: Vec<_> = all.collect::<Result<_, StoreError>>()?;
        Ok(all.into_iter().filter(|it| it.mark.is_some()).collect())
    })
}

/// Puts a watermark on the pictures of a channel, or takes it away. What has gone out stays as it was.
///
/// # Errors
/// Fails when the channel or the logo is not there, or the logo is no picture.
pub fn save_mark(kelola: &Kelola, args: ChannelMark) -> Result<ChannelMark, Failure> {
    let mark = args.mark.map(Watermark::clamped);
    if let Some(mark) = mark {
        let asset = kelola.read(|db| assets::get(db, mark.asset))?;
        Logo::read(&original_of(kelola, &asset)?)
            .map_err(|error| crate::media::picture_failure(&error))?;
    }
    kelola.write(acts::SAVE_SETTINGS, |tx| {
        channels::get(tx, args.channel)?;
        match &mark {
            Some(mark) => settings::set(tx, &key(args.channel), mark),
            None => settings::remove(tx, &key(args.channel)),
        }
    })?;
    ahead::all_changed(kelola);
    Ok(ChannelMark { mark, ..args })
}

fn mark_of(db: &Connection, channel: ChannelId) -> Result<Option<Watermark>, StoreError> {
    settings::get(db, &key(channel))
}

fn key(channel: ChannelId) -> String {
    format!("watermark/{channel}")
}

/// How one channel shows pictures.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    accent: [u8; 3],
    mark: Option<(Watermark, String)>,
    keeps_credit: bool,
}

impl Look {
    /// Reads how a channel shows pictures. A logo that is gone is no reason not to publish.
    pub(crate) fn of(db: &Connection, channel: ChannelId) -> Result<Self, StoreError> {
        let brand = brands::get(db, channels::get(db, channel)?.brand)?;
        let mark = mark_of(db, channel)?.and_then(|mark| {
            let logo = assets::get(db, mark.asset).ok()?;
            Some((mark.clamped(), logo.hash))
        });
        Ok(Self {
            mark,
            ..Self::of_brand(db, &brand)?
        })
    }

    /// How a brand shows pictures where no channel is meant: its bars, no logo.
    pub(crate) fn of_brand(db: &Connection, brand: &Brand) -> Result<Self, StoreError> {
        Ok(Self {
            accent: colour(&brand.accent),
            mark: None,
            keeps_credit: crate::settings::keeps_credit(db)?,
        })
    }

    /// The content of the logo, where there is one.
    pub(crate) fn logo(&self) -> Option<&str> {
        self.mark.as_ref().map(|(_, hash)| hash.as_str())
    }

    /// What is written into the pictures made of an original about who made it, where the person wants that.
    fn credit<'a>(&self, asset: &'a Asset) -> Option<&'a str> {
        let credit = asset.credit.trim();
        (self.keeps_credit && !credit.is_empty()).then_some(credit)
    }

    /// The rendition to make of a picture for a placement.
    pub(crate) fn job<'a>(
        &self,
        wanted: &Wanted<'a>,
        logo: Option<&'a Logo>,
    ) -> kelola_media::Job<'a> {
        let plain = kelola_media::Job::new(wanted.placement);
        kelola_media::Job {
            focus: wanted.focus,
            fit: wanted.fit,
            background: if wanted.fit == Fit::Bars {
                self.accent
            } else {
                plain.background
            },
            mark: self.mark.as_ref().zip(logo).map(|((mark, _), logo)| Mark {
                logo,
                corner: mark.corner,
                size: mark.size,
                opacity: mark.opacity,
            }),
            credit: self.credit(wanted.asset),
            ..plain
        }
    }

    /// Everything of it that changes the file, as short text that is the same for the same file.
    pub(crate) fn text(&self, asset: &Asset, fit: Fit) -> String {
        let share = |it: f32| (it * 10_000.0).round() as i32;
        let mut text = match fit {
            Fit::Fill => String::new(),
            Fit::Bars => {
                let [r, g, b] = self.accent;
                format!("/bars {r:02x}{g:02x}{b:02x}")
            }
            Fit::Part { area } => {
                let it = area.clamped();
                let [x, y, width, height] = [it.x, it.y, it.width, it.height].map(share);
                format!("/part {x},{y},{width},{height}")
            }
        };
        if let Some((mark, hash)) = &self.mark {
            let (size, opacity) = (share(mark.size), share(mark.opacity));
            let corner = mark.corner;
            // Writing to a string cannot fail.
            let _ = write!(text, "/mark {hash} {corner:?} {size} {opacity}");
        }
        if let Some(credit) = self.credit(asset) {
            let _ = write!(text, "/credit {credit}");
        }
        text
    }
}

/// `#b5532a` as red, green, blue; what is no colour is white.
fn colour(text: &str) -> [u8; 3] {
    let digits = text.trim_start_matches('#');
    let part = |at: usize| {
        let pair = digits.get(at..at + 2)?;
        u8::from_str_radix(pair, 16).ok()
    };
    match (digits.len(), part(0), part(2), part(4)) {
        (6, Some(r), Some(g), Some(b)) => [r, g, b],
        _ => [255; 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_domain::{
        ids::AssetId,
        media::{Area, Corner, Framing},
    };

    #[test]
    fn colours_are_read_and_nonsense_is_white() {
        assert_eq!(colour("#b5532a"), [0xb5, 0x53, 0x2a]);
        for bad in ["", "#fff", "merah", "#12345é"] {
            assert_eq!(colour(bad), [255; 3], "{bad}");
        }
    }

    /// An original somebody is to be named for.
    fn asset(credit: &str) -> Asset {
        Asset {
            id: AssetId::from_uuid(uuid::Uuid::nil()),
            hash: String::new(),
            file_name: String::new(),
            mime: String::new(),
            width: 1,
            height: 1,
            bytes: 1,
            imported_at: chrono::DateTime::UNIX_EPOCH,
            video: None,
            alt: String::new(),
            credit: credit.to_owned(),
            licence: String::new(),
            stars: 0,
            tags: Vec::new(),
            framing: Framing::default(),
        }
    }

    #[test]
    fn whatever_changes_the_file_changes_the_text() {
        let plain = Look {
            accent: [1, 2, 3],
            mark: None,
            keeps_credit: false,
        };
        let mark = Watermark {
            asset: AssetId::from_uuid(uuid::Uuid::nil()),
            corner: Corner::TopLeft,
            size: 0.2,
            opacity: 0.8,
        };
        let with = |mark| Look {
            mark: Some((mark, "abc".to_owned())),
            ..plain.clone()
        };
        let keeping = Look {
            keeps_credit: true,
            ..plain.clone()
        };
        let area = |x| Fit::Part {
            area: Area { x, ..Area::WHOLE },
        };
        let dewi = asset("Foto: Dewi");
        let plain_text = [
            plain.text(&dewi, Fit::Fill),
            keeping.text(&asset(" "), Fit::Fill),
        ];
        assert_eq!(plain_text, ["", ""], "what was made before stays known");
        let texts = [
            plain.text(&dewi, Fit::Bars),
            Look {
                accent: [9; 3],
                ..plain.clone()
            }
            .text(&dewi, Fit::Bars),
            plain.text(&dewi, area(0.0)),
            with(mark).text(&dewi, Fit::Fill),
            with(Watermark {
                opacity: 0.7,
                ..mark
            })
            .text(&dewi, Fit::Fill),
            with(Watermark {
                corner: Corner::TopRight,
                ..mark
            })
            .text(&dewi, Fit::Fill),
            with(Watermark { size: 0.3, ..mark }).text(&dewi, Fit::Fill),
            keeping.text(&dewi, Fit::Fill),
            keeping.text(&asset("Foto: Budi"), Fit::Fill),
        ];
        let distinct: std::collections::BTreeSet<_> = texts.iter().collect();
        assert_eq!(distinct.len(), texts.len(), "{texts:?}");
    }
}
