//! What we say of a text, in the terms of the networks' libraries.

use crate::library::{OnBluesky, OnX, Place, Read};
use kelola_domain::text::{Detection, Entity, Unit, entities_by, fitting, measure};
use unicode_normalization::UnicodeNormalization;

/// The longest post on X, in its own weight.
const LONGEST_ON_X: u32 = 280;
/// Characters X refuses in a post.
const REFUSED: [char; 3] = ['\u{FFFE}', '\u{FEFF}', '\u{FFFF}'];

/// What we say of a text.
pub fn ours(text: &str) -> Read {
    let places = |rules, place: &dyn Fn(&Entity) -> (u32, u32)| {
        let mut places: Vec<_> = entities_by(text, rules)
            .iter()
            .map(|it| (it.kind.name(), place(it)))
            .map(|(kind, (start, end))| Place(kind.to_owned(), start, end))
            .collect();
        places.sort();
        places
    };
    let utf16 = |byte: u32| units(&text[..byte as usize]);
    let mut facets = places(Detection::Facets, &|it| (it.byte_start, it.byte_end));
    for Place(kind, ..) in &mut facets {
        if kind == "hashtag" {
            "tag".clone_into(kind);
        }
    }
    facets.sort();
    let (length, valid, valid_end) = on_x(text);
    Read {
        x: OnX {
            length,
            valid,
            valid_end,
            entities: places(Detection::TwitterText, &|it| {
                (utf16(it.byte_start), utf16(it.byte_end))
            }),
        },
        bluesky: OnBluesky {
            graphemes: measure(text, Unit::Graphemes),
            bytes: measure(text, Unit::Utf8Bytes),
            facets,
        },
        utf16: measure(text, Unit::Utf16),
        code_points: measure(text, Unit::CodePoints),
    }
}

/// Length, validity and the last valid place as twitter-text gives them: in UTF-16 of the normalised text, moved by
/// what normalising took from the whole text.
fn on_x(text: &str) -> (u32, bool, i64) {
    let normal: String = text.nfc().collect();
    let length = measure(text, Unit::Weighted);
    let fits = fitting(&normal, Unit::Weighted, LONGEST_ON_X) as usize;
    let refused = normal.chars().position(|it| REFUSED.contains(&it));
    let valid: String = normal
        .chars()
        .take(refused.map_or(fits, |it| it.min(fits)))
        .collect();
    let offset = i64::from(units(text)) - i64::from(units(&normal));
    (
        length,
        (1..=LONGEST_ON_X).contains(&length) && refused.is_none(),
        i64::from(units(&valid).max(1)) - 1 + offset,
    )
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap()
}

/// What differs, a line each; none where all is the same.
pub fn difference(ours: &Read, theirs: &Read) -> Option<String> {
    let mut told = String::new();
    let mut tell = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            told += &format!("  {what}: ours {ours}, theirs {theirs}\n");
        }
    };
    tell(
        "length on X",
        ours.x.length.to_string(),
        theirs.x.length.to_string(),
    );
    tell(
        "valid on X",
        ours.x.valid.to_string(),
        theirs.x.valid.to_string(),
    );
    tell(
        "end on X",
        ours.x.valid_end.to_string(),
        theirs.x.valid_end.to_string(),
    );
    tell(
        "entities on X",
        listed(&ours.x.entities),
        listed(&theirs.x.entities),
    );
    tell(
        "graphemes",
        ours.bluesky.graphemes.to_string(),
        theirs.bluesky.graphemes.to_string(),
    );
    tell(
        "bytes",
        ours.bluesky.bytes.to_string(),
        theirs.bluesky.bytes.to_string(),
    );
    tell(
        "facets",
        listed(&ours.bluesky.facets),
        listed(&theirs.bluesky.facets),
    );
    tell("UTF-16", ours.utf16.to_string(), theirs.utf16.to_string());
    tell(
        "code points",
        ours.code_points.to_string(),
        theirs.code_points.to_string(),
    );
    (!told.is_empty()).then_some(told)
}

fn listed(places: &[Place]) -> String {
    let mut places = places.to_vec();
    places.sort();
    let told: Vec<_> = places
        .iter()
        .map(|Place(kind, start, end)| format!("{kind} {start}–{end}"))
        .collect();
    format!("[{}]", told.join(", "))
}
