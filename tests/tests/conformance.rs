//! Published cases against the command line: text lengths, orientations, damaged pictures. Skipped, with a line that
//! says so, where the reference data are not at hand.

use std::fs;
use std::path::PathBuf;

use kelola_tests::harness::kelolactl::Kelolactl;
use kelola_tests::harness::paths;
use kelola_tests::harness::temp::Temp;
use kelola_tests::journeys::arg;
use serde_json::{Value, json};

fn nowhere(temp: &Temp) -> Kelolactl {
    Kelolactl::on(&temp.path().join("data")).with_env([("LANG", "C.UTF-8")])
}

fn files_below(folder: PathBuf) -> Vec<String> {
    let (mut folders, mut found) = (vec![folder], Vec::new());
    while let Some(folder) = folders.pop() {
        for it in fs::read_dir(folder).unwrap().flatten() {
            if it.path().is_dir() {
                folders.push(it.path());
            } else {
                found.push(arg(&it.path()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn texts_are_as_long_as_the_networks_say() {
    let Some(file) = paths::shared("conformance/text-length-vectors/text-length.jsonl") else {
        return;
    };
    let text = fs::read_to_string(file).unwrap();
    let cases: Vec<Value> = text
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let networks = ["x", "bluesky", "instagram"];
    let input: String = cases
        .iter()
        .enumerate()
        .flat_map(|(id, case)| {
            networks.map(|network| {
                format!(
                    "{}\n",
                    json!({ "id": [id, network], "network": network, "text": case["text"] })
                )
            })
        })
        .collect();
    let temp = Temp::new();
    let told = nowhere(&temp)
        .run_with_input(["check", "--batch", "-"], input.as_bytes())
        .expect_code(1)
        .json_lines();
    assert_eq!(told.len(), cases.len() * networks.len());
    let mut wrong = Vec::new();
    for (case, told) in cases.iter().zip(told.chunks(networks.len())) {
        let wanted = [
            &case["x"]["weightedLength"],
            &case["bluesky"]["graphemes"],
            &case["utf16"],
        ];
        for (wanted, told) in wanted.into_iter().zip(told) {
            if told["length"] != *wanted {
                wrong.push(format!(
                    "{}: {} is not {wanted}: {}",
                    told["id"], told["length"], case["text"]
                ));
            }
        }
        let facets: Vec<_> = case["bluesky"]["facets"]
            .as_array()
            .map(Vec::len)
            .into_iter()
            .collect();
        let ranges = told[1]["ranges"].as_array().map(Vec::len);
        if ranges != facets.first().copied() {
            wrong.push(format!(
                "{}: {ranges:?} facets, not {facets:?}: {}",
                told[1]["id"], case["text"]
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

#[test]
fn every_orientation_gives_the_same_upright_picture() {
    let Some(folder) = paths::shared("conformance/exif-orientation") else {
        return;
    };
    let files: Vec<_> = files_below(folder)
        .into_iter()
        .filter(|it| it.ends_with(".jpg"))
        .collect();
    assert_eq!(files.len(), 9);
    let temp = Temp::new();
    let out = arg(&temp.path().join("hasil"));
    let args: Vec<&str> = ["images"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .chain(["--size", "300x200", "--quality", "90", "--out", &out])
        .collect();
    let lines = nowhere(&temp).run(args).expect_code(0).json_lines();
    let pictures: Vec<_> = lines
        .iter()
        .map(|it| image::open(it["path"].as_str().unwrap()).unwrap().to_rgb8())
        .collect();
    assert_eq!(pictures.len(), 9);
    for (place, picture) in pictures.iter().enumerate() {
        let apart: u64 = picture
            .as_raw()
            .iter()
            .zip(pictures[0].as_raw())
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum();
        let mean = apart as f64 / picture.as_raw().len() as f64;
        assert!(
            mean < 12.0,
            "Landscape_{place} differs by {mean:.1} a channel"
        );
    }
}

#[test]
fn damaged_pictures_are_told_about_and_harm_nothing() {
    let Some(folder) = paths::shared("conformance/images-corrupt") else {
        return;
    };
    let files = files_below(folder);
    let temp = Temp::new();
    let out = arg(&temp.path().join("hasil"));
    for file in &files {
        let outcome = nowhere(&temp).run(["images", file, "--for", "bluesky", "--out", &out]);
        assert!(
            matches!(outcome.code, 0 | 2),
            "{file} ended with {}:\n{}{}",
            outcome.code,
            outcome.out,
            outcome.err
        );
        let line = &outcome.json_lines()[0];
        assert_eq!(line["error"].is_object(), outcome.code == 2, "{line}");
        assert_eq!(line["source"], file.as_str());
    }
}

#[test]
fn pictures_of_every_usual_kind_are_read() {
    let Some(folder) = paths::shared("conformance/pngsuite") else {
        return;
    };
    let files: Vec<_> = files_below(folder)
        .into_iter()
        .filter(|it| it.ends_with(".png"))
        .collect();
    let temp = Temp::new();
    let out = arg(&temp.path().join("hasil"));
    let args: Vec<&str> = ["images"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .chain(["--for", "bluesky", "--out", &out])
        .collect();
    let lines = nowhere(&temp).run(args).expect_code(1).json_lines();
    assert_eq!(lines.len(), files.len());
    for (file, line) in files.iter().zip(&lines) {
        // The files named x… are broken on purpose; all others must be read.
        let name = file.rsplit('/').next().unwrap();
        assert_eq!(
            line["error"].is_object(),
            name.starts_with('x'),
            "{name}: {line}"
        );
    }
}
