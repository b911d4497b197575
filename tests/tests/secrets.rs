//! Secrets live in the keychain and nowhere else: not in the data, not in logs, outputs, backups, arguments or
//! environments. Without a keychain everything that needs no secret works.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

use kelola_tests::harness::http::{Answer, Request, Server};
use kelola_tests::harness::kelolactl::{Kelolactl, Outcome};
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::mastodon_fake::MastodonFake;
use kelola_tests::harness::pds::Pds;
use kelola_tests::harness::proxy::{Mode, Proxy};
use kelola_tests::harness::temp::files_containing;
use kelola_tests::journeys::{Shop, arg, wall_in, watching};
use serde_json::{Value, json};

/// Every form of the secrets, and every text a program has printed.
#[derive(Default)]
struct Hunt {
    needles: Vec<Vec<u8>>,
    printed: Vec<(String, String)>,
}

impl Hunt {
    fn for_secret(&mut self, secret: &str) {
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
    fn for_sessions(&mut self, keychain: &Keychain) -> usize {
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

    fn keep(&mut self, outcome: &Outcome) {
        self.printed.push((
            outcome.args.join(" "),
            format!("{}{}", outcome.out, outcome.err),
        ));
    }

    fn run(&mut self, ctl: &Kelolactl, args: &[&str]) -> Outcome {
        let outcome = ctl.run(args);
        self.keep(&outcome);
        outcome
    }

    #[track_caller]
    fn expect_nothing_in(&self, folder: &Path) {
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
    fn expect_nothing_printed(&self) {
        for (what, text) in &self.printed {
            for needle in &self.needles {
                let found = text.as_bytes().windows(needle.len()).any(|it| it == needle);
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

#[test]
fn a_stored_token_is_found_nowhere_but_in_the_keychain() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let proxy = Proxy::in_front_of(pds.url());
    let shop = Shop::on(&keychain);
    let ctl = shop.ctl.clone().with_env([
        ("KELOLA_LOG", "trace"),
        ("RUST_LOG", "trace"),
        ("RUST_BACKTRACE", "full"),
    ]);
    let mut hunt = Hunt::default();
    hunt.for_secret(&budi.app_password);

    let channel = json!({ "network": "bluesky", "handle": "budi.test", "server": proxy.url(), "secret": budi.app_password });
    let added = ctl
        .run_with_input(["channel", "add"], channel.to_string().as_bytes())
        .expect_code(0);
    hunt.keep(&added);
    let id = added.json()["id"].as_str().unwrap().to_owned();
    assert!(
        keychain
            .search(("service", "kelola"))
            .contains(&budi.app_password),
        "the keychain has it"
    );

    // What goes well, and what goes wrong.
    let _ = hunt.run(&ctl, &["channel", "test", &id]).expect_code(0);
    assert!(
        hunt.for_sessions(&keychain) >= 2,
        "a session has two tokens"
    );
    let first = shop.post_now(&[&id], "Rahasia tetap rahasia");
    let _ = hunt.run(&ctl, &["sync"]).expect_code(0);
    assert_eq!(shop.state(&first), "live");
    proxy.set(Mode::Refuse);
    let second = shop.post_now(&[&id], "Tanpa jaringan");
    let _ = hunt.run(&ctl, &["sync"]).expect_code(3);
    let _ = hunt.run(&ctl, &["channel", "test", &id]).expect_code(3);
    proxy.set(Mode::Pass);
    proxy.set_for("putRecord", Mode::DropAnswer, 1);
    hunt.run(&ctl, &["sync"]);
    hunt.for_sessions(&keychain);
    let _ = hunt.run(&ctl, &["sync"]).expect_code(0);
    assert_eq!(shop.state(&second), "live");
    pds.revoke_app_password(&budi);
    let _ = hunt.run(&ctl, &["channel", "test", &id]).expect_code(1);
    shop.post_now(&[&id], "Sandi ditarik");
    let _ = hunt.run(&ctl, &["sync"]).expect_code(1);

    // Input that cannot be used is told about without being repeated.
    for bad in [
        json!({ "network": "bluesky", "handle": "budi.test", "secret": budi.app_password, "extra": 1 }),
        json!({ "network": "bluesky", "handle": "budi.test", "server": "http://example.com", "secret": budi.app_password }),
        json!({ "network": "bluesky", "handle": 5, "secret": budi.app_password }),
        json!({ "network": "bluesky", "handle": "budi.test", "password": budi.app_password }),
        json!({ "network": "bluesky", "handle": "budi.test", "secret": [budi.app_password] }),
        json!({ "network": "bluesky", "handle": "budi.test", "server": format!("https://u:{}@example.com", budi.app_password) }),
        json!(budi.app_password),
        json!([budi.app_password]),
        json!({ budi.app_password.as_str(): 1 }),
    ] {
        let outcome = ctl
            .run_with_input(["channel", "add"], bad.to_string().as_bytes())
            .expect_code(2);
        hunt.keep(&outcome);
    }

    hunt.run(&ctl, &["doctor"]);
    hunt.run(&ctl, &["channel", "list"]);
    hunt.run(&ctl, &["post", "list"]);
    hunt.run(&ctl, &["post", "show", &first]);
    let files = shop.path("files");
    fs::create_dir(&files).unwrap();
    let (backup, report) = (files.join("cadangan.zip"), files.join("laporan.pdf"));
    let _ = hunt.run(&ctl, &["backup", &arg(&backup)]).expect_code(0);
    let month = &wall_in(chrono::Duration::zero())[..7];
    let _ = hunt
        .run(&ctl, &["report", "--period", month, "--out", &arg(&report)])
        .expect_code(0);
    let unpacked = files.join("isi");
    let unzip = Command::new("unzip")
        .arg("-q")
        .arg(&backup)
        .arg("-d")
        .arg(&unpacked)
        .status()
        .unwrap();
    assert!(unzip.success());

    let mut watch = watching(&ctl);
    for part in ["cmdline", "environ"] {
        let bytes = fs::read(format!("/proc/{}/{part}", watch.id())).unwrap();
        hunt.printed.push((
            format!("/proc {part}"),
            String::from_utf8_lossy(&bytes).into_owned(),
        ));
    }
    // With the watch still running: the log of the database and its shared memory are there to be searched.
    hunt.for_sessions(&keychain);
    assert!(
        hunt.needles.len() > 10,
        "password and tokens in several forms: {}",
        hunt.needles.len()
    );
    hunt.expect_nothing_in(&shop.data());
    watch.kill();
    hunt.printed
        .push(("sync --watch".to_owned(), watch.printed()));
    hunt.expect_nothing_printed();
    hunt.expect_nothing_in(&shop.data());
    hunt.expect_nothing_in(&shop.home());
    hunt.expect_nothing_in(&files);

    // Removed with its channel.
    let _ = ctl.run(["channel", "remove", &id]).expect_code(0);
    assert!(
        !keychain
            .search(("service", "kelola"))
            .contains(&budi.app_password)
    );
    assert!(!keychain.search(("service", "kelola")).contains("eyJ"));
}

/// How a network's channel signs in, and what its server says before it begins to fail.
#[derive(Clone, Copy)]
struct Echo {
    network: &'static str,
    handle: &'static str,
    secret: &'static str,
    /// Further secrets its server gives.
    given: &'static [&'static str],
    /// What is answered to a request of the sign-in itself.
    lets_in: fn(&Request) -> Option<Value>,
}

const BLUESKY_TOKEN: &str =
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJkaWQ6cGxjOmJ1ZGkifQ.c2lnbmF0dXJlLW9mLWEtdGVzdA";

/// One entry for each network that takes a secret.
const ECHOES: [Echo; 2] = [
    Echo {
        network: "bluesky",
        handle: "budi.test",
        secret: "qwer-tyui-opas-dfgh",
        given: &[BLUESKY_TOKEN],
        lets_in: |request| {
            let asked = request.uri.path().ends_with("createSession");
            asked.then(|| {
                json!({
                    "accessJwt": BLUESKY_TOKEN, "refreshJwt": BLUESKY_TOKEN, "did": "did:plc:budi",
                    "handle": "budi.test",
                })
            })
        },
    },
    Echo {
        network: "mastodon",
        handle: "budi",
        secret: "ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0",
        given: &[],
        lets_in: |request| match request.uri.path() {
            "/api/v1/accounts/verify_credentials" => {
                Some(json!({ "id": "1", "acct": "budi", "display_name": "Budi" }))
            }
            "/api/v2/instance" => Some(json!({ "domain": "budi.test" })),
            _ => None,
        },
    },
];

#[test]
fn a_server_that_fails_and_repeats_what_it_was_told_spreads_no_secret() {
    let keychain = Keychain::unlocked();
    let shop = Shop::on(&keychain);
    let ctl = shop.ctl.clone().with_env([("KELOLA_LOG", "trace")]);
    let mut hunt = Hunt::default();
    let refusals = [
        (500, "InternalServerError"),
        (400, "InvalidRequest"),
        (401, "AuthenticationRequired"),
    ];
    for echo in ECHOES {
        hunt.for_secret(echo.secret);
        for secret in echo.given {
            hunt.for_secret(secret);
        }
        // With and without a sign-in that works before it fails.
        for ((status, error), lets_in) in refusals
            .into_iter()
            .flat_map(|it| [(it, false), (it, true)])
        {
            let server = Server::start(0, move |request| async move {
                if let Some(session) = (echo.lets_in)(&request).filter(|_| lets_in) {
                    return Answer::json(200, &session);
                }
                let body = String::from_utf8_lossy(&request.body).into_owned();
                let told = format!("you said {:?} {body}", request.headers.get("authorization"));
                Answer::json(
                    status,
                    &json!({ "error": error, "message": told, "error_description": told }),
                )
            })
            .unwrap();
            let channel = json!({
                "network": echo.network, "handle": echo.handle, "server": server.url(), "secret": echo.secret,
            });
            let added = ctl
                .run_with_input(["channel", "add"], channel.to_string().as_bytes())
                .expect_code(0);
            let id = added.json()["id"].as_str().unwrap().to_owned();
            hunt.keep(&added);
            hunt.run(&ctl, &["channel", "test", &id]);
            let post = shop.post_now(&[&id], "Halo");
            assert_ne!(hunt.run(&ctl, &["sync"]).code, 4, "{}", echo.network);
            hunt.run(&ctl, &["post", "show", &post]);
            assert_ne!(shop.state(&post), "live", "{}", echo.network);
        }
    }
    hunt.expect_nothing_printed();
    hunt.expect_nothing_in(&shop.data());
}

#[test]
fn what_a_browser_sign_in_brings_is_found_nowhere_but_in_the_keychain() {
    let (fake, keychain) = (MastodonFake::start(), Keychain::unlocked());
    let kopi = fake.account("kopi", "Kopi Senja");
    let proxy = Proxy::in_front_of(&fake.url());
    let shop = Shop::on(&keychain);
    let ctl = shop
        .ctl
        .clone()
        .with_env([("KELOLA_LOG", "trace"), ("RUST_LOG", "trace")]);
    let channel = json!({ "network": "mastodon", "handle": "kopi", "server": proxy.url() });
    let id = ctl.add("channel", &channel);
    let mut hunt = Hunt::default();
    // The first goes well; of the second the code is lost on the way to the server, the third is broken off.
    for (round, fault) in [None, Some(("/oauth/token", Mode::DropAnswer)), None]
        .into_iter()
        .enumerate()
    {
        let mut running = ctl.start(["channel", "sign-in", &id]);
        let page = running.wait_for_line(std::time::Duration::from_secs(30), |line| {
            let said: Value = serde_json::from_str(line).ok()?;
            said["open"].as_str().map(str::to_owned)
        });
        if let Some((path, mode)) = fault {
            proxy.set_for(path, mode, 1);
        }
        if round < 2 {
            let back = fake.authorize(&page, &kopi);
            let shown = kelola_tests::harness::background::wait(async move {
                let answer = kelola_tests::harness::http::client().get(back).send().await;
                answer.unwrap().text().await.unwrap()
            });
            hunt.printed.push(("the page".to_owned(), shown));
            running.wait_for_line(std::time::Duration::from_secs(30), |line| {
                (!line.contains("\"open\"")).then_some(())
            });
        }
        for part in ["cmdline", "environ"] {
            if let Ok(bytes) = fs::read(format!("/proc/{}/{part}", running.id())) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                hunt.printed.push((format!("/proc {part}"), text));
            }
        }
        running.kill();
        hunt.printed
            .push((format!("sign-in {round}"), running.printed()));
    }
    for secret in fake.secrets() {
        hunt.for_secret(&secret);
    }
    assert!(hunt.needles.len() > 20, "{}", hunt.needles.len());
    let kept = keychain.search(("service", "kelola"));
    let held = fake
        .secrets()
        .iter()
        .filter(|it| kept.contains(*it))
        .count();
    assert!(
        held >= 2,
        "the keychain has token and client secret: {held}"
    );

    let post = shop.post_now(&[&id], "Rahasia tetap rahasia");
    hunt.run(&ctl, &["sync"]);
    assert_eq!(shop.state(&post), "live");
    fake.revoke_all(&kopi);
    shop.post_now(&[&id], "Izin dicabut");
    let _ = hunt.run(&ctl, &["sync"]).expect_code(1);
    hunt.run(&ctl, &["channel", "list"]);
    hunt.run(&ctl, &["post", "show", &post]);
    hunt.expect_nothing_printed();
    hunt.expect_nothing_in(&shop.data());
    hunt.expect_nothing_in(&shop.home());
}

#[track_caller]
fn everything_but_secrets_works(shop: &Shop, code: &str) {
    let before = shop.everything();
    let secret = "qwer-tyui-opas-dfgh";
    let channel = json!({ "network": "bluesky", "handle": "budi.test", "server": "https://bsky.social", "secret": secret });
    let refused = shop
        .ctl
        .run_with_input(["channel", "add"], channel.to_string().as_bytes())
        .expect_code(3);
    assert_eq!(refused.json()["error"]["code"], code);
    assert!(
        refused.err.starts_with("kelolactl: ") && refused.err.lines().count() == 1,
        "{}",
        refused.err
    );
    assert_eq!(shop.everything(), before, "nothing half done");
    assert_eq!(
        files_containing(&shop.data(), secret.as_bytes()),
        Vec::<std::path::PathBuf>::new()
    );

    let x = shop.manual_channel("x");
    let post = shop.post_now(&[&x], "Tetap bisa menulis");
    let _ = shop.sync().expect_code(0);
    assert_eq!(shop.state(&post), "reminded");
    let report = shop.path("laporan.pdf");
    let month = &wall_in(chrono::Duration::zero())[..7];
    let _ = shop
        .ctl
        .run(["report", "--period", month, "--out", &arg(&report)])
        .expect_code(0);
    assert!(fs::read(&report).unwrap().starts_with(b"%PDF-"));
    let doctor = shop.ctl.run(["doctor"]).expect_code(0).json();
    let checks = doctor["checks"].as_array().unwrap();
    assert!(
        checks
            .iter()
            .any(|it| it["code"] == "keychain_unavailable" && it["state"] == "warning"),
        "{doctor}"
    );
}

#[test]
fn without_a_keychain_everything_but_secrets_works() {
    let keychain = Keychain::absent();
    everything_but_secrets_works(&Shop::on(&keychain), "keychain_no_service");
}

#[test]
fn with_a_locked_keychain_everything_but_secrets_works() {
    let keychain = Keychain::locked();
    everything_but_secrets_works(&Shop::on(&keychain), "keychain_locked");
}

#[test]
fn a_keychain_that_comes_back_is_used_again() {
    let mut keychain = Keychain::absent();
    let pds = Pds::start();
    let budi = pds.create_account("budi");
    keychain.start();
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(pds.url(), &budi);
    let post = shop.post_now(&[&channel], "Tanpa gantungan kunci");
    keychain.lock();
    let locked = shop.sync();
    assert!(matches!(locked.code, 1 | 3), "{}{}", locked.out, locked.err);
    assert_eq!(pds.posts(&budi).len(), 0);
    assert_ne!(shop.state(&post), "live");
    let state = shop.state(&post);
    keychain.start();
    // The person connected nothing anew: the password is still there.
    let _ = shop.ctl.run(["channel", "test", &channel]).expect_code(0);
    let _ = shop.sync();
    assert_eq!(
        (shop.state(&post).as_str(), pds.posts(&budi).len()),
        ("live", 1),
        "from {state}"
    );
}
