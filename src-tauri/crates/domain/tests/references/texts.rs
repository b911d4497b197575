//! Texts as nobody writes them: links, names, hashtags, emoji, marks, signs that turn the direction of writing and
//! scripts of all kinds, cut and glued together in odd places.

use crate::dice::Dice;

const WORDS: [&str; 20] = [
    "kopi",
    "Senja",
    "di",
    "PROMO",
    "é",
    "ñandú",
    "Ünïcödé",
    "rt",
    "RT",
    "2027",
    "07.30",
    "1",
    "x_y",
    "a",
    "http",
    "日本語",
    "한국어",
    "привет",
    "مرحبا",
    "שלום",
];
const GLUE: [&str; 30] = [
    "", "", "", " ", " ", " ", " ", "\n", "\t", ".", ",", ":", ";", "!", "?", "(", ")", "[", "]",
    "-", "_", "/", "'", "\"", "&", "=", "…", "。", "「", "＿",
];
const TLDS: [&str; 22] = [
    "com",
    "id",
    "co.id",
    "org",
    "social",
    "COM",
    "xyz",
    "duck",
    "music",
    "lalu",
    "x",
    "test",
    "xn--p1ai",
    "рф",
    "みんな",
    "한국",
    "co.jp",
    "museum",
    "cn",
    "中国",
    "onion",
    "google",
];
const LABELS: [&str; 18] = [
    "kompas",
    "t",
    "a",
    "www",
    "é",
    "bücher",
    "例え",
    "a_b",
    "_a",
    "a-",
    "-a",
    "xn--bcher-kva",
    "1",
    "co",
    "пример",
    "مثال",
    "A1",
    "सा",
];
const SCHEMES: [&str; 8] = [
    "", "", "https://", "http://", "HTTPS://", "ftp://", "://", "https:/",
];
const PATHS: [&str; 24] = [
    "/",
    "/berita",
    "/a/b.html",
    "/(a)",
    "/a_(b)",
    "/a_(b_(c))",
    "/(a(b(c)))",
    "/()",
    "/привет",
    "/é",
    "/日本",
    "/a.",
    "/a,",
    "/~a",
    "/@budi",
    "/#a",
    "/a|b",
    "/a:b",
    "/–",
    "/%20",
    "/a!",
    "/a'",
    "//",
    "/[a]",
];
const QUERIES: [&str; 14] = [
    "?a=1", "?", "?a=b&c=d", "#bagian", "?a=(b)", "?q=é", "?a=/", "?a=1.", "?@", "?a#b", "?#",
    "?a=b!", "?_", "?a=日",
];
const NAMES: [&str; 16] = [
    "budi",
    "ani_1",
    "budi.kopi",
    "ani@mastodon.social",
    "a",
    "budi.bsky.social",
    "budi.bsky.social.",
    "12345678901234567890x",
    "budi/daftar",
    "budi/daftar-kopi-susu-gula-aren-x",
    "budi/1",
    "é",
    "a.test",
    "x-y.id",
    "_",
    "budi.id-",
];
const TAGS: [&str; 20] = [
    "kopi",
    "1",
    "1a",
    "kopi-susu",
    "kopi_susu",
    "日本",
    "é",
    "e\u{301}",
    "a·b",
    "_",
    "\u{FE0F}",
    "\u{20E3}",
    "a\u{200D}b",
    "a\u{200C}b",
    "#a",
    "a's",
    "кофе",
    "قهوة",
    "२०",
    "a.",
];
const SIGNS: [&str; 8] = ["@", "＠", "#", "＃", "$", "@@", "##", ".@"];
const EMOJI: [&str; 30] = [
    "👍",
    "👍🏽",
    "❤️",
    "❤",
    "☺",
    "☺️",
    "☺\u{FE0E}",
    "1️⃣",
    "#️⃣",
    "*⃣",
    "🇮🇩",
    "🇮",
    "🇽🇽",
    "👨‍👩‍👧‍👦",
    "👩🏿‍🚀",
    "🧑‍🚀",
    "🏳️‍🌈",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "🏴‍☠️",
    "©",
    "©️",
    "™",
    "ℹ️",
    "🫠",
    "🫱🏻‍🫲🏿",
    "❤️‍🔥",
    "👁‍🗨",
    "👁️‍🗨️",
    "🈁",
    "㊗️",
];
/// What emoji are joined of.
const PARTS: [&str; 20] = [
    "👨", "👩", "🧑", "👦", "👧", "❤", "💋", "🏳", "🏴", "🌈", "☠", "♀", "♂", "🚀", "⚕", "👁", "🗨",
    "🏃", "🧞", "🤵",
];
const SPACES: [&str; 14] = [
    "\u{A0}", "\u{2003}", "\u{200A}", "\u{200B}", "\u{3000}", "\u{2028}", "\u{85}", "\u{180E}",
    "\u{1680}", "\r\n", "\r", "\u{B}", "\u{FEFF}", "\u{2060}",
];
const TURNS: [&str; 10] = [
    "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202E}", "\u{2066}", "\u{2067}",
    "\u{2069}", "\u{61C}",
];
const MARKS: [&str; 16] = [
    "\u{301}",
    "\u{308}",
    "\u{323}",
    "\u{335}",
    "\u{5B0}",
    "\u{64B}",
    "\u{93F}",
    "\u{94D}",
    "\u{E31}",
    "\u{20E3}",
    "\u{FE0F}",
    "\u{FE0E}",
    "\u{200D}",
    "\u{3099}",
    "\u{1F3FB}",
    "\u{1F3FF}",
];
/// Blocks of characters, from the first to the last.
const BLOCKS: [(u32, u32); 31] = [
    (0x20, 0x7E),
    (0x20, 0x7E),
    (0x20, 0x7E),
    (0x00, 0x1F),
    (0x7F, 0xFF),
    (0x100, 0x24F),
    (0x250, 0x36F),
    (0x370, 0x52F),
    (0x590, 0x6FF),
    (0x900, 0xDFF),
    (0xE00, 0xFFF),
    (0x1000, 0x17FF),
    (0x1100, 0x11FF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),
    (0x2070, 0x23FF),
    (0x2460, 0x27BF),
    (0x2900, 0x2BFF),
    (0x3000, 0x30FF),
    (0x3100, 0x33FF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF860, 0xF8FF),
    (0xF900, 0xFAFF),
    (0xFE00, 0xFFFF),
    (0x1F000, 0x1F2FF),
    (0x1F300, 0x1F6FF),
    (0x1F700, 0x1FAFF),
    (0xE0020, 0xE007F),
    (0x10000, 0x1E000),
    (0x80, 0x10_FFFF),
];

/// Where a character may make a difference, written as `%`.
const PLACES: &str = "http://a.com/% http://a.com/%a http://a.com/(%) http://a.com?% http://a.com?%a http://%.com \
    http://a%.com http://%a.com %.com a%.com %a.com %a.com/ http://a.b%com http://a.com%/ a.com% a.com%a %http://a.com \
    @% @%a @a% @a%b %@a @a/% @a/b% %@a.com @a.com% @a.com%b RT%@a #% #%a #a% #a%b %#a #%1 a%b $a% %$a %";

/// A character in all places where it may make a difference.
pub fn in_every_place(it: char) -> String {
    PLACES.replace('%', it.encode_utf8(&mut [0; 4]))
}

/// A text: mostly short, now and then one that X finds too long.
pub fn text(dice: &mut Dice) -> String {
    if dice.one_in(16) {
        let (first, last) = BLOCKS[dice.below(BLOCKS.len())];
        return in_every_place(dice.within(first, last));
    }
    let pieces = match dice.below(8) {
        0 => 1 + dice.below(3),
        1 => 20 + dice.below(60),
        _ => 2 + dice.below(14),
    };
    let mut text = String::new();
    for _ in 0..pieces {
        let piece = piece(dice);
        let times = if dice.one_in(150) {
            2 + dice.below(120)
        } else {
            1
        };
        text += &piece.repeat(times);
        text += dice.of(&GLUE);
    }
    text
}

fn piece(dice: &mut Dice) -> String {
    match dice.below(20) {
        0..=3 => dice.of(&WORDS).to_owned(),
        4..=6 => link(dice),
        7 | 8 => name(dice),
        9 | 10 => tag(dice),
        11 | 12 => dice.of(&EMOJI).to_owned(),
        13 => joined(dice),
        14 => dice.of(&SPACES).to_owned(),
        15 => dice.of(&TURNS).to_owned(),
        16 => dice.of(&MARKS).to_owned(),
        17 => flag_letters(dice),
        _ => characters(dice),
    }
}

fn link(dice: &mut Dice) -> String {
    let mut link = dice.of(&SCHEMES).to_owned();
    for _ in 0..1 + dice.below(3) {
        link += dice.of(&LABELS);
        link += if dice.one_in(20) { dice.of(&GLUE) } else { "." };
    }
    link += dice.of(&TLDS);
    if dice.one_in(8) {
        link += dice.of(&[":80", ":", ":8080", ":a"]);
    }
    if dice.one_in(2) {
        link += dice.of(&PATHS);
    }
    if dice.one_in(4) {
        link += dice.of(&QUERIES);
    }
    if dice.one_in(30) {
        link = format!(
            "{}t.co/{}",
            dice.of(&SCHEMES),
            dice.of(&["AbC1", "AbC1é", "abc/d", "abc?a=1", "", "ab-c"])
        );
    }
    if dice.one_in(400) {
        // Around the longest address X takes.
        link += &format!("/{}", "a".repeat(4_050 + dice.below(60)));
    }
    if dice.one_in(100) {
        // Around the longest label a host may have.
        link = format!(
            "https://{}.com",
            dice.of(&["a", "é", "語"]).repeat(55 + dice.below(15))
        );
    }
    link
}

fn name(dice: &mut Dice) -> String {
    let before = if dice.one_in(6) {
        dice.of(&["RT", "rt:", "a", "é", "!", "/", "=", "cc"])
    } else {
        ""
    };
    format!("{before}{}{}", dice.of(&SIGNS), dice.of(&NAMES))
}

fn tag(dice: &mut Dice) -> String {
    let tag = dice.of(&TAGS);
    // Around the longest tag Bluesky takes.
    let times = if dice.one_in(40) {
        60 + dice.below(10)
    } else {
        1
    };
    format!("{}{}", dice.of(&SIGNS), tag.repeat(times))
}

/// Emoji glued by joiners, of which few stand in any list.
fn joined(dice: &mut Dice) -> String {
    let mut sequence = String::new();
    for place in 0..1 + dice.below(4) {
        if place > 0 {
            sequence.push('\u{200D}');
        }
        if dice.one_in(6) {
            sequence.push(dice.within(0x1F300, 0x1FAFF));
        } else {
            sequence += dice.of(&PARTS);
        }
        if dice.one_in(3) {
            sequence += dice.of(&["\u{FE0F}", "\u{1F3FB}", "\u{1F3FE}", "\u{FE0E}"]);
        }
    }
    sequence
}

fn flag_letters(dice: &mut Dice) -> String {
    (0..1 + dice.below(5))
        .map(|_| dice.within(0x1F1E6, 0x1F1FF))
        .collect()
}

fn characters(dice: &mut Dice) -> String {
    let (first, last) = BLOCKS[dice.below(BLOCKS.len())];
    (0..1 + dice.below(4))
        .map(|_| dice.within(first, last))
        .collect()
}
