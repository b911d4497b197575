//! The open data folder: reads on a small pool, writes one at a time, every write an operation.

use crate::{
    blobs::Blobs, clock::Clock, columns::millis, error::StoreError, files, lock, record, schema,
};
use kelola_domain::{ids::OperationId, time::Instant};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, config::DbConfig};
use std::{
    fmt,
    fs::File,
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};
use uuid::Uuid;

/// How long a write waits for another program's.
const BUSY: Duration = Duration::from_secs(5);
/// Connections kept open for reading; more may be open while they are needed.
const READERS: usize = 4;

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The person, in the window.
    Window,
    /// The person, through kelolactl.
    CommandLine,
    /// The engine. What it does cannot be taken back by the person.
    Sync,
}

impl Actor {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::CommandLine => "command_line",
            Self::Sync => "sync",
        }
    }

    /// Reads a stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Window, Self::CommandLine, Self::Sync]
            .into_iter()
            .find(|it| it.name() == name)
    }
}

/// An open data folder. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

/// A way back to an open store that does not keep it open.
pub(crate) struct WeakStore(Weak<Inner>);

impl WeakStore {
    /// The store, while anybody still has it open.
    pub(crate) fn upgrade(&self) -> Option<Store> {
        self.0.upgrade().map(Store)
    }
}

struct Inner {
    dir: PathBuf,
    clock: Arc<dyn Clock>,
    blobs: Blobs,
    device: String,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    seen: Mutex<i64>,
    #[cfg(debug_assertions)]
    disk: Mutex<FullDisk>,
    // Last, so that the connections are closed before others may restore over the files.
    _in_use: File,
}

impl fmt::Debug for Store {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Store")
            .field("dir", &self.0.dir)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens a data folder, making it if it is not there, and brings its schema up to date.
    ///
    /// # Errors
    /// `NewerSchema` for a folder of a newer Kelola, `InUse` while it is being restored, `Damaged` for a file that is
    /// no database of Kelola, else the disk's and SQLite's.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        files::private_dir(dir)?;
        files::make_private(dir)?;
        let in_use = lock::in_use(dir)?;
        let path = database(dir);
        // SQLite gives the -wal and -shm files the rights of the main file.
        drop(files::private_file(&path)?);
        let mut writer = connect(&path)?;
        journal_in_wal(&writer)?;
        schema::migrate(&mut writer, schema::MIGRATIONS, &dir.join("backups"))?;
        let device = crate::installation::ensure(&mut writer, clock.now())?;
        record::install(&writer)?;
        let seen = data_version(&writer)?;
        let store = Self(Arc::new(Inner {
            dir: dir.to_owned(),
            blobs: Blobs::new(dir),
            clock,
            device,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            seen: Mutex::new(seen),
            #[cfg(debug_assertions)]
            disk: Mutex::default(),
            _in_use: in_use,
        }));
        crate::installation::follow_zone_data(&store)?;
        Ok(store)
    }

    /// The data folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.0.dir
    }

    /// Now, by the clock the store was opened with.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The clock the store was opened with.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.0.clock)
    }

    /// A new UUIDv7 from the clock and the system's randomness.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        new_uuid(self.now())
    }

    /// The files beside the database.
    #[must_use]
    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    /// Runs queries on one consistent state of the data.
    ///
    /// # Errors
    /// What `query` gives back, or SQLite's.
    pub fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = guard(&self.0.readers).pop();
        let db = match idle {
            Some(db) => db,
            None => {
                let db = connect(&database(&self.0.dir))?;
                db.pragma_update(None, "query_only", true)?;
                db
            }
        };
        let tx = db.unchecked_transaction()?;
        let result = query(&tx);
        drop(tx);
        let mut readers = guard(&self.0.readers);
        if readers.len() < READERS {
            readers.push(db);
        }
        result
    }

    /// Does one act: a transaction whose changes are recorded as one operation under `label`, a code of the words
    /// table. An error takes everything back.
    ///
    /// # Errors
    /// What `act` gives back, or SQLite's.
    pub fn write<T>(
        &self,
        actor: Actor,
        label: &str,
        act: impl FnOnce(&mut Write<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.operate(actor, label, record::How::Act, act)
    }

    /// Like [`Store::write`], also for undo and redo, and with an error type of the caller's.
    pub(crate) fn operate<T, E: From<StoreError>>(
        &self,
        actor: Actor,
        label: &str,
        how: record::How,
        act: impl FnOnce(&mut Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut db = guard(&self.0.writer);
        let tx = db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let now = self.now();
        let operation = OperationId::from_uuid(new_uuid(now));
        let mut write = Write {
            tx,
            now,
            operation,
            actor,
            label: label.to_owned(),
            joins: None,
        };
        let result = act(&mut write)?;
        record::store(&write, &self.0.device, how)?;
        #[cfg(debug_assertions)]
        guard(&self.0.disk).admit()?;
        write.tx.commit().map_err(StoreError::from)?;
        Ok(result)
    }

    /// Lets commits fail as on a full disk, for tests: after `good` more that succeed, `bad` are taken back.
    #[cfg(debug_assertions)]
    pub fn fill_disk(&self, good: u32, bad: u32) {
        *guard(&self.0.disk) = FullDisk { good, bad };
    }

    pub(crate) fn weak(&self) -> WeakStore {
        WeakStore(Arc::downgrade(&self.0))
    }

    /// Whether somebody else, another program or another `Store`, has committed since this was last asked.
    ///
    /// # Errors
    /// SQLite's.
    pub fn outside_writes(&self) -> Result<bool, StoreError> {
        // The number changes on this connection for commits of all others, never for its own.
        let version = data_version(&guard(&self.0.writer))?;
        let mut seen = guard(&self.0.seen);
        let changed = *seen != version;
        *seen = version;
        Ok(changed)
    }
}

/// How many commits still succeed before the disk is full, and how many fail then.
#[cfg(debug_assertions)]
#[derive(Debug, Default)]
struct FullDisk {
    good: u32,
    bad: u32,
}

#[cfg(debug_assertions)]
impl FullDisk {
    fn admit(&mut self) -> Result<(), StoreError> {
        if self.bad == 0 {
            return Ok(());
        }
        if self.good > 0 {
            self.good -= 1;
            return Ok(());
        }
        self.bad -= 1;
        let full = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
        Err(rusqlite::Error::SqliteFailure(full, None).into())
    }
}

/// One act being written. Derefs to the connection, for reading and for the SQL of the nouns' modules.
pub struct Write<'a> {
    tx: Transaction<'a>,
    now: Instant,
    operation: OperationId,
    actor: Actor,
    label: String,
    joins: Option<chrono::Duration>,
}

impl Write<'_> {
    /// The instant of the act.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The instant of the act in milliseconds, as columns have it.
    pub(crate) fn now_millis(&self) -> i64 {
        millis(self.now)
    }

    /// A new UUIDv7.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        new_uuid(self.now)
    }

    /// The operation this act is recorded as.
    #[must_use]
    pub fn operation(&self) -> OperationId {
        self.operation
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// Makes this act one with the newest operation, if that was the same kind of act on the same rows not longer
    /// than `within` ago: autosave, so that undo takes back a stretch of typing and not half a word.
    pub fn join_previous(&mut self, within: chrono::Duration) {
        self.joins = Some(within);
    }

    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    pub(crate) fn joins(&self) -> Option<chrono::Duration> {
        self.joins
    }
}

impl Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.tx
    }
}

/// The database file of a data folder.
pub(crate) fn database(dir: &Path) -> PathBuf {
    dir.join("kelola.db")
}

/// A new UUIDv7 of this instant.
pub(crate) fn new_uuid(now: Instant) -> Uuid {
    let mut random = [0; 10];
    if getrandom::fill(&mut random).is_err() {
        // Without the system's randomness there is still the uuid crate's own source.
        return Uuid::now_v7();
    }
    let millis = u64::try_from(millis(now)).unwrap_or(0);
    // Within one millisecond a counter takes the first random bits, so that what was made later sorts later.
    let [first, second] = next_in(millis).to_be_bytes();
    (random[0], random[1]) = (first, second);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// How many ids this program has made within this millisecond.
fn next_in(millis: u64) -> u16 {
    static LAST: Mutex<(u64, u16)> = Mutex::new((0, 0));
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    *last = if last.0 == millis {
        (millis, last.1.wrapping_add(1))
    } else {
        (millis, 0)
    };
    last.1
}

/// Opens a connection with everything that holds for each of them.
pub(crate) fn connect(path: &Path) -> Result<Connection, StoreError> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    db.busy_timeout(BUSY)?;
    harden(&db)?;
    db.pragma_update(None, "foreign_keys", true)?;
    // A step of a delivery must survive a power cut, not only the death of the program.
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "cache_size", -16_000)?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// Lets the file's own schema do as little as possible: it may come from a stranger's backup.
pub(crate) fn harden(db: &Connection) -> Result<(), StoreError> {
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

fn journal_in_wal(db: &Connection) -> Result<(), StoreError> {
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode == "wal" {
        Ok(())
    } else {
        Err(StoreError::Damaged(format!("journal mode {mode}")))
    }
}

fn data_version(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

// A panic in one act rolls its transaction back when it unwinds, so the connection stays good for the next.
fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
