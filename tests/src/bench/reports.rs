//! The monthly report of a shop with 10,000 posts and 1,000,000 samples: first time, and after editing a comment.

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kelola_app::reports::{MakeReport, SaveComment, make, save_comment};
use kelola_domain::brand::Lang;
use kelola_domain::report::Period;
use kelola_tests::harness::temp::home_of;

use super::Rows;
use super::filled::{Amount, MONTH, fill};
use super::process::{Used, program, run};
use super::shop::{Shop, said};
use super::table::{Row, median, ms};

const AMOUNT: Amount = Amount {
    posts: 10_000,
    messages: 0,
    samples: 1_000_000,
};
const FIRST_RUNS: usize = 3;
const EDITS: usize = 5;
/// The section the comments go to.
const SECTION: &str = "summary";

/// Fills a shop and makes its report.
pub fn rows() -> Rows {
    let shop = Shop::new()?;
    eprintln!("  writing 10,000 posts and 1,000,000 samples");
    fill(&shop, AMOUNT)?;
    let whole = whole_process(&shop)?;
    let (year, month) = MONTH;
    let args = MakeReport {
        period: Period::Month { year, month },
        lang: Lang::Id,
    };
    let start = Instant::now();
    let made = make(&shop.kelola, &shop.brand, args).map_err(said)?;
    let in_core = start.elapsed();
    let mut edits = Vec::new();
    for number in 0..EDITS {
        let comment = SaveComment {
            id: made.report.id,
            section: SECTION.to_owned(),
            text: format!("Bulan ini ramai; catatan ke-{number}."),
        };
        let start = Instant::now();
        save_comment(&shop.kelola, comment).map_err(said)?;
        edits.push(start.elapsed());
    }
    let edited = median(&edits);
    let pages = made.report.pages;
    Ok(vec![
        Row::judged(
            format!("monthly report, {pages} pages, first time (kelolactl, whole process)"),
            whole.to_string(),
            "≤ 2 s",
            whole.wall <= Duration::from_secs(2),
        ),
        Row::judged(
            "  in the core, fonts and pictures not yet read",
            ms(in_core),
            "≤ 2 s",
            in_core <= Duration::from_secs(2),
        ),
        Row::judged(
            "  after editing a comment",
            ms(edited),
            "≤ 0.5 s",
            edited <= Duration::from_millis(500),
        ),
    ])
}

/// Made by kelolactl, each time by a process that has read nothing yet.
fn whole_process(shop: &Shop) -> Result<Used, Box<dyn Error>> {
    let (year, month) = MONTH;
    let home = home_of(&shop.data);
    let mut command = Command::new(program("kelolactl")?);
    command
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join(".config"))
        .arg("--data-dir")
        .arg(&shop.data)
        .args(["--json", "--lang", "en", "report", "--period"])
        .arg(format!("{year}-{month:02}"))
        .arg("--out")
        .arg(home.join("report.pdf"));
    let runs = (0..FIRST_RUNS)
        .map(|_| run(command.stdout(Stdio::null()), &[0]))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Used::median_of(&runs))
}
