//! Pinterest, posted to by hand: its API needs an app's secret and a review.

mod profile;

pub use profile::profile;
