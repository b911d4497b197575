//! Makes any text printable. PDF/UA refuses a character that no font has, and a remote caption in an
//! unknown script must never block a report: what cannot be printed becomes a visible box.

use crate::fonts::Fonts;
use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// Stands for characters that no font has.
const BOX: char = '□';
/// So many boxes at most in a row; a long caption in another script would be a wall of them.
const LONGEST_RUN: usize = 3;

/// Replaces, in every string of a JSON value, what the fonts cannot print.
pub(crate) fn make_printable(value: &mut Value, fonts: &Fonts) {
    match value {
        Value::String(text) => {
            if let Some(better) = printable(text, fonts) {
                *text = better;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| make_printable(it, fonts)),
        Value::Object(entries) => entries
            .values_mut()
            .for_each(|it| make_printable(it, fonts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The printable form, or nothing when the text already is printable.
fn printable(text: &str, fonts: &Fonts) -> Option<String> {
    if text.bytes().all(|it| (b' '..=b'~').contains(&it)) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut boxes = 0;
    for cluster in text.graphemes(true) {
        let shown = show(cluster, fonts);
        if shown.chars().eq([BOX]) {
            boxes += 1;
            if boxes > LONGEST_RUN {
                continue;
            }
        } else if !shown.trim().is_empty() {
            boxes = 0;
        }
        out.push_str(&shown);
    }
    (out != text).then_some(out)
}

fn show(cluster: &str, fonts: &Fonts) -> String {
    match cluster {
        "\n" | "\r\n" | "\r" => return "\n".to_owned(),
        "\t" => return " ".to_owned(),
        _ => {}
    }
    let visible: String = cluster.chars().filter(|it| !is_control(*it)).collect();
    if visible.chars().all(is_joiner) {
        return String::new();
    }
    if covered(&visible, fonts) {
        return visible;
    }
    // Captions write 𝗯𝗼𝗹𝗱 with mathematical letters, and some systems send letters and accents apart.
    for other in [visible.nfc().collect::<String>(), visible.nfkc().collect()] {
        if covered(&other, fonts) {
            return other;
        }
    }
    // The letter without a mark says more than a box.
    let bare: String = visible
        .nfkd()
        .filter(|it| !is_combining_mark(*it) && !is_joiner(*it))
        .collect();
    if !bare.is_empty() && covered(&bare, fonts) {
        bare
    } else {
        BOX.to_string()
    }
}

fn covered(cluster: &str, fonts: &Fonts) -> bool {
    fonts.covers(cluster.chars().filter(|it| !is_joiner(*it)))
}

/// Joins or selects, and is never drawn itself.
fn is_joiner(it: char) -> bool {
    matches!(
        it,
        '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{2060}'
    )
}

/// Directs machines, not readers; a direction override could even make a caption read as something else.
fn is_control(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{00ad}' | '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2061}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(it) & 0xfffe == 0xfffe
        || ('\u{e000}'..='\u{f8ff}').contains(&it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::tests::fonts;

    fn shown(text: &str) -> String {
        printable(text, &fonts()).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn emoji_families_flags_and_key_caps_stay_whole() {
        for text in ["👨‍👩‍👧‍👦", "🇮🇩", "👍🏽", "1️⃣", "❤️", "kopi ☕ 1.250"]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn unknown_scripts_become_at_most_three_boxes() {
        assert_eq!(shown("Halo 日本語のテキスト!"), "Halo □□□!");
        assert_eq!(shown("ꦲꦏ꧀ꦱꦫ ok"), "□□□ ok");
    }

    #[test]
    fn letters_in_disguise_become_letters() {
        assert_eq!(shown("𝗣𝗿𝗼𝗺𝗼 𝒔𝒆𝒏𝒋𝒂"), "Promo senja");
        assert_eq!(shown("cafe\u{301}"), "cafe\u{301}");
    }

    #[test]
    fn what_steers_machines_is_dropped_and_lines_stay() {
        assert_eq!(shown("a\u{202e}b\u{0}c\r\nd\te\u{feff}"), "abc\nd e");
        assert_eq!(shown("\u{200d}\u{fe0f}"), "");
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert_eq!(printable("*bold* #let $x$", &fonts()), None);
    }
}
