#![no_main]

use kelola_media_fuzz::{animation, quiet};

libfuzzer_sys::fuzz_target!(init: quiet(), |bytes: &[u8]| animation(bytes));
