//! A text, read once for all networks: what is counted or found in it is worked out when first asked, then kept.

use super::{
    Detection, Entity, EntityKind, Unit, counted, entities, graphemes,
    links::{self, Link},
    units::{fitting_by_graphemes, scalars, small},
    weighted,
};
use crate::finding::Finding;
use std::{borrow::Cow, cell::OnceCell, collections::BTreeSet};

/// A text and what has been learnt of it.
#[derive(Debug)]
pub struct Reading<'a> {
    text: Cow<'a, str>,
    seen: Seen,
    links: OnceCell<Vec<Link>>,
    common: OnceCell<Vec<Entity>>,
    on_x: OnceCell<Vec<Entity>>,
    facets: OnceCell<Vec<Entity>>,
    on_mastodon: OnceCell<Vec<Entity>>,
    graphemes: OnceCell<u32>,
    code_points: OnceCell<u32>,
    utf16: OnceCell<u32>,
    weighted: OnceCell<u32>,
    mastodon: OnceCell<u32>,
    emoji_bytes: OnceCell<u32>,
    shared: OnceCell<Vec<Finding>>,
}

impl<'a> Reading<'a> {
    /// Begins to read a text.
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self {
            seen: Seen::of(&text),
            text,
            links: OnceCell::new(),
            common: OnceCell::new(),
            on_x: OnceCell::new(),
            facets: OnceCell::new(),
            on_mastodon: OnceCell::new(),
            graphemes: OnceCell::new(),
            code_points: OnceCell::new(),
            utf16: OnceCell::new(),
            weighted: OnceCell::new(),
            mastodon: OnceCell::new(),
            emoji_bytes: OnceCell::new(),
            shared: OnceCell::new(),
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which characters it has at all.
    pub(super) const fn seen(&self) -> &Seen {
        &self.seen
    }

    /// Its length in a unit.
    #[must_use]
    pub fn measure(&self, unit: Unit) -> u32 {
        let text = &*self.text;
        let plain = |it: &OnceCell<u32>, work: &dyn Fn() -> u32| *it.get_or_init(work);
        match unit {
            Unit::Utf8Bytes => small(text.len()),
            Unit::CodePoints => plain(&self.code_points, &|| scalars(text)),
            Unit::Utf16 => plain(&self.utf16, &|| {
                let beyond = text.bytes().filter(|it| *it >= 0xF0).count();
                self.measure(Unit::CodePoints) + small(beyond)
            }),
            Unit::Graphemes => plain(&self.graphemes, &|| small(graphemes::count(text))),
            Unit::Weighted => plain(&self.weighted, &|| self.weigh()),
            Unit::Fediverse => plain(&self.mastodon, &|| {
                let entities = self.entities(Detection::Fediverse);
                if entities.iter().all(|it| it.kind == EntityKind::Hashtag)
                    && !text.trim().is_empty()
                {
                    return self.measure(Unit::Graphemes);
                }
                counted::mastodon(text, entities)
            }),
            Unit::EmojiBytes => plain(&self.emoji_bytes, &|| {
                if self.seen.only_ascii() {
                    return self.measure(Unit::CodePoints);
                }
                counted::emoji_bytes(text)
            }),
            Unit::Escaped => self.measure(Unit::Utf16) + counted::reserved(text),
            Unit::Tags => counted::tags(text),
            Unit::Items => small(text.split_whitespace().count()),
            Unit::Mentions => self.count(Detection::Common, EntityKind::Mention),
            Unit::Links => self.different_links(Detection::Common),
        }
    }

    /// How many Unicode scalar values from its start fit into a limit, never cutting what people see as one character,
    /// nor a link the network counts as a whole.
    #[must_use]
    pub fn fitting(&self, unit: Unit, limit: u32) -> u32 {
        let text = &*self.text;
        match unit {
            Unit::Weighted => match weighted::normalised(text) {
                Cow::Borrowed(text) => weighted::fitting(text, text, self.links(), limit),
                Cow::Owned(normal) => {
                    weighted::fitting(text, &normal, &links::find(&normal), limit)
                }
            },
            Unit::Items | Unit::Mentions | Unit::Links => self.measure(Unit::CodePoints),
            Unit::Fediverse => self.fitting_on_mastodon(limit, counted::MASTODON_LINK_LENGTH),
            _ => fitting_by_graphemes(text, unit, limit),
        }
    }

    fn weigh(&self) -> u32 {
        match weighted::normalised(&self.text) {
            Cow::Borrowed(text) => weighted::weigh_with(text, self.links()),
            Cow::Owned(text) => weighted::weigh(&text),
        }
    }

    /// The links X finds.
    fn links(&self) -> &[Link] {
        self.links.get_or_init(|| {
            if self.seen.has(b'.') {
                links::find(&self.text)
            } else {
                Vec::new()
            }
        })
    }

    /// Links, mentions and hashtags by a network's rules, in order.
    #[must_use]
    pub fn entities(&self, rules: Detection) -> &[Entity] {
        let kept = match rules {
            Detection::Common => &self.common,
            Detection::TwitterText => &self.on_x,
            Detection::Facets => &self.facets,
            Detection::Fediverse => &self.on_mastodon,
        };
        kept.get_or_init(|| {
            if self.seen.only_ascii() && !self.seen.has_any(b".:@#$") {
                return Vec::new();
            }
            entities::find(&self.text, rules, self.links(), &self.seen)
        })
    }

    /// The findings that are the same on every network.
    pub(super) fn shared(&self, work: impl FnOnce() -> Vec<Finding>) -> &[Finding] {
        self.shared.get_or_init(work)
    }

    /// How many links, mentions or hashtags it has.
    pub(super) fn count(&self, rules: Detection, kind: EntityKind) -> u32 {
        small(
            self.entities(rules)
                .iter()
                .filter(|it| it.kind == kind)
                .count(),
        )
    }

    /// How many different links it has.
    pub(super) fn different_links(&self, rules: Detection) -> u32 {
        let links = self
            .entities(rules)
            .iter()
            .filter(|it| it.kind == EntityKind::Link)
            .map(|it| it.of(&self.text));
        small(links.collect::<BTreeSet<_>>().len())
    }

    /// Its length on a server of the Mastodon API that counts a link as so many characters.
    pub(super) fn on_mastodon_with_links_of(&self, link: u32) -> u32 {
        let links = self.count(Detection::Fediverse, EntityKind::Link);
        let usual = links.saturating_mul(counted::MASTODON_LINK_LENGTH);
        let plain = self.measure(Unit::Fediverse).saturating_sub(usual);
        plain.saturating_add(links.saturating_mul(link))
    }

    /// How many scalar values fit into a limit on Mastodon, where a link counts `link`.
    pub(super) fn fitting_on_mastodon(&self, limit: u32, link: u32) -> u32 {
        let text = &*self.text;
        let mut room = Room {
            used: 0,
            limit,
            end: 0,
        };
        let mut here = 0;
        for it in self.entities(Detection::Fediverse) {
            let before = text.get(here..it.byte_start as usize).unwrap_or_default();
            let own = it.of(text);
            let cost = match it.kind {
                EntityKind::Link => link,
                _ => Reading::new(own).measure(Unit::Fediverse),
            };
            if !room.takes_all(before) || !room.takes(own, cost) {
                return room.end;
            }
            here = it.byte_end as usize;
        }
        let _ = room.takes_all(text.get(here..).unwrap_or_default());
        room.end
    }
}

/// What of a text fits.
struct Room {
    used: u32,
    limit: u32,
    end: u32,
}

impl Room {
    fn takes(&mut self, piece: &str, cost: u32) -> bool {
        self.used = self.used.saturating_add(cost);
        let fits = self.used <= self.limit;
        if fits {
            self.end += scalars(piece);
        }
        fits
    }

    fn takes_all(&mut self, text: &str) -> bool {
        let room = self.limit.saturating_sub(self.used);
        let (clusters, end) = graphemes::first(text, room);
        self.used += clusters;
        self.end += scalars(text.get(..end).unwrap_or_default());
        end == text.len()
    }
}

/// Which bytes a text has: most rules need not look any further.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    bytes: [bool; 256],
    only_ascii: bool,
}

impl Seen {
    fn of(text: &str) -> Self {
        let mut bytes = [false; 256];
        for it in text.bytes() {
            if let Some(seen) = bytes.get_mut(usize::from(it)) {
                *seen = true;
            }
        }
        Self {
            bytes,
            only_ascii: text.is_ascii(),
        }
    }

    /// Whether the text has this byte.
    pub(super) fn has(&self, it: u8) -> bool {
        self.bytes.get(usize::from(it)).is_some_and(|it| *it)
    }

    /// Whether the text has one of these bytes.
    pub(super) fn has_any(&self, these: &[u8]) -> bool {
        these.iter().any(|it| self.has(*it))
    }

    /// Whether the text has every byte of a character.
    pub(super) fn may_have(&self, it: char) -> bool {
        it.encode_utf8(&mut [0; 4]).bytes().all(|it| self.has(it))
    }

    /// Whether the text has nothing beyond ASCII.
    pub(super) const fn only_ascii(&self) -> bool {
        self.only_ascii
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_there() {
        let reading = Reading::new("Kopi @budi");
        assert!(reading.seen().has(b'@') && reading.seen().has(b'K') && !reading.seen().has(b'.'));
        assert!(!reading.seen().may_have('＠') && Reading::new("＠").seen().may_have('＠'));
        assert!(reading.seen().only_ascii() && !Reading::new("é").seen().only_ascii());
    }
}
