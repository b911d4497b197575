//! What follows from the data by arithmetic: sums, changes, shares. Sections only choose and say.

use super::data::{Amount, Channel, Count, Figure, Missing, Post, ReportData, Target};
use crate::{format::Format, words::shared};

/// The data with everything that depends on language and comparison worked out once.
pub(crate) struct Facts<'a> {
    /// What the app handed in.
    pub data: &'a ReportData,
    /// How the language writes.
    pub format: Format,
    /// The name of the days compared with.
    pub before: Option<String>,
}

/// How a number moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Change {
    /// Nothing to compare with.
    Unknown,
    /// From zero.
    New,
    /// In percent, or in percentage points for rates.
    By(f64),
}

impl Change {
    /// Below this it is printed as unchanged: it would round to 0,0.
    pub const SMALLEST: f64 = 0.05;

    /// The change in percent between two numbers.
    pub fn between(now: f64, before: f64) -> Self {
        if before != 0.0 {
            Self::By((now - before) / before.abs() * 100.0)
        } else if now == 0.0 {
            Self::By(0.0)
        } else {
            Self::New
        }
    }

    /// The amount if there is one.
    pub const fn amount(self) -> Option<f64> {
        match self {
            Self::By(amount) => Some(amount),
            Self::Unknown | Self::New => None,
        }
    }
}

/// A number summed over the channels that have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Total {
    /// The sum; nothing when no channel has it.
    pub now: Option<i64>,
    /// The sum over the channels that have both times, and the same channels now.
    pub both: Option<(i64, i64)>,
    /// How many channels have it.
    pub channels: usize,
}

impl<'a> Facts<'a> {
    pub fn new(data: &'a ReportData) -> Self {
        let format = Format { lang: data.lang };
        let before = data
            .comparison
            .map(|it| format.comparison(data.period.kind, it));
        Self {
            data,
            format,
            before,
        }
    }

    /// Days of the period and of the comparison differ, so that counts compare per day.
    pub fn is_per_day(&self) -> bool {
        self.data
            .comparison
            .is_some_and(|it| it.days() != self.data.period.span.days())
    }

    /// The change of a count that grows with time, per day where the lengths differ.
    pub fn change(&self, now: Option<i64>, before: Option<i64>) -> Change {
        let (Some(now), Some(before), Some(span)) = (now, before, self.data.comparison) else {
            return Change::Unknown;
        };
        Change::between(
            now as f64 / self.data.period.span.days() as f64,
            before as f64 / span.days() as f64,
        )
    }

    /// The change of a figure that grows with time.
    pub fn figure_change(&self, figure: Figure) -> Change {
        self.change(figure.now.known(), figure.before.known())
    }

    /// The change of a sum, over the channels that have both times.
    pub fn total_change(&self, total: Total) -> Change {
        match total.both {
            Some((now, before)) => self.change(Some(now), Some(before)),
            None => Change::Unknown,
        }
    }

    /// A figure summed over the channels. Only for numbers where adding is honest.
    pub fn total(&self, of: impl Fn(&Channel) -> Figure) -> Total {
        let mut total = Total::default();
        for figure in self.data.channels.iter().map(of) {
            let Some(now) = figure.now.known() else {
                continue;
            };
            total.channels += 1;
            *total.now.get_or_insert(0) += now;
            if let Some(before) = figure.before.known() {
                let (sum, sum_before) = total.both.get_or_insert((0, 0));
                *sum += now;
                *sum_before += before;
            }
        }
        total
    }

    /// The channel of a key with its place in the list, which decides colour and marker.
    pub fn channel(&self, id: &str) -> Option<(usize, &'a Channel)> {
        self.data
            .channels
            .iter()
            .enumerate()
            .find(|(_, it)| it.id == id)
    }

    /// The network's name for a key, or the key of a channel that is gone.
    pub fn channel_name(&self, id: &str) -> String {
        self.channel(id)
            .map_or_else(|| id.to_owned(), |(index, _)| self.name(index))
    }

    /// The name of the channel at this place; the handle is added when two share a network.
    pub fn name(&self, index: usize) -> String {
        let Some(channel) = self.data.channels.get(index) else {
            return String::new();
        };
        let twins = self
            .data
            .channels
            .iter()
            .filter(|it| it.network == channel.network)
            .count();
        if twins > 1 {
            format!("{} {}", channel.network, channel.handle)
        } else {
            channel.network.clone()
        }
    }

    /// Why a number is missing, as printed.
    pub fn reason(&self, why: Missing) -> &'static str {
        match why {
            Missing::NotProvided => shared::MISSING_NOT_PROVIDED,
            Missing::NotEntered => shared::MISSING_NOT_ENTERED,
            Missing::NotRead => shared::MISSING_NOT_READ,
        }
        .get(self.data.lang)
    }
}

/// Likes, comments, shares and saves, as far as the network gives them.
pub(crate) fn interactions(channel: &Channel) -> Figure {
    let kinds = [
        channel.likes,
        channel.comments,
        channel.shares,
        channel.saves,
    ];
    let counted: Vec<Figure> = kinds
        .into_iter()
        .filter(|it| it.now.known().is_some())
        .collect();
    if counted.is_empty() {
        return Figure {
            now: channel.likes.now,
            before: Count::Missing(Missing::NotRead),
        };
    }
    // A kind that was not counted before would look like growth.
    let before = counted
        .iter()
        .map(|it| it.before.known())
        .sum::<Option<i64>>();
    Figure {
        now: Count::Known(counted.iter().filter_map(|it| it.now.known()).sum()),
        before: before.map_or(Count::Missing(Missing::NotRead), Count::Known),
    }
}

/// Followers at the end minus followers at the start, and the same of the days compared with.
pub(crate) fn net_growth(channel: &Channel) -> Figure {
    let now = match (channel.followers.now, channel.followers.before) {
        (Count::Known(end), Count::Known(start)) => Count::Known(end - start),
        (Count::Missing(why), _) | (_, Count::Missing(why)) => Count::Missing(why),
    };
    Figure {
        now,
        before: channel.net_growth_before,
    }
}

/// The interactions of a post, as far as the network gives them.
pub(crate) fn post_interactions(post: &Post) -> Option<i64> {
    let known: Vec<i64> = [post.likes, post.comments, post.shares, post.saves]
        .into_iter()
        .filter_map(Count::known)
        .collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

/// How far a target is reached, in percent of the way from its baseline.
pub(crate) fn attainment(target: &Target, value: f64) -> Option<f64> {
    let percent = match target.baseline {
        Some(baseline) => (value - baseline) / (target.goal - baseline) * 100.0,
        None if target.lower_is_better => target.goal / value * 100.0,
        None => value / target.goal * 100.0,
    };
    percent.is_finite().then_some(percent)
}

/// Whether a target is reached, by its printed percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// At least 100 %.
    Reached,
    /// At least 85 %.
    Near,
    /// Less.
    NotYet,
    /// Nobody knows.
    NoData,
}

/// Where a target stands, with its percent.
pub(crate) fn standing(target: &Target) -> (Standing, Option<f64>) {
    let Amount::Known(value) = target.actual else {
        return (Standing::NoData, None);
    };
    match attainment(target, value) {
        Some(percent) if percent >= 100.0 => (Standing::Reached, Some(percent)),
        Some(percent) if percent >= 85.0 => (Standing::Near, Some(percent)),
        Some(percent) => (Standing::NotYet, Some(percent)),
        None => (Standing::NoData, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{data::Unit, sample};

    #[test]
    fn from_zero_is_new_and_without_comparison_unknown() {
        assert_eq!(Change::between(5.0, 0.0), Change::New);
        assert_eq!(Change::between(0.0, 0.0), Change::By(0.0));
        assert_eq!(Change::between(-5.0, -10.0), Change::By(50.0));
        let mut data = sample::month(crate::reports::data::Lang::Id);
        data.comparison = None;
        assert_eq!(Facts::new(&data).change(Some(5), Some(4)), Change::Unknown);
    }

    #[test]
    fn months_of_unequal_length_compare_per_day() {
        let data = sample::month(crate::reports::data::Lang::Id);
        let facts = Facts::new(&data);
        assert!(facts.is_per_day());
        assert_eq!(facts.change(Some(310), Some(300)), Change::By(0.0));
    }

    #[test]
    fn a_missing_number_is_left_out_of_the_sum_and_its_change() {
        let data = sample::month(crate::reports::data::Lang::Id);
        let facts = Facts::new(&data);
        let total = facts.total(|it| {
            if it.network == "Bluesky" {
                Figure::missing(Missing::NotRead)
            } else {
                Figure {
                    now: Count::Known(2),
                    before: Count::Missing(Missing::NotRead),
                }
            }
        });
        assert_eq!(
            (total.now, total.both, total.channels),
            (
                Some(2 * (data.channels.len() as i64 - 1)),
                None,
                data.channels.len() - 1
            )
        );
    }

    #[test]
    fn a_kind_not_counted_before_makes_no_growth() {
        let mut data = sample::month(crate::reports::data::Lang::Id);
        let channel = data.channels.first_mut().unwrap();
        channel.likes = Figure {
            now: Count::Known(10),
            before: Count::Known(9),
        };
        channel.comments = Figure {
            now: Count::Known(5),
            before: Count::Missing(Missing::NotRead),
        };
        channel.shares = Figure::missing(Missing::NotProvided);
        channel.saves = Figure::missing(Missing::NotProvided);
        assert_eq!(
            interactions(channel),
            Figure {
                now: Count::Known(15),
                before: Count::Missing(Missing::NotRead)
            }
        );
    }

    #[test]
    fn attainment_starts_at_the_baseline_and_turns_round_when_less_is_better() {
        let mut target = Target {
            name: String::new(),
            unit: Unit::Minutes,
            baseline: None,
            goal: 45.0,
            actual: Amount::Known(41.0),
            before: None,
            lower_is_better: true,
        };
        assert_eq!(standing(&target).0, Standing::Reached);
        target.actual = Amount::Known(60.0);
        assert_eq!(standing(&target), (Standing::NotYet, Some(75.0)));
        target = Target {
            baseline: Some(1000.0),
            goal: 1200.0,
            actual: Amount::Known(1180.0),
            lower_is_better: false,
            ..target
        };
        assert_eq!(standing(&target), (Standing::Near, Some(90.0)));
        target.goal = 1000.0;
        assert_eq!(standing(&target).0, Standing::NoData);
    }
}
