//! Facebook Pages, posted to by hand: publishing there by a program needs an app of one's own and its secret.

mod profile;

pub use profile::profile;
