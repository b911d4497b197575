//! `demo`: the sample shop, and what may be read from it. One shop for all of it, since its pictures are drawn.

use std::collections::BTreeSet;

use crate::{only_the_owner_may_read, refused};
use chrono::{Datelike, Duration};
use kelola_tests::harness::kelolactl::Kelolactl;
use kelola_tests::harness::temp::{Temp, home_of};
use serde_json::Value;

#[test]
fn the_sample_shop_is_believable_and_never_sends() {
    let temp = Temp::new();
    let data = temp.path().join("data");
    let ctl = Kelolactl::on(&data).with_env([("LANG", "C.UTF-8")]);
    let made = ctl.json(["demo"]);
    let brands = ctl.json(["brand", "list"]);
    assert_eq!(
        (&brands[0]["id"], brands.as_array().unwrap().len()),
        (&made["id"], 1)
    );
    assert!(brands[0]["zone"].as_str().unwrap().starts_with("Asia/"));

    let channels = ctl.json(["channel", "list"]);
    let networks: BTreeSet<_> = channels
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["network"].as_str().unwrap())
        .collect();
    assert!(
        networks.is_superset(&["bluesky", "instagram", "kompasiana", "x"].into()),
        "{networks:?}"
    );
    assert!(
        channels
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["sends"] == false)
    );

    let posts = ctl.json(["post", "list"]);
    let posts = posts.as_array().unwrap();
    let now = chrono::Utc::now();
    let at = |it: &Value| {
        it["instant"]
            .as_str()
            .and_then(|it| chrono::DateTime::parse_from_rfc3339(it).ok())
    };
    let ahead = posts
        .iter()
        .filter(|it| at(it).is_some_and(|at| at > now))
        .count();
    assert!(ahead >= 10, "{ahead} posts planned ahead");
    // The shop is in Jakarta.
    let first = (now + Duration::hours(7)).with_day(1).unwrap();
    let last_month = (first - Duration::days(1)).format("%Y-%m").to_string();
    let finished = posts
        .iter()
        .filter(|it| {
            it["planned"]["wall"]
                .as_str()
                .is_some_and(|it| it.starts_with(&last_month))
        })
        .filter(|it| {
            it["deliveries"]
                .as_array()
                .unwrap()
                .iter()
                .any(|it| it["state"] == "live")
        });
    assert!(finished.count() >= 10, "a finished month");

    let before = ctl.json(["post", "list"]);
    for args in [&["demo"][..], &["demo", "--now", "2026-10-01T00:00:00Z"]] {
        refused(&ctl.run(args), 2, "data_not_empty");
    }
    assert_eq!(ctl.json(["post", "list"]), before, "nothing changed");

    for args in [&["sync"][..], &["sync", "--until-idle"]] {
        let sent = ctl.run(args).expect_code(0);
        assert_eq!(sent.out, "", "samples are scenery");
    }
    assert_eq!(ctl.json(["post", "list"]), before);
    only_the_owner_may_read(&data);
    only_the_owner_may_read(&home_of(&data));
}

#[test]
fn an_instant_that_is_none_is_refused_and_fills_nothing() {
    let temp = Temp::new();
    let ctl = Kelolactl::on(&temp.path().join("data")).with_env([("LANG", "C.UTF-8")]);
    refused(&ctl.run(["demo", "--now", "kemarin"]), 2, "bad_input");
    assert_eq!(ctl.json(["brand", "list"]), serde_json::json!([]));
}
