//! Numbers: an append-only ledger of samples, and targets to reach. Missing is not zero.

use crate::{
    ids::{BrandId, ChannelId, DeliveryId, TargetId},
    time::Instant,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Accounts that follow the channel.
    Followers,
    /// Times content was shown, the same person counted again.
    Views,
    /// Distinct accounts that saw it. Never added up.
    Reach,
    /// Likes and reactions.
    Likes,
    /// Comments and replies.
    Comments,
    /// Shares, reposts, quotes.
    Shares,
    /// Saves and bookmarks.
    Saves,
    /// Clicks on links.
    Clicks,
    /// Likes + comments + shares + saves; computed, never stored.
    Interactions,
    /// Posts confirmed live; computed, never stored.
    Posts,
}

impl Metric {
    /// Every metric.
    pub const ALL: [Self; 10] = [
        Self::Followers,
        Self::Views,
        Self::Reach,
        Self::Likes,
        Self::Comments,
        Self::Shares,
        Self::Saves,
        Self::Clicks,
        Self::Interactions,
        Self::Posts,
    ];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Followers => "followers",
            Self::Views => "views",
            Self::Reach => "reach",
            Self::Likes => "likes",
            Self::Comments => "comments",
            Self::Shares => "shares",
            Self::Saves => "saves",
            Self::Clicks => "clicks",
            Self::Interactions => "interactions",
            Self::Posts => "posts",
        }
    }

    /// Reads a stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether values of posts or channels may be added up.
    #[must_use]
    pub const fn adds_up(self) -> bool {
        !matches!(self, Self::Reach | Self::Followers)
    }

    /// The metrics whose sum is `Interactions`.
    pub const INTERACTIONS: [Self; 4] = [Self::Likes, Self::Comments, Self::Shares, Self::Saves];
}

/// What a sample is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "scope", content = "id")]
pub enum Scope {
    /// A channel as a whole.
    Channel(ChannelId),
    /// One delivery: lifetime totals so far.
    Delivery(DeliveryId),
}

/// One number, as somebody stated it at a time. Never changed, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Sample {
    /// What is counted.
    pub metric: Metric,
    /// What it is about.
    pub scope: Scope,
    /// The value.
    #[ts(type = "number")]
    pub value: i64,
    /// Who said so: `api`, `hand`, `sample`.
    pub source: String,
    /// When it was read.
    #[ts(as = "String")]
    pub captured_at: Instant,
}

/// A number to reach within a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Target {
    /// Its identifier.
    pub id: TargetId,
    /// The brand.
    pub brand: BrandId,
    /// One channel, or all of the brand's.
    pub channel: Option<ChannelId>,
    /// What is counted.
    pub metric: Metric,
    /// The first day of the month it is for.
    #[ts(as = "String")]
    pub month: NaiveDate,
    /// The number to reach.
    #[ts(type = "number")]
    pub value: i64,
}
