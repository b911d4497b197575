//! The brand's colour for print: darkened until it is readable on white, and the tones made from it.

use serde::Serialize;

/// The contrast that WCAG 2.2 AA asks of text.
const READABLE: f64 = 4.5;
/// Used when the brand has no valid colour.
const FALLBACK: [u8; 3] = [0xb4, 0x48, 0x1e];

/// The brand's colours on paper, each `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Palette {
    /// Readable on white, and white is readable on it.
    pub accent: String,
    /// Much darker, for the foot of the cover.
    pub deep: String,
    /// Pale, readable on `accent` as large text.
    pub tint: String,
    /// Nearly white, for quiet areas.
    pub wash: String,
}

impl Palette {
    /// The colours of a brand whose accent is `#rrggbb`; anything else gives the house colour.
    pub(crate) fn of(accent: &str) -> Self {
        let accent = readable(parse(accent).unwrap_or(FALLBACK));
        Self {
            accent: hex(accent),
            deep: hex(mix(accent, [0x12, 0x0c, 0x14], 0.62)),
            tint: hex(mix(accent, [255; 3], 0.82)),
            wash: hex(mix(accent, [255; 3], 0.94)),
        }
    }
}

fn readable(mut colour: [u8; 3]) -> [u8; 3] {
    while contrast_on_white(colour) < READABLE {
        colour = mix(colour, [0; 3], 0.04);
    }
    colour
}

/// WCAG contrast against white, 1 to 21.
fn contrast_on_white(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|it| {
        let part = f64::from(it) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

fn mix(from: [u8; 3], to: [u8; 3], share: f64) -> [u8; 3] {
    let part = |a: u8, b: u8| {
        (f64::from(a) + (f64::from(b) - f64::from(a)) * share)
            .floor()
            .clamp(0.0, 255.0) as u8
    };
    let ([r, g, b], [x, y, z]) = (from, to);
    [part(r, x), part(g, y), part(b, z)]
}

fn parse(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_accent_becomes_readable_on_white() {
        for accent in [
            "#ffffff", "#ffe600", "#00e5ff", "#ff7a00", "#b4481e", "#000000",
        ] {
            let Palette {
                accent: printed, ..
            } = Palette::of(accent);
            let colour = parse(&printed).expect("a colour");
            assert!(
                contrast_on_white(colour) >= READABLE,
                "{accent} → {printed}"
            );
        }
    }

    #[test]
    fn a_readable_accent_is_kept() {
        assert_eq!(Palette::of("#B4481E").accent, "#b4481e");
    }

    #[test]
    fn nonsense_gives_the_house_colour() {
        for accent in ["", "red", "#12345", "#12345é", "b4481e", "#+12345"] {
            assert_eq!(Palette::of(accent).accent, "#b4481e", "{accent}");
        }
    }
}
