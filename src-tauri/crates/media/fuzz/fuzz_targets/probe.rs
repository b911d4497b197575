#![no_main]

use kelola_media_fuzz::{probe, quiet};

libfuzzer_sys::fuzz_target!(init: quiet(), |bytes: &[u8]| probe(bytes));
