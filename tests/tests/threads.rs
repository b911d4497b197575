//! Threads and first comments on a real Bluesky server: every piece once and in order, whatever happens between two of
//! them; and taking down what is live.
#![cfg(target_os = "linux")]

use kelola_tests::harness::appview::AppView;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::pds::{Account, Pds};
use kelola_tests::harness::proxy::{Mode, Proxy};
use kelola_tests::journeys::{Photo, Shop, arg, wall_in};
use serde_json::{Value, json};

struct Stage {
    pds: Pds,
    budi: Account,
    proxy: Proxy,
    shop: Shop,
    channel: String,
    _keychain: Keychain,
}

impl Stage {
    fn set() -> Self {
        let (pds, keychain) = (Pds::start(), Keychain::unlocked());
        let budi = pds.create_account("budi");
        let proxy = Proxy::in_front_of(pds.url());
        let shop = Shop::on(&keychain);
        let channel = shop.bluesky_channel(&proxy.url(), &budi);
        Self {
            pds,
            budi,
            proxy,
            shop,
            channel,
            _keychain: keychain,
        }
    }

    /// A thread of three parts, each with a picture, and a first comment, due now.
    fn thread(&self) -> String {
        let part = |name: &str, text: &str| {
            let photo = self.shop.file(name, Photo::plain(900, 600).0);
            json!({ "text": text, "media": [arg(&photo)], "alt": [format!("Foto {text}")] })
        };
        let mut post = part("1.jpg", "Satu");
        post["parts"] = json!([part("2.jpg", "Dua"), part("3.jpg", "Tiga")]);
        post["first_comment"] = json!("Menunya di https://kopisenja.example");
        post["channels"] = json!([self.channel]);
        post["at"] = json!(wall_in(chrono::Duration::zero()));
        self.shop.ctl.add("post", &post)
    }

    fn states(&self, post: &str) -> Vec<String> {
        pieces(&self.shop.show(post))
            .iter()
            .map(|it| it["state"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Syncs until the whole thread is live, and expects it on the server once and in order.
    #[track_caller]
    fn expect_whole_thread(&self, post: &str) {
        for _ in 0..4 {
            if self.states(post).iter().all(|it| it == "live") {
                break;
            }
            let _ = self.shop.sync();
        }
        let ours = pieces(&self.shop.show(post));
        assert!(ours.iter().all(|it| it["state"] == "live"), "{ours:#?}");
        assert_thread(&self.pds.posts(&self.budi), &ours);
    }
}

/// The deliveries of the one channel of a post: the post itself, then its pieces.
fn pieces(detail: &Value) -> Vec<Value> {
    let views = detail["deliveries"].as_array().unwrap();
    assert_eq!(views.len(), 1, "one post, not four: {detail}");
    let head = views[0]["delivery"].clone();
    let further = views[0]["pieces"].as_array().unwrap().iter();
    std::iter::once(head)
        .chain(further.map(|it| it["delivery"].clone()))
        .collect()
}

/// Exactly these records are on the server, each answering the one before it.
#[track_caller]
fn assert_thread(records: &[Value], ours: &[Value]) {
    assert_eq!(records.len(), ours.len(), "{records:#?}");
    let of = |text: &str| {
        let found: Vec<_> = records
            .iter()
            .filter(|it| it["value"]["text"].as_str().unwrap().starts_with(text))
            .collect();
        assert_eq!(found.len(), 1, "{text}: {records:#?}");
        found[0]
    };
    let (first, second, third, comment) = (of("Satu"), of("Dua"), of("Tiga"), of("Menunya"));
    let strong = |it: &Value| json!({ "uri": it["uri"], "cid": it["cid"] });
    let reply = |parent: &Value| json!({ "parent": strong(parent), "root": strong(first) });
    assert!(first["value"].get("reply").is_none());
    assert_eq!(second["value"]["reply"], reply(first));
    assert_eq!(third["value"]["reply"], reply(second));
    assert_eq!(comment["value"]["reply"], reply(first));
    for (record, text) in [(first, "Satu"), (second, "Dua"), (third, "Tiga")] {
        let images = record["value"]["embed"]["images"].as_array().unwrap();
        assert_eq!(
            (images.len(), &images[0]["alt"]),
            (1, &json!(format!("Foto {text}")))
        );
    }
    assert!(comment["value"].get("embed").is_none());
    let named: Vec<_> = ours.iter().map(|it| &it["remote_id"]).collect();
    assert_eq!(
        named,
        [
            &first["uri"],
            &second["uri"],
            &third["uri"],
            &comment["uri"]
        ]
    );
}

#[test]
fn a_thread_with_pictures_and_a_first_comment_goes_out_in_order_and_only_once() {
    let stage = Stage::set();
    let post = stage.thread();
    let lines = stage.shop.sync().expect_code(0).json_lines();
    assert_eq!(lines.len(), 4, "{lines:?}");
    stage.expect_whole_thread(&post);
    let again = stage.shop.sync().expect_code(0);
    assert_eq!(
        (again.json_lines(), stage.pds.posts(&stage.budi).len()),
        (vec![], 4)
    );
    let listed = stage.shop.ctl.json(["post", "list"]);
    assert_eq!(
        listed[0]["deliveries"].as_array().unwrap().len(),
        1,
        "{listed}"
    );
}

#[test]
fn a_fault_between_any_two_parts_neither_doubles_nor_loses_one() {
    for mode in [Mode::Reset, Mode::DropAnswer] {
        for part in 0..4 {
            let stage = Stage::set();
            let post = stage.thread();
            if part > 0 {
                stage.proxy.set_for("putRecord", Mode::Pass, part);
            }
            stage.proxy.set_for("putRecord", mode, 1);
            let _ = stage.shop.sync();
            stage.expect_whole_thread(&post);
        }
    }
}

#[test]
fn a_program_killed_between_two_parts_goes_on_where_it_stopped() {
    for moment in ["before_request", "after_request", "after_store"] {
        let stage = Stage::set();
        let post = stage.thread();
        // Each start lives long enough for one piece at most.
        for _ in 0..6 {
            let ctl = stage
                .shop
                .ctl
                .clone()
                .with_env([("KELOLA_CRASH_AT", moment)]);
            let _ = ctl.run(["sync"]);
        }
        stage.expect_whole_thread(&post);
    }
}

#[test]
fn a_part_that_is_too_long_is_refused_before_anything_is_planned() {
    let stage = Stage::set();
    let post = json!({
        "text": "Satu", "parts": [{ "text": "kata ".repeat(80) }], "channels": [stage.channel],
        "at": wall_in(chrono::Duration::zero()),
    });
    let refused = stage
        .shop
        .ctl
        .run_with_input(["post", "add"], post.to_string().as_bytes())
        .expect_code(2)
        .json();
    assert_eq!(refused["error"]["code"], "findings_stop", "{refused}");
    let _ = stage.shop.sync().expect_code(0);
    assert_eq!(stage.pds.posts(&stage.budi).len(), 0);
}

#[test]
fn pieces_move_with_their_post() {
    let stage = Stage::set();
    let part = |text: &str| json!({ "text": text });
    let post = stage.shop.ctl.add("post", &json!({
        "text": "Satu", "parts": [part("Dua"), part("  "), part("Tiga")], "first_comment": "Catatan",
        "channels": [stage.channel], "at": wall_in(chrono::Duration::days(1)),
    }));
    let places = |all: &[Value]| -> Vec<(Value, Value)> {
        all.iter()
            .map(|it| (it["role"].clone(), it["part"].clone()))
            .collect()
    };
    let before = pieces(&stage.shop.show(&post));
    let wanted = [
        (json!("post"), json!(0)),
        (json!("part"), json!(1)),
        (json!("part"), json!(2)),
        (json!("first_comment"), json!(0)),
    ];
    assert_eq!(places(&before), wanted, "an empty part is none");
    let later = wall_in(chrono::Duration::days(2));
    let _ = stage
        .shop
        .ctl
        .run(["post", "schedule", &post, "--at", &later])
        .expect_code(0);
    let after = pieces(&stage.shop.show(&post));
    assert_eq!(places(&after), wanted);
    assert!(
        after.iter().all(|it| it["planned"] == after[0]["planned"]),
        "{after:#?}"
    );
    assert_ne!(after[0]["planned"], before[0]["planned"]);
    let _ = stage.shop.sync().expect_code(0);
    assert_eq!(stage.states(&post), ["planned"; 4]);
}

#[test]
fn a_session_ended_on_the_server_is_renewed_by_a_new_password_and_the_rest_goes_out() {
    let stage = Stage::set();
    let _ = stage
        .shop
        .ctl
        .run(["channel", "test", &stage.channel])
        .expect_code(0);
    stage.pds.revoke_app_password(&stage.budi);
    let post = stage.thread();
    // The running session may live on for a while; a test of the password itself finds out.
    let tested = stage
        .shop
        .ctl
        .run(["channel", "test", &stage.channel])
        .expect_code(1)
        .json();
    assert_eq!(tested["connection"], "needs_sign_in");
    let _ = stage.shop.sync().expect_code(1);
    assert_eq!(stage.states(&post)[0], "needs_sign_in");
    assert_eq!(stage.pds.posts(&stage.budi).len(), 0);

    let password = stage.pds.new_app_password(&stage.budi, "kelola-baru");
    let _ = stage
        .shop
        .ctl
        .run_with_input(
            ["channel", "secret", &stage.channel],
            json!({ "secret": password }).to_string().as_bytes(),
        )
        .expect_code(0);
    let _ = stage
        .shop
        .ctl
        .run(["channel", "test", &stage.channel])
        .expect_code(0);
    let _ = stage.shop.sync().expect_code(0);
    stage.expect_whole_thread(&post);
}

#[test]
fn taking_down_a_thread_leaves_nothing_of_it_on_the_network() {
    let stage = Stage::set();
    let post = stage.thread();
    let _ = stage.shop.sync().expect_code(0);
    stage.expect_whole_thread(&post);

    // The answer to the first request is lost: that is said, and doing it again is harmless.
    stage.proxy.set_for("deleteRecord", Mode::DropAnswer, 1);
    let lost = stage
        .shop
        .ctl
        .run(["post", "take-down", &post])
        .expect_code(1);
    assert_eq!(
        lost.json_lines()[0]["error"]["code"],
        "take_down_unknown",
        "{}",
        lost.out
    );
    assert!(stage.states(&post).iter().all(|it| it == "live"));

    let done = stage
        .shop
        .ctl
        .run(["post", "take-down", &post])
        .expect_code(0);
    assert_eq!(done.json_lines()[0]["state"], "removed", "{}", done.out);
    assert_eq!(stage.states(&post), ["removed"; 4]);
    assert_eq!(stage.pds.posts(&stage.budi).len(), 0);
    let steps = stage.shop.show(&post)["deliveries"][0]["steps"].clone();
    let codes: Vec<_> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["code"].clone())
        .collect();
    assert!(
        codes.ends_with(&[json!("taking_down"), json!("taken_down")]),
        "{codes:?}"
    );
    let _ = stage.shop.sync().expect_code(0);
    assert_eq!(stage.pds.posts(&stage.budi).len(), 0, "nothing comes back");
}

#[test]
fn a_post_taken_down_in_the_networks_own_app_is_noticed() {
    let (pds, keychain) = (Pds::start(), Keychain::unlocked());
    let budi = pds.create_account("budi");
    let appview = AppView::in_front_of(pds.url());
    let shop = Shop::on(&keychain);
    let channel = shop.bluesky_channel(&appview.url(), &budi);
    let (gone, stays) = (
        shop.post_now(&[&channel], "Pergi"),
        shop.post_now(&[&channel], "Tinggal"),
    );
    let _ = shop.sync().expect_code(0);
    let uri = shop.delivery(&gone)["remote_id"]
        .as_str()
        .unwrap()
        .to_owned();
    pds.delete_post(&budi, &uri);
    let _ = shop.sync().expect_code(0);
    assert_eq!(
        (shop.state(&gone).as_str(), shop.state(&stays).as_str()),
        ("removed", "live")
    );
    assert_eq!(shop.delivery(&gone)["code"], "gone_on_network");
    appview.assert_clean();
}
