//! Texts as a shop writes them, always the same for the same seed: words, links, names, hashtags and emoji.

/// A small random source of our own, so that every run measures the same texts (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// A source; the same seed gives the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// One of these.
    pub fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let place = usize::try_from(self.below(of.len() as u64)).unwrap_or_default();
        of.get(place).copied().unwrap_or_default()
    }
}

const COMMON: &[&str] = &[
    "kopi",
    "susu",
    "gula",
    "aren",
    "hari",
    "ini",
    "baru",
    "promo",
    "diskon",
    "gratis",
    "ongkir",
    "untuk",
    "kamu",
    "yang",
    "dan",
    "di",
    "dari",
    "ke",
    "pagi",
    "sore",
    "malam",
    "senja",
    "hangat",
    "nikmat",
    "manis",
    "pahit",
    "rasa",
    "resep",
    "cara",
    "bikin",
    "rumah",
    "toko",
    "menu",
    "spesial",
    "terbaik",
    "pelanggan",
    "pesan",
    "sekarang",
    "besok",
    "minggu",
    "teman",
    "keluarga",
    "cerita",
    "kita",
    "belajar",
    "tips",
    "biji",
    "sangrai",
    "roti",
    "kue",
    "pisang",
    "goreng",
    "hujan",
    "libur",
    "lebaran",
    "buka",
    "tutup",
    "jam",
    "sampai",
    "with",
    "love",
    "coffee",
    "morning",
    "enjoy",
];
const START: &[&str] = &[
    "ba", "bo", "ca", "da", "du", "ga", "gu", "ja", "ka", "ku", "la", "lu", "ma", "mu", "na",
    "nya", "pa", "pu", "ra", "sa", "si", "su", "ta", "tu", "wa", "ya",
];
const END: &[&str] = &["ng", "n", "r", "t", "s", "k", "h", "m", "", ""];
const SPECIAL: &[&str] = &[
    "https://kopisenja.id/menu",
    "https://www.tokopedia.com/kopisenja/arabika-gayo-250g?src=post",
    "bit.ly/kopi-senja",
    "@kopisenja",
    "@alice.bsky.social",
    "#kopisenja",
    "#NgopiDulu",
    "#Ramadan2027",
    "☕",
    "👩‍🍳",
    "🇮🇩",
    "👍🏽",
    "Rp25.000",
    "50%",
    "kafé",
    "日本",
];

/// A word: mostly a common one, else one of some 150,000 rare ones.
pub fn word(dice: &mut Dice) -> String {
    if dice.below(10) < 8 {
        return dice.pick(COMMON).to_owned();
    }
    let mut word = String::new();
    for _ in 0..3 {
        word.push_str(dice.pick(START));
    }
    word.push_str(dice.pick(END));
    word
}

/// A text of about this many characters, never more.
pub fn text(dice: &mut Dice, characters: usize) -> String {
    let mut text = String::new();
    let mut length = 0;
    loop {
        let next = if dice.below(12) == 0 {
            dice.pick(SPECIAL).to_owned()
        } else {
            word(dice)
        };
        length += next.chars().count() + 1;
        if length > characters {
            return text;
        }
        if !text.is_empty() {
            text.push(if dice.below(15) == 0 { '\n' } else { ' ' });
        }
        text.push_str(&next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_text_of_the_wanted_length() {
        let first = text(&mut Dice::new(7), 300);
        assert_eq!(first, text(&mut Dice::new(7), 300));
        assert_ne!(first, text(&mut Dice::new(8), 300));
        assert!((230..=300).contains(&first.chars().count()), "{first}");
    }
}
