#![no_main]

use kelola_media_fuzz::{picture, quiet};

libfuzzer_sys::fuzz_target!(init: quiet(), |bytes: &[u8]| picture(bytes));
