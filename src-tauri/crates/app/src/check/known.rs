//! What the checks of a post know beyond its words: the present day, and when it goes out on each channel.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use kelola_domain::{
    delivery::{Delivery, DeliveryState, Role},
    ids::ChannelId,
    post::Post,
    text::Around,
    time::{Instant, Planned},
};
use kelola_store::{Connection, StoreError, brands, deliveries};
use std::collections::HashMap;

/// What is known of a post.
pub(super) struct Known {
    today: NaiveDate,
    goes_out: HashMap<ChannelId, NaiveDateTime>,
}

impl Known {
    /// Of a post that is to go out `at`; none = as it is planned now.
    pub(super) fn of(
        db: &Connection,
        post: &Post,
        at: Option<Planned>,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let zone = brands::get(db, post.brand)?.zone;
        let own = deliveries::of_post(db, post.id)?;
        let time = |id: &ChannelId| Some((*id, local(goes_out(post, &own, *id, at)?, zone)));
        Ok(Self {
            today: local(now, zone).date(),
            goes_out: post.channels.iter().filter_map(time).collect(),
        })
    }

    /// What is known around one channel's version.
    pub(super) fn around(&self, channel: ChannelId) -> Around<'_> {
        Around {
            today: Some(self.today),
            goes_out: self.goes_out.get(&channel).copied(),
            ..Around::default()
        }
    }
}

/// When a post goes out on a channel: what is on its way keeps its time, the rest goes when the post does.
fn goes_out(
    post: &Post,
    own: &[Delivery],
    channel: ChannelId,
    at: Option<Planned>,
) -> Option<Instant> {
    let delivery = own.iter().find(|it| {
        it.role == Role::Post
            && it.channel == channel
            && it.state != DeliveryState::Cancelled
            && !(at.is_some() && it.state.can_change())
    });
    let planned = delivery.map(|it| it.planned).or(at).or(post.planned);
    planned.map(|it| it.instant())
}

fn local(at: Instant, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}
