//! Foreign files, one after the other and measured: the shared collections file by file, small files cut at every byte,
//! bombs, and the fuzzers' corpus. What is refused says why, what is read is read whole, upright and in its colours, and
//! nothing takes more memory or time than its size warrants. Names play no part: the crate is given bytes alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod bombs;
mod collections;
mod corpus;
mod cuts;
mod measure;
mod places;

use kelola_domain::{media::ImageFormat, network::Placement};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A placement that takes a picture as large as it is.
fn whole(formats: &[ImageFormat]) -> Placement {
    Placement {
        id: "test".into(),
        width: 10_000,
        height: 10_000,
        exact: false,
        formats: formats.to_vec(),
        max_bytes: u64::MAX,
    }
}
