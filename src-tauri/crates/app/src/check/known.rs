//! What the checks of a post know beyond its words: the present day, when it goes out on each channel, what its brand
//! avoids, and what else stands on its channels.

use super::neighbours::{self, Gists, Neighbour};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use kelola_domain::{
    delivery::{Delivery, DeliveryState, Role},
    finding::Finding,
    ids::ChannelId,
    post::{Content, Post},
    text::Around,
    time::{Instant, Planned},
};
use kelola_store::{Connection, StoreError, brands, deliveries};
use std::collections::HashMap;

/// What is known of a post.
pub(super) struct Known {
    today: NaiveDate,
    zone: Tz,
    campaign: bool,
    avoided: Vec<String>,
    goes_out: HashMap<ChannelId, Instant>,
    neighbours: HashMap<ChannelId, Vec<Neighbour>>,
}

impl Known {
    /// Of a post that is to go out `at`; none = as it is planned now.
    pub(super) fn of(
        db: &Connection,
        gists: &Gists,
        post: &Post,
        at: Option<Planned>,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let brand = brands::get(db, post.brand)?;
        let own = deliveries::of_post(db, post.id)?;
        let time = |id: &ChannelId| Some((*id, goes_out(post, &own, *id, at)?));
        let goes_out: HashMap<_, _> = post.channels.iter().filter_map(time).collect();
        Ok(Self {
            today: local(now, brand.zone).date(),
            zone: brand.zone,
            campaign: !post.campaign.is_empty(),
            avoided: brand.avoided,
            neighbours: neighbours::of(db, gists, post, &goes_out, now)?,
            goes_out,
        })
    }

    /// What is known around one channel's version.
    pub(super) fn around(&self, channel: ChannelId) -> Around<'_> {
        let goes_out = self.goes_out.get(&channel);
        Around {
            today: Some(self.today),
            goes_out: goes_out.map(|it| local(*it, self.zone)),
            campaign: self.campaign,
            avoided: &self.avoided,
        }
    }

    /// What the other posts of a channel say against this version.
    pub(super) fn against(&self, channel: ChannelId, content: &Content) -> Vec<Finding> {
        let Some(others) = self.neighbours.get(&channel) else {
            return Vec::new();
        };
        let at = self.goes_out.get(&channel).copied();
        neighbours::findings(others, content, at, self.zone)
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
