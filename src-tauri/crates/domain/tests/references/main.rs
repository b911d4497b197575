//! Generated texts, read by us and by the networks' own libraries (X's twitter-text, Bluesky's @atproto/api): lengths,
//! validity, where the valid part ends, and the places of links, names and hashtags are the same, but for a short list
//! of exceptions.
//!
//! `KELOLA_REFERENCES` is the folder `.ci/references` prints; without it the test says so and passes.
//! `KELOLA_TEST_TEXTS` says how many texts, `KELOLA_TEST_SEED` which.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod dice;
mod exceptions;
mod library;
mod reading;
mod shrink;
mod texts;

use dice::Dice;
use exceptions::{EXCEPTIONS, excuse};
use library::Library;
use reading::{difference, ours};
use std::{collections::BTreeMap, env, path::Path};

/// Texts that are sent at once, so that neither side waits for the other.
const AT_ONCE: usize = 64;
/// Disagreements of one kind that are shown; of all others only the number is told.
const SHOWN: usize = 3;

fn setting(name: &str, otherwise: u64) -> u64 {
    let told = env::var(name).ok();
    told.and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn generated_texts_are_read_as_the_networks_own_libraries_read_them() {
    let Some(folder) = env::var_os("KELOLA_REFERENCES") else {
        eprintln!("skipped: KELOLA_REFERENCES names no folder with the networks' libraries");
        return;
    };
    let seed = setting("KELOLA_TEST_SEED", 20_261_126);
    let count = usize::try_from(setting("KELOLA_TEST_TEXTS", 5_000)).unwrap();
    let mut library = Library::start(Path::new(&folder));
    let mut dice = Dice::new(seed);
    let mut excused = vec![0_usize; EXCEPTIONS.len()];
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    let (mut wrong, mut valid, mut entities) = (0, 0, 0);
    let mut left = count;
    while left > 0 {
        let texts: Vec<String> = (0..left.min(AT_ONCE))
            .map(|_| texts::text(&mut dice))
            .collect();
        left -= texts.len();
        let answers = library.read(&texts);
        for (text, theirs) in texts.iter().zip(answers) {
            valid += usize::from(theirs.x.valid);
            entities += theirs.x.entities.len() + theirs.bluesky.facets.len();
            let Some(told) = difference(&ours(text), &theirs) else {
                continue;
            };
            let rules = excuse(text, &mut library);
            for rule in &rules {
                excused[*rule] += 1;
            }
            if !rules.is_empty() {
                continue;
            }
            wrong += 1;
            let kind = told.lines().filter_map(|it| it.split(':').next()).collect();
            let alike = shown.entry(kind).or_default();
            *alike += 1;
            if *alike <= SHOWN {
                show(text, &mut library);
            }
        }
    }
    eprintln!(
        "{count} texts from seed {seed}: {valid} valid on X, {entities} entities, {wrong} read otherwise"
    );
    for (rule, explained) in EXCEPTIONS.iter().zip(&excused) {
        eprintln!(
            "  {explained} by exception: {} ({})",
            rule.name, rule.source
        );
        let most = (rule.most_in_1000 * count).div_ceil(1000);
        assert!(
            *explained <= most,
            "{explained} texts of {count} are more than {most}: {}",
            rule.name
        );
    }
    assert_eq!(
        wrong, 0,
        "texts that no exception explains, of {count} from seed {seed}"
    );
    // The texts are worth comparing: some fit and some do not, and there is much to find in them.
    assert!(
        valid > count / 4 && valid < count,
        "{valid} of {count} valid"
    );
    assert!(entities > count, "{entities} entities in {count} texts");
}

/// Prints a disagreement in its shortest form.
fn show(text: &str, library: &mut Library) {
    let small = shrink::shrink(text, library);
    let told = difference(&ours(&small), &library.read_one(&small)).unwrap_or_default();
    eprintln!("{small:?}\n{told}  shrunk from {text:?}\n");
}
