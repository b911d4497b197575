//! WhatsApp channels, status and groups, posted to by hand: no API publishes there.

mod profile;

pub use profile::profile;
