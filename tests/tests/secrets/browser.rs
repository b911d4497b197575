//! What a sign-in on a network's own page brings: client secret, code, verifier, token.

use std::time::Duration;

use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::mastodon_fake::MastodonFake;
use kelola_tests::harness::proxy::{Mode, Proxy};
use kelola_tests::harness::{background, http};
use kelola_tests::journeys::Shop;
use serde_json::{Value, json};

use super::hunt::Hunt;
use super::traces;

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
        let page = running.wait_for_line(Duration::from_secs(30), |line| {
            let said: Value = serde_json::from_str(line).ok()?;
            said["open"].as_str().map(str::to_owned)
        });
        if let Some((path, mode)) = fault {
            proxy.set_for(path, mode, 1);
        }
        if round < 2 {
            let back = fake.authorize(&page, &kopi);
            let shown = background::wait(async move {
                let answer = http::client().get(back).send().await;
                answer.unwrap().text().await.unwrap()
            });
            hunt.printed.push(("the page".to_owned(), shown));
            running.wait_for_line(Duration::from_secs(30), |line| {
                (!line.contains("\"open\"")).then_some(())
            });
        }
        hunt.process(running.id());
        running.kill();
        hunt.printed
            .push((format!("sign-in {round}"), running.printed()));
    }
    for secret in fake.secrets() {
        hunt.for_secret(&secret);
    }
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
    hunt.run(&ctl, &["post", "show", &post]);
    traces::look_everywhere(&mut hunt, &ctl, &shop, &keychain);
}
