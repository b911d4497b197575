//! The window at rest: CPU time of the program and its WebKit children while it is hidden.

use std::error::Error;
use std::thread::sleep;
use std::time::Duration;

use super::cpu::CpuTimes;
use super::place::Place;
use crate::process::program;
use crate::table::Row;

/// How long the window may settle, shown and then hidden, before it has to rest.
const SETTLING: Duration = Duration::from_secs(15);
/// Seconds measured, as the budget says, unless `KELOLA_BENCH_IDLE_SECS` says otherwise.
const SECONDS: u64 = 600;
/// The budget: CPU seconds in ten minutes.
const BUDGET: f64 = 0.2;

/// Hides the window and looks at the CPU time it uses.
pub fn row(place: &Place) -> Result<Row, Box<dyn Error>> {
    let window = place.open(&program("kelola")?, &[]);
    let id = place.shown("Kelola")?;
    sleep(SETTLING);
    // Without a window manager nobody can minimise; unmapping is what minimising does to the page.
    place.xdotool(&["windowunmap", &id])?;
    sleep(SETTLING);
    let seconds = std::env::var("KELOLA_BENCH_IDLE_SECS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(SECONDS);
    eprintln!("  watching the hidden window for {seconds} s");
    let before = CpuTimes::of_tree(window.id().into());
    sleep(Duration::from_secs(seconds));
    let after = CpuTimes::of_tree(window.id().into());
    if !after.has("WebKit") {
        return Err("the window has no WebKit process; it was not really open".into());
    }
    let used = after.since(&before).as_secs_f64();
    let share = BUDGET * seconds as f64 / 600.0;
    Ok(Row::judged(
        "window: idle while hidden, 10,000 posts",
        format!(
            "{used:.3} s CPU in {seconds} s, {} processes",
            after.processes()
        ),
        &format!("≤ {share:.3} s ({BUDGET} s in 10 minutes)"),
        used <= share,
    ))
}
