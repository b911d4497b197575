//! `images`: renditions for placements and free sizes.

use std::fs;
use std::path::Path;

use crate::{keys, refused};
use kelola_tests::harness::kelolactl::Kelolactl;
use kelola_tests::harness::temp::Temp;
use kelola_tests::journeys::{Photo, TURNED_COMMENT, arg, is_blue, is_red};
use serde_json::Value;

struct Desk {
    temp: Temp,
    ctl: Kelolactl,
}

impl Desk {
    fn new() -> Self {
        let temp = Temp::new();
        let ctl = Kelolactl::on(&temp.path().join("data")).with_env([("LANG", "C.UTF-8")]);
        Self { temp, ctl }
    }

    fn out(&self) -> String {
        arg(&self.temp.path().join("hasil"))
    }

    fn photo(&self, name: &str, photo: Photo) -> String {
        arg(&self.temp.file(name, photo.0))
    }
}

fn opened(line: &Value) -> image::RgbImage {
    let path = Path::new(line["path"].as_str().unwrap());
    assert!(path.is_absolute(), "{line}");
    let bytes = fs::read(path).unwrap();
    assert_eq!(line["bytes"], bytes.len());
    let picture = image::load_from_memory(&bytes).unwrap().to_rgb8();
    assert_eq!(
        (&line["width"], &line["height"]),
        (&picture.width().into(), &picture.height().into())
    );
    picture
}

#[test]
fn a_rendition_is_written_for_every_placement_asked_for() {
    let desk = Desk::new();
    let photo = desk.photo("foto toko.jpg", Photo::turned(1600, 1200));
    let args = [
        "images",
        &photo,
        "--for",
        "instagram:story,bluesky,instagram",
        "--size",
        "400x400",
        "--out",
        &desk.out(),
    ];
    let lines = desk.ctl.run(args).expect_code(0).json_lines();
    let told: Vec<_> = lines
        .iter()
        .map(|it| {
            (
                it["network"].as_str().unwrap(),
                it["placement"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("instagram", "story"),
            ("bluesky", "picture"),
            ("instagram", "feed-portrait"),
            ("", "400x400")
        ]
    );
    let sizes: Vec<_> = lines.iter().map(|it| opened(it).dimensions()).collect();
    assert_eq!(
        sizes,
        [(1080, 1920), (1200, 1600), (1080, 1350), (400, 400)]
    );
    for line in &lines {
        assert_eq!(
            keys(line),
            [
                "bytes",
                "findings",
                "format",
                "height",
                "ms",
                "network",
                "path",
                "placement",
                "quality",
                "source",
                "width",
            ]
        );
        assert_eq!(line["source"], photo.as_str());
        let name = Path::new(line["path"].as_str().unwrap())
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            name.starts_with("foto-toko-") && name.contains(line["placement"].as_str().unwrap()),
            "{name}"
        );
        let bytes = fs::read(line["path"].as_str().unwrap()).unwrap();
        assert!(
            !bytes
                .windows(TURNED_COMMENT.len())
                .any(|it| it == TURNED_COMMENT.as_bytes()),
            "{name} tells the place"
        );
        // Upright: red above, blue below.
        let shown = opened(line);
        let (middle, height) = (shown.width() / 2, shown.height());
        assert!(
            is_red(*shown.get_pixel(middle, height / 10))
                && is_blue(*shown.get_pixel(middle, height * 9 / 10)),
            "{name}"
        );
    }
    let names: std::collections::BTreeSet<_> = lines
        .iter()
        .map(|it| it["path"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 4, "no file is overwritten by another");
}

#[test]
fn all_means_every_placement_of_every_network() {
    let desk = Desk::new();
    let photo = desk.photo("a.jpg", Photo::plain(2200, 2200));
    let lines = desk
        .ctl
        .run(["images", &photo, "--for", "all", "--out", &desk.out()])
        .expect_code(0)
        .json_lines();
    let networks = desk.ctl.json(["networks"]);
    let wanted: usize = networks
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["placements"].as_array().unwrap().len())
        .sum();
    assert_eq!(lines.len(), wanted);
    for line in &lines {
        let network = networks
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == line["network"])
            .unwrap();
        let placement = network["placements"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == line["placement"])
            .unwrap();
        assert!(
            line["bytes"].as_u64().unwrap() <= placement["max_bytes"].as_u64().unwrap(),
            "{line}"
        );
        let shown = opened(line);
        assert!(
            u64::from(shown.width()) <= placement["width"].as_u64().unwrap(),
            "{line}"
        );
    }
}

#[test]
fn the_crop_keeps_the_focal_point() {
    let desk = Desk::new();
    // Red on the left, blue on the right; a square of it holds one colour only at either end.
    let photo = desk.photo("a.jpg", Photo::plain(1600, 400));
    let cut = |focus: &str, out: &str| {
        let out = arg(&desk.temp.path().join(out));
        let args = [
            "images", &photo, "--size", "300x300", "--focus", focus, "--out", &out,
        ];
        opened(&desk.ctl.run(args).expect_code(0).json_lines()[0])
    };
    let (left, right) = (cut("0.05,0.5", "kiri"), cut("0.95,0.5", "kanan"));
    assert!(is_red(*left.get_pixel(5, 150)) && is_red(*left.get_pixel(294, 150)));
    assert!(is_blue(*right.get_pixel(5, 150)) && is_blue(*right.get_pixel(294, 150)));
    let middle = cut("0.5,0.5", "tengah");
    assert!(is_red(*middle.get_pixel(5, 150)) && is_blue(*middle.get_pixel(294, 150)));
}

#[test]
fn quality_is_as_asked_or_the_best_that_fits() {
    let desk = Desk::new();
    let photo = desk.photo("a.jpg", Photo::heavy(1200, 900));
    let bytes = |quality: &str| {
        let out = arg(&desk.temp.path().join(quality));
        let lines = desk.ctl.run([
            "images",
            &photo,
            "--size",
            "800x600",
            "--quality",
            quality,
            "--out",
            &out,
        ]);
        let line = lines.expect_code(0).json_lines()[0].clone();
        (line["bytes"].as_u64().unwrap(), line["quality"].clone())
    };
    let (low, high, auto) = (bytes("30"), bytes("90"), bytes("auto"));
    assert!(low.0 < high.0, "{low:?} {high:?}");
    assert_eq!((&low.1, &high.1), (&30.into(), &90.into()));
    assert!(
        auto.1.as_u64().is_some_and(|it| (1..=100).contains(&it)),
        "{auto:?}"
    );
}

#[test]
fn a_bad_picture_gives_its_own_line_and_the_rest_goes_on() {
    let desk = Desk::new();
    let good = desk.photo("a.jpg", Photo::plain(800, 800));
    let damaged = arg(&desk.temp.file("b.jpg", &Photo::plain(800, 800).0[..700]));
    let empty = arg(&desk.temp.file("c.jpg", b""));
    let gone = arg(&desk.temp.path().join("d.jpg"));
    let text = arg(&desk.temp.file("e.jpg", b"no picture at all"));
    let all = [
        "images",
        &good,
        &damaged,
        &empty,
        &gone,
        &text,
        &good,
        "--for",
        "bluesky",
        "--out",
        &desk.out(),
    ];
    let lines = desk.ctl.run(all).expect_code(1).json_lines();
    assert_eq!(lines.len(), 6);
    let told: Vec<_> = lines
        .iter()
        .map(|it| (it["source"].as_str().unwrap(), it["error"]["code"].as_str()))
        .collect();
    assert_eq!(told[0], (good.as_str(), None));
    assert_eq!(told[5], (good.as_str(), None));
    assert_eq!(told[2], (empty.as_str(), Some("picture_empty")));
    assert_eq!(told[3], (gone.as_str(), Some("file_unreadable")));
    assert_eq!(told[4], (text.as_str(), Some("picture_unsupported")));
    assert_eq!(told[1].0, damaged);
    assert!(lines[1]["error"]["message"].is_string(), "{}", lines[1]);

    let _ = desk
        .ctl
        .run([
            "images",
            &empty,
            &gone,
            "--for",
            "bluesky",
            "--out",
            &desk.out(),
        ])
        .expect_code(2);
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    let photo = desk.photo("a.jpg", Photo::plain(400, 400));
    let out = desk.out();
    for (more, code) in [
        (&["--for", "friendster"][..], "unknown_network"),
        (&["--for", "instagram:lantai"], "bad_input"),
        (&["--size", "400"], "bad_input"),
        (&["--size", "0x400"], "bad_input"),
        (&["--for", "bluesky", "--focus", "2,0.5"], "bad_input"),
        (&["--for", "bluesky", "--focus", "kiri"], "bad_input"),
        (&["--for", "bluesky", "--quality", "0"], "bad_input"),
        (&["--for", "bluesky", "--quality", "101"], "bad_input"),
        (&[], "bad_input"),
    ] {
        refused(
            &desk
                .ctl
                .run([&["images", &photo, "--out", &out], more].concat()),
            2,
            code,
        );
    }
    assert!(!Path::new(&out).exists());
    let _ = desk
        .ctl
        .run(["images", &photo, "--for", "bluesky"])
        .expect_code(2);
    let blocked = arg(&desk.temp.file("berkas", b"not a folder"));
    refused(
        &desk
            .ctl
            .run(["images", &photo, "--for", "bluesky", "--out", &blocked]),
        3,
        "file_unwritable",
    );
}
