//! Which installation a data folder belongs to, and whether it may send: a copied or restored folder is held until
//! the person confirms that this computer publishes.

use crate::{
    columns::{bad, instant, instant_or_none, millis},
    error::StoreError,
    files,
    store::{Actor, Store, Write, new_uuid},
};
use kelola_domain::{
    delivery::Handed,
    time::{Instant, resolve},
};
use rusqlite::{Connection, OptionalExtension, params};
use std::path::{Path, PathBuf};

/// Remembers, outside the data folder, which installation lives where on this computer.
pub trait Mirror: Send + Sync {
    /// Where this installation lives on this computer; none = it is not known here.
    ///
    /// # Errors
    /// Whatever keeps the answer from being read.
    fn read(&self, installation: &str) -> Result<Option<String>, StoreError>;

    /// Remembers where this installation lives.
    ///
    /// # Errors
    /// Whatever keeps it from being written.
    fn write(&self, installation: &str, place: &str) -> Result<(), StoreError>;
}

/// A mirror in the system's configuration folder: one small file per installation.
#[derive(Debug, Clone)]
pub struct FileMirror {
    dir: PathBuf,
}

impl FileMirror {
    /// A mirror below `config_dir`.
    #[must_use]
    pub fn new(config_dir: &Path) -> Self {
        Self {
            dir: config_dir.join("installations"),
        }
    }

    fn path(&self, installation: &str) -> Result<PathBuf, StoreError> {
        let id = uuid::Uuid::parse_str(installation)
            .map_err(|_| StoreError::Damaged("installation id".to_owned()))?;
        Ok(self.dir.join(id.to_string()))
    }
}

impl Mirror for FileMirror {
    fn read(&self, installation: &str) -> Result<Option<String>, StoreError> {
        match std::fs::read_to_string(self.path(installation)?) {
            Ok(place) => Ok(Some(place)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn write(&self, installation: &str, place: &str) -> Result<(), StoreError> {
        Ok(files::write_whole(
            &self.path(installation)?,
            place.as_bytes(),
        )?)
    }
}

/// How a data folder stands to this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It lives here.
    Same,
    /// It was copied from elsewhere, or moved: it is now held.
    Differs,
    /// It was just made here.
    New,
}

/// Why nothing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldReason {
    /// The data came from a backup.
    Restored,
    /// The folder was copied or moved.
    Copied,
}

impl HeldReason {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::Copied => "copied",
        }
    }
}

/// That nothing is sent until the person confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Why.
    pub reason: HeldReason,
    /// Since when.
    pub since: Instant,
    /// When the backup was made the data came from.
    pub backup_at: Option<Instant>,
}

/// Compares the folder with what this computer remembers. A new folder is remembered; one that differs is held.
///
/// # Errors
/// The mirror's, the disk's or SQLite's.
pub fn check(store: &Store, mirror: &dyn Mirror) -> Result<Standing, StoreError> {
    let here = place(store.dir())?;
    let (installation, is_mirrored) = store.read(|db| {
        Ok(
            db.query_row("SELECT id, is_mirrored FROM installation", [], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?))
            })?,
        )
    })?;
    match mirror.read(&installation)? {
        Some(known) if known == here => Ok(Standing::Same),
        None if !is_mirrored => {
            mirror.write(&installation, &here)?;
            store.write(Actor::Sync, "installation", |tx| {
                tx.execute("UPDATE installation SET is_mirrored = 1", [])?;
                Ok(())
            })?;
            Ok(Standing::New)
        }
        _ => {
            store.write(Actor::Sync, "installation", |tx| {
                tx.execute(
                    "UPDATE installation SET held_reason = ?1, held_since = ?2 WHERE held_reason IS NULL",
                    params![HeldReason::Copied.name(), tx.now_millis()],
                )?;
                doubt_what_lies_ahead(tx, tx.now())
            })?;
            Ok(Standing::Differs)
        }
    }
}

/// Whether nothing may be sent, and why.
///
/// # Errors
/// SQLite's.
pub fn held(db: &Connection) -> Result<Option<Held>, StoreError> {
    let row = db
        .prepare_cached("SELECT held_reason, held_since, backup_at FROM installation WHERE held_reason IS NOT NULL")?
        .query_row([], |row| {
            let reason: String = row.get("held_reason")?;
            Ok(Held {
                reason: match reason.as_str() {
                    "restored" => HeldReason::Restored,
                    "copied" => HeldReason::Copied,
                    _ => return Err(bad("held_reason", &reason)),
                },
                since: instant(row, "held_since")?,
                backup_at: instant_or_none(row, "backup_at")?,
            })
        })
        .optional()?;
    Ok(row)
}

/// The person says that this computer publishes: the hold ends. Where this computer did not know the installation it
/// becomes a new one, so that two computers never share keychain entries; its channels then need a sign-in.
/// Gives back the installation's id.
///
/// # Errors
/// The mirror's, the disk's or SQLite's.
pub fn confirm(store: &Store, mirror: &dyn Mirror) -> Result<String, StoreError> {
    let old = store.read(id)?;
    let is_known = mirror.read(&old)?.is_some();
    let installation = if is_known {
        old
    } else {
        store.uuid().to_string()
    };
    mirror.write(&installation, &place(store.dir())?)?;
    store.write(Actor::Sync, "installation", |tx| {
        tx.execute(
            "UPDATE installation SET id = ?1, is_mirrored = 1, held_reason = NULL, held_since = NULL, backup_at = NULL",
            [&installation],
        )?;
        if !is_known {
            tx.execute("UPDATE channels SET connection = 'needs_sign_in' WHERE connection <> 'manual'", [])?;
        }
        Ok(())
    })?;
    Ok(installation)
}

/// The installation's id.
///
/// # Errors
/// SQLite's.
pub fn id(db: &Connection) -> Result<String, StoreError> {
    Ok(db.query_row("SELECT id FROM installation", [], |row| row.get(0))?)
}

/// Makes the installation's row in a new file; gives back the device's id.
pub(crate) fn ensure(db: &mut Connection, now: Instant) -> Result<String, StoreError> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    tx.execute(
        "INSERT INTO installation (one, id, device, created_at, zone_data) VALUES (1, ?1, ?2, ?3, ?4) ON CONFLICT (one) DO NOTHING",
        params![new_uuid(now).to_string(), new_uuid(now).to_string(), millis(now), chrono_tz::IANA_TZDB_VERSION],
    )?;
    let device = tx.query_row("SELECT device FROM installation", [], |row| row.get(0))?;
    tx.commit()?;
    Ok(device)
}

/// Puts the hold on after a restore.
pub(crate) fn hold_restored(
    db: &Connection,
    now: Instant,
    backup_at: Instant,
) -> Result<(), StoreError> {
    db.execute("UPDATE installation SET held_reason = ?1, held_since = ?2, backup_at = ?3, is_mirrored = 1", params![
        HeldReason::Restored.name(),
        millis(now),
        millis(backup_at)
    ])?;
    Ok(())
}

/// What lies ahead may have been handed to its network by another computer, or after the backup was made: the engine
/// asks before it hands anything over.
pub(crate) fn doubt_what_lies_ahead(db: &Connection, now: Instant) -> Result<(), StoreError> {
    db.execute(
        "UPDATE deliveries SET handed = json_object('at', strftime('%Y-%m-%dT%H:%M:%SZ', planned_at / 1000, 'unixepoch'), 'revision', ?2)
         WHERE state = 'planned' AND role = 'post' AND planned_at > ?1 AND handed IS NULL
             AND channel IN (SELECT id FROM channels WHERE sends = 1 AND connection <> 'manual')",
        params![millis(now), Handed::UNSURE],
    )?;
    Ok(())
}

/// Derives the instants of everything still ahead anew when this program brings other time zone data than the last.
pub(crate) fn follow_zone_data(store: &Store) -> Result<(), StoreError> {
    let known: String = store
        .read(|db| Ok(db.query_row("SELECT zone_data FROM installation", [], |row| row.get(0))?))?;
    if known == chrono_tz::IANA_TZDB_VERSION {
        return Ok(());
    }
    store.write(Actor::Sync, "zone_data", |tx| {
        for table in ["posts", "deliveries"] {
            derive_instants(tx, table)?;
        }
        tx.execute(
            "UPDATE installation SET zone_data = ?1",
            [chrono_tz::IANA_TZDB_VERSION],
        )?;
        Ok(())
    })
}

fn derive_instants(tx: &Write<'_>, table: &str) -> Result<(), StoreError> {
    let mut query = tx.prepare(&format!(
        "SELECT id, planned_wall, planned_zone, planned_at FROM {table} WHERE planned_at > ?1"
    ))?;
    let rows: Vec<(String, Instant, i64)> = query
        .query_map([tx.now_millis()], |row| {
            let planned = crate::columns::planned(row)?.ok_or_else(|| bad("planned_wall", ""))?;
            Ok((
                row.get("id")?,
                resolve(planned.wall, planned.zone),
                row.get("planned_at")?,
            ))
        })?
        .collect::<Result<_, _>>()?;
    for (id, at, stored) in rows {
        if millis(at) != stored {
            tx.execute(
                &format!("UPDATE {table} SET planned_at = ?2 WHERE id = ?1"),
                params![id, millis(at)],
            )?;
        }
    }
    Ok(())
}

fn place(dir: &Path) -> Result<String, StoreError> {
    Ok(dir.canonicalize()?.to_string_lossy().into_owned())
}
