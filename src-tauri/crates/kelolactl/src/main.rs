//! Kelola on the command line: thin over the same core as the window. What it prints and how it ends is the
//! contract scripts rely on: 0 done, 1 checked and found problems, 2 bad input, 3 not available, 4 a defect.

mod arguments;
mod batch;
mod brand;
mod channel;
mod check;
mod images;
mod network;
mod networks;
mod output;
mod pack;
mod post;
mod report;
mod safety;
mod sync;
mod workplace;

use arguments::{Arguments, Task};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help and version are answers; everything else is usage, and clap's own code for it is 2 as well.
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            return if error.print().is_ok() {
                ExitCode::from(code)
            } else {
                ExitCode::from(3)
            };
        }
    };
    start_log();
    let place = match workplace::Workplace::new(&arguments) {
        Ok(place) => place,
        Err(failure) => return output::fail(&failure, arguments.lang(), arguments.json),
    };
    match run(&place, arguments.task) {
        Ok(clean) => ExitCode::from(u8::from(!clean)),
        Err(failure) => output::fail(&failure, place.lang(), place.json),
    }
}

/// Carries a task out; true when nothing was found wrong.
fn run(place: &workplace::Workplace, task: Task) -> Result<bool, kelola_app::failure::Failure> {
    if matches!(task, Task::Networks | Task::Check(_)) {
        place.learn_networks();
    }
    match task {
        Task::Networks => networks::list(place),
        Task::Network { task } => network::run(place, task),
        Task::Check(args) => check::run(place, &args),
        Task::Images(args) => images::run(place, &args),
        Task::Demo(args) => brand::demo(place, &args),
        Task::Brand { task } => brand::run(place, task),
        Task::Channel { task } => channel::run(place, task),
        Task::Post { task } => post::run(place, task),
        Task::Pack(args) => pack::run(place, &args),
        Task::Sync(args) => sync::run(place, &args),
        Task::Report(args) => report::run(place, &args),
        Task::Backup { file } => safety::back_up(place, &file),
        Task::Restore { file } => safety::restore(place, &file),
        Task::Doctor => safety::doctor(place),
    }
}

fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("KELOLA_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("off"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
