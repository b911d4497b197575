//! LinkedIn, posted to by hand: its API needs an app's secret, and a review for organizations.

mod profile;

pub use profile::profile;
