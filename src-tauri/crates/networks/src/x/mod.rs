//! X, posted to by hand: its API is metered and billed to each user.

mod profile;

pub use profile::profile;
