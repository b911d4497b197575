//! Files that end too early: refused, or nothing that shows was missing.

use crate::{
    corpus::files,
    measure::{Turn, turn},
    whole,
};
use kelola_domain::media::ImageFormat;
use kelola_media::{Job, probe, render};

fn pixels(bytes: &[u8]) -> Option<Vec<u8>> {
    let placement = whole(&[ImageFormat::Png]);
    Some(render(bytes, &[Job::new(&placement)]).ok()?.remove(0).bytes)
}

/// Where a shorter version of a file shows, and not all of it.
fn shown_in_part(turn: &Turn, shorter: impl Fn(&str, &[u8]) -> Option<Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in files("corpus") {
        let all = pixels(&bytes);
        for end in 0..bytes.len() {
            let Some(cut) = shorter(&name, &bytes[..end]) else {
                continue;
            };
            let made = turn.within(32 << 20, &name, || pixels(&cut));
            if made.is_some() && (made != all || probe(&cut).is_err()) {
                found.push(format!("{name} at {end} of {}", bytes.len()));
            }
        }
    }
    found
}

#[test]
fn a_picture_cut_at_any_byte_is_refused_or_whole() {
    let found = shown_in_part(&turn(), |_, cut| Some(cut.to_vec()));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_picture_cut_and_closed_again_is_refused_or_whole() {
    let found = shown_in_part(&turn(), closed);
    assert!(found.is_empty(), "{found:#?}");
}

/// The end a program that saves what it has got would write.
fn closed(name: &str, cut: &[u8]) -> Option<Vec<u8>> {
    let mut cut = cut.to_vec();
    match name.rsplit('.').next()? {
        "jpg" => cut.extend([0xff, 0xd9]),
        "gif" if name != "moving.gif" && name != "place.gif" => cut.extend([0, 0x3b]),
        "webp" => {
            let length = u32::try_from(cut.len().checked_sub(8)?).ok()?;
            cut.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
        }
        _ => return None,
    }
    Some(cut)
}

#[test]
fn a_video_cut_anywhere_is_told_about() {
    let turn = turn();
    for (name, bytes) in files("videos") {
        for end in (0..bytes.len()).step_by(13) {
            let _ = turn.within(32 << 20, &name, || probe(&bytes[..end]));
        }
    }
}
