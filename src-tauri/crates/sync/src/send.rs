//! Sends one delivery: reach the server, freeze the content, record the intent, make the request,
//! record the result. It may be cut short anywhere; what is stored then leads the next start to the truth.

use crate::{
    Engine, SyncError,
    crash::{self, Point},
    pieces::Answers,
    plan::Known,
    reach::Reach,
    snapshot::is_paused,
};
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState as State, Frozen, FrozenMedia, Handed},
    time::Instant,
};
use kelola_networks::{Account, MediaContent, Outgoing, OutgoingMedia};
use kelola_store::{
    Kind as BlobKind, Store, StoreError, Write, channels,
    deliveries::{self, StepNote},
    installation, posts,
};

/// Somebody may type while pictures are prepared; after this many rounds the next run goes on.
const ROUNDS: usize = 3;

/// What the request asks the network to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intent {
    /// To publish it now.
    Publish,
    /// To hold it until then.
    HandOff(Instant),
}

/// What came of preparing a delivery.
pub(crate) enum Packed {
    /// `sending` is committed with this content.
    Ready(Box<(Delivery, Parcel)>),
    /// It cannot be prepared; the code says what is missing.
    Lacks(String),
    /// The network holds exactly this already.
    Unchanged,
    /// Something that forbids it happened meanwhile.
    Stopped,
}

/// What stands in the way inside the transaction that commits `sending`.
enum Begun {
    /// Nothing did.
    Yes(Box<Delivery>),
    /// The post was edited while it was prepared.
    Edited,
    /// It may no longer go out.
    No,
}

/// What goes out, prepared, and the revision of the post it was made from.
pub(crate) struct Parcel {
    pub(crate) frozen: Frozen,
    pub(crate) media: Vec<OutgoingMedia>,
    answers: Option<Answers>,
    revision: i64,
}

impl Engine {
    /// Sends a due delivery. The code says why it stayed where it was, if it did.
    pub(crate) async fn send(&self, it: &Known) -> Result<Option<&'static str>, SyncError> {
        let Some(client) = self
            .parts
            .registry
            .get(&it.channel.network)
            .and_then(|it| it.client())
        else {
            return Ok(Some("changed_meanwhile"));
        };
        let channel = match self.reach(&it.channel, client).await? {
            Reach::Ready(channel) => *channel,
            Reach::Later(code) => return Ok(Some(code)),
            Reach::SignIn(error) => {
                return self
                    .stop(it, State::NeedsSignIn, error.code, error.raw)
                    .await;
            }
            Reach::Refused(error) => {
                return self.stop(it, State::Failed, error.code, error.raw).await;
            }
        };
        let (delivery, parcel) = match self.pack(&it.delivery, Intent::Publish).await? {
            Packed::Ready(packed) => *packed,
            Packed::Lacks(code) => return self.stop(it, State::Failed, &code, None).await,
            Packed::Unchanged | Packed::Stopped => return Ok(Some("changed_meanwhile")),
        };
        crash::here(Point::BeforeRequest);
        let who = self.account(&channel);
        let what = Outgoing {
            request_id: &delivery.request_id,
            role: delivery.role,
            reply_to: parcel.answers.as_ref().map(Answers::names),
            frozen: &parcel.frozen,
            media: parcel.media,
        };
        let answer = client.publish(&who, &what).await;
        crash::here(Point::AfterRequest);
        self.note_clock(channel.id, client.clock_difference());
        self.conclude(&delivery, &channel, answer).await?;
        crash::here(Point::AfterStore);
        Ok(None)
    }

    /// The account as a client sees it.
    pub(crate) fn account<'a>(&'a self, channel: &'a Channel) -> Account<'a> {
        Account::of(channel, self.parts.vault.as_ref())
    }

    /// Ends a try before anything went out.
    async fn stop(
        &self,
        it: &Known,
        to: State,
        code: &str,
        raw: Option<String>,
    ) -> Result<Option<&'static str>, SyncError> {
        let note = StepNote {
            code: Some(code.to_owned()),
            raw,
        };
        let stepped = self
            .advance(it.delivery.id, State::Due, to, note, |_| {})
            .await?;
        Ok(stepped.is_none().then_some("changed_meanwhile"))
    }

    /// Prepares a delivery and commits `sending`, anew when the post was edited meanwhile: what goes out
    /// is what was last saved.
    pub(crate) async fn pack(
        &self,
        delivery: &Delivery,
        intent: Intent,
    ) -> Result<Packed, SyncError> {
        for _ in 0..ROUNDS {
            let parcel = match self.prepare(delivery).await? {
                Ok(parcel) => parcel,
                Err(code) => return Ok(Packed::Lacks(code)),
            };
            if holds_this(delivery, &parcel, intent) {
                let stands = self.note_revision(delivery, parcel.revision).await?;
                return Ok(if stands {
                    Packed::Unchanged
                } else {
                    Packed::Stopped
                });
            }
            match self.begin(delivery, &parcel, intent).await? {
                Begun::Yes(delivery) => return Ok(Packed::Ready(Box::new((*delivery, parcel)))),
                Begun::Edited => {}
                Begun::No => break,
            }
        }
        Ok(Packed::Stopped)
    }

    /// Freezes the content and reads its pictures; the inner error is the code of what is missing.
    async fn prepare(&self, delivery: &Delivery) -> Result<Result<Parcel, String>, SyncError> {
        let freezer = self.parts.freezer.clone();
        let (id, piece, earlier) = (delivery.id, delivery.clone(), delivery.frozen.clone());
        self.blocking(move |store| {
            let (revision, answers) = store.read(|db| {
                Ok((
                    posts::standing(db, piece.post)?.revision,
                    Answers::of(db, &piece)?,
                ))
            })?;
            if piece.follows.is_some() && answers.is_none() {
                return Ok(Err("reply_target_unknown".to_owned()));
            }
            let mut frozen = match freezer.freeze(id) {
                Ok(frozen) => frozen,
                Err(error) => return Ok(Err(error.code)),
            };
            // After a lost answer the earlier request may still arrive: a repeat carries the same date.
            if let Some(earlier) = earlier {
                frozen.created_at = earlier.created_at;
            }
            let media = match outgoing_media(store, &frozen) {
                Ok(media) => media,
                Err(error) => {
                    tracing::error!(%error, "a prepared file cannot be read");
                    return Ok(Err("rendition_missing".to_owned()));
                }
            };
            Ok(Ok(Parcel {
                frozen,
                media,
                answers,
                revision,
            }))
        })
        .await
    }

    /// Commits `sending` with everything the request consists of, unless something changed meanwhile.
    async fn begin(
        &self,
        seen: &Delivery,
        parcel: &Parcel,
        intent: Intent,
    ) -> Result<Begun, SyncError> {
        let now = self.now();
        let (seen, frozen, revision) = (seen.clone(), parcel.frozen.clone(), parcel.revision);
        let (from, channel) = (seen.state, seen.channel);
        let (note, handed) = match intent {
            Intent::Publish => (StepNote::none(), None),
            Intent::HandOff(at) => (
                StepNote::code("handing_over"),
                Some(Handed { at, revision }),
            ),
        };
        let begun = self
            .write(move |tx| {
                if !may_go_out(tx, &seen, intent, now)? {
                    return Ok(Begun::No);
                }
                if posts::standing(tx, seen.post)?.revision != revision {
                    return Ok(Begun::Edited);
                }
                let begin = |it: &mut Delivery| {
                    it.attempts += 1;
                    it.retry_at = None;
                    it.frozen = Some(frozen);
                    it.handed = handed;
                };
                Ok(Begun::Yes(Box::new(deliveries::step(
                    tx,
                    seen.id,
                    State::Sending,
                    note,
                    begin,
                )?)))
            })
            .await?;
        if let Begun::Yes(delivery) = &begun {
            self.memory().begins(channel, now);
            self.stepped(delivery, from);
        }
        Ok(begun)
    }

    /// The network holds what this revision says too; false when the delivery has moved meanwhile.
    async fn note_revision(&self, seen: &Delivery, revision: i64) -> Result<bool, SyncError> {
        let seen = seen.clone();
        self.write(move |tx| {
            if deliveries::get(tx, seen.id)? != seen {
                return Ok(false);
            }
            deliveries::amend(tx, seen.id, |it| {
                if let Some(handed) = &mut it.handed {
                    handed.revision = revision;
                }
            })?;
            Ok(true)
        })
        .await
    }
}

/// Whether the network is known to hold these words until that time.
fn holds_this(delivery: &Delivery, parcel: &Parcel, intent: Intent) -> bool {
    let Some(handed) = &delivery.handed else {
        return false;
    };
    handed.revision != Handed::UNSURE
        && intent == Intent::HandOff(handed.at)
        && delivery.frozen.as_ref() == Some(&parcel.frozen)
}

/// The prepared pictures of a delivery, and its video as a place on disk.
///
/// # Errors
/// When a file is not there or damaged.
pub fn outgoing_media(store: &Store, frozen: &Frozen) -> Result<Vec<OutgoingMedia>, StoreError> {
    let one = |facts: &FrozenMedia| {
        Ok(OutgoingMedia {
            content: content(store, facts)?,
            facts: facts.clone(),
        })
    };
    frozen.media.iter().map(one).collect()
}

/// Where the bytes of a prepared file are: a video stays on disk and is read piece by piece.
fn content(store: &Store, facts: &FrozenMedia) -> Result<MediaContent, StoreError> {
    if !facts.mime.starts_with("video/") {
        let bytes = store.blobs().read(BlobKind::Rendition, &facts.hash)?;
        return Ok(MediaContent::Bytes(bytes.into()));
    }
    let path = store.blobs().path(BlobKind::Media, &facts.hash)?;
    let len = std::fs::metadata(&path)?.len();
    Ok(MediaContent::File { path, len })
}

/// Asked inside the transaction that commits `sending`: nothing that forbids it has happened since the
/// decision.
fn may_go_out(
    tx: &Write<'_>,
    seen: &Delivery,
    intent: Intent,
    now: Instant,
) -> Result<bool, StoreError> {
    let stands = deliveries::get(tx, seen.id)?;
    let channel = channels::get(tx, seen.channel)?;
    let in_time = match intent {
        Intent::Publish => stands.state == State::Due && !stands.is_too_late(now),
        Intent::HandOff(at) => {
            matches!(stands.state, State::Planned | State::HandedOff) && at > now
        }
    };
    Ok(stands == *seen
        && !stands.waits()
        && in_time
        && channel.sends
        && !channel.paused
        && !channels::is_removed(tx, channel.id)?
        && !posts::is_removed(tx, seen.post)?
        && !is_paused(tx)?
        && installation::held(tx)?.is_none())
}
