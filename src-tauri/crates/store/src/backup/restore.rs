//! Takes a backup in: unpacked beside the data, checked, and only then put in their place. Afterwards nothing is sent
//! until the person confirms.

use super::{DATABASE, FORMAT, MANIFEST, Manifest, blob_of};
use crate::{
    blobs::{Kind, hex},
    clock::Clock,
    columns::millis,
    error::{BackupFault, StoreError},
    files, installation,
    lock::{self, engine_lock},
    schema,
    store::{connect, database, harden, new_uuid},
};
use kelola_domain::time::Instant;
use rusqlite::{Connection, OpenFlags, params};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, BufReader, Read, Seek, Write},
    path::{Path, PathBuf},
};
use zip::{CompressionMethod, ZipArchive, read::ZipFile};

/// Most files in a backup.
const MAX_ENTRIES: usize = 500_000;
/// Largest manifest in bytes.
const MAX_MANIFEST: u64 = 64 * 1024;
/// Largest picture or PDF in bytes.
const MAX_BLOB: u64 = 512 * 1024 * 1024;
/// Largest database in bytes.
const MAX_DATABASE: u64 = 16 * 1024 * 1024 * 1024;
/// How much larger than its compressed form a database may be, beyond a first 16 MiB; ours stay below 30.
const MAX_RATIO: u64 = 100;

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// When the backup was made.
    pub made_at: Instant,
    /// How many deliveries were due between the backup and now and are `unknown` therefore.
    pub unknown: u32,
    /// Where the database that was there before is kept.
    pub previous: Option<PathBuf>,
}

/// Replaces the data of a folder by those of a backup. Until the last moment the folder is untouched; the database
/// before is kept in `backups`.
///
/// # Errors
/// `BadBackup` and `NewerSchema` for what is wrong with the file, `InUse` and `EngineBusy` while another program has the
/// folder open, else the disk's and SQLite's.
pub fn restore(dir: &Path, file: &Path, clock: &dyn Clock) -> Result<Restored, StoreError> {
    files::private_dir(dir)?;
    files::make_private(dir)?;
    let _alone = lock::alone(dir)?;
    let _engine = engine_lock(dir)?;
    clear_leftovers(dir)?;
    let staging = tempfile::Builder::new()
        .prefix("restoring-")
        .tempdir_in(dir)?;
    let (manifest, blobs) = unpack(file, staging.path())?;
    let unknown = prepare(&staging.path().join(DATABASE), &manifest, clock.now())?;
    let previous = keep_previous(dir, clock.now())?;
    for (kind, hash) in blobs {
        let place = kind.place(&hash);
        let target = dir.join(&place);
        if let Some(folder) = target.parent() {
            files::private_dir(folder)?;
        }
        fs::rename(staging.path().join(&place), target)?;
    }
    fs::rename(staging.path().join(DATABASE), database(dir))?;
    files::sync_dir(dir)?;
    Ok(Restored {
        made_at: manifest.made_at,
        unknown,
        previous,
    })
}

/// Removes what a restore or backup that was cut short left behind; nobody else is here.
fn clear_leftovers(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_ours = ["restoring-", "backup-"]
            .iter()
            .any(|it| name.to_string_lossy().starts_with(it));
        if is_ours && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Writes the entries below `staging`. Nothing with a name that Kelola would not have written, nothing larger than it
/// would have made it.
fn unpack(file: &Path, staging: &Path) -> Result<(Manifest, BTreeSet<(Kind, String)>), StoreError> {
    let mut zip =
        ZipArchive::new(BufReader::new(File::open(file)?)).map_err(|_| BackupFault::NotABackup)?;
    if zip.len() > MAX_ENTRIES {
        return Err(BackupFault::TooLarge.into());
    }
    let (mut manifest, mut has_database, mut blobs) = (None, false, BTreeSet::new());
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).map_err(|_| BackupFault::Damaged)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let foreign = || BackupFault::ForeignFile(name.chars().take(80).collect());
        if !entry.is_file() || entry.is_symlink() {
            return Err(foreign().into());
        }
        match name.as_str() {
            MANIFEST if manifest.is_none() => manifest = Some(read_manifest(&mut entry)?),
            DATABASE if !has_database => {
                let limit = MAX_DATABASE
                    .min(16 * 1024 * 1024 + entry.compressed_size().saturating_mul(MAX_RATIO));
                copy(&mut entry, &staging.join(DATABASE), limit)?;
                has_database = true;
            }
            _ => {
                let (kind, hash) = blob_of(&name).ok_or_else(foreign)?;
                if !blobs.insert((kind, hash.to_owned())) {
                    return Err(foreign().into());
                }
                // Ours are stored as they are: what unpacks to more than it weighs is a bomb.
                if entry.compression() != CompressionMethod::Stored {
                    return Err(BackupFault::TooLarge.into());
                }
                if copy(&mut entry, &staging.join(kind.place(hash)), MAX_BLOB)? != hash {
                    return Err(BackupFault::WrongHash(name).into());
                }
            }
        }
    }
    match manifest {
        Some(manifest) if has_database => Ok((manifest, blobs)),
        _ => Err(BackupFault::NotABackup.into()),
    }
}

fn read_manifest<R: Read + Seek>(entry: &mut ZipFile<'_, R>) -> Result<Manifest, StoreError> {
    let mut text = Vec::new();
    entry
        .take(MAX_MANIFEST + 1)
        .read_to_end(&mut text)
        .map_err(|_| BackupFault::Damaged)?;
    if text.len() as u64 > MAX_MANIFEST {
        return Err(BackupFault::TooLarge.into());
    }
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| BackupFault::NotABackup)?;
    if manifest.format != FORMAT || manifest.version != 1 {
        return Err(BackupFault::NotABackup.into());
    }
    if manifest.schema > schema::KNOWN {
        return Err(StoreError::NewerSchema {
            found: manifest.schema,
            known: schema::KNOWN,
        });
    }
    Ok(manifest)
}

/// Copies at most `limit` bytes into a new file and gives the SHA-256 of what was written.
fn copy(from: &mut impl Read, to: &Path, limit: u64) -> Result<String, StoreError> {
    if let Some(folder) = to.parent() {
        files::private_dir(folder)?;
    }
    let mut file = files::private_file(to)?;
    let (mut hash, mut written, mut buffer) = (Sha256::new(), 0_u64, vec![0; 256 * 1024]);
    loop {
        // A wrong checksum or a broken stream shows as a read error.
        let count = from.read(&mut buffer).map_err(|_| BackupFault::Damaged)?;
        if count == 0 {
            break;
        }
        written += count as u64;
        if written > limit {
            return Err(BackupFault::TooLarge.into());
        }
        hash.update(&buffer[..count]);
        file.write_all(&buffer[..count])?;
    }
    file.sync_all()?;
    Ok(hex(&hash.finalize()))
}

/// Checks the unpacked database, brings it up to date and puts the hold on.
fn prepare(path: &Path, manifest: &Manifest, now: Instant) -> Result<u32, StoreError> {
    let damaged = |error: StoreError| match error {
        StoreError::Damaged(_) | StoreError::Database(_) | StoreError::Invalid(_) => {
            BackupFault::Damaged.into()
        }
        other => other,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    harden(&db)?;
    compare_schema(&db, manifest).map_err(damaged)?;
    // The index is made anew: its inner tables could hold anything.
    db.execute("INSERT INTO posts_text (posts_text) VALUES ('rebuild')", [])
        .map_err(|error| damaged(error.into()))?;
    schema::check(&db).map_err(damaged)?;
    drop(db);
    let mut db = connect(path)?;
    // The file is a copy already, so its own backup before migrating would only be lost with the staging folder.
    let scratch = path.with_extension("before");
    schema::migrate(&mut db, schema::MIGRATIONS, &scratch)?;
    let tx = db.transaction()?;
    let unknown = forget_what_was_due(&tx, now)?;
    installation::doubt_what_lies_ahead(&tx, now)?;
    installation::hold_restored(&tx, now, manifest.made_at)?;
    tx.commit()?;
    db.close().map_err(|(_, error)| error)?;
    Ok(unknown)
}

/// The database must consist of exactly what the migrations make: no trigger, view or table beyond.
fn compare_schema(db: &Connection, manifest: &Manifest) -> Result<(), StoreError> {
    let found = schema::version(db)?;
    if found > schema::KNOWN {
        return Err(StoreError::NewerSchema {
            found,
            known: schema::KNOWN,
        });
    }
    let owner: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if owner != schema::APPLICATION_ID
        || found < 1
        || found != manifest.schema
        || schema::objects(db)? != schema::expected_objects(found)?
    {
        return Err(BackupFault::WrongSchema.into());
    }
    Ok(())
}

/// Whatever was due between the backup and now may have gone out meanwhile, also what the backup knows as failed or
/// missed and the person may have sent afterwards: nobody here can know.
fn forget_what_was_due(db: &Connection, now: Instant) -> Result<u32, StoreError> {
    let condition = "(state = 'sending' OR state IN ('due', 'retry_at') OR (state IN ('planned', 'needs_sign_in', 'failed', 'missed', 'held') AND planned_at <= ?1))
        AND channel IN (SELECT id FROM channels WHERE sends = 1)";
    db.execute(
        &format!(
            "INSERT INTO delivery_steps (delivery, at, from_state, to_state, code, operation)
             SELECT id, ?1, state, 'unknown', 'restored', ?2 FROM deliveries WHERE {condition}"
        ),
        params![millis(now), new_uuid(now).to_string()],
    )?;
    let changed = db.execute(
        &format!("UPDATE deliveries SET state = 'unknown', code = 'restored', retry_at = NULL, changed_at = ?1 WHERE {condition}"),
        [millis(now)],
    )?;
    Ok(u32::try_from(changed).unwrap_or(u32::MAX))
}

/// Copies the database that is there to `backups` and leaves no log behind that could be taken for the new one's.
fn keep_previous(dir: &Path, now: Instant) -> Result<Option<PathBuf>, StoreError> {
    let current = database(dir);
    if !current.exists() {
        return Ok(None);
    }
    let backups = dir.join("backups");
    files::private_dir(&backups)?;
    let kept = backups.join(format!("before-restore-{}.db", new_uuid(now).simple()));
    // A database too damaged to be opened is kept as it is, with its log.
    if let Ok(db) = connect(&current) {
        let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    fs::copy(&current, &kept)?;
    for suffix in ["-wal", "-shm"] {
        let log = dir.join(format!("kelola.db{suffix}"));
        match fs::metadata(&log) {
            Ok(it) if it.len() > 0 && suffix == "-wal" => {
                fs::copy(&log, kept.with_extension("db-wal"))?;
                fs::remove_file(&log)?;
            }
            Ok(_) => fs::remove_file(&log)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Some(kept))
}
