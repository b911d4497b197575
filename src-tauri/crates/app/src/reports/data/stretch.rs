//! What went live in a stretch of days, with its numbers.

use kelola_documents::reports::data::Ratio;
use kelola_domain::{
    brand::Brand,
    delivery::Delivery,
    ids::{ChannelId, DeliveryId},
    metric::{Metric, Sample},
    time::{Days, Instant},
};
use kelola_store::{Connection, StoreError, deliveries, metrics};
use std::collections::HashMap;

type Known = HashMap<DeliveryId, Vec<Sample>>;

/// Everything of one stretch of days.
pub(super) struct Stretch {
    pub(super) days: Days,
    pub(super) live: Vec<Delivery>,
    pub(super) numbers: Known,
}

impl Stretch {
    pub(super) fn load(db: &Connection, brand: &Brand, days: Days) -> Result<Self, StoreError> {
        let (from, to) = days.instants();
        let live = deliveries::live_between(db, brand.id, from, to)?;
        let ids: Vec<_> = live.iter().map(|it| it.id).collect();
        // A post's numbers are lifetime totals: what is known now, whenever it was read.
        let numbers = metrics::latest_of(db, &ids, Instant::MAX_UTC)?;
        Ok(Self {
            days,
            live,
            numbers,
        })
    }

    pub(super) fn of_channel(&self, channel: ChannelId) -> impl Iterator<Item = &Delivery> {
        self.live.iter().filter(move |it| it.channel == channel)
    }

    pub(super) fn number(&self, delivery: DeliveryId, metric: Metric) -> Option<i64> {
        self.numbers
            .get(&delivery)?
            .iter()
            .find(|it| it.metric == metric)
            .map(|it| it.value)
    }

    /// The sum over a channel's posts; none when no post has the number.
    pub(super) fn sum(&self, channel: ChannelId, metric: Metric) -> Option<i64> {
        let known: Vec<_> = self
            .of_channel(channel)
            .filter_map(|it| self.number(it.id, metric))
            .collect();
        (!known.is_empty()).then(|| known.iter().sum())
    }

    /// Interactions against a basis, pooled over the posts that have both.
    pub(super) fn ratio(&self, channel: ChannelId, basis: Metric) -> Option<Ratio> {
        let mut ratio = Ratio {
            interactions: 0,
            seen: 0,
        };
        for it in self.of_channel(channel) {
            let counted: Vec<_> = Metric::INTERACTIONS
                .iter()
                .filter_map(|metric| self.number(it.id, *metric))
                .collect();
            if let (Some(seen), false) = (self.number(it.id, basis), counted.is_empty()) {
                ratio.interactions += counted.iter().sum::<i64>();
                ratio.seen += seen;
            }
        }
        (ratio.seen > 0).then_some(ratio)
    }
}
