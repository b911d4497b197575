//! Planned time: wall time and IANA zone are the truth, the UTC instant is derived from them.

use chrono::{
    DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A point on the UTC time line; RFC 3339 in JSON.
pub type Instant = DateTime<Utc>;

/// The format of a wall time in JSON and in the database: minutes, no zone.
pub const WALL_FORMAT: &str = "%Y-%m-%dT%H:%M";

/// What a person planned: the clock on the wall of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Planned {
    /// Wall time, `2026-10-03T19:00`.
    #[serde(with = "wall")]
    #[ts(as = "String")]
    pub wall: NaiveDateTime,
    /// IANA zone, `Asia/Jakarta`.
    #[ts(as = "String")]
    pub zone: Tz,
}

impl Planned {
    /// The instant of this wall time. A gap gives the next valid minute, an overlap the first.
    #[must_use]
    pub fn instant(&self) -> Instant {
        resolve(self.wall, self.zone)
    }

    /// The same clock time on another day.
    #[must_use]
    pub fn on_day(&self, day: NaiveDate) -> Self {
        Self {
            wall: day.and_time(self.wall.time()),
            zone: self.zone,
        }
    }

    /// The same clock time so many days later; none where the calendar ends.
    #[must_use]
    pub fn days_later(&self, days: i64) -> Option<Self> {
        let by = Duration::try_days(days)?;
        Some(self.on_day(self.wall.date().checked_add_signed(by)?))
    }

    /// RFC 3339 with the zone's offset.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        self.instant()
            .with_timezone(&self.zone)
            .to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}

/// The instant of a wall time in a zone. A gap gives the next valid minute, an overlap the first.
#[must_use]
pub fn resolve(wall: NaiveDateTime, zone: Tz) -> Instant {
    let mut probe = wall;
    // The longest gap ever made is a whole day (Samoa 2011), hence the bound.
    for _ in 0..=24 * 60 + 1 {
        match zone.from_local_datetime(&probe) {
            LocalResult::Single(at) => return at.with_timezone(&Utc),
            LocalResult::Ambiguous(first, _) => return first.with_timezone(&Utc),
            LocalResult::None => probe += Duration::minutes(1),
        }
    }
    wall.and_utc()
}

/// Reads a wall time written as `2026-10-03T19:00`, seconds allowed.
///
/// # Errors
/// Gives back the text when it is not a wall time.
pub fn parse_wall(text: &str) -> Result<NaiveDateTime, String> {
    NaiveDateTime::parse_from_str(text, WALL_FORMAT)
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"))
        .map_err(|_| text.chars().take(80).collect())
}

/// A half-open run of days [first, end) in a zone: what a report or a query covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Days {
    /// First day, inclusive.
    #[ts(as = "String")]
    pub first: NaiveDate,
    /// Day after the last.
    #[ts(as = "String")]
    pub end: NaiveDate,
    /// The zone whose midnights bound it.
    #[ts(as = "String")]
    pub zone: Tz,
}

impl Days {
    /// The instants [start, end).
    #[must_use]
    pub fn instants(&self) -> (Instant, Instant) {
        let at = |day: NaiveDate| resolve(day.and_time(chrono::NaiveTime::MIN), self.zone);
        (at(self.first), at(self.end))
    }

    /// How many days.
    #[must_use]
    pub fn len(&self) -> i64 {
        (self.end - self.first).num_days()
    }

    /// Whether it covers no day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() <= 0
    }
}

mod wall {
    use super::{WALL_FORMAT, parse_wall};
    use chrono::NaiveDateTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(wall: &NaiveDateTime, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&wall.format(WALL_FORMAT).to_string())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<NaiveDateTime, D::Error> {
        let text = String::deserialize(input)?;
        parse_wall(&text).map_err(|bad| D::Error::custom(format!("not a wall time: {bad}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(wall: &str, zone: Tz) -> Planned {
        Planned {
            wall: parse_wall(wall).expect("a wall time"),
            zone,
        }
    }

    #[test]
    fn jakarta_is_seven_hours_ahead() {
        let at = planned("2026-10-03T19:00", chrono_tz::Asia::Jakarta);
        assert_eq!(at.instant().to_rfc3339(), "2026-10-03T12:00:00+00:00");
        assert_eq!(at.rfc3339(), "2026-10-03T19:00:00+07:00");
    }

    #[test]
    fn a_gap_is_the_next_valid_minute_and_an_overlap_the_first() {
        let gap = planned("2026-03-29T02:30", chrono_tz::Europe::Berlin);
        assert_eq!(gap.instant().to_rfc3339(), "2026-03-29T01:00:00+00:00");
        let overlap = planned("2026-10-25T02:30", chrono_tz::Europe::Berlin);
        assert_eq!(overlap.instant().to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn another_day_keeps_the_clock_time() {
        let at = planned("2026-10-03T19:00", chrono_tz::Asia::Makassar);
        let moved = at.on_day(NaiveDate::from_ymd_opt(2026, 10, 9).expect("a day"));
        assert_eq!(
            moved.wall.format(WALL_FORMAT).to_string(),
            "2026-10-09T19:00"
        );
        assert_eq!(at.days_later(6), Some(moved));
        assert_eq!(moved.days_later(-6), Some(at));
        assert_eq!(at.days_later(i64::MAX), None);
    }

    #[test]
    fn a_planned_time_survives_json() {
        let at = planned("2026-10-03T19:00", chrono_tz::Asia::Jayapura);
        let json = serde_json::to_string(&at).expect("json");
        assert_eq!(
            json,
            r#"{"wall":"2026-10-03T19:00","zone":"Asia/Jayapura"}"#
        );
        assert_eq!(serde_json::from_str::<Planned>(&json).expect("planned"), at);
    }
}
