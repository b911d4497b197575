//! `kelolactl brand` and `kelolactl demo`.

use crate::{
    arguments::{BrandTask, Demo},
    output,
    workplace::Workplace,
};
use chrono::{DateTime, Utc};
use kelola_app::{brands, commands::Nothing, demo as sample, failure::Failure, session};
use serde_json::json;

/// Adds or lists brands.
///
/// # Errors
/// Fails when the input cannot be used.
pub fn run(place: &Workplace, task: BrandTask) -> Result<bool, Failure> {
    match task {
        BrandTask::Add => {
            let wanted: brands::AddBrand = place.read_json()?;
            output::document(&json!({ "id": brands::add_brand(place.kelola()?, wanted)?.id }))?;
        }
        BrandTask::List => {
            let session = session::get_session(place.kelola()?, Nothing {})?;
            if place.json {
                output::document(&session.brands)?;
            } else {
                for brand in &session.brands {
                    output::line(&format!("{}  {}  {}", brand.id, brand.zone, brand.name))?;
                }
            }
        }
    }
    Ok(true)
}

/// Fills an empty data folder with a sample shop.
///
/// # Errors
/// Fails when the folder already holds something.
pub fn demo(place: &Workplace, args: &Demo) -> Result<bool, Failure> {
    let kelola = place.kelola()?;
    let now = match &args.now {
        Some(text) => DateTime::parse_from_rfc3339(text)
            .map_err(|_| Failure::bad_input(text))?
            .with_timezone(&Utc),
        None => Utc::now(),
    };
    let brand = sample::fill(kelola, now)?;
    output::document(&json!({ "id": brand.id }))?;
    Ok(true)
}
