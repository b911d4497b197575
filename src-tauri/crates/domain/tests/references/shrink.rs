//! Makes a text on which we disagree as short as the disagreement allows.

use crate::{
    exceptions::excuse,
    library::Library,
    reading::{difference, ours},
};

/// The shortest text found by leaving stretches out, half of it first, single characters last.
pub fn shrink(text: &str, library: &mut Library) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut length = chars.len().div_ceil(2);
    while length > 0 {
        let mut start = 0;
        while start < chars.len() {
            let end = (start + length).min(chars.len());
            let shorter: String = [&chars[..start], &chars[end..]].concat().iter().collect();
            if is_wrong(&shorter, library) {
                chars.drain(start..end);
            } else {
                start = end;
            }
        }
        length /= 2;
    }
    chars.into_iter().collect()
}

fn is_wrong(text: &str, library: &mut Library) -> bool {
    difference(&ours(text), &library.read_one(text)).is_some() && excuse(text, library).is_empty()
}
