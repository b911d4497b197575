//! Lets a network hold a post until its time, keeps what it holds in step, and finds out what became of it. As with
//! sending, the intent is stored before a request that makes something and its result after it; taking back and
//! looking can be repeated at will.

use crate::{
    Engine, SyncError, ahead,
    crash::{self, Point},
    plan::Known,
    reach::Reach,
    retry::{self, AfterHandOff, ForChannel},
    send::{Intent, Packed},
};
use kelola_domain::{
    channel::Channel,
    delivery::{Delivery, DeliveryState as State, Handed},
    time::Instant,
};
use kelola_networks::{
    Client, HandOff, Held, NetworkError, Outgoing, Published, ReplyTo, Withdrawn,
};
use kelola_store::deliveries::{self, StepNote};

/// A delivery stays where it was; the code says why.
type Stayed = Result<Option<&'static str>, SyncError>;

impl Engine {
    /// Hands a delivery over, or makes the network hold what is wanted now.
    pub(crate) async fn hand_off(&self, it: &Known) -> Stayed {
        let Some((client, hands)) = self.hands_of(&it.channel) else {
            return Ok(Some("changed_meanwhile"));
        };
        let channel = match self.reach(&it.channel, client).await? {
            Reach::Ready(channel) => *channel,
            Reach::Later(code) => return Ok(Some(code)),
            Reach::SignIn(error) | Reach::Refused(error) => return Ok(Some(error.code)),
        };
        let at = it.delivery.planned.instant();
        let (delivery, parcel) = match self.pack(&it.delivery, Intent::HandOff(at)).await? {
            Packed::Ready(packed) => *packed,
            Packed::Unchanged => return Ok(None),
            Packed::Stopped => return Ok(Some("changed_meanwhile")),
            // The network does not keep what the person has taken out.
            Packed::Lacks(_) if it.delivery.state == State::HandedOff => {
                return self.withdraw(it).await;
            }
            Packed::Lacks(_) => return Ok(Some("not_ready")),
        };
        crash::here(Point::BeforeRequest);
        let who = self.account(&channel);
        let what = Outgoing {
            request_id: &delivery.request_id,
            role: delivery.role,
            reply_to: None::<ReplyTo<'_>>,
            frozen: &parcel.frozen,
            media: parcel.media,
        };
        let answer = match &delivery.remote_id {
            None => hands
                .hand_off(&who, &what, at)
                .await
                .map(|made| held(made, at)),
            Some(remote_id) => hands.change(&who, remote_id, &what, at).await,
        };
        crash::here(Point::AfterRequest);
        self.note_clock(channel.id, client.clock_difference());
        let stayed = match answer {
            Ok(found) => {
                self.answered(channel.id);
                self.is_handed(it, &delivery, found).await?
            }
            Err(error) => self.not_handed(it, &delivery, &error).await?,
        };
        crash::here(Point::AfterStore);
        Ok(stayed)
    }

    /// Takes back what the network holds.
    pub(crate) async fn withdraw(&self, it: &Known) -> Stayed {
        let Some((client, hands)) = self.hands_of(&it.channel) else {
            return Ok(Some("changed_meanwhile"));
        };
        let channel = match self.reach(&it.channel, client).await? {
            Reach::Ready(channel) => *channel,
            Reach::Later(code) => return Ok(Some(code)),
            Reach::SignIn(error) | Reach::Refused(error) => return Ok(Some(error.code)),
        };
        let Some(remote_id) = it.delivery.remote_id.clone() else {
            return self.find_held(it).await;
        };
        let answer = hands.withdraw(&self.account(&channel), &remote_id).await;
        match answer {
            Ok(Withdrawn::Yes) => {
                self.answered(channel.id);
                // A network says so of a name it no longer knows too: what it holds may have got another one since.
                self.find_held(it).await
            }
            Ok(Withdrawn::Out(published)) => {
                self.answered(channel.id);
                self.is_out(it, published).await
            }
            Err(error) => self.not_settled(it, &error).await,
        }
    }

    /// Asks how what the network holds stands.
    pub(crate) async fn look(&self, it: &Known) -> Stayed {
        let Some((client, hands)) = self.hands_of(&it.channel) else {
            return Ok(Some("changed_meanwhile"));
        };
        let Some(remote_id) = it.delivery.remote_id.clone() else {
            return Ok(Some("waiting"));
        };
        let answer = hands.look(&self.account(&it.channel), &remote_id).await;
        self.note_clock(it.channel.id, client.clock_difference());
        match answer {
            Ok(found) => {
                self.answered(it.channel.id);
                self.memory().look(it.delivery.id);
                match found {
                    Held::Out(published) => self.is_out(it, published).await,
                    Held::Gone => self.name_is_gone(it).await,
                    Held::Waiting { remote_id, at } => {
                        self.still_waits(&it.delivery, remote_id, at).await
                    }
                }
            }
            Err(error) => self.not_settled(it, &error).await,
        }
    }

    /// Records that the network was found to hold it although nobody was told: what it holds is made certain.
    pub(crate) async fn found_held(&self, delivery: &Delivery, found: Published) -> Stayed {
        let planned = delivery.planned.instant();
        let at = found
            .at
            .or(delivery.handed.as_ref().map(|it| it.at))
            .unwrap_or(planned);
        let change = move |it: &mut Delivery| {
            it.remote_id = Some(found.remote_id);
            it.url = found.url;
            it.handed = Some(Handed {
                at,
                revision: Handed::UNSURE,
            });
        };
        let note = StepNote::code("found_held");
        let stepped = self
            .advance(delivery.id, delivery.state, State::HandedOff, note, change)
            .await?;
        Ok(stepped.is_none().then_some("changed_meanwhile"))
    }

    /// Makes certain that nothing is held any more, under whatever name.
    async fn find_held(&self, it: &Known) -> Stayed {
        let Some(answer) = self.find(it).await? else {
            // Without anything to look for, what the network said of the name it was known by has to do.
            return match it.delivery.remote_id {
                Some(_) => self.is_taken_back(&it.delivery, "taken_back").await,
                None => Ok(Some("waiting")),
            };
        };
        match answer {
            Ok(None) => self.is_taken_back(&it.delivery, "taken_back").await,
            Ok(Some(found)) if found.state == State::Live => self.is_out(it, found).await,
            Ok(Some(found)) => {
                let (id, remote_id) = (it.delivery.id, found.remote_id);
                self.write(move |tx| {
                    deliveries::amend(tx, id, |it| it.remote_id = Some(remote_id))
                })
                .await?;
                Ok(None)
            }
            Err(error) => self.not_settled(it, &error).await,
        }
    }

    /// The network knows nothing of that name: before it is believed to be gone it is looked for under another, which it
    /// has if it was changed after a backup was made, or by another computer.
    async fn name_is_gone(&self, it: &Known) -> Stayed {
        let Some(answer) = self.find(it).await? else {
            return self.hold_is_gone(&it.delivery).await;
        };
        match answer {
            Ok(None) => self.hold_is_gone(&it.delivery).await,
            Ok(Some(found)) if found.state == State::Live => self.is_out(it, found).await,
            Ok(Some(found)) => {
                let at = found.at.or(it.delivery.handed.as_ref().map(|it| it.at));
                self.goes_by(&it.delivery, found.remote_id, at).await?;
                Ok(None)
            }
            Err(error) => self.not_settled(it, &error).await,
        }
    }

    /// Records under which name the network holds it; what it says there has to be made certain.
    async fn goes_by(
        &self,
        delivery: &Delivery,
        remote_id: String,
        at: Option<Instant>,
    ) -> Result<(), SyncError> {
        let id = delivery.id;
        self.write(move |tx| {
            deliveries::amend(tx, id, |it| {
                it.remote_id = Some(remote_id);
                it.handed = at.map(|at| Handed {
                    at,
                    revision: Handed::UNSURE,
                });
            })
        })
        .await?;
        Ok(())
    }

    /// Records what the network now holds.
    async fn is_handed(&self, before: &Known, delivery: &Delivery, found: Held) -> Stayed {
        match found {
            Held::Waiting { remote_id, .. } => {
                let change = move |it: &mut Delivery| {
                    it.remote_id = Some(remote_id);
                    it.attempts = 0;
                };
                self.advance(
                    delivery.id,
                    State::Sending,
                    State::HandedOff,
                    StepNote::none(),
                    change,
                )
                .await?;
                Ok(None)
            }
            Held::Out(published) => {
                let code = before
                    .delivery
                    .remote_id
                    .is_some()
                    .then_some("out_before_change");
                self.arrived(delivery, published, code).await?;
                Ok(None)
            }
            Held::Gone => self.changed_nothing(before, delivery).await,
        }
    }

    /// The network knew nothing of the name it was to change: it is looked for under another.
    async fn changed_nothing(&self, before: &Known, delivery: &Delivery) -> Stayed {
        let sought = Known {
            delivery: delivery.clone(),
            ..before.clone()
        };
        match self.find(&sought).await? {
            Some(Ok(None)) => self.is_taken_back(delivery, "hold_gone").await,
            Some(Ok(Some(found))) if found.state == State::Live => {
                self.arrived(delivery, found, Some("out_before_change"))
                    .await?;
                Ok(None)
            }
            Some(Ok(Some(found))) => self.found_held(delivery, found).await,
            // It is asked again until it can say.
            Some(Err(_)) | None => {
                let note = StepNote::code("hold_gone");
                self.advance(delivery.id, State::Sending, State::Unknown, note, |it| {
                    it.remote_id = None;
                })
                .await?;
                Ok(None)
            }
        }
    }

    /// Records that the network did not take it: it stands where it stood before.
    async fn not_handed(
        &self,
        before: &Known,
        delivery: &Delivery,
        error: &NetworkError,
    ) -> Stayed {
        let (id, channel, now) = (delivery.id, before.channel.id, self.now());
        let after =
            retry::after_hand_off(error, delivery.attempts, now, self.parts.random.fraction());
        let note = StepNote::code(error.code).raw(error.raw.clone());
        if after == AfterHandOff::Unknown {
            self.advance(id, State::Sending, State::Unknown, note, |_| {})
                .await?;
            return Ok(None);
        }
        let was = before.delivery.clone();
        let offline = after == AfterHandOff::Later(ForChannel::OutOfReach);
        let back = move |it: &mut Delivery| {
            it.handed = was.handed;
            it.frozen = was.frozen;
            if offline {
                it.attempts = it.attempts.saturating_sub(1);
            }
        };
        self.advance(id, State::Sending, before.delivery.state, note, back)
            .await?;
        match after {
            AfterHandOff::Later(what) => self.for_channel(channel, what).await?,
            AfterHandOff::Again(at) => self.memory().leave(id, at),
            AfterHandOff::Refused if before.delivery.state == State::HandedOff => {
                // The network would publish what is no longer wanted.
                return self.withdraw(before).await;
            }
            // It goes out from here at its time; until then the network is not asked again.
            AfterHandOff::Refused | AfterHandOff::Unknown => {
                self.memory().leave(id, delivery.planned.instant());
            }
        }
        Ok(None)
    }

    /// Records that the network no longer holds it: it goes out from here at its time, unless it was cancelled.
    async fn is_taken_back(&self, delivery: &Delivery, code: &str) -> Stayed {
        let to = match delivery.state {
            State::Cancelled => State::Cancelled,
            _ => State::Planned,
        };
        self.let_go(delivery, to, code).await
    }

    /// Records that the network neither holds it nor has published it.
    async fn hold_is_gone(&self, delivery: &Delivery) -> Stayed {
        let to = if delivery.lies_ahead(self.now()) {
            State::Planned
        } else {
            State::Missed
        };
        self.let_go(delivery, to, "hold_gone").await
    }

    async fn let_go(&self, delivery: &Delivery, to: State, code: &str) -> Stayed {
        let change = |it: &mut Delivery| {
            (it.handed, it.remote_id, it.url, it.frozen) = (None, None, None, None);
        };
        let stepped = self
            .advance(
                delivery.id,
                delivery.state,
                to,
                StepNote::code(code),
                change,
            )
            .await?;
        Ok(stepped.is_none().then_some("changed_meanwhile"))
    }

    /// Records that it is out, and says so where that is not what the person wanted last.
    async fn is_out(&self, it: &Known, published: Published) -> Stayed {
        let delivery = &it.delivery;
        let handed = delivery.handed.as_ref();
        let is_wanted = delivery.state == State::HandedOff
            && handed.is_some_and(|handed| ahead::is_in_step(it, handed));
        let code = (!is_wanted).then_some("out_before_change");
        let at = published.at.or(handed.map(|it| it.at));
        self.arrived(delivery, Published { at, ..published }, code)
            .await?;
        Ok(None)
    }

    /// The network still holds it.
    async fn still_waits(&self, delivery: &Delivery, remote_id: String, at: Instant) -> Stayed {
        let (id, now) = (delivery.id, self.now());
        if at <= now && now > delivery.deadline() {
            let note = StepNote::code("held_past_time");
            self.advance(id, State::HandedOff, State::Unknown, note, |_| {})
                .await?;
            return Ok(None);
        }
        let moved = ahead::was_moved_there(delivery, at);
        if moved || delivery.remote_id.as_ref() != Some(&remote_id) {
            self.write(move |tx| {
                deliveries::amend(tx, id, |it| {
                    it.remote_id = Some(remote_id);
                    if let Some(handed) = it.handed.as_mut().filter(|_| moved) {
                        handed.at = at;
                    }
                })
            })
            .await?;
        }
        // Ahead of its time nothing is amiss, and there is no need to ask again.
        Ok((at <= now).then_some("waiting"))
    }

    fn hands_of(&self, channel: &Channel) -> Option<(&dyn Client, &dyn HandOff)> {
        let client = self.parts.registry.get(&channel.network)?.client()?;
        Some((client, client.hand_off()?))
    }
}

/// What handing over brought about, as a network tells of what it holds.
fn held(made: Published, at: Instant) -> Held {
    if made.state == State::Live {
        Held::Out(made)
    } else {
        let remote_id = made.remote_id;
        Held::Waiting { remote_id, at }
    }
}
