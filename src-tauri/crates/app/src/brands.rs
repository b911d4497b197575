//! Brands: what is managed.

use crate::{
    Kelola,
    failure::Failure,
    media::ahead,
    session::{Session, get_session},
    settings,
    words::acts,
};
use chrono_tz::Tz;
use kelola_domain::{
    brand::{Brand, Lang},
    ids::BrandId,
};
use serde::Deserialize;
use ts_rs::TS;

/// The accent of a brand that has chosen none.
pub const FIRST_ACCENT: &str = "#0d6b5a";

/// A new brand.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddBrand {
    /// Its name.
    pub name: String,
    /// Its zone, an IANA name.
    #[ts(as = "String")]
    pub zone: Tz,
    /// The languages it writes in, the main one first.
    #[serde(default)]
    pub languages: Vec<Lang>,
}

/// A changed brand.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveBrand {
    /// All of it.
    pub brand: Brand,
}

/// The brand to work on.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChooseBrand {
    /// Which.
    pub id: BrandId,
}

/// Adds a brand.
///
/// # Errors
/// Fails when the name is empty or too long.
pub fn add_brand(kelola: &Kelola, args: AddBrand) -> Result<Brand, Failure> {
    let name = checked_name(&args.name)?;
    let languages = if args.languages.is_empty() {
        vec![settings::load(kelola)?.lang]
    } else {
        args.languages
    };
    kelola.write(acts::ADD_BRAND, |tx| {
        let brand = Brand {
            id: BrandId::from_uuid(tx.uuid()),
            name,
            zone: args.zone,
            languages,
            accent: FIRST_ACCENT.to_owned(),
            prepared_by: String::new(),
            prepared_for: String::new(),
            avoided: Vec::new(),
            utm: Vec::new(),
        };
        kelola_store::brands::insert(tx, &brand)?;
        Ok(brand)
    })
}

/// Changes a brand.
///
/// # Errors
/// Fails when the name is empty or the colour is none.
pub fn save_brand(kelola: &Kelola, args: SaveBrand) -> Result<Brand, Failure> {
    let brand = Brand {
        name: checked_name(&args.brand.name)?,
        ..args.brand
    };
    if !is_colour(&brand.accent) {
        return Err(Failure::bad_input(&brand.accent));
    }
    kelola.write(acts::EDIT_BRAND, |tx| {
        kelola_store::brands::update(tx, &brand)
    })?;
    // Its colour stands beside pictures.
    ahead::all_changed(kelola);
    Ok(brand)
}

/// Goes to another brand.
///
/// # Errors
/// Fails when there is no such brand.
pub fn choose_brand(kelola: &Kelola, args: ChooseBrand) -> Result<Session, Failure> {
    kelola.read(|db| kelola_store::brands::get(db, args.id))?;
    let now = settings::load(kelola)?;
    settings::store(
        kelola,
        settings::Settings {
            brand: Some(args.id),
            ..now
        },
    )?;
    get_session(kelola, crate::commands::Nothing {})
}

fn checked_name(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 120 {
        return Err(Failure::bad_input("name"));
    }
    Ok(name.to_owned())
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|it| it.is_ascii_hexdigit()))
}
