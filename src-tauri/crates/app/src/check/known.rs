//! What the checks of a post know beyond its words: the present day, when it goes out on each channel, what its brand
//! avoids, and what else stands on its channels.

use super::neighbours::{self, Gists, Neighbour};
use crate::own_times::{self, OwnTimes};
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
    /// Of a post that is to go out `at`, none = as it is planned now; some channels at their own time.
    pub(super) fn of(
        db: &Connection,
        gists: &Gists,
        post: &Post,
        own_times: &OwnTimes,
        at: Option<Planned>,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let brand = brands::get(db, post.brand)?;
        let (own, stored) = (
            deliveries::of_post(db, post.id)?,
            own_times::of(db, post.id)?,
        );
        let time = |id: &ChannelId| {
            let wanted = Wanted {
                own: own_times.get(id).copied(),
                at,
                is_new: own_times.get(id) != stored.get(id) || at.is_some(),
            };
            Some((*id, goes_out(post, &own, *id, wanted)?))
        };
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

/// The time a channel is to go out at.
struct Wanted {
    /// Its own.
    own: Option<Planned>,
    /// The one given for all.
    at: Option<Planned>,
    /// Whether it is another one than what is stored.
    is_new: bool,
}

/// When a post goes out on a channel: what is on its way keeps its time, the rest goes at its own or when the post does.
fn goes_out(post: &Post, own: &[Delivery], channel: ChannelId, wanted: Wanted) -> Option<Instant> {
    let delivery = own.iter().find(|it| {
        it.role == Role::Post
            && it.channel == channel
            && it.state != DeliveryState::Cancelled
            && !(wanted.is_new && it.state.can_change())
    });
    let shared = wanted.own.or(wanted.at).or(post.planned);
    let planned = delivery.map(|it| it.planned).or(shared);
    planned.map(|it| it.instant())
}

fn local(at: Instant, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}
