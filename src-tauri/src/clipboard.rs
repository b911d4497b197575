//! The picture on the system's clipboard. The web view does not hand it over on every system (WebKitGTK tells of no
//! files when a picture is pasted), so it is read here.

use crate::core::Core;
use kelola_app::{
    commands::Lane,
    failure::Failure,
    media::{Imported, import_picture},
    words::errors,
};
use std::io::Cursor;
use tauri::State;

/// What a picture on the clipboard may have at most, in pixels: a screen of any size, no bomb.
const MOST_PIXELS: usize = 100_000_000;

/// Takes the picture on the clipboard in; nothing when there is none.
#[tauri::command]
pub async fn import_clipboard(core: State<'_, Core>) -> Result<Imported, Failure> {
    core.on_lane(Lane::Long, |kelola| match picture()? {
        Some(png) => import_picture(kelola, "pasted.png", &png),
        None => Ok(Imported::default()),
    })
    .await
}

/// The picture as PNG.
fn picture() -> Result<Option<Vec<u8>>, Failure> {
    let unreadable = |error: String| Failure::new(errors::FILE_UNREADABLE).with("what", error);
    let mut clipboard = arboard::Clipboard::new().map_err(|error| unreadable(error.to_string()))?;
    let found = match clipboard.get_image() {
        Ok(found) => found,
        Err(arboard::Error::ContentNotAvailable) => return Ok(None),
        Err(error) => return Err(unreadable(error.to_string())),
    };
    if found.width.saturating_mul(found.height) > MOST_PIXELS {
        return Err(Failure::new(errors::PICTURE_TOO_LARGE));
    }
    let side = |it: usize| u32::try_from(it).map_err(|_| Failure::new(errors::PICTURE_TOO_LARGE));
    let pixels = image::RgbaImage::from_raw(
        side(found.width)?,
        side(found.height)?,
        found.bytes.into_owned(),
    )
    .ok_or_else(|| unreadable("clipboard".to_owned()))?;
    let mut png = Cursor::new(Vec::new());
    pixels
        .write_to(&mut png, image::ImageFormat::Png)
        .map_err(|error| unreadable(error.to_string()))?;
    Ok(Some(png.into_inner()))
}
