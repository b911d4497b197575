//! The fuzzers' corpus, tried the way the fuzzers do.

use crate::measure::turn;
use std::{fs, path::PathBuf};

#[path = "../../fuzz/src/lib.rs"]
#[allow(dead_code, reason = "the hook is for fuzzers")]
mod targets;

/// Name and content of the committed files of a folder below `tests`, by name.
pub fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.is_file() && it.extension().is_none_or(|it| it != "md"))
        .map(|it| {
            (
                it.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read(&it).unwrap(),
            )
        })
        .collect();
    files.sort();
    assert!(
        !files.is_empty() || folder.ends_with("found"),
        "{}",
        folder.display()
    );
    files
}

#[test]
fn the_corpus_holds_under_every_target() {
    let turn = turn();
    for (name, bytes) in ["corpus", "corpus/found", "videos"]
        .into_iter()
        .flat_map(files)
    {
        turn.within(64 << 20, &name, || {
            targets::probe(&bytes);
            targets::picture(&bytes);
            targets::animation(&bytes);
            targets::video(&bytes);
        });
    }
}

#[test]
fn every_picture_of_the_corpus_is_read_but_those_refused_by_name() {
    for (name, bytes) in files("corpus") {
        let facts = kelola_media::probe(&bytes);
        if name.ends_with(".avif") {
            assert_eq!(facts.unwrap_err().code(), "picture_avif");
            continue;
        }
        let facts = facts.unwrap_or_else(|error| panic!("{name}: {error}"));
        let turned = name.starts_with("turned.");
        assert_eq!(
            (facts.width, facts.height),
            if turned { (16, 24) } else { (24, 16) },
            "{name}"
        );
        assert_eq!(
            facts.animated,
            name.starts_with("moving.") || name == "place.gif",
            "{name}"
        );
        assert_eq!(
            facts.has_alpha,
            name.starts_with("alpha.") || name.ends_with(".gif"),
            "{name}"
        );
    }
}
