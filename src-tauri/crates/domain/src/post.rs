//! Content ideas (posts) and their versions per channel (variants), which inherit every field until it is overridden.

use crate::{
    delivery::DeliveryState,
    ids::{BrandId, ChannelId, PostId},
    media::Attachment,
    time::{Instant, Planned},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The editorial state of a post: how far the writing is. What happened to it afterwards is derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Editorial {
    /// A thought, no text yet.
    Idea,
    /// Being written.
    Draft,
    /// Written and checked.
    Ready,
    /// Put away.
    Archived,
}

/// What the deliveries of a post add up to; never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nothing planned.
    Unscheduled,
    /// All planned, none out.
    Scheduled,
    /// Being sent, or handed to somebody who has not confirmed.
    UnderWay,
    /// Some live, some not yet.
    PartlyLive,
    /// Everything that was to go out is out.
    Done,
    /// At least one delivery waits for the person.
    NeedsAttention,
}

impl Progress {
    /// Adds up the states of a post's deliveries.
    #[must_use]
    pub fn of(states: &[DeliveryState]) -> Self {
        let counted: Vec<_> = states
            .iter()
            .filter(|it| **it != DeliveryState::Cancelled)
            .collect();
        if counted.is_empty() {
            return Self::Unscheduled;
        }
        if counted.iter().any(|it| it.asks()) {
            return Self::NeedsAttention;
        }
        let live = counted.iter().filter(|it| it.is_over()).count();
        if live == counted.len() {
            Self::Done
        } else if live > 0 {
            Self::PartlyLive
        } else if counted.iter().all(|it| it.is_ahead()) {
            Self::Scheduled
        } else {
            Self::UnderWay
        }
    }
}

/// A content idea.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Post {
    /// Its identifier.
    pub id: PostId,
    /// The brand it belongs to.
    pub brand: BrandId,
    /// Working title; empty = the first words of the text stand in.
    pub title: String,
    /// The content pillar: education, quote, soft_selling, hard_selling or an own one; empty = none.
    pub pillar: String,
    /// The campaign it belongs to, by name; empty = none.
    pub campaign: String,
    /// Words one finds it by.
    pub tags: Vec<String>,
    /// Notes for oneself.
    pub notes: String,
    /// How far the writing is.
    pub editorial: Editorial,
    /// What every variant shows until it is overridden.
    pub shared: Content,
    /// The channels that take part, in the order of the composer.
    pub channels: Vec<ChannelId>,
    /// When it is planned to go out.
    pub planned: Option<Planned>,
    /// Minutes after the planned time within which it is still sent, whatever the cause of the delay.
    pub grace_minutes: u32,
    /// Sent whenever the network is back, however late.
    pub send_whenever: bool,
    /// Counts every change; a save that names an old one is refused.
    #[ts(type = "number")]
    pub revision: i64,
    /// When it last changed.
    #[ts(as = "String")]
    pub updated_at: Instant,
}

/// The words and pictures of a post or, where overridden, of one variant.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct Content {
    /// Running text.
    pub text: String,
    /// Headline, where the network has one.
    pub title: String,
    /// Hashtags kept apart from the text.
    pub hashtags: String,
    /// A link.
    pub link: String,
    /// A comment posted right after.
    pub first_comment: String,
    /// Attached pictures in order, each with its description and focal point.
    pub media: Vec<Attachment>,
    /// Further parts of a thread, on networks that have threads; the text is the first part.
    #[serde(default)]
    pub parts: Vec<ThreadPart>,
}

impl Content {
    /// Every picture, those of the further parts too.
    pub fn pictures(&self) -> impl Iterator<Item = &Attachment> {
        let further = self.parts.iter().flat_map(|it| &it.media);
        self.media.iter().chain(further)
    }
}

/// A further part of a thread.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ThreadPart {
    /// Its words.
    pub text: String,
    /// Its pictures, in order.
    pub media: Vec<Attachment>,
}

/// What one channel shows differently; `None` inherits from the post.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Overrides {
    /// Own running text.
    pub text: Option<String>,
    /// Own headline.
    pub title: Option<String>,
    /// Own hashtags.
    pub hashtags: Option<String>,
    /// Own link.
    pub link: Option<String>,
    /// Own first comment.
    pub first_comment: Option<String>,
    /// Own pictures, descriptions and focal points.
    pub media: Option<Vec<Attachment>>,
    /// Own further parts of the thread.
    pub parts: Option<Vec<ThreadPart>>,
    /// The placement pictures are cut for, one of the profile's.
    pub placement: Option<String>,
    /// The kind of post, one of the profile's.
    pub kind: Option<String>,
    /// Own time: the clock on the wall of a zone.
    pub planned: Option<Planned>,
}

impl Overrides {
    /// Every picture of its own, those of further parts too.
    pub fn pictures(&self) -> impl Iterator<Item = &Attachment> {
        let further = self.parts.iter().flatten().flat_map(|it| &it.media);
        self.media.iter().flatten().chain(further)
    }

    /// What the channel shows in the end.
    #[must_use]
    pub fn over(&self, shared: &Content) -> Content {
        let pick =
            |own: &Option<String>, common: &String| own.clone().unwrap_or_else(|| common.clone());
        Content {
            text: pick(&self.text, &shared.text),
            title: pick(&self.title, &shared.title),
            hashtags: pick(&self.hashtags, &shared.hashtags),
            link: pick(&self.link, &shared.link),
            first_comment: pick(&self.first_comment, &shared.first_comment),
            media: self.media.clone().unwrap_or_else(|| shared.media.clone()),
            parts: self.parts.clone().unwrap_or_else(|| shared.parts.clone()),
        }
    }

    /// When the channel goes out in the end, of a post that is planned for `shared`.
    #[must_use]
    pub fn planned_over(&self, shared: Option<Planned>) -> Option<Planned> {
        self.planned.or(shared)
    }
}

/// The version of a post for one channel. It survives the channel being taken off the post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Variant {
    /// The post.
    pub post: PostId,
    /// The channel.
    pub channel: ChannelId,
    /// What differs.
    pub overrides: Overrides,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_inherits_until_it_is_overridden() {
        let shared = Content {
            text: "Halo".into(),
            title: "Judul".into(),
            ..Content::default()
        };
        let own = Overrides {
            text: Some("Hai".into()),
            ..Overrides::default()
        };
        let shown = own.over(&shared);
        assert_eq!(
            (shown.text.as_str(), shown.title.as_str()),
            ("Hai", "Judul")
        );
    }

    #[test]
    fn a_variant_goes_out_with_the_post_until_it_has_a_time_of_its_own() {
        let at = |wall: &str| Planned {
            wall: crate::time::parse_wall(wall).expect("a wall time"),
            zone: chrono_tz::Asia::Jakarta,
        };
        let (shared, own) = (at("2026-10-03T19:00"), at("2026-10-03T12:00"));
        let follows = Overrides::default();
        assert_eq!(follows.planned_over(Some(shared)), Some(shared));
        let apart = Overrides {
            planned: Some(own),
            ..Overrides::default()
        };
        assert_eq!(apart.planned_over(Some(shared)), Some(own));
        assert_eq!(apart.planned_over(None), Some(own));
        let json = serde_json::to_value(&apart).expect("json");
        assert_eq!(json["planned"]["wall"], "2026-10-03T12:00");
        assert_eq!(json["planned"]["zone"], "Asia/Jakarta");
    }

    #[test]
    fn progress_adds_up_the_deliveries() {
        use DeliveryState as S;
        assert_eq!(Progress::of(&[]), Progress::Unscheduled);
        assert_eq!(Progress::of(&[S::Planned, S::Planned]), Progress::Scheduled);
        assert_eq!(Progress::of(&[S::Live, S::Planned]), Progress::PartlyLive);
        assert_eq!(
            Progress::of(&[S::Live, S::Missed]),
            Progress::NeedsAttention
        );
        assert_eq!(
            Progress::of(&[S::Live, S::Removed, S::Cancelled]),
            Progress::Done
        );
        assert_eq!(Progress::of(&[S::Cancelled]), Progress::Unscheduled);
        assert_eq!(Progress::of(&[S::Sending]), Progress::UnderWay);
    }
}
