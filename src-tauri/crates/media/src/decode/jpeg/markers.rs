//! What a JPEG's markers say without decoding: whether all of it is there, and how its pixels are coded.

/// What ends a picture.
const END: [u8; 2] = [0xff, 0xd9];

/// The picture with its end marker, where that follows the picture and all of its scans. An embedded thumbnail has a
/// marker of its own, so segments are stepped over, not searched.
pub(super) fn picture(bytes: &[u8]) -> Option<&[u8]> {
    let mut scans = Scans::default();
    for (marker, data) in Markers::new(bytes) {
        match marker {
            0xc2 => scans.colours = colours(data),
            0xda => scans.add(data)?,
            0xd9 if scans.are_all() => return bytes.get(..bytes.len() - data.len() + END.len()),
            0xd9 => return None,
            _ => {}
        }
    }
    None
}

/// The picture with ones before its end marker. Decoders take zeros for what is missing before that marker and
/// show it; no code consists of ones alone (ITU-T T.81, C), so what was cut off and closed again fails instead.
pub(super) fn padded(picture: &[u8]) -> Vec<u8> {
    let pixels = picture.strip_suffix(&END).unwrap_or(picture);
    [pixels, &[0xff, 0].repeat(16), &END].concat()
}

/// The numbers of the colours a frame names, at most four.
fn colours(frame: &[u8]) -> Vec<u8> {
    let named = frame.get(6..).unwrap_or_default();
    named.iter().step_by(3).take(4).copied().collect()
}

/// What the scans of a progressive JPEG have brought so far. One that ends between two scans looks whole and is only
/// blurred, so each of 64 frequencies of each colour must come down to its last bit.
struct Scans {
    seen: bool,
    colours: Vec<u8>,
    /// Bits still missing, by colour and frequency.
    missing: [[u8; 64]; 4],
}

impl Default for Scans {
    fn default() -> Self {
        Self {
            seen: false,
            colours: Vec::new(),
            missing: [[u8::MAX; 64]; 4],
        }
    }
}

impl Scans {
    /// Takes note of a scan's header; nothing where that is too short.
    fn add(&mut self, header: &[u8]) -> Option<()> {
        self.seen = true;
        let count = usize::from(*header.first()?);
        let &[first, last, bits] = header.get(1 + 2 * count..4 + 2 * count)? else {
            return None;
        };
        for id in header.iter().skip(1).step_by(2).take(count) {
            let colour = self.colours.iter().position(|it| it == id);
            let missing = colour.and_then(|it| self.missing.get_mut(it));
            let part = missing.and_then(|it| it.get_mut(usize::from(first)..=usize::from(last)));
            for it in part.into_iter().flatten() {
                *it = (*it).min(bits & 15);
            }
        }
        Some(())
    }

    fn are_all(&self) -> bool {
        let mut missing = self.missing.iter().take(self.colours.len()).flatten();
        self.seen && missing.all(|it| *it == 0)
    }
}

/// Whether a sequential JPEG keeps each colour in a scan of its own. zune-jpeg 0.5 reads those without an error and with
/// wrong colours.
pub(super) fn has_separate_scans(bytes: &[u8]) -> bool {
    let mut colours = None;
    for (marker, data) in Markers::new(bytes) {
        match marker {
            0xc0 | 0xc1 => colours = data.get(5).copied(),
            0xda => return colours.is_some_and(|all| data.first().is_some_and(|it| *it < all)),
            _ => {}
        }
    }
    false
}

/// Whether its pixels are coded in a way hardly any program reads: without loss, arithmetically, or with 12 bits.
pub(super) fn is_uncommon(bytes: &[u8]) -> bool {
    Markers::new(bytes)
        .take_while(|(marker, _)| *marker != 0xda)
        .any(|(marker, data)| match marker {
            0xc0..=0xc2 => data.first().is_some_and(|bits| *bits == 12),
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => true,
            _ => false,
        })
}

/// Whether Adobe's marker stands before the pixels; its ink is inverted.
pub(super) fn has_adobe_marker(bytes: &[u8]) -> bool {
    Markers::new(bytes)
        .take_while(|(marker, _)| *marker != 0xda)
        .any(|(marker, data)| marker == 0xee && data.starts_with(b"Adobe"))
}

/// The markers of a JPEG with the contents of their segments, pixel data stepped over; with the last one comes all from it
/// on.
struct Markers<'a> {
    rest: &'a [u8],
}

impl<'a> Markers<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes.get(2..).unwrap_or_default(),
        }
    }
}

impl<'a> Iterator for Markers<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // Everything up to the next FF is pixel data, or stray bytes that decoders step over too.
            let at = self.rest.iter().position(|it| *it == 0xff)?;
            let marker = *self.rest.get(at + 1)?;
            let after = self.rest.get(at + 2..)?;
            match marker {
                // A filled FF may be the first of two.
                0xff => self.rest = self.rest.get(at + 1..)?,
                // A literal FF, a restart or a lone marker: no length follows.
                0x00 | 0x01 | 0xd0..=0xd8 => self.rest = after,
                0xd9 => {
                    let from_marker = self.rest.get(at..)?;
                    self.rest = &[];
                    return Some((marker, from_marker));
                }
                _ => {
                    let [high, low, ..] = *after else { return None };
                    let length = usize::from(u16::from_be_bytes([high, low]));
                    let data = after.get(2..length)?;
                    self.rest = after.get(length..)?;
                    return Some((marker, data));
                }
            }
        }
    }
}
