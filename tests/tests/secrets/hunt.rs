//! The hunt: every form a secret could stand in, and everything a program has printed.

use std::fs;
use std::path::Path;

use kelola_tests::harness::kelolactl::{Kelolactl, Outcome};
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::temp::{contains, files_containing};
use kelola_tests::journeys::Shop;

/// Every form of the secrets, and every text a program has printed.
#[derive(Default)]
pub struct Hunt {
    needles: Vec<Vec<u8>>,
    pub printed: Vec<(String, String)>,
}

impl Hunt {
    pub fn for_secret(&mut self, secret: &str) {
        assert!(
            secret.len() > 10,
            "too short to be told from chance: {secret}"
        );
        self.needles.push(secret.as_bytes().to_vec());
        self.needles
            .push(secret.encode_utf16().flat_map(u16::to_le_bytes).collect());
        // Wherever it stands inside a longer text, these middle letters of its base64 are the same.
        for shift in 0..3 {
            let padded = [&vec![b'.'; shift][..], secret.as_bytes()].concat();
            let text = base64(&padded);
            self.needles.push(text[4..(padded.len() / 3) * 4].to_vec());
        }
        self.needles.sort();
        self.needles.dedup();
    }

    /// Adds all tokens that the keychain holds now: sessions change as they are renewed.
    pub fn for_sessions(&mut self, keychain: &Keychain) -> usize {
        let all = keychain.search(("service", "kelola"));
        let token =
            regex::Regex::new(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+").unwrap();
        let tokens: Vec<_> = token
            .find_iter(&all)
            .map(|it| it.as_str().to_owned())
            .collect();
        for it in &tokens {
            self.for_secret(it);
            // The signature alone would do as well.
            self.for_secret(it.rsplit('.').next().unwrap());
        }
        tokens.len()
    }

    pub fn keep(&mut self, outcome: &Outcome) {
        self.printed.push((
            outcome.args.join(" "),
            format!("{}{}", outcome.out, outcome.err),
        ));
    }

    pub fn run(&mut self, ctl: &Kelolactl, args: &[&str]) -> Outcome {
        let outcome = ctl.run(args);
        self.keep(&outcome);
        outcome
    }

    /// Keeps what anybody may read of a running program.
    pub fn process(&mut self, id: u32) {
        for part in ["cmdline", "environ"] {
            if let Ok(bytes) = fs::read(format!("/proc/{id}/{part}")) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.printed.push((format!("/proc {part}"), text));
            }
        }
    }

    #[track_caller]
    pub fn expect_nothing_in(&self, folder: &Path) {
        assert!(!self.needles.is_empty(), "there is something to look for");
        assert!(folder.is_dir(), "{}", folder.display());
        for needle in &self.needles {
            let found = files_containing(folder, needle);
            assert!(
                found.is_empty(),
                "{} stands in {found:?}",
                String::from_utf8_lossy(needle)
            );
        }
    }

    #[track_caller]
    pub fn expect_nothing_printed(&self) {
        for (what, text) in &self.printed {
            for needle in &self.needles {
                let found = contains(text.as_bytes(), needle);
                assert!(
                    !found,
                    "{} was printed by {what}",
                    String::from_utf8_lossy(needle)
                );
            }
        }
    }
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Vec::new();
    for chunk in bytes.chunks(3) {
        let mut three = [0; 3];
        three[..chunk.len()].copy_from_slice(chunk);
        let number = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        text.extend((0..4).map(|place| LETTERS[(number >> (18 - 6 * place)) as usize & 63]));
    }
    text
}

#[test]
fn the_hunt_finds_what_is_there() {
    assert_eq!(base64(b"rahasia!?"), b"cmFoYXNpYSE/");
    let shop = Shop::without_keychain();
    let mut hunt = Hunt::default();
    hunt.for_secret("abcd-efgh-ijkl-mnop");
    hunt.expect_nothing_in(&shop.data());
    for (name, bytes) in [
        ("plain", b"xx abcd-efgh-ijkl-mnop yy".to_vec()),
        (
            "coded",
            base64(b"{\"a\":1,\"password\":\"abcd-efgh-ijkl-mnop\"}"),
        ),
        ("coded2", base64(b"user:abcd-efgh-ijkl-mnop")),
        ("coded3", base64(b"users:abcd-efgh-ijkl-mnop.")),
    ] {
        fs::write(shop.path("data").join(name), bytes).unwrap();
        let found = hunt
            .needles
            .iter()
            .any(|it| !files_containing(&shop.data(), it).is_empty());
        assert!(found, "{name}");
        fs::remove_file(shop.path("data").join(name)).unwrap();
    }
}
