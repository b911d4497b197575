//! Folders among the files to take in: their files, and those one level below.

use super::Refused;
use crate::{failure::Failure, media::files::name_of, words::errors};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The most files taken in at once from folders.
const MOST: usize = 5_000;

/// The files, with those of folders in the place of the folders; and what is said of folders that hold too many.
pub(super) fn expanded(files: &[impl AsRef<Path>]) -> (Vec<PathBuf>, Vec<Refused>) {
    let (mut all, mut refused) = (Vec::new(), Vec::new());
    for file in files {
        let file = file.as_ref();
        if !file.is_dir() {
            all.push(file.to_owned());
            continue;
        }
        let mut found = Vec::new();
        collect(file, true, &mut found);
        let left_out = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        all.append(&mut found);
        if left_out > 0 {
            refused.push(Refused {
                file_name: name_of(file),
                failure: Failure::new(errors::FOLDER_TOO_FULL)
                    .with("most", MOST)
                    .with("left", left_out),
            });
        }
    }
    (all, refused)
}

/// The files of a folder by name, then those of the folders in it. What is hidden or cannot be read is passed over.
fn collect(folder: &Path, goes_below: bool, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut entries: Vec<_> = entries
        .filter_map(Result::ok)
        .filter(|it| !it.file_name().to_string_lossy().starts_with('.'))
        .map(|it| it.path())
        .collect();
    entries.sort();
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|it| it.is_dir());
    found.extend(files.into_iter().filter(|it| it.is_file()));
    if goes_below {
        for folder in folders {
            collect(&folder, false, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_its_files_and_those_one_level_below() {
        let dir = tempfile::tempdir().expect("a folder");
        let make = |name: &str| {
            let file = dir.path().join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(&file, b"x").expect("written");
        };
        for name in [
            "b.jpg",
            "a.jpg",
            ".hidden.jpg",
            "sub/c.jpg",
            "sub/deep/d.jpg",
            ".git/e.jpg",
        ] {
            make(name);
        }
        let (files, refused) = expanded(&[dir.path()]);
        let names: Vec<_> = files.iter().map(|it| name_of(it)).collect();
        assert_eq!(names, ["a.jpg", "b.jpg", "c.jpg"]);
        assert!(refused.is_empty());
        let (alone, _) = expanded(&[dir.path().join("sub/deep/d.jpg")]);
        assert_eq!(alone.len(), 1, "a file stays a file");
    }

    #[test]
    fn a_folder_that_holds_too_many_says_how_many_were_left_out() {
        let dir = tempfile::tempdir().expect("a folder");
        for number in 0..MOST + 3 {
            fs::File::create(dir.path().join(format!("{number:05}.jpg"))).expect("made");
        }
        let (files, refused) = expanded(&[dir.path()]);
        assert_eq!(files.len(), MOST);
        assert_eq!(refused[0].failure.code, errors::FOLDER_TOO_FULL);
        assert_eq!(refused[0].failure.values["left"], "3");
    }
}
