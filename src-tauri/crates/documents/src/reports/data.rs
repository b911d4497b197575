//! What a report is made from: plain data that the app fills. Missing is a reason, never zero.
//! All wall times are in the zone of the period.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian.
    Id,
    /// English.
    En,
}

/// Everything one report says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportData {
    /// The language.
    pub lang: Lang,
    /// Whose report it is.
    pub brand: Brand,
    /// The time it covers.
    pub period: Period,
    /// The days it is compared with; nothing when there is no earlier data.
    pub comparison: Option<Span>,
    /// When the report was made. Printed, and the date of the PDF; never the wall clock of the rendering.
    pub created: NaiveDateTime,
    /// When the newest number was read from a network or entered.
    pub captured: Option<NaiveDateTime>,
    /// Whether numbers may still change.
    pub provisional: bool,
    /// A number the person knows the report by.
    pub number: Option<String>,
    /// The channels, in the order to print them. Colour and marker follow from the order.
    pub channels: Vec<Channel>,
    /// Every delivery planned in the period.
    pub deliveries: Vec<Delivery>,
    /// Every delivery confirmed live in the period, with its numbers.
    pub posts: Vec<Post>,
    /// What was to be reached in the period.
    pub targets: Vec<Target>,
    /// The person's comments by section name (see [`super::section_names`]).
    #[serde(default)]
    pub comments: BTreeMap<String, String>,
    /// The person's own claims by section name; they replace the sentence made by rule.
    #[serde(default)]
    pub claims: BTreeMap<String, String>,
}

/// Whose report it is, and between whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The name.
    pub name: String,
    /// The accent colour, `#rrggbb`; darkened for printing until it is readable on white.
    pub accent: String,
    /// The logo; without one the initials stand there.
    #[serde(skip)]
    pub logo: Option<Picture>,
    /// Who made the report and wrote its comments.
    pub prepared_by: String,
    /// Whom it is for.
    pub prepared_for: Option<String>,
}

/// A picture handed in as a whole file. Not part of the stored snapshot: the PDF keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A JPEG, PNG, GIF or WebP file. What cannot be decoded is left out.
    pub bytes: Vec<u8>,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

/// What kind of time a report covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodKind {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Any days.
    Range,
}

/// The time a report covers, in whole days of one zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// What kind of time it is.
    pub kind: PeriodKind,
    /// The days.
    #[serde(flatten)]
    pub span: Span,
    /// The short name of the zone, `WIB`.
    pub zone: String,
}

/// Whole days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Span {
    /// How many days it has, at least one.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days().max(0) + 1
    }
}

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The network does not give this number.
    NotProvided,
    /// It is entered by hand, and nobody has yet.
    NotEntered,
    /// It has not been read from the network in this period.
    NotRead,
}

/// A number, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// The number.
    Known(i64),
    /// There is none.
    Missing(Missing),
}

impl Count {
    /// The number if there is one.
    #[must_use]
    pub const fn known(self) -> Option<i64> {
        match self {
            Self::Known(value) => Some(value),
            Self::Missing(_) => None,
        }
    }
}

/// A number of the period and of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// In the period.
    pub now: Count,
    /// In the days compared with.
    pub before: Count,
}

impl Figure {
    /// No number at all.
    #[must_use]
    pub const fn missing(why: Missing) -> Self {
        Self {
            now: Count::Missing(why),
            before: Count::Missing(why),
        }
    }
}

/// How much of a channel's data there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completeness {
    /// All that the network gives, for the whole period.
    Complete,
    /// Some days or numbers are missing.
    Partial,
    /// Nothing.
    None,
}

/// Where a channel's numbers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Read from the network.
    Api,
    /// Entered by a person.
    Hand,
    /// Made up for looking around.
    Sample,
}

/// What a share of interactions is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateBasis {
    /// Distinct accounts that saw the posts.
    Reach,
    /// Times the posts were shown.
    Views,
}

/// Sums over the posts of a time that have both numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// Their interactions.
    pub interactions: i64,
    /// Their reach or views.
    pub seen: i64,
}

/// The engagement rate of a channel, pooled over its posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engagement {
    /// What it is measured against.
    pub basis: RateBasis,
    /// In the period.
    pub now: Option<Ratio>,
    /// In the days compared with.
    pub before: Option<Ratio>,
}

/// A channel and its numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Channel {
    /// The key that posts and deliveries name it by.
    pub id: String,
    /// The network's name as printed, `Bluesky`.
    pub network: String,
    /// The handle or page name.
    pub handle: String,
    /// How complete its numbers are.
    pub completeness: Completeness,
    /// Until when they are.
    pub complete_until: Option<NaiveDateTime>,
    /// Where they come from.
    pub source: Source,
    /// What else to know about them, in the report's language.
    pub note: Option<String>,
    /// Followers at the end of the period and at its start (not of the comparison).
    pub followers: Figure,
    /// Net growth of followers in the days compared with.
    pub net_growth_before: Count,
    /// Posts confirmed live.
    pub posts: Figure,
    /// Views of the channel in the period, whatever the age of the post.
    pub views: Figure,
    /// Distinct accounts reached in the period. Never added up.
    pub reach: Figure,
    /// Likes and reactions.
    pub likes: Figure,
    /// Comments and replies.
    pub comments: Figure,
    /// Shares, reposts, quotes.
    pub shares: Figure,
    /// Saves and bookmarks.
    pub saves: Figure,
    /// Clicks on links.
    pub clicks: Figure,
    /// The engagement rate; nothing where the network gives neither reach nor views.
    pub engagement: Option<Engagement>,
}

/// What became of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Outcome {
    /// Confirmed live.
    Live {
        /// When it went live.
        at: NaiveDateTime,
        /// Why it was late, if somebody knows.
        cause: Option<String>,
    },
    /// The person was reminded and has not said that it is live.
    Reminded,
    /// Its time has not come, or it waits for the network within its grace.
    Waiting,
    /// Sent, but nobody could confirm that it arrived.
    Unknown {
        /// What happened, in the report's language.
        cause: Option<String>,
    },
    /// The network refused it.
    Failed {
        /// What happened, in the report's language.
        cause: Option<String>,
    },
    /// Its time passed.
    Missed {
        /// What happened, in the report's language.
        cause: Option<String>,
    },
}

/// One post on its way to one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The channel's key.
    pub channel: String,
    /// The working title, or the first words.
    pub title: String,
    /// When it was planned for.
    pub planned: NaiveDateTime,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// A post that is live on one channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// The channel's key.
    pub channel: String,
    /// The working title; may be empty.
    pub title: String,
    /// Its text.
    pub text: String,
    /// When it went live.
    pub published: NaiveDateTime,
    /// Its first picture, about 320 × 400 px. Needed only for the posts of [`super::top_posts`].
    #[serde(skip)]
    pub thumbnail: Option<Picture>,
    /// Where it can be seen, `https://…`.
    pub address: Option<String>,
    /// Times shown.
    pub views: Count,
    /// Distinct accounts that saw it.
    pub reach: Count,
    /// Likes and reactions.
    pub likes: Count,
    /// Comments and replies.
    pub comments: Count,
    /// Shares, reposts, quotes.
    pub shares: Count,
    /// Saves and bookmarks.
    pub saves: Count,
    /// The person's reason why it did well.
    pub why: Option<String>,
}

/// What a target counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Unit {
    /// Things, with their noun in the report's language: `akun`.
    Count {
        /// The noun.
        noun: String,
    },
    /// Percent: 5.32 means 5.32 %.
    Percent,
    /// Whole rupiah.
    Rupiah,
    /// Minutes.
    Minutes,
}

/// A measured value in the unit of its target, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// The value.
    Known(f64),
    /// There is none.
    Missing(Missing),
}

/// A number to reach within the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// What is to be reached, in the report's language.
    pub name: String,
    /// What it counts.
    pub unit: Unit,
    /// Where it started from; 0 when nothing is said.
    pub baseline: Option<f64>,
    /// The number to reach.
    pub goal: f64,
    /// The number of the period, or why there is none.
    pub actual: Amount,
    /// The number of the days compared with.
    pub before: Option<f64>,
    /// Whether less is better, as with response times.
    pub lower_is_better: bool,
}
