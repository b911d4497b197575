//! From a key in the composer until the counts it changes are painted, with twelve channels on the post, and how long
//! the page was busy meanwhile.

use std::error::Error;
use std::thread::sleep;
use std::time::{Duration, Instant};

use kelola_app::posts::{CreatePost, PostPatch, SavePost, create_post, save_post};
use kelola_domain::ids::PostId;
use kelola_domain::post::Content;
use kelola_tests::harness::window::{Key, Setup, Window};
use serde_json::Value;

use super::cpu::MainThread;
use crate::Rows;
use crate::process::program;
use crate::shop::{Shop, said};
use crate::table::{Row, median, ms, quantile};

const KEYS: usize = 500;
/// The first keys of a window take longer, and are told apart as well.
const FIRST: usize = 100;
const PAUSE: Duration = Duration::from_millis(100);
/// Within so many frames the count is to be painted.
const FRAMES: f64 = 2.0;
/// How long the page's main thread may work for one key: all it does from one key to the next.
const WORK: Duration = Duration::from_millis(8);
/// What is typed: short paragraphs, as captions have them.
const CAPTION: &str = "\
\nselamat pagi, kopi susu gula aren sudah siap sejak jam tujuh, masih hangat dan harum seperti biasa.\
\nbawa teman kantor sebelum jam sepuluh, gelas kedua cukup setengah harga, berlaku di semua cabang kami.\
\nyang sedang puasa tidak usah khawatir, pesanan bisa diambil sore hari, tinggal sebut nama di kasir.\
\nmau diantar juga boleh, ongkos kirim kami tanggung untuk alamat yang dekat, cukup kirim pesan saja.\
\nsampai jumpa di kedai, jangan lupa bawa gelas sendiri, bumi senang dan harganya jadi lebih murah.";
/// And words that never end a line, as few people write.
const UNBROKEN: &str = "kopi susu ";
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

/// Notes of each key when the counts changed, how many frames had begun until the one that painted them, and when two
/// frames had begun since. A key's time is the one the system gave it.
const WATCH: &str = "
    const counts = document.getElementById('post-counts');
    const log = window.__typing = { changed: [], frames: [], painted: [] };
    let key = null, frames = 0, changed = null;
    const frame = () => {
        if (key === null) return;
        frames++;
        if (changed === null) return requestAnimationFrame(frame);
        const [began, until, needed] = [key, changed, frames];
        key = null;
        requestAnimationFrame(() => {
            log.changed.push(until - began);
            log.frames.push(needed);
            log.painted.push(performance.now() - began);
        });
    };
    addEventListener('keydown', (event) => {
        key = event.timeStamp;
        frames = 0;
        changed = null;
        requestAnimationFrame(frame);
    }, true);
    new MutationObserver(() => { if (key !== null && changed === null) changed = performance.now(); })
        .observe(counts, { subtree: true, attributeFilter: ['data-length'] });
    return null;";

/// A text area with nothing around it, over the whole page: what a key costs the engine and its driver by themselves.
const PLAIN: &str = "
    const area = document.createElement('textarea');
    area.id = 'plain';
    area.dataset.testid = 'plain';
    area.value = arguments[0];
    area.style.cssText = 'position: fixed; inset: 0; width: 529px; height: 200px; z-index: 9';
    document.body.append(area);
    return null;";

/// Types into a plain text area, into posts, and into one that is watched meanwhile: watching is work as well.
pub fn rows() -> Rows {
    let shop = Shop::on(&NETWORKS)?;
    let text = "Kopi susu gula aren kembali hadir, lihat https://kopi.id #kopi ".repeat(3);
    let [timed, unbroken, watched] = [
        post(&shop, &text)?,
        post(&shop, &text)?,
        post(&shop, &text)?,
    ];
    let window = Setup::new("typing", &shop.data)
        .with_program(program("kelola")?)
        .open();
    let page = MainThread::of(window.process())?;
    window.script(PLAIN, vec![text.into()]);
    go_to_end_of(&window, "plain");
    sleep(Duration::from_secs(1));
    let type_out = |what: &str, keys| typed(&window, &page, what.chars().cycle().take(keys));
    let plain = type_out(CAPTION, KEYS)?;
    window.script(
        "document.getElementById('plain').remove(); return null;",
        Vec::new(),
    );
    write_in(&window, timed);
    let post = type_out(CAPTION, KEYS)?;
    write_in(&window, unbroken);
    let unbroken = type_out(UNBROKEN, KEYS)?;
    write_in(&window, watched);
    window.script(WATCH, Vec::new());
    type_out(CAPTION, KEYS)?;
    sleep(Duration::from_secs(1));
    let busy = Busy {
        plain,
        post,
        unbroken,
    };
    judged(&window, &busy)
}

/// How long the page's main thread worked for each key.
struct Busy {
    plain: Vec<Duration>,
    post: Vec<Duration>,
    unbroken: Vec<Duration>,
}

/// A post of these words on all channels.
fn post(shop: &Shop, text: &str) -> Result<PostId, Box<dyn Error>> {
    let post = create_post(&shop.kelola, CreatePost::default())
        .map_err(said)?
        .post;
    let shared = Content {
        text: text.to_owned(),
        ..Content::default()
    };
    let patch = PostPatch {
        shared: Some(shared),
        ..PostPatch::default()
    };
    let args = SavePost {
        id: post.id,
        revision: post.revision,
        patch,
    };
    save_post(&shop.kelola, args).map_err(said)?;
    Ok(post.id)
}

/// Opens a post and goes into its text.
fn write_in(window: &Window, post: PostId) {
    window.script(
        "location.hash = arguments[0]; return null;",
        vec![format!("#/composer?id={post}").into()],
    );
    sleep(Duration::from_secs(1));
    go_to_end_of(window, "post-text");
    // The first checks and the pictures of an opened post are not a key's work.
    sleep(Duration::from_secs(3));
}

/// Goes on where the text ends: a click goes to where it is made, which is somewhere in the middle.
fn go_to_end_of(window: &Window, field: &str) {
    window.click(field);
    window.press_with(Key::Control, &char::from(Key::End).to_string());
}

/// Types into what has the focus, and says how long the page's main thread worked from each key to the next.
fn typed(
    window: &Window,
    page: &MainThread,
    keys: impl Iterator<Item = char>,
) -> Result<Vec<Duration>, Box<dyn Error>> {
    let mut busy = Vec::new();
    let began = Instant::now();
    for key in keys {
        let before = page.used()?;
        window.strike(key);
        sleep((PAUSE * (busy.len() as u32 + 1)).saturating_sub(began.elapsed()));
        busy.push(page.used()?.saturating_sub(before));
    }
    Ok(busy)
}

fn judged(window: &Window, busy: &Busy) -> Rows {
    let frames = numbers(window, "frames")?;
    let mut sorted = frames.clone();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    let spread = |times: &[Duration]| {
        let (p50, p95) = (ms(median(times)), ms(quantile(times, 0.95)));
        format!("p50 {p50}, p95 {p95} of {} keys", times.len())
    };
    let (changed, painted) = (times(window, "changed")?, times(window, "painted")?);
    Ok(vec![
        Row::judged(
            "window: frames from a key to the painted count, 12 channels",
            format!("p50 {}, p95 {} of {} keys", at(0.5), at(0.95), frames.len()),
            "p95 ≤ 2",
            at(0.95) <= FRAMES && frames.len() * 100 >= KEYS * 99,
        ),
        Row::known("  until the counts have changed", spread(&changed)),
        Row::known("  until the frame after that one begins", spread(&painted)),
        Row::judged(
            "  processor time of the page's main thread",
            spread(&busy.post),
            "p95 ≤ 8 ms",
            quantile(&busy.post, 0.95) <= WORK,
        ),
        Row::known(
            "  the same while the first keys are struck",
            spread(&busy.post[..FIRST]),
        ),
        Row::known("  the same in one long paragraph", spread(&busy.unbroken)),
        Row::known("  the same in a plain text area", spread(&busy.plain)),
    ])
}

fn numbers(window: &Window, what: &str) -> Result<Vec<f64>, Box<dyn Error>> {
    let told = window.script("return window.__typing[arguments[0]];", vec![what.into()]);
    let all = told.as_array().ok_or("the page noted nothing")?;
    let numbers: Vec<_> = all.iter().filter_map(Value::as_f64).collect();
    if numbers.is_empty() {
        return Err("no count was painted".into());
    }
    Ok(numbers)
}

fn times(window: &Window, what: &str) -> Result<Vec<Duration>, Box<dyn Error>> {
    let as_time = |it: f64| Duration::from_secs_f64(it.max(0.0) / 1000.0);
    Ok(numbers(window, what)?.into_iter().map(as_time).collect())
}
