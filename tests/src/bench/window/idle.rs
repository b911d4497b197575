//! The window at rest: CPU time of the program and its WebKit children while it is hidden.

use std::thread::sleep;
use std::time::{Duration, Instant};

use kelola_tests::harness::child::Running;

use super::cpu::CpuTimes;
use super::place::Place;
use crate::Rows;
use crate::process::program;
use crate::table::{Row, ms};

/// How long the window may settle, shown and then hidden, before it has to rest.
const SETTLING: Duration = Duration::from_secs(15);
const PATIENCE: Duration = Duration::from_secs(60);
/// Seconds measured, as the budget says, unless `KELOLA_BENCH_IDLE_SECS` says otherwise.
const SECONDS: u64 = 600;
/// The budget: CPU seconds in ten minutes.
const BUDGET: f64 = 0.2;

/// Closes the window as a person does, looks at the CPU time it uses, and has it come back.
pub fn rows(place: &Place) -> Rows {
    let kelola = program("kelola")?;
    let window = place.open(&kelola, &["calendar"]);
    painted(&window, Instant::now());
    sleep(SETTLING);
    if !CpuTimes::of_tree(window.id().into()).has("WebKitWeb") {
        return Err("the window has no page; it was not really open".into());
    }
    place.screen().close(place.screen().shown("Kelola"));
    place.screen().wait_until_hidden("Kelola");
    sleep(SETTLING);
    let seconds = std::env::var("KELOLA_BENCH_IDLE_SECS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(SECONDS);
    eprintln!("  watching the hidden window for {seconds} s");
    let before = CpuTimes::of_tree(window.id().into());
    sleep(Duration::from_secs(seconds));
    let after = CpuTimes::of_tree(window.id().into());
    let used = after.since(&before).as_secs_f64();
    let share = BUDGET * seconds as f64 / 600.0;
    let began = Instant::now();
    let _second = place.open(&kelola, &[]);
    let back = painted(&window, began);
    Ok(vec![
        Row::judged(
            "window: idle while hidden, 10,000 posts",
            format!(
                "{used:.3} s CPU in {seconds} s, {} processes",
                after.processes()
            ),
            &format!("≤ {share:.3} s ({BUDGET} s in 10 minutes)"),
            used <= share,
        ),
        Row::known("  until it is wanted and painted again", ms(back)),
    ])
}

fn painted(window: &Running, began: Instant) -> Duration {
    window.wait_for_log_line(PATIENCE, |line| {
        line.contains("start: painted").then(|| began.elapsed())
    })
}
