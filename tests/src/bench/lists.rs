//! Month view, search and a page of the inbox in the core: with 100,000 posts and 1,000,000 messages, and with a tenth.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use kelola_app::calendar::{ListCalendar, list_calendar};
use kelola_app::posts::{ListPosts, list_posts};
use kelola_store::messages;

use super::Rows;
use super::filled::{Amount, MONTH, RARE, fill};
use super::shop::{Shop, said};
use super::table::{Row, median, ms};

const FULL: Amount = Amount {
    posts: 100_000,
    messages: 1_000_000,
    samples: 0,
};
const TENTH: Amount = Amount {
    posts: 10_000,
    messages: 100_000,
    samples: 0,
};
/// How often each list is read, the two shops taking turns.
const RUNS: usize = 31;
/// The most the large shop may take of the small one's time.
const GROWTH: f64 = 1.5;
const PAGE: u32 = 50;

/// What is read: its name, the budget in milliseconds, and the reading, which says how many lines it gave.
type List = (
    &'static str,
    u64,
    fn(&Shop) -> Result<usize, Box<dyn Error>>,
);

const LISTS: [List; 8] = [
    ("month view", 10, month),
    ("search: one letter", 30, |shop| search(shop, "k")),
    ("search: one common word's beginning", 30, |shop| {
        search(shop, "ko")
    }),
    ("search: two common words", 30, |shop| {
        search(shop, "kopi senja")
    }),
    ("search: two common long words", 30, |shop| {
        search(shop, "pelanggan sekarang")
    }),
    ("search: one rare word", 30, |shop| search(shop, RARE)),
    ("inbox page, the newest", 20, |shop| inbox(shop, false)),
    ("inbox page, half a year back", 20, |shop| inbox(shop, true)),
];

/// Fills both shops and reads them in turn.
pub fn rows() -> Rows {
    let (large, small) = (Shop::new()?, Shop::new()?);
    eprintln!("  writing 110,000 posts and 1,100,000 messages");
    fill(&large, FULL)?;
    fill(&small, TENTH)?;
    LISTS
        .iter()
        .map(|list| measured(list, &large, &small))
        .collect()
}

fn measured(
    (name, budget, read): &List,
    large: &Shop,
    small: &Shop,
) -> Result<Row, Box<dyn Error>> {
    // The first reading opens connections and fills caches; it is told apart.
    let (first, lines) = timed(|| read(large))?;
    read(small)?;
    let (mut full, mut tenth) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        full.push(timed(|| read(large))?.0);
        tenth.push(timed(|| read(small))?.0);
    }
    let (full, tenth) = (median(&full), median(&tenth));
    let growth = full.as_secs_f64() / tenth.as_secs_f64();
    Ok(Row::judged(
        format!("{name} ({lines} lines)"),
        format!(
            "{}, first {}; with a tenth {}: × {growth:.2}",
            ms(full),
            ms(first),
            ms(tenth)
        ),
        &format!("≤ {budget} ms, ≤ × {GROWTH}"),
        full <= Duration::from_millis(*budget) && growth <= GROWTH,
    ))
}

fn timed<T>(
    act: impl FnOnce() -> Result<T, Box<dyn Error>>,
) -> Result<(Duration, T), Box<dyn Error>> {
    let start = Instant::now();
    let done = black_box(act()?);
    Ok((start.elapsed(), done))
}

fn month(shop: &Shop) -> Result<usize, Box<dyn Error>> {
    let (year, month) = MONTH;
    let day = |month| NaiveDate::from_ymd_opt(year, month, 1).ok_or("no such month");
    let args = ListCalendar {
        first: day(month)?,
        end: day(month + 1)?,
    };
    Ok(list_calendar(&shop.kelola, args).map_err(said)?.rows.len())
}

fn search(shop: &Shop, query: &str) -> Result<usize, Box<dyn Error>> {
    let args = ListPosts {
        query: query.to_owned(),
        offset: 0,
        limit: PAGE,
        ..ListPosts::default()
    };
    Ok(list_posts(&shop.kelola, args).map_err(said)?.rows.len())
}

fn inbox(shop: &Shop, deep: bool) -> Result<usize, Box<dyn Error>> {
    let brand = Some(shop.brand.id);
    let page = shop.kelola.store().read(|db| {
        let newest = messages::page(db, brand, None, 1)?.into_iter().next();
        // Half a year back lies within both shops.
        let before = newest
            .filter(|_| deep)
            .map(|it| (it.at - chrono::Duration::days(180), it.id));
        messages::page(db, brand, before, PAGE)
    })?;
    Ok(page.len())
}
