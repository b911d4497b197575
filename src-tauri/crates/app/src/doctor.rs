//! Checks that everything a person relies on is as it should be.

use crate::{
    Kelola, commands::Nothing, failure::Failure, reports::fonts_are_there, words::doctor as codes,
};
use kelola_domain::delivery::DeliveryState as S;
use kelola_store::{assets, brands, changes, deliveries, engine_lock, health, posts};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// What the doctor found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Diagnosis {
    /// The checks, in order.
    pub checks: Vec<DoctorCheck>,
}

/// One check.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DoctorCheck {
    /// What it says, an entry of `doctor.json`.
    pub code: String,
    /// How it stands.
    pub state: Standing,
    /// Values for the sentence.
    pub values: BTreeMap<String, String>,
}

/// How a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// As it should be.
    Ok,
    /// Worth knowing.
    Warning,
    /// Something does not work.
    Problem,
}

impl DoctorCheck {
    fn new(code: &str, state: Standing) -> Self {
        Self {
            code: code.to_owned(),
            state,
            values: BTreeMap::new(),
        }
    }

    fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.values.insert(key.to_owned(), value.to_string());
        self
    }
}

impl Diagnosis {
    /// Whether something does not work.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        self.checks.iter().any(|it| it.state == Standing::Problem)
    }
}

/// Checks database, media, keychain, clock and pending deliveries.
///
/// # Errors
/// Fails when the data cannot be read at all.
pub fn run_doctor(kelola: &Kelola, _: Nothing) -> Result<Diagnosis, Failure> {
    let health = health::check(kelola.store())?;
    Ok(Diagnosis {
        checks: vec![
            database(kelola, &health)?,
            media(kelola, &health)?,
            keychain(kelola),
            clock(kelola)?,
            pending(kelola)?,
            engine(kelola)?,
            fonts(kelola),
        ],
    })
}

fn database(kelola: &Kelola, health: &health::Health) -> Result<DoctorCheck, Failure> {
    if let Some(fault) = health.integrity.first() {
        return Ok(DoctorCheck::new(codes::DATABASE_DAMAGED, Standing::Problem).with("what", fault));
    }
    if health.broken_links > 0 {
        return Ok(DoctorCheck::new(codes::DATABASE_DAMAGED, Standing::Problem)
            .with("what", health.broken_links));
    }
    let rows = kelola.read(|db| {
        brands::list(db)?
            .iter()
            .map(|it| posts::count_of(db, it.id))
            .sum::<Result<u64, _>>()
    })?;
    Ok(DoctorCheck::new(codes::DATABASE, Standing::Ok).with("rows", rows))
}

fn media(kelola: &Kelola, health: &health::Health) -> Result<DoctorCheck, Failure> {
    Ok(match health.missing_files.len() {
        0 => DoctorCheck::new(codes::MEDIA, Standing::Ok)
            .with("count", kelola.read(assets::count_all)?),
        missing => DoctorCheck::new(codes::MEDIA_MISSING, Standing::Problem).with("count", missing),
    })
}

fn keychain(kelola: &Kelola) -> DoctorCheck {
    if kelola.secrets().retry().ok {
        DoctorCheck::new(codes::KEYCHAIN, Standing::Ok)
    } else {
        DoctorCheck::new(codes::KEYCHAIN_UNAVAILABLE, Standing::Warning)
    }
}

/// A clock behind the last change is wrong for sure; one ahead of it cannot be told without a network.
fn clock(kelola: &Kelola) -> Result<DoctorCheck, Failure> {
    let last = kelola.read(|db| Ok(changes::history(db, 1)?.into_iter().next()))?;
    Ok(match last {
        Some(entry) if entry.at > kelola.now() => {
            DoctorCheck::new(codes::CLOCK_BEHIND, Standing::Problem)
                .with("at", entry.at.to_rfc3339())
        }
        _ => DoctorCheck::new(codes::CLOCK, Standing::Ok),
    })
}

fn pending(kelola: &Kelola) -> Result<DoctorCheck, Failure> {
    let (pending, asked) = kelola.read(|db| {
        let pending = deliveries::in_states(
            db,
            &[
                S::Planned,
                S::Due,
                S::Sending,
                S::Processing,
                S::RetryAt,
                S::HandedOff,
            ],
        )?
        .len();
        let asked = deliveries::in_states(
            db,
            &[
                S::Failed,
                S::NeedsSignIn,
                S::Unknown,
                S::Missed,
                S::Held,
                S::Reminded,
            ],
        )?
        .len();
        Ok((pending, asked))
    })?;
    let state = if asked > 0 {
        Standing::Warning
    } else {
        Standing::Ok
    };
    Ok(DoctorCheck::new(codes::DELIVERIES, state)
        .with("pending", pending)
        .with("asked", asked))
}

fn engine(kelola: &Kelola) -> Result<DoctorCheck, Failure> {
    if kelola.held()?.is_some() {
        return Ok(DoctorCheck::new(codes::HELD, Standing::Warning));
    }
    Ok(match engine_lock(&kelola.paths().data) {
        Ok(_) => DoctorCheck::new(codes::ENGINE_LOCK, Standing::Ok),
        Err(_) => DoctorCheck::new(codes::ENGINE_LOCK_TAKEN, Standing::Ok),
    })
}

fn fonts(kelola: &Kelola) -> DoctorCheck {
    if fonts_are_there(kelola) {
        DoctorCheck::new(codes::FONTS, Standing::Ok)
    } else {
        DoctorCheck::new(codes::FONTS_MISSING_HERE, Standing::Problem)
    }
}
