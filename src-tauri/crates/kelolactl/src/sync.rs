//! `kelolactl sync`: sends what is due and reads what came back.

use crate::{arguments::Sync, output, workplace::Workplace};
use kelola_app::{
    engine::{self, CancellationToken, SyncLine},
    failure::Failure,
    words::errors,
};

/// Runs the engine once, or stays and sends at the planned times.
///
/// # Errors
/// Fails when the engine runs elsewhere, there is no network, or nothing may be sent.
pub fn run(place: &Workplace, args: &Sync) -> Result<bool, Failure> {
    let kelola = place.kelola()?;
    let lang = place.lang();
    let json = place.json;
    let sink = move |line: engine::Line| {
        let line = SyncLine::from(line);
        let printed = if json {
            output::document(&line)
        } else {
            let said = line.code.as_deref().unwrap_or(line.to.name());
            output::line(&format!(
                "{}  {} → {}  {}",
                line.id,
                line.from.name(),
                line.to.name(),
                kelola_app::words::say(lang, said, &std::collections::BTreeMap::default())
            ))
        };
        // A reader that went away does not stop what is being sent.
        let _ = printed;
    };
    if args.watch {
        let cancel = CancellationToken::new();
        let stop = cancel.clone();
        place.on_interrupt(move || stop.cancel());
        let _outside = kelola_app::watch_outside(kelola)?;
        engine::watch(kelola, cancel, &sink)?;
        return Ok(true);
    }
    let summary = engine::run(kelola, &sink)?;
    if summary.held {
        return Err(Failure::new(errors::ENGINE_HELD));
    }
    if summary.offline {
        return Err(Failure::new(errors::OFFLINE));
    }
    if summary.clock_off_secs.is_some() {
        return Err(Failure::new(errors::CLOCK_SKEWED));
    }
    Ok(summary.problems == 0)
}
