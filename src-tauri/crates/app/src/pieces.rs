//! The pieces of a variant beside the post itself: further parts of its thread, and its first comment. Each is a
//! delivery of its own that follows the one before it; here alone they are kept in step with the words and the plan.

use crate::{calendar::planned_delivery, words::errors};
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState, Role},
    network::Abilities,
    post::{Content, Post, ThreadPart},
};
use kelola_networks::Registry;
use kelola_store::{
    StoreError, Write, channels,
    deliveries::{self, StepNote},
    posts, variants,
};

/// Whether pieces that were dropped come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dropped {
    /// They stay dropped; only those taken out of the words come back with their words.
    Stay,
    /// The whole post is planned anew.
    ComeBack,
}

/// The further parts of a thread that say something: what is published, in order.
pub(crate) fn parts(content: &Content) -> impl Iterator<Item = &ThreadPart> {
    content.parts.iter().filter(|it| says_something(it))
}

/// Whether a part has words or pictures; one without is not published and has no number.
pub(crate) fn says_something(part: &ThreadPart) -> bool {
    !part.text.trim().is_empty() || !part.media.is_empty()
}

/// The words and pictures of one piece alone; none when its words were taken out.
pub(crate) fn piece_words(role: Role, part: u32, whole: &Content) -> Option<Content> {
    match role {
        Role::Post => Some(Content {
            parts: Vec::new(),
            first_comment: String::new(),
            ..whole.clone()
        }),
        Role::Part => {
            let place = usize::try_from(part).ok()?.checked_sub(1)?;
            let part = parts(whole).nth(place)?;
            Some(Content {
                text: part.text.clone(),
                media: part.media.clone(),
                ..Content::default()
            })
        }
        Role::FirstComment => (!whole.first_comment.trim().is_empty()).then(|| Content {
            text: whole.first_comment.clone(),
            ..Content::default()
        }),
    }
}

/// Makes, moves and cancels the pieces of a post so that they are what its words and its plan ask for. What has gone
/// out, or is on its way, stays as it is; what a channel has already begun to publish gets no further pieces.
pub(crate) fn keep_in_step(
    tx: &mut Write<'_>,
    registry: &Registry,
    post: &Post,
    dropped: Dropped,
) -> Result<(), StoreError> {
    let all = deliveries::of_post(tx, post.id)?;
    for head in all.iter().filter(|it| it.role == Role::Post) {
        let own: Vec<_> = all
            .iter()
            .filter(|it| it.role != Role::Post && it.channel == head.channel)
            .collect();
        let channel = channels::get(tx, head.channel)?;
        let wanted = wanted(tx, registry, post, &channel)?;
        Thread {
            registry,
            post,
            channel: &channel,
            head,
            dropped,
        }
        .keep(tx, &wanted, &own)?;
    }
    Ok(())
}

/// As [`keep_in_step`], by the post's id, as it now stands.
pub(crate) fn follow(
    tx: &mut Write<'_>,
    registry: &Registry,
    id: kelola_domain::ids::PostId,
) -> Result<(), StoreError> {
    let post = posts::get(tx, id)?;
    keep_in_step(tx, registry, &post, Dropped::Stay)
}

/// A piece by what it is: its role and its place in the thread.
type Piece = (Role, u32);

fn wanted(
    tx: &Write<'_>,
    registry: &Registry,
    post: &Post,
    channel: &Channel,
) -> Result<Vec<Piece>, StoreError> {
    let Some(network) = registry.get(&channel.network) else {
        return Ok(Vec::new());
    };
    let own = variants::get(tx, post.id, channel.id)?;
    let content = own.map_or_else(|| post.shared.clone(), |it| it.overrides.over(&post.shared));
    Ok(pieces_of(network.profile().abilities, &content))
}

/// The pieces a network publishes of some words, in the order they go out.
pub(crate) fn pieces_of(abilities: Abilities, content: &Content) -> Vec<Piece> {
    let threads = abilities.publish && abilities.threads;
    let comments = abilities.publish && abilities.first_comment;
    let parts = parts(content)
        .zip(1..)
        .map(|(_, place)| (Role::Part, place));
    let comment = !content.first_comment.trim().is_empty();
    parts
        .filter(|_| threads)
        .chain((comments && comment).then_some((Role::FirstComment, 0)))
        .collect()
}

/// A post on one channel, with what follows it there.
struct Thread<'a> {
    registry: &'a Registry,
    post: &'a Post,
    channel: &'a Channel,
    head: &'a Delivery,
    dropped: Dropped,
}

impl Thread<'_> {
    fn keep(
        &self,
        tx: &mut Write<'_>,
        wanted: &[Piece],
        own: &[&Delivery],
    ) -> Result<(), StoreError> {
        let mut earlier = self.head.clone();
        for piece in wanted {
            let known = own.iter().find(|it| (it.role, it.part) == *piece);
            let before = if piece.0 == Role::FirstComment {
                self.head
            } else {
                &earlier
            };
            let now = match known {
                Some(known) => self.keep_one(tx, known, before)?,
                None if self.is_open() => self.add(tx, *piece, before)?,
                None => continue,
            };
            if piece.0 == Role::Part {
                earlier = now;
            }
        }
        for left in own
            .iter()
            .filter(|it| !wanted.contains(&(it.role, it.part)))
        {
            cancel(tx, left, Some(errors::PIECE_TAKEN_OUT))?;
        }
        Ok(())
    }

    /// Whether nothing of the post has gone out here, so that pieces can still join it and move with it.
    fn is_open(&self) -> bool {
        self.head.state.can_change()
    }

    fn add(
        &self,
        tx: &mut Write<'_>,
        (role, part): Piece,
        before: &Delivery,
    ) -> Result<Delivery, StoreError> {
        let request_id = self.request_id(tx);
        let piece = Delivery {
            role,
            part,
            follows: Some(before.id),
            ..planned_delivery(
                tx,
                self.post,
                self.channel.id,
                self.head.planned,
                request_id,
            )
        };
        deliveries::insert(tx, &piece)?;
        Ok(piece)
    }

    /// The same for life, shaped by the network where it has a form of its own.
    fn request_id(&self, tx: &Write<'_>) -> String {
        let id = tx.uuid();
        let client = self
            .registry
            .get(&self.channel.network)
            .and_then(|it| it.client());
        client.map_or_else(
            || id.to_string(),
            |it| it.request_id(tx.now(), id.as_u64_pair().1),
        )
    }

    /// Brings a piece in step with what it follows; gives it back as it stands then.
    fn keep_one(
        &self,
        tx: &mut Write<'_>,
        piece: &Delivery,
        before: &Delivery,
    ) -> Result<Delivery, StoreError> {
        let is_lost =
            |it: &Delivery| matches!(it.state, DeliveryState::Cancelled | DeliveryState::Removed);
        if is_lost(before) {
            let why = (!is_lost(self.head)).then_some(errors::EARLIER_PIECE_GONE);
            return cancel(tx, piece, why);
        }
        if piece.state == DeliveryState::Cancelled {
            return if self.is_open() && self.comes_back(piece) {
                self.plan(tx, piece)
            } else {
                Ok(piece.clone())
            };
        }
        if self.is_open() && piece.state.can_change() && piece.planned != self.head.planned {
            return self.plan(tx, piece);
        }
        let grace = (self.post.grace_minutes, self.post.send_whenever);
        if piece.state.can_change() && (piece.grace_minutes, piece.send_whenever) != grace {
            return deliveries::amend(tx, piece.id, |it| {
                (it.grace_minutes, it.send_whenever) = grace;
            });
        }
        Ok(piece.clone())
    }

    fn comes_back(&self, piece: &Delivery) -> bool {
        self.dropped == Dropped::ComeBack
            || matches!(
                piece.code.as_deref(),
                Some(errors::PIECE_TAKEN_OUT | errors::EARLIER_PIECE_GONE)
            )
    }

    /// Plans a piece for the time of its post.
    fn plan(&self, tx: &mut Write<'_>, piece: &Delivery) -> Result<Delivery, StoreError> {
        let planned = self.head.planned;
        let grace = (self.post.grace_minutes, self.post.send_whenever);
        let change = |it: &mut Delivery| {
            it.planned = planned;
            (it.grace_minutes, it.send_whenever) = grace;
            it.retry_at = None;
        };
        if piece.state == DeliveryState::Planned {
            deliveries::amend(tx, piece.id, change)
        } else {
            deliveries::step(
                tx,
                piece.id,
                DeliveryState::Planned,
                StepNote::none(),
                change,
            )
        }
    }
}

/// Cancels a piece that has not gone out; gives it back as it stands then.
fn cancel(tx: &mut Write<'_>, piece: &Delivery, why: Option<&str>) -> Result<Delivery, StoreError> {
    if !piece.state.can_change() {
        return Ok(piece.clone());
    }
    let note = StepNote {
        code: why.map(str::to_owned),
        raw: None,
    };
    deliveries::step(tx, piece.id, DeliveryState::Cancelled, note, |_| {})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(parts: &[&str], comment: &str) -> Content {
        Content {
            text: "Satu".into(),
            first_comment: comment.into(),
            parts: parts
                .iter()
                .map(|it| ThreadPart {
                    text: (*it).into(),
                    media: vec![],
                })
                .collect(),
            ..Content::default()
        }
    }

    fn whole() -> Abilities {
        Abilities {
            publish: true,
            threads: true,
            first_comment: true,
            ..Abilities::default()
        }
    }

    #[test]
    fn parts_come_in_order_then_the_comment_and_empty_ones_count_for_nothing() {
        assert_eq!(
            pieces_of(whole(), &content(&["dua", " ", "tiga"], "Tautan")),
            [(Role::Part, 1), (Role::Part, 2), (Role::FirstComment, 0)]
        );
        assert_eq!(pieces_of(whole(), &content(&[], "  ")), []);
    }

    #[test]
    fn a_network_is_asked_only_for_what_it_can_do() {
        let words = content(&["dua"], "Tautan");
        let alone = |change: fn(&mut Abilities)| {
            let mut it = whole();
            change(&mut it);
            pieces_of(it, &words)
        };
        assert_eq!(alone(|it| it.threads = false), [(Role::FirstComment, 0)]);
        assert_eq!(alone(|it| it.first_comment = false), [(Role::Part, 1)]);
        assert_eq!(alone(|it| it.publish = false), []);
    }
}
