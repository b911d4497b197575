//! Who goes out when: the rules as tables, then as the window asks for them.

use super::*;
use crate::{
    calendar::{ListCalendar, MovePost, SchedulePost, list_calendar, move_post, schedule_post},
    channels::list_channels,
    commands::Nothing,
    posts::{OnePost, SaveVariant, duplicate_post, get_post, post_history, save_variant},
    script::{NewPost, add_post},
    testing::Shop,
    undo::undo,
};
use kelola_domain::{
    delivery::{Handed, Role},
    ids::DeliveryId,
    time::{WALL_FORMAT, parse_wall},
};
use kelola_store::deliveries::{self, StepNote};
use serde_json::{Value, json};

fn at(wall: &str) -> Planned {
    Planned {
        wall: parse_wall(wall).unwrap(),
        zone: chrono_tz::Asia::Jakarta,
    }
}

fn channel(number: u128) -> ChannelId {
    ChannelId::from_uuid(uuid::Uuid::from_u128(number))
}

fn head(channel: ChannelId, state: DeliveryState, wall: &str) -> Delivery {
    Delivery {
        id: DeliveryId::from_uuid(uuid::Uuid::nil()),
        post: PostId::from_uuid(uuid::Uuid::nil()),
        channel,
        role: Role::Post,
        part: 0,
        follows: None,
        predecessor: None,
        handed: None,
        state,
        planned: at(wall),
        grace_minutes: 60,
        send_whenever: false,
        request_id: String::new(),
        attempts: 0,
        retry_at: None,
        frozen: None,
        remote_id: None,
        url: None,
        live_at: None,
        code: None,
        changed_at: at(wall).instant(),
    }
}

/// Wall time and networks of each time; a star for one apart from the post.
fn said(times: &[PostTime]) -> Vec<String> {
    let one = |it: &PostTime| {
        let networks: Vec<_> = it.networks.iter().map(NetworkId::as_str).collect();
        let star = if it.channel.is_some() { "*" } else { "" };
        let wall = it.planned.wall.format("%dT%H:%M");
        format!("{wall}{star} {}", networks.join("+"))
    };
    times.iter().map(one).collect()
}

#[test]
fn a_post_stands_once_with_those_that_follow_it_and_once_for_each_apart() {
    use DeliveryState as S;
    let (x, ig, bs) = (channel(1), channel(2), channel(3));
    let on = [(x, "x".into()), (ig, "instagram".into()), (bs, "x".into())];
    let post = Some(at("2026-12-03T19:00"));
    let own = |wall: &str| OwnTimes::from([(ig, at(wall))]);
    let none = OwnTimes::new();
    let cases: [(&str, OwnTimes, Vec<Delivery>, &[&str]); 8] = [
        (
            "all together",
            none.clone(),
            vec![],
            &["03T19:00 x+instagram"],
        ),
        (
            "own time of a draft",
            own("2026-12-02T12:00"),
            vec![],
            &["02T12:00* instagram", "03T19:00 x"],
        ),
        (
            "own time, the same as the post's",
            own("2026-12-03T19:00"),
            vec![],
            &["03T19:00 x+instagram"],
        ),
        (
            "what is planned counts, not what is meant",
            own("2026-12-04T12:00"),
            vec![head(ig, S::Planned, "2026-12-05T12:00")],
            &["03T19:00 x", "05T12:00* instagram"],
        ),
        (
            "dropped there: the time it is meant for",
            own("2026-12-04T12:00"),
            vec![head(ig, S::Cancelled, "2026-12-05T12:00")],
            &["03T19:00 x", "04T12:00* instagram"],
        ),
        (
            "put off to another day",
            none.clone(),
            vec![head(x, S::Planned, "2026-12-04T19:00")],
            &["03T19:00 instagram+x", "04T19:00* x"],
        ),
        (
            "answered late on the same day",
            none.clone(),
            vec![head(x, S::Due, "2026-12-03T21:40")],
            &["03T19:00 x+instagram"],
        ),
        (
            "nobody is left with the post",
            OwnTimes::from([
                (x, at("2026-12-03T20:00")),
                (ig, at("2026-12-03T18:00")),
                (bs, at("2026-12-03T21:00")),
            ]),
            vec![],
            &["03T18:00* instagram", "03T20:00* x", "03T21:00* x"],
        ),
    ];
    for (what, own, heads, wanted) in cases {
        let heads: Vec<_> = heads.iter().collect();
        assert_eq!(said(&times(post, &on, &own, &heads)), wanted, "{what}");
        assert!(times(None, &on, &own, &heads).is_empty(), "{what}, no plan");
    }
    assert_eq!(said(&times(post, &[], &none, &[])), ["03T19:00 "]);
}

#[test]
fn a_schedule_gives_each_channel_its_own_time_and_leaves_what_is_out() {
    use DeliveryState as S;
    let (x, ig) = (channel(1), channel(2));
    let own = OwnTimes::from([(ig, at("2026-12-02T12:00"))]);
    let given = at("2026-12-03T19:00");
    let both = [(x, given), (ig, at("2026-12-02T12:00"))];
    for (state, wanted) in [
        (S::Planned, &both[..]),
        (S::HandedOff, &both),
        (S::Missed, &both),
        (S::Cancelled, &both),
        (S::Live, &both[..1]),
        (S::Sending, &both[..1]),
        (S::Unknown, &both[..1]),
    ] {
        let heads = [head(ig, state, "2026-12-02T12:00")];
        assert_eq!(targets(&[x, ig], &own, &heads, given), wanted, "{state:?}");
    }
    assert_eq!(targets(&[x, ig], &own, &[], given), both);
}

#[test]
fn own_times_go_along_but_for_what_is_out() {
    use DeliveryState as S;
    let ig = channel(2);
    let own = OwnTimes::from([(ig, at("2026-12-30T12:00"))]);
    let moved = OwnTimes::from([(ig, at("2027-01-02T12:00"))]);
    assert_eq!(along(&own, &[], 3), moved);
    let with = |state| along(&own, &[head(ig, state, "2026-12-30T12:00")], 3);
    assert_eq!(with(S::Planned), moved);
    assert_eq!(with(S::Cancelled), moved);
    assert_eq!(with(S::Live), OwnTimes::new());
    assert_eq!(with(S::Processing), OwnTimes::new());
}

/// A shop on Monday, 23 November 2026, 12.15 in Jakarta, with a post for two networks of which the second has a time of
/// its own.
struct Case {
    shop: Shop,
    post: PostId,
    on: Vec<ChannelId>,
}

fn case(with_post: Option<&str>, own: Option<&str>) -> Case {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["kompasiana", "whatsapp"]);
    let all = list_channels(&shop.kelola, Nothing {}).unwrap();
    let on: Vec<_> = all.iter().map(|it| it.id).collect();
    let variants = json!({ on[1].to_string(): { "text": "Kopi hangat", "at": own } });
    let wanted = json!({ "title": "Kopi", "text": "Kopi susu", "channels": on, "at": with_post, "variants": variants });
    let wanted: NewPost = serde_json::from_value(wanted).unwrap();
    let post = add_post(&shop.kelola, wanted).unwrap();
    Case { shop, post, on }
}

impl Case {
    /// When each delivery and each version is planned.
    fn walls(&self) -> (Vec<String>, Option<String>) {
        let wall = |it: Planned| it.wall.format(WALL_FORMAT).to_string();
        let detail = self.detail();
        let planned = detail.deliveries.iter().map(|it| {
            let it = &it.delivery;
            format!("{} {}", it.state.name(), wall(it.planned))
        });
        let own = detail.variants.iter().find(|it| it.channel == self.on[1]);
        let own = own.and_then(|it| it.overrides.planned).map(wall);
        (planned.collect(), own)
    }

    fn planned(&self) -> Vec<String> {
        self.walls().0
    }

    fn detail(&self) -> crate::posts::PostDetail {
        get_post(&self.shop.kelola, OnePost { id: self.post }).unwrap()
    }

    fn plan(&self, on: usize, wall: Option<&str>) -> Result<Moved, String> {
        let plan = PlanVariant {
            post: self.post,
            channel: self.on[on],
            at: wall.map(at),
        };
        plan_variant(&self.shop.kelola, plan).map_err(|it| it.code.to_string())
    }

    fn move_to(&self, day: &str) -> Result<Moved, String> {
        let day = day.parse().unwrap();
        let id = self.post;
        move_post(&self.shop.kelola, MovePost { id, day }).map_err(|it| it.code.to_string())
    }

    fn move_second(&self, day: &str) -> Result<Moved, String> {
        let args = MoveVariant {
            post: self.post,
            channel: self.on[1],
            day: day.parse().unwrap(),
        };
        move_variant(&self.shop.kelola, args).map_err(|it| it.code.to_string())
    }

    /// What stands on the days [first, end) of the calendar.
    fn calendar(&self, first: &str, end: &str) -> Vec<Vec<String>> {
        let asked = ListCalendar {
            first: first.parse().unwrap(),
            end: end.parse().unwrap(),
        };
        let found = list_calendar(&self.shop.kelola, asked).unwrap();
        found.rows.iter().map(|it| said(&it.times)).collect()
    }

    /// Says of the second channel's post that it is out.
    fn is_out(&self) {
        let delivery = self.detail().deliveries[1].delivery.id;
        self.shop.clock.advance(chrono::Duration::days(1));
        let args = json!({ "delivery": delivery, "url": null });
        let args = serde_json::from_value(args).unwrap();
        crate::desk::mark_live(&self.shop.kelola, args).unwrap();
    }
}

#[test]
fn a_channel_goes_out_at_its_own_time() {
    let case = case(Some("2026-11-25T19:00"), Some("2026-11-24T12:00"));
    let both = ["planned 2026-11-25T19:00", "planned 2026-11-24T12:00"];
    assert_eq!(case.planned(), both);
    let again = SchedulePost {
        id: case.post,
        at: at("2026-11-26T08:00"),
        overrule: true,
    };
    schedule_post(&case.shop.kelola, again).unwrap();
    let both = ["planned 2026-11-26T08:00", "planned 2026-11-24T12:00"];
    assert_eq!(case.planned(), both);
    assert_eq!(
        case.calendar("2026-11-24", "2026-11-25"),
        [["24T12:00* whatsapp", "26T08:00 kompasiana"]]
    );
    let passed = SchedulePost {
        at: at("2026-11-30T08:00"),
        ..again
    };
    case.shop.clock.advance(chrono::Duration::days(2));
    let refused = schedule_post(&case.shop.kelola, passed).unwrap_err();
    assert_eq!(refused.code, "time_passed", "the second's own time is over");
}

#[test]
fn a_time_of_its_own_is_given_moved_and_taken_away() {
    let case = case(Some("2026-11-25T19:00"), None);
    case.plan(1, Some("2026-11-25T12:00")).unwrap();
    let moved = "planned 2026-11-25T12:00";
    assert_eq!(case.planned(), ["planned 2026-11-25T19:00", moved]);
    assert_eq!(case.walls().1.as_deref(), Some("2026-11-25T12:00"));

    let there = case.move_second("2026-11-27").unwrap();
    assert_eq!(
        said(&there.row.times),
        ["25T19:00 kompasiana", "27T12:00* whatsapp"]
    );
    undo(&case.shop.kelola, Nothing {}).unwrap();
    assert_eq!(case.planned(), ["planned 2026-11-25T19:00", moved]);

    case.plan(1, None).unwrap();
    let together = ["planned 2026-11-25T19:00", "planned 2026-11-25T19:00"];
    assert_eq!(case.walls(), (together.map(String::from).to_vec(), None));

    let refused = case.plan(1, Some("2026-11-23T08:00")).unwrap_err();
    assert_eq!(refused, "time_passed");
    let elsewhere = PlanVariant {
        post: case.post,
        channel: channel(9),
        at: None,
    };
    let stranger = plan_variant(&case.shop.kelola, elsewhere).unwrap_err();
    assert_eq!(stranger.code, "not_found");
}

#[test]
fn what_a_network_holds_stays_with_it_and_is_to_move_there() {
    let case = case(Some("2026-11-25T19:00"), None);
    let id = case.detail().deliveries[1].delivery.id;
    let handed = Handed {
        at: at("2026-11-25T19:00").instant(),
        revision: case.detail().post.revision,
    };
    let hand_off = |tx: &mut Write<'_>| {
        let change = |it: &mut Delivery| {
            it.handed = Some(handed.clone());
            it.remote_id = Some("held-1".into());
        };
        deliveries::step(tx, id, DeliveryState::HandedOff, StepNote::none(), change)
    };
    let store = case.shop.kelola.store();
    store
        .write(crate::Actor::Sync, "hand_off", hand_off)
        .unwrap();
    case.plan(1, Some("2026-11-25T12:00")).unwrap();
    assert_eq!(case.planned()[1], "handed_off 2026-11-25T12:00");
    let held = case.detail().deliveries[1].delivery.handed.clone().unwrap();
    assert_eq!(held, handed, "until the engine has moved it");
    assert!(case.detail().post.revision > held.revision);
    undo(&case.shop.kelola, Nothing {}).unwrap();
    assert_eq!(case.planned()[1], "handed_off 2026-11-25T19:00");
}

#[test]
fn a_saved_version_moves_what_is_planned_for_it() {
    let case = case(Some("2026-11-25T19:00"), None);
    let save = |own: Overrides| {
        let revision = case.detail().post.revision;
        let save = SaveVariant {
            post: case.post,
            channel: case.on[1],
            overrides: own,
            revision,
        };
        save_variant(&case.shop.kelola, save).map(drop)
    };
    let own = Overrides {
        text: Some("Kopi hangat sekali".into()),
        planned: Some(at("2026-11-26T07:00")),
        ..Overrides::default()
    };
    save(own.clone()).unwrap();
    assert_eq!(case.planned()[1], "planned 2026-11-26T07:00");
    let history = post_history(&case.shop.kelola, OnePost { id: case.post }).unwrap();
    let entry = history
        .iter()
        .find(|it| it.field == crate::posts::HistoryField::Planned && it.channel.is_some())
        .unwrap();
    assert_eq!(entry.after.as_deref(), Some("2026-11-26T07:00"));
    assert!(!entry.can_restore, "times change on the plan");
    save(Overrides {
        planned: Some(at("2026-11-20T07:00")),
        ..own.clone()
    })
    .unwrap_err();
    assert_eq!(case.planned()[1], "planned 2026-11-26T07:00");

    case.is_out();
    save(Overrides::default()).unwrap_err();
    save(Overrides {
        text: Some("Kopi lagi".into()),
        ..own
    })
    .unwrap();
    let (planned, own) = case.walls();
    assert_eq!(planned[1], "live 2026-11-26T07:00");
    assert_eq!(own.as_deref(), Some("2026-11-26T07:00"));
}

#[test]
fn moving_a_post_takes_own_times_along_by_the_same_days() {
    let case = case(Some("2026-11-26T19:00"), Some("2026-11-25T10:00"));
    case.move_to("2026-11-28").unwrap();
    let both = ["planned 2026-11-28T19:00", "planned 2026-11-27T10:00"];
    assert_eq!(case.planned(), both);
    assert_eq!(case.walls().1.as_deref(), Some("2026-11-27T10:00"));
    let refused = case.move_to("2026-11-24").unwrap_err();
    assert_eq!(
        refused, "time_passed",
        "the second would have gone two hours ago"
    );
    assert_eq!(case.planned(), both);
    undo(&case.shop.kelola, Nothing {}).unwrap();
    let before = ["planned 2026-11-26T19:00", "planned 2026-11-25T10:00"];
    assert_eq!(case.planned(), before);
    assert_eq!(case.walls().1.as_deref(), Some("2026-11-25T10:00"));
}

#[test]
fn a_channel_that_has_gone_out_stays_where_it_was() {
    let case = case(Some("2026-11-26T19:00"), Some("2026-11-24T08:00"));
    case.is_out();
    case.move_to("2026-12-01").unwrap();
    let (planned, own) = case.walls();
    let both = ["planned 2026-12-01T19:00", "live 2026-11-24T08:00"];
    assert_eq!(planned, both);
    assert_eq!(own.as_deref(), Some("2026-11-24T08:00"));
    let refused = case.move_second("2026-12-02").unwrap_err();
    assert_eq!(refused, "delivery_fixed");
    // By name, as when many are moved at once.
    let change = json!({ "ids": [case.post], "change": { "act": "move_days", "days": 1 } });
    let change = serde_json::from_value(change).unwrap();
    let done = crate::posts::change_posts(&case.shop.kelola, change).unwrap();
    assert_eq!((done.done, done.refused.len()), (1, 0));
    assert_eq!(case.planned()[0], "planned 2026-12-02T19:00");
}

#[test]
fn the_calendar_has_a_post_on_every_day_it_goes_out() {
    let case = case(None, Some("2026-11-30T12:00"));
    let none: [[&str; 0]; 0] = [];
    assert_eq!(case.calendar("2026-11-01", "2027-01-01"), none);
    let plan = crate::calendar::PlanPost {
        id: case.post,
        at: Some(at("2026-12-01T19:00")),
    };
    crate::calendar::plan_post(&case.shop.kelola, plan).unwrap();
    let both = [["30T12:00* whatsapp", "01T19:00 kompasiana"]];
    assert_eq!(case.calendar("2026-12-01", "2027-01-01"), both);
    assert_eq!(case.calendar("2026-11-01", "2026-12-01"), both);
    assert_eq!(case.calendar("2026-11-01", "2026-11-20"), none);
}

#[test]
fn a_copy_and_a_post_off_the_plan_have_no_times() {
    let case = case(Some("2026-11-26T19:00"), Some("2026-11-25T12:00"));
    let copy = duplicate_post(&case.shop.kelola, OnePost { id: case.post }).unwrap();
    let own = &copy.variants[0].overrides;
    assert_eq!(
        (own.planned, own.text.as_deref()),
        (None, Some("Kopi hangat"))
    );
    let id = case.post;
    crate::calendar::unschedule_post(&case.shop.kelola, OnePost { id }).unwrap();
    let (planned, own) = case.walls();
    assert!(planned.iter().all(|it| it.starts_with("cancelled")));
    assert_eq!(own, None);
    undo(&case.shop.kelola, Nothing {}).unwrap();
    assert_eq!(case.walls().1.as_deref(), Some("2026-11-25T12:00"));
}

#[test]
fn a_script_gives_times_as_the_post_has_them_and_nothing_unknown() {
    let read = |own: Value| -> Result<Overrides, ()> {
        let id = channel(1).to_string();
        let wanted = json!({ "text": "x", "variants": { id: own } });
        let mut wanted: NewPost = serde_json::from_value(wanted).map_err(|_| ())?;
        let (_, it) = wanted.variants.pop_first().unwrap();
        it.read(chrono_tz::Asia::Jakarta).map_err(|_| ())
    };
    let own = read(json!({ "at": "2026-12-01T08:00", "text": "y" })).unwrap();
    assert_eq!(own.planned, Some(at("2026-12-01T08:00")));
    assert_eq!(own.text.as_deref(), Some("y"));
    let east = read(json!({ "at": "2026-12-01T08:00", "zone": "Asia/Jayapura" })).unwrap();
    let zone = east.planned.unwrap().zone;
    assert_eq!(zone, chrono_tz::Asia::Jayapura);
    assert_eq!(read(json!({ "text": "y" })).unwrap().planned, None);
    for wrong in [
        json!({ "at": "besok" }),
        json!({ "at": 5 }),
        json!({ "zone": "Jakarta" }),
        json!({ "when": "2026-12-01T08:00" }),
    ] {
        assert!(read(wrong.clone()).is_err(), "{wrong}");
    }
}
