//! The publishing of one variant: its states, and which step may follow which.

use crate::{
    ids::{ChannelId, DeliveryId, PostId},
    post::Content,
    time::{Instant, Planned},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for its time.
    Planned,
    /// Its time has come; waits for the engine or the network connection.
    Due,
    /// The request may be on its way at this moment.
    Sending,
    /// Accepted by the network, not yet public.
    Processing,
    /// The network holds it and will publish it.
    HandedOff,
    /// Confirmed public.
    Live,
    /// To be posted by hand; the person was told.
    Reminded,
    /// Waits inside the network's own app for the person.
    InNetworkDraft,
    /// Failed in a way known not to have published; tried again at a stated time.
    RetryAt,
    /// Refused for good: reason and remedy are stored.
    Failed,
    /// The channel's sign-in is refused or missing.
    NeedsSignIn,
    /// The request went out, no answer came. Never resent blindly.
    Unknown,
    /// Too late for its grace; the person is asked.
    Missed,
    /// Everything is paused, or the data came from a backup.
    Held,
    /// Was live, taken down later.
    Removed,
    /// Will not be sent.
    Cancelled,
}

impl DeliveryState {
    /// Every state, in the order of the vocabulary.
    pub const ALL: [Self; 16] = [
        Self::Planned,
        Self::Due,
        Self::Sending,
        Self::Processing,
        Self::HandedOff,
        Self::Live,
        Self::Reminded,
        Self::InNetworkDraft,
        Self::RetryAt,
        Self::Failed,
        Self::NeedsSignIn,
        Self::Unknown,
        Self::Missed,
        Self::Held,
        Self::Removed,
        Self::Cancelled,
    ];

    /// The stable name used in the database and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Due => "due",
            Self::Sending => "sending",
            Self::Processing => "processing",
            Self::HandedOff => "handed_off",
            Self::Live => "live",
            Self::Reminded => "reminded",
            Self::InNetworkDraft => "in_network_draft",
            Self::RetryAt => "retry_at",
            Self::Failed => "failed",
            Self::NeedsSignIn => "needs_sign_in",
            Self::Unknown => "unknown",
            Self::Missed => "missed",
            Self::Held => "held",
            Self::Removed => "removed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads a stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether it waits for a decision of the person.
    #[must_use]
    pub const fn asks(self) -> bool {
        matches!(
            self,
            Self::Failed | Self::NeedsSignIn | Self::Unknown | Self::Missed | Self::Held
        )
    }

    /// Whether it has been out.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Live | Self::Removed)
    }

    /// Whether nothing has happened yet, so that editing and moving are free.
    #[must_use]
    pub const fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::Due)
    }

    /// Whether text, media and time can still be changed here. What a network holds follows: the engine changes it
    /// there, or takes it back.
    #[must_use]
    pub const fn can_change(self) -> bool {
        matches!(
            self,
            Self::Planned
                | Self::HandedOff
                | Self::Due
                | Self::RetryAt
                | Self::Failed
                | Self::NeedsSignIn
                | Self::Missed
                | Self::Held
                | Self::Reminded
        )
    }

    /// Whether `next` may follow this state. Everything the store writes is checked against it.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        use DeliveryState as S;
        match self {
            S::Planned => matches!(
                next,
                S::Planned
                    | S::Due
                    | S::Missed
                    | S::Held
                    | S::Cancelled
                    | S::Sending
                    | S::HandedOff
                    | S::Unknown
                    | S::Live
            ),
            S::Due => matches!(
                next,
                S::Planned
                    | S::Sending
                    | S::Reminded
                    | S::Missed
                    | S::Held
                    | S::Cancelled
                    | S::NeedsSignIn
                    | S::Unknown
                    | S::Live
                    | S::Failed
            ),
            S::Sending => matches!(
                next,
                S::Processing
                    | S::HandedOff
                    | S::Live
                    | S::InNetworkDraft
                    | S::RetryAt
                    | S::Failed
                    | S::NeedsSignIn
                    | S::Unknown
                    | S::Due
                    | S::Planned
            ),
            S::Processing => matches!(next, S::Live | S::Failed | S::Unknown | S::InNetworkDraft),
            S::HandedOff => matches!(
                next,
                S::HandedOff
                    | S::Sending
                    | S::Planned
                    | S::Live
                    | S::Unknown
                    | S::Missed
                    | S::Failed
                    | S::Cancelled
            ),
            S::Live => matches!(next, S::Removed | S::Reminded),
            S::Reminded => matches!(
                next,
                S::Live | S::Missed | S::Planned | S::Cancelled | S::Failed | S::Held | S::Unknown
            ),
            S::InNetworkDraft => matches!(next, S::Live | S::Cancelled),
            S::RetryAt => matches!(
                next,
                S::Due | S::Missed | S::Held | S::Cancelled | S::Planned | S::Unknown | S::Live
            ),
            S::Failed | S::NeedsSignIn => matches!(
                next,
                S::Due | S::Planned | S::Cancelled | S::Missed | S::Held | S::Live | S::Unknown
            ),
            S::Unknown => matches!(
                next,
                S::Live
                    | S::HandedOff
                    | S::Due
                    | S::Planned
                    | S::Cancelled
                    | S::Failed
                    | S::Missed
                    | S::Held
            ),
            S::Missed => matches!(
                next,
                // By hand it may have been tried in vain.
                S::Due | S::Planned | S::Cancelled | S::Live | S::Held | S::Unknown | S::Failed
            ),
            S::Held => matches!(
                next,
                S::Planned | S::Due | S::Missed | S::Cancelled | S::Live | S::Unknown
            ),
            S::Removed => false,
            // A network may still hold what was cancelled here, or have published it a moment before.
            S::Cancelled => matches!(next, S::Planned | S::Live | S::Cancelled),
        }
    }
}

/// Which piece of a variant a delivery publishes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The post itself, the first part of a thread included.
    #[default]
    Post,
    /// A further part of its thread.
    Part,
    /// The comment right after it.
    FirstComment,
}

impl Role {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Part => "part",
            Self::FirstComment => "first_comment",
        }
    }

    /// Reads a stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Post, Self::Part, Self::FirstComment]
            .into_iter()
            .find(|it| it.name() == name)
    }
}

/// What a network holds for us after a hand-off: enough to notice that it no longer is what the person wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Handed {
    /// When the network will publish it.
    #[ts(as = "String")]
    pub at: Instant,
    /// The revision of the post that was handed over; [`Handed::UNSURE`] when an answer about it was lost.
    #[ts(type = "number")]
    pub revision: i64,
}

impl Handed {
    /// No post ever has this revision, so that what the network holds is made certain.
    pub const UNSURE: i64 = -1;
}

/// The publishing of one variant, or of one piece of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Delivery {
    /// Its identifier.
    pub id: DeliveryId,
    /// The post.
    pub post: PostId,
    /// The channel.
    pub channel: ChannelId,
    /// Which piece of the variant.
    pub role: Role,
    /// Its place in the thread: 0 for the post and its first comment, 1 for the first further part.
    pub part: u32,
    /// The delivery that must be live before this one goes out.
    pub follows: Option<DeliveryId>,
    /// How what it follows stood when this was read; derived, never stored with it.
    pub predecessor: Option<Predecessor>,
    /// What the network holds of it. Outside `handed_off`, what it may hold: while a request to hold it is under way or
    /// lost, until it has given back what was cancelled, and after a restore until it was asked.
    pub handed: Option<Handed>,
    /// Where it stands.
    pub state: DeliveryState,
    /// When it is planned for.
    pub planned: Planned,
    /// Minutes of grace after the planned time.
    pub grace_minutes: u32,
    /// Sent however late.
    pub send_whenever: bool,
    /// The same for life: idempotency key, record key or slug, whatever the network has.
    pub request_id: String,
    /// How often a request was begun.
    pub attempts: u32,
    /// When it is tried again, in `retry_at`.
    #[ts(as = "Option<String>")]
    pub retry_at: Option<Instant>,
    /// What is sent, frozen when `sending` is entered.
    pub frozen: Option<Frozen>,
    /// The network's name for what was made (an AT URI, a status id).
    pub remote_id: Option<String>,
    /// The public address.
    pub url: Option<String>,
    /// When it became public.
    #[ts(as = "Option<String>")]
    pub live_at: Option<Instant>,
    /// Stable code of the last error.
    pub code: Option<String>,
    /// When the state last changed.
    #[ts(as = "String")]
    pub changed_at: Instant,
}

impl Delivery {
    /// When it may go out: its plan, for a piece not before what it follows is live.
    #[must_use]
    pub fn free_from(&self) -> Instant {
        let freed = self.predecessor.and_then(|it| it.live_at);
        freed.map_or(self.planned.instant(), |at| at.max(self.planned.instant()))
    }

    /// The last instant at which it is still sent.
    #[must_use]
    pub fn deadline(&self) -> Instant {
        self.free_from() + chrono::Duration::minutes(i64::from(self.grace_minutes))
    }

    /// Whether its time still lies ahead.
    #[must_use]
    pub fn lies_ahead(&self, now: Instant) -> bool {
        self.planned.instant() > now
    }

    /// Whether `now` is too late. A piece that waits for another is never late: its grace has not begun.
    #[must_use]
    pub fn is_too_late(&self, now: Instant) -> bool {
        !self.send_whenever && !self.waits() && now > self.deadline()
    }

    /// Whether it waits for what it follows.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.predecessor
            .is_some_and(|it| it.state != DeliveryState::Live)
    }

    /// Whether what it follows will never be there to follow.
    #[must_use]
    pub fn is_orphaned(&self) -> bool {
        self.predecessor
            .is_some_and(|it| matches!(it.state, DeliveryState::Cancelled | DeliveryState::Removed))
    }
}

/// What a piece follows, as far as the piece depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Predecessor {
    /// Where it stands.
    pub state: DeliveryState,
    /// When it became public.
    #[ts(as = "Option<String>")]
    pub live_at: Option<Instant>,
}

/// What a delivery sends, fixed at the moment it enters `sending`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Frozen {
    /// The words and pictures.
    pub content: Content,
    /// The kind of post.
    pub kind: String,
    /// The languages of the text, main one first.
    pub langs: Vec<String>,
    /// The prepared pictures or the video, in order.
    pub media: Vec<FrozenMedia>,
    /// The creation time written into the post: fixed, so that a repeat is the same bytes.
    #[ts(as = "String")]
    pub created_at: Instant,
}

/// One prepared picture, or the video, of a frozen delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FrozenMedia {
    /// SHA-256 of the file's bytes: its place among the renditions, for a video among the originals.
    pub hash: String,
    /// MIME type; `video/…` for a video.
    pub mime: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Alternative text.
    pub alt: String,
}

/// One line of a delivery's history that a person can read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Step {
    /// When.
    #[ts(as = "String")]
    pub at: Instant,
    /// State before, none for the first.
    pub from: Option<DeliveryState>,
    /// State after.
    pub to: DeliveryState,
    /// Stable code of what happened, an entry of the words table.
    pub code: Option<String>,
    /// The network's raw code beneath, for the curious; of what a person answered, their own words. Never a secret.
    pub raw: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::from_name(state.name()), Some(state));
            let json = serde_json::to_string(&state).expect("json");
            assert_eq!(json, format!("\"{}\"", state.name()));
        }
    }

    #[test]
    fn what_is_live_is_never_sent_again() {
        for next in [
            DeliveryState::Due,
            DeliveryState::Planned,
            DeliveryState::Sending,
        ] {
            assert!(!DeliveryState::Live.may_become(next));
        }
    }

    #[test]
    fn sending_is_only_entered_to_publish_what_is_due_or_to_hand_over_what_lies_ahead() {
        use DeliveryState as S;
        for state in S::ALL {
            assert_eq!(
                state.may_become(S::Sending),
                matches!(state, S::Due | S::Planned | S::HandedOff),
                "{state:?}"
            );
        }
    }

    #[test]
    fn every_state_but_the_last_two_words_has_a_next_step() {
        for state in DeliveryState::ALL {
            let next = DeliveryState::ALL
                .into_iter()
                .filter(|it| state.may_become(*it))
                .count();
            assert_eq!(next == 0, state == DeliveryState::Removed, "{state:?}");
        }
    }
}
