//! From a key in the composer until the counts it changes are painted, with twelve channels on the post, and how long
//! the page was busy meanwhile.

use std::error::Error;
use std::thread::sleep;
use std::time::{Duration, Instant};

use kelola_app::posts::{CreatePost, PostPatch, SavePost, create_post, save_post};
use kelola_domain::post::Content;
use kelola_tests::harness::window::{Setup, Window};
use serde_json::Value;

use crate::Rows;
use crate::process::program;
use crate::shop::{Shop, said};
use crate::table::{Row, median, ms, quantile};

const KEYS: usize = 500;
const PAUSE: Duration = Duration::from_millis(100);
/// Two frames of a screen that shows sixty a second.
const BUDGET: Duration = Duration::from_micros(33_400);
/// How long the page may be busy with one key.
const WORK: Duration = Duration::from_millis(8);
const NETWORKS: [&str; 12] = [
    "bluesky",
    "telegram",
    "instagram",
    "facebook",
    "threads",
    "x",
    "linkedin",
    "tiktok",
    "youtube",
    "pinterest",
    "whatsapp",
    "kompasiana",
];

/// Notes each key, the first change of the counts after it, and the second frame after that. Between key and paint a
/// message is posted again and again: where it comes back late, the page was busy.
const WATCH: &str = "
    const counts = document.getElementById('post-counts');
    const log = window.__typing = { painted: [], busy: [] };
    let key = null;
    const channel = new MessageChannel();
    let last = 0, work = 0;
    channel.port1.onmessage = () => {
        const now = performance.now();
        if (now - last > 0.5) work += now - last;
        last = now;
        if (key !== null) channel.port2.postMessage(0);
    };
    addEventListener('keydown', () => {
        key = last = performance.now();
        work = 0;
        channel.port2.postMessage(0);
    }, true);
    new MutationObserver(() => {
        if (key === null) return;
        const began = key;
        requestAnimationFrame(() => requestAnimationFrame(() => {
            if (key !== began) return;
            log.painted.push(performance.now() - began);
            log.busy.push(work);
            key = null;
        }));
    }).observe(counts, { subtree: true, childList: true, characterData: true });
    return null;";

/// Types and counts.
pub fn rows() -> Rows {
    let shop = Shop::on(&NETWORKS)?;
    let post = create_post(&shop.kelola, CreatePost::default())
        .map_err(said)?
        .post;
    let text = "Kopi susu gula aren kembali hadir, lihat https://kopi.id #kopi ".repeat(3);
    let patch = PostPatch {
        shared: Some(Content {
            text,
            ..Content::default()
        }),
        ..PostPatch::default()
    };
    let args = SavePost {
        id: post.id,
        revision: post.revision,
        patch,
    };
    save_post(&shop.kelola, args).map_err(said)?;
    let window = Setup::new("typing", &shop.data)
        .with_program(program("kelola")?)
        .open();
    window.script(
        "location.hash = arguments[0]; return null;",
        vec![format!("#/composer?id={}", post.id).into()],
    );
    window.click("post-text");
    // The first checks and the pictures of an opened post are not a key's work.
    sleep(Duration::from_secs(3));
    window.script(WATCH, Vec::new());
    let began = Instant::now();
    for at in 0..KEYS {
        window.press(if at % 6 == 5 { " " } else { "a" });
        sleep((PAUSE * (at as u32 + 1)).saturating_sub(began.elapsed()));
    }
    sleep(Duration::from_secs(1));
    judged(&window)
}

fn judged(window: &Window) -> Rows {
    let painted = times(window, "painted")?;
    let busy = times(window, "busy")?;
    let row = |what: &str, times: &[Duration], most: Duration, budget: &str| {
        let p95 = quantile(times, 0.95);
        Row::judged(
            what,
            format!(
                "p50 {}, p95 {} of {} keys",
                ms(median(times)),
                ms(p95),
                times.len()
            ),
            budget,
            p95 <= most && times.len() * 10 >= KEYS * 9,
        )
    };
    Ok(vec![
        row(
            "window: from a key to the painted count, 12 channels",
            &painted,
            BUDGET,
            "p95 ≤ 2 frames (33.4 ms)",
        ),
        row("  the page is busy with it for", &busy, WORK, "p95 ≤ 8 ms"),
    ])
}

fn times(window: &Window, what: &str) -> Result<Vec<Duration>, Box<dyn Error>> {
    let told = window.script("return window.__typing[arguments[0]];", vec![what.into()]);
    let all = told.as_array().ok_or("the page noted nothing")?;
    let times: Vec<_> = all
        .iter()
        .filter_map(Value::as_f64)
        .map(|it| Duration::from_secs_f64(it.max(0.0) / 1000.0))
        .collect();
    if times.is_empty() {
        return Err("no count was painted".into());
    }
    Ok(times)
}
