//! The length a host label has in DNS (RFC 3492): names X could not look up are no links.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;

/// How many characters a label has when encoded, `xn--` included.
pub fn encoded_length(label: &str) -> usize {
    if label.is_ascii() {
        return label.len();
    }
    let basic = label.bytes().filter(u8::is_ascii).count();
    let mut length = "xn--".len() + basic + usize::from(basic > 0);
    let mut points: Vec<u32> = label
        .chars()
        .filter(|it| !it.is_ascii())
        .map(u32::from)
        .collect();
    points.sort_unstable();
    points.dedup();
    let (mut next, mut delta, mut bias) = (0x80_u32, 0_u32, 72);
    let mut handled = u32::try_from(basic).unwrap_or(u32::MAX);
    let first = handled;
    for point in points {
        delta = delta.saturating_add((point - next).saturating_mul(handled.saturating_add(1)));
        next = point + 1;
        for it in label.chars().map(u32::from) {
            if it < point {
                delta = delta.saturating_add(1);
            }
            if it == point {
                length += digits(delta, bias);
                bias = adapt(delta, handled + 1, handled == first);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.saturating_add(1);
    }
    length
}

fn digits(delta: u32, bias: u32) -> usize {
    let (mut rest, mut place, mut count) = (delta, BASE, 1);
    loop {
        let threshold = place.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if rest < threshold {
            return count;
        }
        rest = (rest - threshold) / (BASE - threshold);
        place += BASE;
        count += 1;
    }
}

fn adapt(delta: u32, points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta += delta / points;
    let mut bias = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        bias += BASE;
    }
    bias + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_as_long_as_their_published_forms() {
        let cases = [
            ("kopi", "kopi"),
            ("bücher", "xn--bcher-kva"),
            ("例え", "xn--r8jz45g"),
            ("münchen-ost", "xn--mnchen-ost-9db"),
            ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ];
        for (label, encoded) in cases {
            assert_eq!(encoded_length(label), encoded.len(), "{label}");
        }
    }
}
