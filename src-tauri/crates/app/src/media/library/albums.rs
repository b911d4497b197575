//! Albums: making, naming and removing them.

use crate::{
    Kelola, commands::Nothing, events::Event, failure::Failure, posts::one_line, undo::Undoable,
    words::acts,
};
use kelola_domain::{ids::AlbumId, media::Album};
use kelola_store::albums;
use serde::Deserialize;
use ts_rs::TS;

/// An album to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveAlbum {
    /// Which; none = a new one.
    pub id: Option<AlbumId>,
    /// What it is called.
    pub name: String,
}

/// One album.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneAlbum {
    /// Which.
    pub id: AlbumId,
}

/// All albums, by name.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_albums(kelola: &Kelola, _: Nothing) -> Result<Vec<Album>, Failure> {
    kelola.read(albums::list)
}

/// Makes an album, or gives one another name.
///
/// # Errors
/// Fails when there is no such album, or the name is empty or too long.
pub fn save_album(kelola: &Kelola, args: SaveAlbum) -> Result<Album, Failure> {
    let name = one_line(&args.name)?;
    if name.is_empty() {
        return Err(Failure::bad_input("name"));
    }
    let album = kelola.write(acts::SAVE_ALBUM, |tx| {
        let id = match args.id {
            Some(id) => albums::get(tx, id)?.id,
            None => AlbumId::from_uuid(tx.uuid()),
        };
        albums::put(tx, id, &name)?;
        albums::get(tx, id)
    })?;
    kelola.events().tell(&Event::MediaChanged);
    Ok(album)
}

/// Removes an album. The originals stay.
///
/// # Errors
/// Fails when there is no such album.
pub fn remove_album(kelola: &Kelola, args: OneAlbum) -> Result<Undoable, Failure> {
    let operation = kelola.write(acts::REMOVE_ALBUM, |tx| {
        albums::remove(tx, args.id)?;
        Ok(tx.operation())
    })?;
    kelola.events().tell(&Event::MediaChanged);
    Ok(Undoable {
        operation,
        label: acts::REMOVE_ALBUM.to_owned(),
    })
}
