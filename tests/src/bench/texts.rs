//! Checking texts: at every key for all networks, and 100,000 of them against X's own library.

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use kelola_app::posts::{CheckText, CreatePost, check_text, create_post};
use kelola_domain::network::Profile;
use kelola_domain::post::Content;
use kelola_domain::text::{Reading, Subject, assemble, check_reading};
use kelola_networks::{Endpoints, Network, Registry};
use kelola_tests::harness::temp::Temp;
use serde_json::{Value, json};

use super::process::{Used, program, run};
use super::shop::{Shop, said};
use super::table::{Row, median, ms, quantile};
use super::words::{Dice, text};
use super::{Rows, rivals};

/// Characters of the text that is typed on.
const CHARACTERS: usize = 3_000;
const KEYS: usize = 2_000;
const BATCH: u64 = 100_000;
const RUNS: usize = 3;
/// How many times as fast as X's own library a batch is to be.
const FASTER: f64 = 8.0;

/// Both measurements.
pub fn rows() -> Rows {
    let mut rows = keys()?;
    rows.append(&mut batch()?);
    Ok(rows)
}

/// What stands in the editor after each key: 3,000 characters, another stretch of a longer text each time, so that
/// links, names and emoji are cut at every place.
fn typed() -> Vec<String> {
    let whole: Vec<char> = text(&mut Dice::new(3), CHARACTERS + KEYS + 100)
        .chars()
        .collect();
    whole
        .windows(CHARACTERS)
        .take(KEYS)
        .map(|it| it.iter().collect())
        .collect()
}

fn keys() -> Rows {
    let registry = Registry::standard(Endpoints::none());
    let profiles: Vec<&Profile> = registry.all().map(Network::profile).collect();
    let texts = typed();
    let rules = texts
        .iter()
        .map(|text| {
            let start = Instant::now();
            let shared = Subject {
                text,
                hashtags: "#kopisenja",
                ..Subject::default()
            };
            let reading = Reading::new(assemble(shared.text, shared.hashtags));
            for profile in &profiles {
                let subject = Subject {
                    kind: profile.default_kind(),
                    ..shared
                };
                black_box(check_reading(profile, &subject, &reading));
            }
            start.elapsed()
        })
        .collect::<Vec<_>>();
    let what = format!(
        "text check per key, {} characters, {} networks",
        CHARACTERS,
        profiles.len()
    );
    Ok(vec![
        per_key(&what, &rules),
        per_key(
            "  as the window asks: stored post, four channels, answer as JSON",
            &asked(texts)?,
        ),
    ])
}

/// The whole command behind a key in the composer.
fn asked(texts: Vec<String>) -> Result<Vec<Duration>, Box<dyn Error>> {
    let shop = Shop::new()?;
    let post = create_post(&shop.kelola, CreatePost::default()).map_err(said)?;
    texts
        .into_iter()
        .map(|text| {
            let start = Instant::now();
            let args = CheckText {
                post: post.post.id,
                shared: Some(Content {
                    text,
                    ..Content::default()
                }),
                channel: None,
                overrides: None,
            };
            let found = check_text(&shop.kelola, args).map_err(said)?;
            black_box(serde_json::to_string(&found)?);
            Ok(start.elapsed())
        })
        .collect()
}

fn per_key(what: &str, times: &[Duration]) -> Row {
    let p99 = quantile(times, 0.99);
    Row::judged(
        what,
        format!("p50 {}, p99 {}", ms(median(times)), ms(p99)),
        "p99 ≤ 1 ms",
        p99 <= Duration::from_millis(1),
    )
}

/// One process each, the same file, the answers written to a file and compared.
fn batch() -> Rows {
    let temp = Temp::new();
    let file = temp.path().join("texts.jsonl");
    write_texts(&file)?;
    let (own, other) = (temp.path().join("own"), temp.path().join("other"));
    let mut ours = Command::new(program("kelolactl")?);
    ours.args(["--json", "--lang", "en", "check", "--batch"])
        .arg(&file);
    let mut theirs = rivals::node("count_twitter.mjs").map(|mut it| {
        it.arg(&file);
        it
    });
    let (mut our_runs, mut their_runs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        // 1 says that some texts are too long, which is what they are made for.
        our_runs.push(run(ours.stdout(File::create(&own)?), &[0, 1])?);
        if let Some(theirs) = &mut theirs {
            their_runs.push(run(theirs.stdout(File::create(&other)?), &[0])?);
        }
    }
    let used = Used::median_of(&our_runs);
    let what = "check --batch, 100,000 mixed texts for X (whole process)";
    let mut rows = vec![Row::known(what, used.to_string())];
    if their_runs.is_empty() {
        rows.push(Row::left_out(
            "  twitter-text in Node",
            "it cannot be installed here",
        ));
        return Ok(rows);
    }
    let rival = Used::median_of(&their_runs);
    rows.push(Row::known(
        "  twitter-text in one Node process",
        rival.to_string(),
    ));
    let (same, all) = agreement(&own, &other)?;
    let faster = |of: fn(&Used) -> Duration| of(&rival).as_secs_f64() / of(&used).as_secs_f64();
    let wall = faster(|it| it.wall);
    rows.push(Row::judged(
        "  against twitter-text",
        format!(
            "{wall:.1} times as fast, {:.1} times by CPU; lengths agree on {same} of {all} texts",
            faster(|it| it.cpu)
        ),
        "≥ 8 times as fast, all agree",
        wall >= FASTER && same == all,
    ));
    Ok(rows)
}

fn write_texts(file: &Path) -> Result<(), Box<dyn Error>> {
    let mut dice = Dice::new(5);
    let mut out = BufWriter::new(File::create(file)?);
    for id in 0..BATCH {
        let length = 10 + usize::try_from(dice.below(390))?;
        let line = json!({ "id": id, "network": "x", "text": text(&mut dice, length) });
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

/// On how many texts both counted the same length, of how many.
fn agreement(own: &Path, other: &Path) -> Result<(u64, u64), Box<dyn Error>> {
    let lines = |path| Ok::<_, std::io::Error>(BufReader::new(File::open(path)?).lines());
    let (mut same, mut all) = (0, 0);
    for (own, other) in lines(own)?.zip(lines(other)?) {
        let own: Value = serde_json::from_str(&own?)?;
        let other: Value = serde_json::from_str(&other?)?;
        if own["id"] != other["id"] {
            return Err(format!("line {all}: {own} beside {other}").into());
        }
        all += 1;
        same += u64::from(own["length"] == other["length"]);
    }
    if all == BATCH {
        Ok((same, all))
    } else {
        Err(format!("{all} answers for {BATCH} texts").into())
    }
}
