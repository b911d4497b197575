//! What a person set for the interface and for sending.

use crate::{Kelola, failure::Failure, media::ahead};
use kelola_domain::{brand::Lang, ids::BrandId};
use kelola_store::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const KEY: &str = "settings";
const TOLD_OF_HIDING: &str = "told_of_hiding";

/// The settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// The language of the interface.
    pub lang: Lang,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Size of the interface in percent, 100 to 200.
    pub scale: u32,
    /// The first day of a calendar's week.
    pub week_start: WeekStart,
    /// Minutes after the planned time within which a new post is still sent.
    pub grace_minutes: u32,
    /// The brand that is worked on.
    pub brand: Option<BrandId>,
    /// Whether the rail shows icons only.
    pub rail_narrow: bool,
    /// Whether sending goes on when the window is closed.
    pub keep_running: bool,
    /// Whether a phone on the local network may fetch a pack while its code is shown.
    pub phone_pack: bool,
    /// Whether the credit of a picture is written into what is prepared of it; its place never is.
    pub keep_credit: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: system_lang(),
            theme: Theme::System,
            scale: 100,
            week_start: WeekStart::Sunday,
            grace_minutes: 60,
            brand: None,
            rail_narrow: false,
            keep_running: true,
            phone_pack: false,
            keep_credit: false,
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The first day of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum WeekStart {
    /// Sunday.
    Sunday,
    /// Monday.
    Monday,
}

/// New settings.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveSettings {
    /// All of them.
    pub settings: Settings,
}

/// The system's language where Kelola speaks it, else English.
#[must_use]
pub fn system_lang() -> Lang {
    let locale = sys_locale::get_locale().unwrap_or_default().to_lowercase();
    if locale.starts_with("id") || locale.starts_with("ms") || locale.starts_with("jv") {
        Lang::Id
    } else {
        Lang::En
    }
}

/// The settings as they stand.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn current(kelola: &Kelola) -> Result<Settings, Failure> {
    load(kelola)
}

/// The stored settings, else the first ones.
pub(crate) fn load(kelola: &Kelola) -> Result<Settings, Failure> {
    Ok(kelola
        .read(|db| kelola_store::settings::get::<Settings>(db, KEY))?
        .unwrap_or_default())
}

/// Whether the credit of a picture is written into what is prepared of it.
pub(crate) fn keeps_credit(db: &kelola_store::Connection) -> Result<bool, StoreError> {
    let settings = kelola_store::settings::get::<Settings>(db, KEY)?;
    Ok(settings.is_some_and(|it| it.keep_credit))
}

/// Keeps settings; numbers outside their range are drawn to its ends.
pub(crate) fn store(kelola: &Kelola, settings: Settings) -> Result<Settings, Failure> {
    let settings = Settings {
        scale: settings.scale.clamp(100, 200),
        grace_minutes: settings.grace_minutes.clamp(1, 7 * 24 * 60),
        ..settings
    };
    let kept_credit = load(kelola)?.keep_credit;
    kelola.write(crate::words::acts::SAVE_SETTINGS, |tx| {
        kelola_store::settings::set(tx, KEY, &settings)
    })?;
    if settings.keep_credit != kept_credit {
        ahead::all_changed(kelola);
    }
    Ok(settings)
}

/// Whether the person has not been told yet that closing the window does not end Kelola; from now on they have.
///
/// # Errors
/// Fails when the data cannot be read or written.
pub fn tell_of_hiding_once(kelola: &Kelola) -> Result<bool, Failure> {
    let told = kelola
        .read(|db| kelola_store::settings::get::<bool>(db, TOLD_OF_HIDING))?
        .unwrap_or(false);
    if !told {
        kelola.write(crate::words::acts::SAVE_SETTINGS, |tx| {
            kelola_store::settings::set(tx, TOLD_OF_HIDING, &true)
        })?;
    }
    Ok(!told)
}

/// Keeps the settings of the interface.
///
/// # Errors
/// Fails when the data cannot be written.
pub fn save_settings(kelola: &Kelola, args: SaveSettings) -> Result<Settings, Failure> {
    store(kelola, args.settings)
}
