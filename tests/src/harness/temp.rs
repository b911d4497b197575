//! Folders of one test, removed with it. Kept when `KELOLA_KEEP_TEMP` is set, to look into after a failure.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A private folder with a short path (socket paths end at 108 bytes).
#[derive(Debug)]
pub struct Temp {
    folder: PathBuf,
    _guard: Option<TempDir>,
}

impl Temp {
    /// Makes a new empty folder, readable by its owner only.
    pub fn new() -> Self {
        let guard = tempfile::Builder::new()
            .prefix("kelola-")
            .tempdir()
            .expect("the system's temporary folder is writable");
        make_private(guard.path());
        // One level down, so that what lies beside a data folder (see `home_of`) goes with it too.
        let folder = guard.path().join("t");
        fs::create_dir(&folder).expect("a folder of ours is writable");
        make_private(&folder);
        if std::env::var_os("KELOLA_KEEP_TEMP").is_some() {
            eprintln!("kept: {}", folder.display());
            let _ = guard.keep();
            return Self {
                folder,
                _guard: None,
            };
        }
        Self {
            folder,
            _guard: Some(guard),
        }
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Makes a folder below this one, readable by its owner only, and returns its path.
    pub fn folder(&self, name: &str) -> PathBuf {
        let path = self.folder.join(name);
        fs::create_dir_all(&path).expect("a folder of ours is writable");
        make_private(&path);
        path
    }

    /// Writes a file below this folder and returns its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("a folder of ours is writable");
        }
        fs::write(&path, bytes).expect("a folder of ours is writable");
        path
    }
}

impl Default for Temp {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .expect("a folder of ours takes permissions");
}

#[cfg(not(unix))]
fn make_private(_folder: &Path) {}

/// The home folder of whoever uses this data folder: beside it, so that each run on the same data finds it again, and
/// no run touches the person's own.
pub fn home_of(data: &Path) -> PathBuf {
    let mut name = data.as_os_str().to_owned();
    name.push(".home");
    let home = PathBuf::from(name);
    fs::create_dir_all(&home).expect("the folder beside a data folder is writable");
    make_private(&home);
    home
}

/// Every file below a folder that contains the bytes, for tests that no secret was written anywhere.
pub fn files_containing(folder: &Path, needle: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file()
                && fs::read(entry.path()).is_ok_and(|bytes| contains(&bytes, needle))
            {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

/// Whether the bytes stand somewhere in others.
pub fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    match str::from_utf8(needle) {
        Ok("") => false,
        // Text stays text between bytes that are none; this way leaps where comparing every place crawls.
        Ok(text) => String::from_utf8_lossy(bytes).contains(text),
        Err(_) => bytes.windows(needle.len()).any(|part| part == needle),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_search_finds_a_secret_in_a_nested_file_and_only_there() {
        let temp = Temp::new();
        let hidden = temp.file("a/b/c.bin", b"\x00\xffxx-token-yy\x01");
        temp.file("a/other.txt", b"xx-tokem-yy");
        assert_eq!(files_containing(temp.path(), b"xx-token-yy"), vec![hidden]);
    }

    #[test]
    fn a_folder_is_gone_with_its_value() {
        let temp = Temp::new();
        let path = temp.path().to_path_buf();
        assert!(path.is_dir());
        drop(temp);
        assert!(!path.exists());
    }
}
