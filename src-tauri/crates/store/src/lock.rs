//! Two file locks that the kernel releases when their holder dies: one for the engine, one that tells that the
//! folder is in use.

use crate::{error::StoreError, files};
use std::{
    fs::{File, TryLockError},
    path::Path,
};

/// The right to be the engine of a data folder. Dropping it gives it back.
#[derive(Debug)]
pub struct EngineLock(
    #[expect(
        dead_code,
        reason = "held, not read: closing the file releases the lock"
    )]
    File,
);

/// Takes the engine's lock of a data folder.
///
/// # Errors
/// `EngineBusy` when another engine, in this program or another, has it.
pub fn engine_lock(dir: &Path) -> Result<EngineLock, StoreError> {
    files::private_dir(dir)?;
    let file = files::private_file(&dir.join("engine.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(EngineLock(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::EngineBusy),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Tells others that the folder is open; any number may hold it, none while it is being restored.
pub(crate) fn in_use(dir: &Path) -> Result<File, StoreError> {
    let file = files::private_file(&dir.join("open.lock"))?;
    match file.try_lock_shared() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Has the folder for itself.
pub(crate) fn alone(dir: &Path) -> Result<File, StoreError> {
    let file = files::private_file(&dir.join("open.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
