//! YouTube, posted to by hand: videos of programs that were not audited stay private.

mod profile;

pub use profile::profile;
