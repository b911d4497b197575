//! A pack: everything needed to post one delivery from somewhere else, prepared files and texts with a page that shows
//! both. It goes into a folder, into a ZIP, or to a phone on the same local network.

mod contents;
mod lan;
mod listener;
mod offer;
mod page;
mod qr;
mod zipped;

pub use listener::OfferEnd;
pub use offer::{PackOffer, offer_pack, withdraw_pack, withdraw_packs};
pub use qr::Qr;

pub(crate) use offer::Offers;
#[cfg(test)]
pub(crate) use offer::offer_at;

use crate::{Kelola, desk::OneDelivery, failure::Failure, settings, words::errors};
use contents::Contents;
use kelola_domain::{brand::Lang, ids::DeliveryId};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A written pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The folder or the ZIP.
    pub path: PathBuf,
    /// What is in it, by name.
    pub files: Vec<String>,
}

/// Writes the pack of a delivery: into a ZIP where the name ends so, else into a folder, which may be there already.
///
/// # Errors
/// Fails when a picture cannot be made or the place cannot be written.
pub fn write_pack(
    kelola: &Kelola,
    args: OneDelivery,
    lang: Lang,
    out: &Path,
) -> Result<Packed, Failure> {
    let contents = Contents::of(kelola, args.delivery, lang)?;
    let path = std::path::absolute(out).map_err(unwritable)?;
    let is_zip = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("zip"));
    if is_zip {
        zipped::write(kelola, &contents, &path)?;
    } else {
        contents.write_into(kelola, &path)?;
    }
    Ok(Packed {
        path,
        files: contents.names().map(str::to_owned).collect(),
    })
}

/// Writes the pack of a delivery into its own folder among the data, where nothing else stays, and says where.
///
/// # Errors
/// Fails when a picture cannot be made or the folder cannot be written.
pub fn desk_folder(kelola: &Kelola, args: OneDelivery) -> Result<PathBuf, Failure> {
    let lang = settings::load(kelola)?.lang;
    let folder = folder_of(kelola, args.delivery);
    let contents = Contents::of(kelola, args.delivery, lang)?;
    contents.write_into(kelola, &folder)?;
    for entry in fs::read_dir(&folder).map_err(unwritable)?.flatten() {
        let is_ours = contents
            .names()
            .any(|it| entry.file_name().as_os_str() == it);
        let is_file = entry.file_type().is_ok_and(|it| it.is_file());
        if is_file && !is_ours {
            fs::remove_file(entry.path()).map_err(unwritable)?;
        }
    }
    Ok(folder)
}

/// Takes the folder of a delivery away that nobody needs any more. One that stays is in nobody's way.
pub(crate) fn put_away(kelola: &Kelola, delivery: DeliveryId) {
    let folder = folder_of(kelola, delivery);
    if let Err(error) = fs::remove_dir_all(folder)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%delivery, kind = %error.kind(), "a folder of prepared files stays");
    }
}

fn folder_of(kelola: &Kelola, delivery: DeliveryId) -> PathBuf {
    kelola.paths().data.join("desk").join(delivery.to_string())
}

#[allow(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn unwritable(error: io::Error) -> Failure {
    Failure::new(errors::FILE_UNWRITABLE).with("what", error.kind())
}
