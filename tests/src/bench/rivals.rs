//! What Kelola is measured against, as `.ci/rivals` made it ready. A missing one leaves its rows out.

use std::path::PathBuf;
use std::process::Command;

use kelola_tests::harness::paths::root;

/// A script of `tests/rivals` for Node, with the packages it needs; `None` where they are not installed.
pub fn node(script: &str) -> Option<Command> {
    let packages = named("KELOLA_RIVALS")?;
    let mut command = Command::new("node");
    command
        .arg(root().join("tests/rivals").join(script))
        .env("KELOLA_RIVALS", packages);
    Some(command)
}

/// A script of `tests/rivals` for the Python with pillow-simd; `None` where that is not built.
pub fn pillow(script: &str) -> Option<Command> {
    let mut command = Command::new(named("KELOLA_PILLOW")?);
    command.arg(root().join("tests/rivals").join(script));
    Some(command)
}

fn named(variable: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable).map(PathBuf::from)?;
    path.exists().then_some(path)
}
