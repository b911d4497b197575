//! Words somebody meant to fill in: `{{nama}}`, `[tautan]`, lorem ipsum.

use regex::Regex;
use std::{ops::Range, sync::LazyLock};

static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    let words = "nama|name|link|tautan|url|tanggal|date|jam|waktu|time|tempat|lokasi|location|place|harga|price|judul|title|produk|product|\
                 foto|photo|gambar|image|isi|fill|insert|ganti|replace|teks|text|nomor|number|brand|merek|todo|xxx+";
    let source = format!(
        r"\{{\{{[^{{}}\n]{{0,60}}\}}\}}|(?i:\[(?:{words})(?:[ _-][^\[\]\n]{{0,40}})?\])|(?i:\blorem ipsum\b)"
    );
    #[expect(
        clippy::expect_used,
        reason = "a constant pattern, compiled by every test run"
    )]
    Regex::new(&source).expect("a valid pattern")
});

/// Byte ranges of placeholders left in a text.
pub fn find(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['{', '[', 'L', 'l']) {
        return Vec::new();
    }
    LEFT.find_iter(text).map(|it| it.range()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_meant_to_be_filled_in_is_found() {
        let found = |text: &str| find(text).len();
        assert_eq!(
            found("Halo {{nama}}, kopi [harga] di [tempat acara]. Lorem ipsum dolor."),
            4
        );
        assert_eq!(found("[HOT] Kopi baru [1/3], {x}, [namanya] enak"), 0);
    }
}
