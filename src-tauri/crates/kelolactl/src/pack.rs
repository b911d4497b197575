//! `kelolactl pack`: what is needed to post a delivery by hand, in a folder or a ZIP.

use crate::{arguments::Pack as Arguments, output, workplace::Workplace};
use kelola_app::{desk::OneDelivery, failure::Failure, pack::write_pack, settings};
use serde_json::json;

/// Writes the pack of a delivery.
///
/// # Errors
/// Fails when there is no such delivery, a picture cannot be made, or the place cannot be written.
pub fn run(place: &Workplace, args: &Arguments) -> Result<bool, Failure> {
    let kelola = place.kelola()?;
    let lang = match place.asked_lang() {
        Some(lang) => lang,
        None => settings::current(kelola)?.lang,
    };
    let delivery = args.delivery;
    let packed = write_pack(kelola, OneDelivery { delivery }, lang, &args.out)?;
    output::document(&json!({ "id": delivery, "path": packed.path, "files": packed.files }))?;
    Ok(true)
}
