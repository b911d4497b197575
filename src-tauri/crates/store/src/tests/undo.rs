//! Undo and redo: what comes back, what is refused and why, and that nothing is lost by going back and forth.

use super::fixture::{Folder, at, attachment, channel, delivery, folder, post};
use crate::{
    Actor, Store, assets,
    changes::{self, Reason, UndoError},
    channels,
    deliveries::{self, StepNote},
    posts, targets, variants,
};
use chrono::Duration;
use kelola_domain::{
    channel::Connection as SignIn,
    delivery::{DeliveryState, Handed},
    ids::{DeliveryId, PostId, TargetId},
    metric::{Metric, Target},
    post::{Overrides, Post, Variant},
    time::Planned,
};
use std::collections::BTreeMap;

fn undo(it: &Folder) -> changes::Undone {
    changes::undo(&it.store, Actor::Window).expect("undone")
}

fn redo(it: &Folder) -> changes::Undone {
    changes::redo(&it.store, Actor::Window).expect("done again")
}

fn refused(it: &Folder) -> Reason {
    match changes::undo(&it.store, Actor::Window) {
        Err(UndoError::Refused { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

fn text(it: &Folder, id: PostId) -> String {
    it.store
        .read(|db| posts::get(db, id))
        .expect("read")
        .shared
        .text
}

fn edit(it: &Folder, id: PostId, text: &str) -> Post {
    it.act("edit_post", |tx| {
        let mut post = posts::get(tx, id)?;
        post.shared.text = text.into();
        posts::update(tx, &post)
    })
}

/// Moves a delivery as dragging does.
fn drag(it: &Folder, id: DeliveryId, wall: &str) {
    let planned = at(wall);
    it.act("move_post", |tx| {
        deliveries::step(tx, id, DeliveryState::Planned, StepNote::none(), |it| {
            it.planned = planned
        })
    });
}

#[test]
fn going_back_and_forth_ends_where_it_was() {
    let it = folder();
    let id = it.a_post("satu").id;
    edit(&it, id, "dua");
    edit(&it, id, "tiga");
    assert_eq!(undo(&it).label, "edit_post");
    assert_eq!(text(&it, id), "dua");
    undo(&it);
    assert_eq!(text(&it, id), "satu");
    undo(&it);
    assert!(
        it.store.read(|db| posts::get(db, id)).is_err(),
        "the post was made by the first act"
    );
    assert!(matches!(
        changes::undo(&it.store, Actor::Window),
        Err(UndoError::NothingToDo)
    ));
    for expected in ["satu", "dua", "tiga"] {
        redo(&it);
        assert_eq!(text(&it, id), expected);
    }
    assert!(matches!(
        changes::redo(&it.store, Actor::Window),
        Err(UndoError::NothingToDo)
    ));
    undo(&it);
    assert_eq!(text(&it, id), "dua");
}

#[test]
fn a_new_act_closes_the_way_forward() {
    let it = folder();
    let id = it.a_post("satu").id;
    edit(&it, id, "dua");
    undo(&it);
    edit(&it, id, "lain");
    assert!(matches!(
        changes::redo(&it.store, Actor::Window),
        Err(UndoError::NothingToDo)
    ));
    assert_eq!(it.store.read(changes::next).expect("read").redo, None);
}

#[test]
fn the_stack_survives_a_restart() {
    let it = folder();
    let id = it.a_post("satu").id;
    edit(&it, id, "dua");
    let Folder {
        dir, clock, store, ..
    } = it;
    drop(store);
    let store = Store::open(dir.path(), clock).expect("opens again");
    changes::undo(&store, Actor::Window).expect("undone");
    assert_eq!(
        store
            .read(|db| posts::get(db, id))
            .expect("read")
            .shared
            .text,
        "satu"
    );
}

#[test]
fn the_revision_never_goes_back_so_a_stale_editor_cannot_win() {
    let it = folder();
    let id = it.a_post("satu").id;
    let open_in_an_editor = edit(&it, id, "dua");
    undo(&it);
    edit(&it, id, "tiga");
    let stale = it.store.write(Actor::Window, "edit_post", |tx| {
        posts::update(tx, &open_in_an_editor)
    });
    assert!(matches!(stale, Err(crate::StoreError::Stale { .. })));
}

#[test]
fn what_the_engine_changed_since_stays() {
    let it = folder();
    let id = it.a_post("satu").id;
    edit(&it, id, "dua");
    it.store
        .write(Actor::Sync, "pull", |tx| {
            let mut post = posts::get(tx, id)?;
            post.notes = "from elsewhere".into();
            posts::update(tx, &post)
        })
        .expect("written");
    assert_eq!(refused(&it), Reason::ChangedSince);
    assert_eq!(text(&it, id), "dua");
    assert!(
        it.store
            .read(changes::next)
            .expect("read")
            .undo
            .is_none_or(|it| it.label != "edit_post"),
        "the next Ctrl-Z reaches the one before"
    );
}

#[test]
fn a_drag_is_taken_back_with_its_clock_time_and_zone() {
    let it = folder();
    let before = it.a_delivery("2026-10-03T19:00");
    drag(&it, before.id, "2026-10-09T19:00");
    undo(&it);
    let after = it
        .store
        .read(|db| deliveries::get(db, before.id))
        .expect("read");
    assert_eq!(after, before);
    let listed = it
        .store
        .read(|db| deliveries::due(db, at("2026-10-03T19:00").instant()))
        .expect("read");
    assert_eq!(listed.len(), 1, "the derived instant went back too");
}

#[test]
fn a_cancelled_delivery_comes_back_and_its_timeline_says_so() {
    let it = folder();
    let id = it.a_delivery("2026-10-03T19:00").id;
    it.act("cancel_delivery", |tx| {
        deliveries::step(tx, id, DeliveryState::Cancelled, StepNote::none(), |_| {})
    });
    undo(&it);
    let (delivery, steps) = it
        .store
        .read(|db| Ok((deliveries::get(db, id)?, deliveries::steps(db, id)?)))
        .expect("read");
    assert_eq!(delivery.state, DeliveryState::Planned);
    assert_eq!(
        steps.last().and_then(|it| it.code.as_deref()),
        Some("undone")
    );
}

#[test]
fn a_delivery_on_its_way_is_not_called_back() {
    for ways in [
        vec![DeliveryState::Due, DeliveryState::Sending],
        vec![
            DeliveryState::Due,
            DeliveryState::Sending,
            DeliveryState::Processing,
        ],
        vec![
            DeliveryState::Due,
            DeliveryState::Sending,
            DeliveryState::Live,
        ],
    ] {
        let it = folder();
        let id = it.a_delivery("2026-10-03T19:00").id;
        it.steps(id, &ways);
        assert_eq!(refused(&it), Reason::OnItsWay, "{ways:?}");
        assert_eq!(
            it.store
                .read(|db| deliveries::get(db, id))
                .expect("read")
                .state,
            *ways.last().expect("one")
        );
    }
}

#[test]
fn what_is_refused_only_for_the_moment_stays_on_the_stack() {
    let it = folder();
    let id = it.a_delivery("2026-10-03T19:00").id;
    it.steps(id, &[DeliveryState::Due, DeliveryState::Sending]);
    let top = || {
        it.store
            .read(changes::next)
            .expect("read")
            .undo
            .map(|it| it.label)
    };
    refused(&it);
    assert_eq!(top().as_deref(), Some("schedule_post"));
    it.steps(id, &[DeliveryState::Live]);
    refused(&it);
    assert_eq!(top().as_deref(), Some("add_post"));
}

#[test]
fn what_is_live_by_word_alone_is_taken_back_and_given_again() {
    use DeliveryState as S;
    let call_live = |it: &Folder, id, remote_id: Option<&str>| {
        it.act("mark_live", |tx| {
            deliveries::step(tx, id, S::Live, StepNote::none(), |it| {
                it.remote_id = remote_id.map(str::to_owned);
            })
        });
    };
    let it = folder();
    let id = it.a_delivery("2026-10-03T19:00").id;
    it.steps(id, &[S::Due, S::Reminded]);
    call_live(&it, id, None);
    undo(&it);
    assert_eq!(stands(&it, id).0, S::Reminded);
    redo(&it);
    assert_eq!(stands(&it, id).0, S::Live);

    let it = folder();
    let id = it.a_delivery("2026-10-03T19:00").id;
    it.steps(id, &[S::Due, S::Reminded]);
    call_live(&it, id, Some("a-name"));
    assert_eq!(refused(&it), Reason::OnItsWay, "a network knows of it");
}

#[test]
fn undo_never_makes_anything_go_out() {
    let it = folder();
    let id = it.a_delivery("2026-10-01T09:00").id;
    drag(&it, id, "2026-10-09T19:00");
    it.clock.set(at("2026-10-01T09:20").instant());
    assert_eq!(refused(&it), Reason::TimePassed);
}

#[test]
fn a_post_somebody_still_needs_does_not_vanish() {
    let it = folder();
    let post = it.a_post("x");
    it.store
        .write(Actor::Sync, "import", |tx| {
            deliveries::insert(
                tx,
                &delivery(&it.store, post.id, it.channel.id, "2026-10-03T19:00"),
            )
        })
        .expect("written");
    assert_eq!(refused(&it), Reason::InUse);
    assert_eq!(text(&it, post.id), "x");
}

#[test]
fn a_removed_channel_comes_back_needing_a_sign_in_unless_posted_to_by_hand() {
    let it = folder();
    let by_hand = channel(&it.store, it.brand.id, SignIn::Manual);
    it.act("add_channel", |tx| channels::insert(tx, &by_hand));
    it.act("remove_channel", |tx| {
        channels::remove(tx, it.channel.id)?;
        channels::remove(tx, by_hand.id)
    });
    let mut back = undo(&it).channels_back;
    back.sort();
    let mut both = vec![it.channel.id, by_hand.id];
    both.sort();
    assert_eq!(back, both);
    let connection = |id| {
        it.store
            .read(|db| channels::get(db, id))
            .expect("read")
            .connection
    };
    assert_eq!(
        (connection(it.channel.id), connection(by_hand.id)),
        (SignIn::NeedsSignIn, SignIn::Manual)
    );
    let mut gone = redo(&it).channels_gone;
    gone.sort();
    assert_eq!(gone, both, "their tokens have to go again");
}

#[test]
fn signing_in_is_no_change_of_the_persons_and_does_not_stop_undo() {
    let it = folder();
    let mut added = channel(&it.store, it.brand.id, SignIn::Untested);
    it.act("add_channel", |tx| channels::insert(tx, &added));
    added.connection = SignIn::Connected;
    added.remote_id = Some("did:plc:x".into());
    it.store
        .write(Actor::Sync, "test_channel", |tx| {
            channels::update(tx, &added)
        })
        .expect("written");
    assert_eq!(undo(&it).channels_gone, [added.id]);
}

#[test]
fn a_stretch_of_typing_is_one_act() {
    let it = folder();
    let id = it.a_post("s").id;
    for (typed, pause) in [("sa", 1), ("sat", 1), ("satu", 1), ("satu dua", 600)] {
        it.clock.advance(Duration::seconds(pause));
        it.act("type", |tx| {
            tx.join_previous(Duration::seconds(60));
            let mut post = posts::get(tx, id)?;
            post.shared.text = typed.into();
            posts::update(tx, &post)
        });
    }
    undo(&it);
    assert_eq!(text(&it, id), "satu");
    undo(&it);
    assert_eq!(text(&it, id), "s");
    redo(&it);
    assert_eq!(text(&it, id), "satu");
}

#[test]
fn typing_does_not_swallow_what_somebody_else_did_in_between() {
    let it = folder();
    let id = it.a_post("s").id;
    let type_in = |typed: &str| {
        it.act("type", |tx| {
            tx.join_previous(Duration::seconds(60));
            let mut post = posts::get(tx, id)?;
            post.shared.text = typed.into();
            posts::update(tx, &post)
        })
    };
    type_in("sa");
    it.store
        .write(Actor::Sync, "pull", |tx| {
            let mut post = posts::get(tx, id)?;
            post.notes = "lain".into();
            posts::update(tx, &post)
        })
        .expect("written");
    type_in("sat");
    undo(&it);
    let post = it.store.read(|db| posts::get(db, id)).expect("read");
    assert_eq!(
        (post.shared.text.as_str(), post.notes.as_str()),
        ("sa", "lain")
    );
}

#[test]
fn the_history_tells_who_did_what_with_stamps_that_only_grow() {
    let it = folder();
    it.a_delivery("2026-10-03T19:00");
    it.clock.advance(Duration::seconds(-3600));
    undo(&it);
    let history = it.store.read(|db| changes::history(db, 10)).expect("read");
    let labels: Vec<_> = history
        .iter()
        .map(|it| (it.actor, it.label.as_str(), it.kind, it.undone))
        .collect();
    assert_eq!(
        labels,
        [
            (Actor::Window, "schedule_post", changes::Kind::Undo, false),
            (Actor::Window, "schedule_post", changes::Kind::Act, true),
            (Actor::Window, "add_post", changes::Kind::Act, false),
            (Actor::Sync, "setup", changes::Kind::Act, false),
        ]
    );
    let stamps: Vec<String> = it
        .store
        .read(|db| {
            let mut query =
                db.prepare("SELECT stamp FROM changes GROUP BY operation ORDER BY min(seq)")?;
            Ok(query
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?)
        })
        .expect("read");
    assert!(stamps.is_sorted_by(|a, b| a < b), "{stamps:?}");
}

/// The person's data, without the counters that only grow.
fn content(store: &Store) -> BTreeMap<&'static str, Vec<String>> {
    let tables = [
        ("brands", "*"),
        ("channels", "id, handle, paused, removed_at"),
        ("assets", "*"),
        (
            "posts",
            "seq, id, title, text, notes, media, channels, planned_wall, planned_at, editorial, updated_at, removed_at",
        ),
        ("variants", "*"),
        ("deliveries", "*"),
        ("targets", "*"),
        ("asset_uses", "*"),
    ];
    let read = |db: &rusqlite::Connection,
                table: &str,
                columns: &str|
     -> Result<Vec<String>, crate::StoreError> {
        let mut query = db.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1, 2"))?;
        let width = query.column_count();
        let rows = query.query_map([], |row| {
            Ok((0..width)
                .map(|it| {
                    row.get::<_, rusqlite::types::Value>(it)
                        .map(|it| format!("{it:?}"))
                })
                .collect::<Result<Vec<_>, _>>()?
                .join("|"))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    store
        .read(|db| {
            tables
                .into_iter()
                .map(|(table, columns)| Ok((table, read(db, table, columns)?)))
                .collect()
        })
        .expect("read")
}

/// Small, repeatable randomness (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("small") % end
    }
}

/// Does one act chosen by chance; gives whether it changed anything.
fn any_act(it: &Folder, dice: &mut Dice, number: usize) {
    it.clock.advance(Duration::seconds(7));
    let some_post = |dice: &mut Dice| -> Option<PostId> {
        let rows = it
            .store
            .read(|db| posts::list(db, &posts::PostFilter::default()))
            .expect("read");
        (!rows.is_empty()).then(|| rows[dice.below(rows.len())].id)
    };
    let some_delivery = |dice: &mut Dice| -> Option<deliveries::DeliveryFilter> {
        (dice.below(2) == 0).then(|| deliveries::DeliveryFilter {
            states: vec![DeliveryState::Planned],
            ..Default::default()
        })
    };
    match (dice.below(9), some_post(dice)) {
        (0 | 1, _) | (_, None) => drop(it.a_post(&format!("post {number}"))),
        (2, Some(id)) => drop(edit(it, id, &format!("edited {number} 🌅 \"'\\"))),
        (3, Some(id)) => it.act("remove_post", |tx| posts::remove(tx, id)),
        (4, Some(id)) => {
            let new = delivery(&it.store, id, it.channel.id, "2026-10-20T19:00");
            it.act("schedule_post", |tx| deliveries::insert(tx, &new));
        }
        (5, Some(id)) => {
            let picture = super::fixture::asset(&it.store, format!("bytes {number}").as_bytes());
            it.act("attach", |tx| {
                assets::insert(tx, &picture)?;
                let mut post = posts::get(tx, id)?;
                post.shared.media.push(attachment(&picture));
                post.planned = Some(at("2026-10-21T08:00"));
                posts::update(tx, &post)
            });
        }
        (6, Some(id)) => {
            let overrides = Overrides {
                text: Some(format!("own {number}")),
                ..Overrides::default()
            };
            it.act("edit_variant", |tx| {
                variants::put(
                    tx,
                    &Variant {
                        post: id,
                        channel: it.channel.id,
                        overrides,
                    },
                )
            });
        }
        (7, Some(_)) => {
            let filter = some_delivery(dice).unwrap_or_default();
            let found = it
                .store
                .read(|db| deliveries::list(db, &filter))
                .expect("read");
            let Some(chosen) = found.iter().find(|it| it.state == DeliveryState::Planned) else {
                return;
            };
            let to = if dice.below(2) == 0 {
                DeliveryState::Cancelled
            } else {
                DeliveryState::Planned
            };
            it.act("move_post", |tx| {
                deliveries::step(tx, chosen.id, to, StepNote::none(), |it| {
                    it.planned = at("2026-10-25T07:30")
                })
            });
        }
        (_, Some(_)) => {
            let target = Target {
                id: TargetId::from_uuid(it.store.uuid()),
                brand: it.brand.id,
                channel: Some(it.channel.id),
                metric: Metric::Likes,
                month: "2026-10-01".parse().expect("a day"),
                value: 5,
            };
            it.act("set_target", |tx| targets::put(tx, &target));
        }
    }
}

#[test]
fn whatever_was_done_taking_all_of_it_back_ends_at_the_start_and_forward_again_at_the_end() {
    for seed in 1..=6 {
        let it = folder();
        let start = content(&it.store);
        let mut dice = Dice(seed * 7919);
        for number in 0..60 {
            any_act(&it, &mut dice, number);
        }
        let end = content(&it.store);
        let count = |what: fn(&Store, Actor) -> Result<changes::Undone, UndoError>| {
            let mut count = 0;
            loop {
                match what(&it.store, Actor::Window) {
                    Ok(_) => count += 1,
                    Err(UndoError::NothingToDo) => return count,
                    Err(error) => panic!("seed {seed}, after {count}: {error:?}"),
                }
            }
        };
        let back = count(changes::undo);
        assert!(back > 40, "{back} acts");
        assert_eq!(content(&it.store), start, "seed {seed}");
        assert_eq!(count(changes::redo), back);
        assert_eq!(content(&it.store), end, "seed {seed}");
    }
}

#[test]
fn posts_taken_back_leave_the_search_and_come_back_to_it() {
    let it = folder();
    let made = post(&it.store, it.brand.id, "rendang istimewa");
    it.act("add_post", |tx| posts::insert(tx, &made));
    let found = || {
        it.store
            .read(|db| posts::search(db, None, "rend", 10))
            .expect("read")
            .len()
    };
    assert_eq!(found(), 1);
    undo(&it);
    assert_eq!(found(), 0);
    redo(&it);
    assert_eq!(found(), 1);
}

/// What the engine does when a network takes a delivery, or gives it back.
fn hand_over(it: &Folder, id: DeliveryId, held: bool) {
    let done = it.store.write(Actor::Sync, "deliver", |tx| {
        let at = deliveries::get(tx, id)?.planned.instant();
        let note = StepNote::none;
        if !held {
            let to = deliveries::get(tx, id)?.state;
            let to = if to == DeliveryState::Cancelled {
                to
            } else {
                DeliveryState::Planned
            };
            return deliveries::step(tx, id, to, note(), |it| {
                (it.handed, it.remote_id) = (None, None);
            });
        }
        deliveries::step(tx, id, DeliveryState::Sending, note(), |_| {})?;
        deliveries::step(tx, id, DeliveryState::HandedOff, note(), |it| {
            it.handed = Some(Handed { at, revision: 1 });
            it.remote_id = Some("17".into());
        })
    });
    done.expect("handed over");
}

fn stands(it: &Folder, id: DeliveryId) -> (DeliveryState, Planned, bool) {
    let found = it.store.read(|db| deliveries::get(db, id)).expect("read");
    (found.state, found.planned, found.handed.is_some())
}

fn unschedule(it: &Folder, id: DeliveryId) {
    it.act("unschedule_post", |tx| {
        deliveries::step(tx, id, DeliveryState::Cancelled, StepNote::none(), |_| {})
    });
}

#[test]
fn undo_of_a_move_leaves_what_the_network_holds_to_the_engine() {
    use DeliveryState as S;
    let (old, new) = (at("2026-10-03T19:00"), at("2026-10-04T19:00"));
    // Handed over before the move, between move and undo, and changed at the network between the two.
    for order in [[true, false], [false, true], [true, true]] {
        let it = folder();
        let id = it.a_delivery("2026-10-03T19:00").id;
        if order[0] {
            hand_over(&it, id, true);
        }
        it.act("move_post", |tx| {
            deliveries::amend(tx, id, |it| it.planned = new)
        });
        if order[1] {
            hand_over(&it, id, true);
        }
        undo(&it);
        assert_eq!(stands(&it, id), (S::HandedOff, old, true), "{order:?}");
        redo(&it);
        assert_eq!(stands(&it, id), (S::HandedOff, new, true), "{order:?}");
    }
}

#[test]
fn undo_of_taking_off_the_plan_knows_whether_the_network_gave_it_back() {
    use DeliveryState as S;
    let planned = at("2026-10-03T19:00");
    for given_back in [false, true] {
        let it = folder();
        let id = it.a_delivery("2026-10-03T19:00").id;
        hand_over(&it, id, true);
        unschedule(&it, id);
        if given_back {
            hand_over(&it, id, false);
        }
        undo(&it);
        let expected = if given_back { S::Planned } else { S::HandedOff };
        assert_eq!(stands(&it, id), (expected, planned, !given_back));
    }
}

#[test]
fn undo_of_scheduling_keeps_sight_of_what_the_network_holds() {
    let it = folder();
    let id = it.a_delivery("2026-10-03T19:00").id;
    hand_over(&it, id, true);
    undo(&it);
    let planned = at("2026-10-03T19:00");
    assert_eq!(stands(&it, id), (DeliveryState::Cancelled, planned, true));
    redo(&it);
    assert_eq!(stands(&it, id), (DeliveryState::HandedOff, planned, true));
}

#[test]
fn what_the_network_has_published_meanwhile_is_not_called_back() {
    let it = folder();
    let id = it.a_delivery("2026-10-03T19:00").id;
    hand_over(&it, id, true);
    unschedule(&it, id);
    it.steps(id, &[DeliveryState::Live]);
    assert_eq!(refused(&it), Reason::OnItsWay);
}
