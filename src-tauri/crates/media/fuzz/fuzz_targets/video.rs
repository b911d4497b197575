#![no_main]

use kelola_media_fuzz::{quiet, video};

libfuzzer_sys::fuzz_target!(init: quiet(), |bytes: &[u8]| video(bytes));
