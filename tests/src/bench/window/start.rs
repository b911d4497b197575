//! From the start of the program until the calendar is painted and has answered a key, beside an empty Tauri window
//! that paints a line of text. The two take turns.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use super::place::Place;
use crate::Rows;
use crate::filled::MONTH;
use crate::process::program;
use crate::table::{Row, median, ms};

const RUNS: usize = 9;
const PATIENCE: Duration = Duration::from_secs(60);
/// The budget: so many times what the empty window takes.
const FACTOR: f64 = 1.3;

/// The moments of one start, counted from before the program was started.
#[derive(Default)]
struct Moments {
    painted: Vec<Duration>,
    answered: Vec<Duration>,
}

/// Starts both again and again.
pub fn rows(place: &Place) -> Rows {
    let (kelola, empty) = (program("kelola")?, program("empty-window")?);
    let (year, month) = MONTH;
    let calendar = format!("calendar?day={year}-{month:02}-15");
    let (mut ours, mut theirs) = (Moments::default(), Moments::default());
    // The first start of each reads the programs and the libraries from disk; it is not counted.
    start(place, &kelola, &[&calendar], &mut Moments::default())?;
    start(place, &empty, &[], &mut Moments::default())?;
    for _ in 0..RUNS {
        start(place, &kelola, &[&calendar], &mut ours)?;
        start(place, &empty, &[], &mut theirs)?;
    }
    let row = |what: &str, ours: &[Duration], theirs: &[Duration]| {
        let (ours, theirs) = (median(ours), median(theirs));
        let factor = ours.as_secs_f64() / theirs.as_secs_f64();
        Row::judged(
            what,
            format!(
                "{}, an empty window {}: × {factor:.2}",
                ms(ours),
                ms(theirs)
            ),
            &format!("≤ × {FACTOR}"),
            factor <= FACTOR,
        )
    };
    Ok(vec![
        row(
            "window: start until the calendar of 10,000 posts answers a key",
            &ours.answered,
            &theirs.answered,
        ),
        row("  until it is painted", &ours.painted, &theirs.painted),
    ])
}

fn start(
    place: &Place,
    program: &Path,
    arguments: &[&str],
    moments: &mut Moments,
) -> Result<(), Box<dyn Error>> {
    let begin = Instant::now();
    let window = place.open(program, arguments);
    let at = |moment: &'static str| {
        window.wait_for_log_line(PATIENCE, |line| {
            line.contains(moment).then(|| begin.elapsed())
        })
    };
    let painted = at("start: painted");
    // No window manager gives the focus away here; the key goes to the window under the pointer.
    place.xdotool(&["key", "Right"])?;
    let answered = at("start: answered a key");
    moments.painted.push(painted);
    moments.answered.push(answered);
    Ok(())
}
