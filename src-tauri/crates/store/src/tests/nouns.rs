//! What goes in comes out, and what may not go in does not.

use super::fixture::{Folder, at, attachment, channel, delivery, folder, post, start};
use crate::{
    Actor, StoreError, assets, brands, channels, cursors,
    deliveries::{self, DeliveryFilter, StepNote},
    messages, metrics, posts, renditions, reports, settings, targets, variants,
};
use chrono::{Duration, NaiveDate};
use kelola_domain::{
    brand::Lang,
    channel::Connection as SignIn,
    delivery::{DeliveryState, Frozen, FrozenMedia},
    ids::{MessageId, ReportId, TargetId},
    media::Focus,
    message::{Message, MessageKind},
    metric::{Metric, Sample, Scope, Target},
    post::{Overrides, Variant},
    report::{Period, Report},
};
use std::collections::BTreeMap;

#[test]
fn brands_and_channels_read_back_as_written() {
    let it = folder();
    let (brands, channels) = it
        .store
        .read(|db| Ok((brands::list(db)?, channels::list(db, Some(it.brand.id))?)))
        .expect("read");
    assert_eq!(
        (brands, channels),
        (vec![it.brand.clone()], vec![it.channel.clone()])
    );
    let mut brand = it.brand.clone();
    brand.name = "Kopi Pagi".into();
    let renamed = brand.clone();
    it.act("edit_brand", |tx| brands::update(tx, &renamed));
    assert_eq!(
        it.store.read(|db| brands::get(db, brand.id)).expect("read"),
        brand
    );
}

#[test]
fn a_removed_channel_is_still_known_but_no_longer_listed() {
    let it = folder();
    it.act("remove_channel", |tx| channels::remove(tx, it.channel.id));
    let (listed, removed) = it
        .store
        .read(|db| {
            Ok((
                channels::list(db, None)?,
                channels::is_removed(db, it.channel.id)?,
            ))
        })
        .expect("read");
    assert!(listed.is_empty() && removed);
    it.act("restore_channel", |tx| channels::restore(tx, it.channel.id));
    let back = it
        .store
        .read(|db| channels::get(db, it.channel.id))
        .expect("read");
    assert_eq!(back.connection, SignIn::NeedsSignIn, "its token is gone");
}

#[test]
fn a_post_reads_back_with_its_pictures_and_plan() {
    let it = folder();
    let asset = it.an_asset(b"bytes");
    let mut written = post(&it.store, it.brand.id, "Kopi 🌅 sore");
    written.shared.media = vec![attachment(&asset)];
    written.shared.title = "Judul".into();
    written.channels = vec![it.channel.id];
    written.planned = Some(at("2026-10-03T19:00"));
    let stored = written.clone();
    it.act("add_post", |tx| posts::insert(tx, &stored));
    assert_eq!(
        it.store
            .read(|db| posts::get(db, written.id))
            .expect("read"),
        written
    );
    assert_eq!(
        it.store
            .read(|db| assets::used_in(db, asset.id))
            .expect("read"),
        vec![written.id]
    );
}

#[test]
fn a_save_over_a_newer_revision_is_refused() {
    let it = folder();
    let first = it.a_post("satu");
    let second = it.act("edit_post", |tx| posts::update(tx, &first));
    assert_eq!(second.revision, first.revision + 1);
    let refused = it.store.write(Actor::CommandLine, "edit_post", |tx| {
        posts::update(tx, &first)
    });
    assert!(matches!(refused, Err(StoreError::Stale { current }) if current == second.revision));
}

#[test]
fn a_picture_nobody_has_cannot_be_attached() {
    let it = folder();
    let mut wrong = post(&it.store, it.brand.id, "x");
    let unknown = super::fixture::asset(&it.store, b"never inserted");
    wrong.shared.media = vec![attachment(&unknown)];
    assert!(matches!(
        it.store
            .write(Actor::Window, "add_post", |tx| posts::insert(tx, &wrong)),
        Err(StoreError::Referenced)
    ));
    assert!(
        matches!(
            it.store.read(|db| posts::get(db, wrong.id)),
            Err(StoreError::NotFound { .. })
        ),
        "nothing was kept"
    );
}

#[test]
fn variants_say_which_pictures_they_use() {
    let it = folder();
    let (asset, post) = (it.an_asset(b"a"), it.a_post("x"));
    let overrides = Overrides {
        text: Some("lain".into()),
        media: Some(vec![attachment(&asset)]),
        ..Overrides::default()
    };
    let variant = Variant {
        post: post.id,
        channel: it.channel.id,
        overrides,
    };
    it.act("edit_variant", |tx| variants::put(tx, &variant));
    let used = || {
        it.store
            .read(|db| assets::used_in(db, asset.id))
            .expect("read")
    };
    assert_eq!(used(), vec![post.id]);
    assert_eq!(
        it.store
            .read(|db| variants::list(db, post.id))
            .expect("read"),
        vec![variant.clone()]
    );
    let plain = Variant {
        overrides: Overrides::default(),
        ..variant
    };
    it.act("edit_variant", |tx| variants::put(tx, &plain));
    assert!(used().is_empty());
}

#[test]
fn a_delivery_reads_back_with_everything_frozen() {
    let it = folder();
    let post = it.a_post("x");
    let mut written = delivery(&it.store, post.id, it.channel.id, "2026-10-03T19:00");
    written.frozen = Some(Frozen {
        content: post.shared.clone(),
        kind: "text".into(),
        langs: vec!["id".into()],
        media: vec![FrozenMedia {
            hash: "a".repeat(64),
            mime: "image/jpeg".into(),
            width: 10,
            height: 20,
            alt: "alt".into(),
        }],
        created_at: start(),
    });
    written.live_at = Some(start() + Duration::milliseconds(5));
    written.state = DeliveryState::Live;
    written.remote_id = Some("at://x/1".into());
    let stored = written.clone();
    it.act("demo", |tx| deliveries::insert(tx, &stored));
    assert_eq!(
        it.store
            .read(|db| deliveries::get(db, written.id))
            .expect("read"),
        written
    );
    let found = it
        .store
        .read(|db| deliveries::by_remote_id(db, it.channel.id, "at://x/1"))
        .expect("read");
    assert_eq!(found.map(|it| it.id), Some(written.id));
}

#[test]
fn every_step_is_checked_and_leaves_a_line() {
    let it = folder();
    let id = it.a_delivery("2026-10-03T19:00").id;
    let skip = it.store.write(Actor::Sync, "deliver", |tx| {
        deliveries::step(tx, id, DeliveryState::Reminded, StepNote::none(), |_| {})
    });
    assert!(matches!(
        skip,
        Err(StoreError::NotAllowed {
            from: DeliveryState::Planned,
            to: DeliveryState::Reminded
        })
    ));
    it.steps(id, &[DeliveryState::Due, DeliveryState::Sending]);
    let failed = it.act("deliver", |tx| {
        let note = StepNote::code("rate_limited").raw(Some("429".into()));
        deliveries::step(tx, id, DeliveryState::RetryAt, note, |it| {
            it.retry_at = Some(start() + Duration::minutes(5))
        })
    });
    assert_eq!(
        (failed.state, failed.code.as_deref()),
        (DeliveryState::RetryAt, Some("rate_limited"))
    );
    assert_eq!(
        it.store.read(|db| deliveries::get(db, id)).expect("read"),
        failed
    );
    let lines = it.store.read(|db| deliveries::steps(db, id)).expect("read");
    let states: Vec<_> = lines.iter().map(|it| it.to).collect();
    assert_eq!(
        states,
        [
            DeliveryState::Planned,
            DeliveryState::Due,
            DeliveryState::Sending,
            DeliveryState::RetryAt
        ]
    );
    assert_eq!(lines[3].raw.as_deref(), Some("429"));
}

#[test]
fn an_amendment_cannot_smuggle_in_another_state() {
    let it = folder();
    let id = it.a_delivery("2026-10-03T19:00").id;
    let smuggled = it.store.write(Actor::Sync, "deliver", |tx| {
        deliveries::amend(tx, id, |it| it.state = DeliveryState::Live)
    });
    assert!(matches!(smuggled, Err(StoreError::NotAllowed { .. })));
    it.act("deliver", |tx| {
        deliveries::amend(tx, id, |it| it.attempts = 3)
    });
    assert_eq!(
        it.store
            .read(|db| deliveries::get(db, id))
            .expect("read")
            .attempts,
        3
    );
}

#[test]
fn the_engine_is_told_what_is_due_and_when_to_wake() {
    let it = folder();
    let soon = it.a_delivery("2026-10-01T09:00");
    let later = it.a_delivery("2026-10-02T09:00");
    let (early, wake) = it
        .store
        .read(|db| {
            Ok((
                deliveries::due(db, start())?,
                deliveries::next_wake(db, start())?,
            ))
        })
        .expect("read");
    assert!(early.is_empty());
    assert_eq!(wake, Some(soon.planned.instant()));
    let after = soon.planned.instant();
    let due: Vec<_> = it
        .store
        .read(|db| deliveries::due(db, after))
        .expect("read")
        .iter()
        .map(|it| it.id)
        .collect();
    assert_eq!(due, [soon.id]);
    it.act("remove_post", |tx| posts::remove(tx, soon.post));
    let (due, wake) = it
        .store
        .read(|db| {
            Ok((
                deliveries::due(db, after)?,
                deliveries::next_wake(db, after)?,
            ))
        })
        .expect("read");
    assert!(due.is_empty(), "its post is in the trash");
    assert_eq!(wake, Some(later.planned.instant()));
}

#[test]
fn deliveries_are_listed_by_time_state_and_channel() {
    let it = folder();
    let (first, second) = (
        it.a_delivery("2026-10-02T09:00"),
        it.a_delivery("2026-10-03T09:00"),
    );
    it.steps(second.id, &[DeliveryState::Cancelled]);
    let ids = |filter: DeliveryFilter| -> Vec<_> {
        it.store
            .read(|db| deliveries::list(db, &filter))
            .expect("read")
            .iter()
            .map(|it| it.id)
            .collect()
    };
    assert_eq!(ids(DeliveryFilter::default()), [first.id, second.id]);
    assert_eq!(
        ids(DeliveryFilter {
            states: vec![DeliveryState::Cancelled],
            ..Default::default()
        }),
        [second.id]
    );
    assert_eq!(
        ids(DeliveryFilter {
            to: Some(second.planned.instant()),
            brand: Some(it.brand.id),
            ..Default::default()
        }),
        [first.id]
    );
    assert_eq!(
        ids(DeliveryFilter {
            channel: Some(it.channel.id),
            limit: 1,
            ..Default::default()
        }),
        [first.id]
    );
}

#[test]
fn the_ledger_gives_the_newest_number_known_at_a_time() {
    let it = folder();
    let scope = Scope::Channel(it.channel.id);
    let sample = |value, hours| Sample {
        metric: Metric::Followers,
        scope,
        value,
        source: "api".into(),
        captured_at: start() + Duration::hours(hours),
    };
    it.act("pull", |tx| {
        metrics::append(tx, &[sample(10, 0), sample(12, 5), sample(11, 3)])
    });
    let value = |hours| {
        it.store
            .read(|db| {
                metrics::at(
                    db,
                    scope,
                    Metric::Followers,
                    start() + Duration::hours(hours),
                )
            })
            .expect("read")
            .map(|it| it.value)
    };
    assert_eq!(
        (value(-1), value(0), value(4), value(9)),
        (None, Some(10), Some(11), Some(12))
    );
    let (latest, series, last) = it
        .store
        .read(|db| {
            Ok((
                metrics::latest(db, scope, start() + Duration::hours(9))?,
                metrics::series(
                    db,
                    scope,
                    Metric::Followers,
                    start(),
                    start() + Duration::hours(5),
                )?,
                metrics::last_captured(db, scope)?,
            ))
        })
        .expect("read");
    assert_eq!(latest, [sample(12, 5)]);
    assert_eq!(series, [sample(10, 0), sample(11, 3)]);
    assert_eq!(last, Some(start() + Duration::hours(5)));
}

fn message(it: &Folder, remote: &str, minutes: i64) -> Message {
    Message {
        id: MessageId::from_uuid(it.store.uuid()),
        channel: it.channel.id,
        delivery: None,
        remote_id: remote.into(),
        kind: MessageKind::Reply,
        author: "ani.test".into(),
        author_name: "Ani".into(),
        text: "<b>bagus</b>".into(),
        at: start() + Duration::minutes(minutes),
        url: None,
    }
}

#[test]
fn a_message_comes_in_once_and_the_inbox_pages() {
    let it = folder();
    let delivery = it.a_delivery("2026-10-03T19:00");
    let (one, two, three) = (
        message(&it, "1", 1),
        Message {
            delivery: Some(delivery.id),
            ..message(&it, "2", 2)
        },
        message(&it, "3", 2),
    );
    let new = it.act("pull", |tx| {
        messages::insert_new(tx, &[one.clone(), two.clone()])
    });
    assert_eq!(new, [one.id, two.id]);
    let again = it.act("pull", |tx| {
        messages::insert_new(tx, &[message(&it, "1", 9), three.clone()])
    });
    assert_eq!(again, [three.id]);
    let page = |before| {
        it.store
            .read(|db| messages::page(db, Some(it.brand.id), before, 2))
            .expect("read")
    };
    let first = page(None);
    assert_eq!(first.len(), 2);
    let rest = page(first.last().map(|it| (it.at, it.id)));
    assert_eq!(rest, [one]);
    assert_eq!(
        it.store
            .read(|db| messages::of_post(db, delivery.post))
            .expect("read"),
        [two]
    );
}

#[test]
fn renditions_targets_reports_settings_and_cursors_read_back() {
    let it = folder();
    let key = renditions::Key {
        asset_hash: "h".into(),
        network: "x".into(),
        placement: "feed".into(),
        focus: Focus { x: 0.33333, y: 0.5 },
        rules: "1".into(),
    };
    let facts = renditions::Facts {
        hash: "r".into(),
        mime: "image/png".into(),
        width: 1,
        height: 2,
        bytes: 3,
        quality: Some(82),
        findings: vec![],
    };
    let month = NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day");
    let target = Target {
        id: TargetId::from_uuid(it.store.uuid()),
        brand: it.brand.id,
        channel: None,
        metric: Metric::Likes,
        month,
        value: 500,
    };
    let report = Report {
        id: ReportId::from_uuid(it.store.uuid()),
        brand: it.brand.id,
        period: Period::Month {
            year: 2026,
            month: 9,
        },
        lang: Lang::Id,
        comments: BTreeMap::from([("summary".into(), "Bagus!".into())]),
        sections: Vec::new(),
        provisional: true,
        pdf_hash: None,
        pages: 0,
        made_at: start(),
    };
    it.act("setup", |tx| {
        renditions::put(tx, &key, &facts)?;
        targets::put(tx, &target)?;
        reports::insert(tx, &report)?;
        settings::set(tx, "theme", &"dark")?;
        cursors::set(tx, it.channel.id, "inbox", "abc")
    });
    it.store
        .read(|db| {
            assert_eq!(renditions::find(db, &key)?, Some(facts.clone()));
            assert_eq!(
                targets::list(db, it.brand.id, Some(month))?,
                std::slice::from_ref(&target)
            );
            assert_eq!(
                reports::find(db, it.brand.id, &report.period, Lang::Id)?,
                Some(report.clone())
            );
            assert_eq!(
                settings::get::<String>(db, "theme")?.as_deref(),
                Some("dark")
            );
            assert_eq!(
                settings::get::<u32>(db, "theme")?,
                None,
                "what no longer parses was never set"
            );
            assert_eq!(
                cursors::get(db, it.channel.id, "inbox")?.as_deref(),
                Some("abc")
            );
            Ok(())
        })
        .expect("read");
}

#[test]
fn one_channel_never_has_the_same_request_twice() {
    let it = folder();
    let first = it.a_delivery("2026-10-03T19:00");
    let mut second = delivery(&it.store, first.post, it.channel.id, "2026-10-04T19:00");
    second.request_id = first.request_id;
    assert!(matches!(
        it.store
            .write(Actor::Window, "schedule_post", |tx| deliveries::insert(
                tx, &second
            )),
        Err(StoreError::Duplicate(_))
    ));
    let other = channel(&it.store, it.brand.id, SignIn::Manual);
    it.act("add_channel", |tx| channels::insert(tx, &other));
    second.channel = other.id;
    it.act("schedule_post", |tx| deliveries::insert(tx, &second));
}
