//! Files only their owner may read: the data folder is 0700, what lies in it 0600.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};
use tempfile::NamedTempFile;

/// Makes a folder, and those above it, readable by the owner only.
pub(crate) fn private_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(dir)
}

/// Takes away everybody else's rights to a folder that may have existed before.
pub(crate) fn make_private(dir: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(dir, fs::Permissions::from_mode(0o700))?;
    }
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// Opens a file for reading and writing, making it readable by the owner only.
pub(crate) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Writes a file, readable by its owner only, so that after a crash it is there in full or not at all.
///
/// # Errors
/// The disk's.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = folder_of(path)?;
    private_dir(dir)?;
    let mut temporary = tempfile::Builder::new().prefix(".new-").tempfile_in(dir)?;
    temporary.write_all(bytes)?;
    keep(temporary, path)
}

/// Writes what a reader gives, readable by its owner only, so that after a crash it is there in full or not at all.
///
/// # Errors
/// The reader's or the disk's.
pub fn copy_whole(path: &Path, reader: &mut impl Read) -> io::Result<()> {
    let dir = folder_of(path)?;
    private_dir(dir)?;
    let mut temporary = tempfile::Builder::new().prefix(".new-").tempfile_in(dir)?;
    io::copy(reader, &mut temporary)?;
    keep(temporary, path)
}

/// Gives a file that was written under another name its place, whole, even across a crash.
pub(crate) fn keep(temporary: NamedTempFile, path: &Path) -> io::Result<()> {
    let dir = folder_of(path)?;
    private_dir(dir)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_dir(dir)
}

/// The folder a file lies in. That of a bare name is the present one, which `parent` calls by an empty name that cannot
/// be opened.
fn folder_of(path: &Path) -> io::Result<&Path> {
    match path.parent() {
        Some(dir) if dir.as_os_str().is_empty() => Ok(Path::new(".")),
        Some(dir) => Ok(dir),
        None => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Makes a rename in this folder survive a power cut.
pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_lies_in_the_present_folder() {
        assert_eq!(folder_of(Path::new("r.pdf")).unwrap(), Path::new("."));
        assert_eq!(folder_of(Path::new("a/r.pdf")).unwrap(), Path::new("a"));
        assert!(folder_of(Path::new("/")).is_err());
    }
}
