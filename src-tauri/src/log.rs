//! The log: short lines on standard error. No secret ever reaches it: secrets have a type that prints nothing.

use tracing_subscriber::EnvFilter;

/// Starts it; `KELOLA_LOG` chooses how much is said.
pub fn start() {
    let filter = EnvFilter::try_from_env("KELOLA_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,kelola=info"));
    // A second start within one process (tests) keeps the first log.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
