//! TikTok, posted to by hand: its API needs an app's secret and an audit.

mod profile;

pub use profile::profile;
