//! TIDs: record keys of AT Protocol, 13 characters that sort by time (atproto.com/specs/tid).

use kelola_domain::time::Instant;

const LETTERS: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";

/// A TID of an instant; the randomness fills the microseconds and the clock id, so that two made in the same
/// millisecond differ.
pub fn make(now: Instant, random: u64) -> String {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    let micros = (millis.saturating_mul(1000) + (random >> 10) % 1000) & ((1 << 53) - 1);
    let value = micros << 10 | random & 0x3FF;
    (0..13)
        .rev()
        .map(|place| char::from(LETTERS[(value >> (place * 5) & 31) as usize]))
        .collect()
}

/// Whether a text is a TID.
pub fn is_valid(text: &str) -> bool {
    text.len() == 13
        && text.bytes().all(|it| LETTERS.contains(&it))
        && text
            .bytes()
            .next()
            .is_some_and(|it| b"234567abcdefghij".contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_valid_differ_and_sort_by_time() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let (early, late) = (
            make(at("2026-11-23T12:00:00Z"), u64::MAX),
            make(at("2026-11-23T12:00:00.001Z"), 0),
        );
        assert!(is_valid(&early) && is_valid(&late) && early < late);
        assert_ne!(
            make(at("2026-11-23T12:00:00Z"), 1),
            make(at("2026-11-23T12:00:00Z"), 2)
        );
        assert_eq!(make(at("1970-01-01T00:00:00Z"), 0), "2222222222222");
    }

    #[test]
    fn what_is_no_key_is_told() {
        for text in [
            "",
            "3jzfcijpj2z2",
            "3jzfcijpj2z21",
            "zzzzzzzzzzzzz",
            "3JZFCIJPJ2Z2A",
            "3jzf-cij-pj2z-2a",
        ] {
            assert!(!is_valid(text), "{text}");
        }
    }
}
