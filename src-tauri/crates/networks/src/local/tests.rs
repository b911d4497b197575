use super::*;
use crate::testing::{Drawer, account, frozen, outgoing, run};

#[test]
fn a_repeat_makes_no_second_post() {
    let (local, drawer, frozen) = (Local::new(), Drawer::default(), frozen("Halo"));
    let what = outgoing("a", &frozen);
    let first = run(local.publish(&account(&drawer), &what)).unwrap();
    assert_eq!(run(local.publish(&account(&drawer), &what)).unwrap(), first);
    assert_eq!((local.posts().len(), local.attempts()), (1, 2));
}

#[test]
fn a_dropped_answer_leaves_a_post_that_can_be_found() {
    let (local, drawer, frozen) = (Local::new(), Drawer::default(), frozen("Halo"));
    let (who, what) = (account(&drawer), outgoing("a", &frozen));
    local.drop_next_answers(1);
    assert_eq!(
        run(local.publish(&who, &what)).unwrap_err().kind,
        Kind::UnknownOutcome
    );
    assert!(run(local.find(&who, &what)).unwrap().is_some());
    assert_eq!(
        run(local.find(&who, &outgoing("b", &frozen))).unwrap(),
        None
    );
}

#[test]
fn it_fails_as_it_is_told() {
    let (local, drawer, frozen) = (Local::new(), Drawer::default(), frozen("Halo"));
    let (who, what) = (account(&drawer), outgoing("a", &frozen));
    local.fail_next(Kind::RateLimited, 1);
    assert_eq!(
        run(local.publish(&who, &what)).unwrap_err().kind,
        Kind::RateLimited
    );
    local.set_offline(true);
    assert_eq!(
        run(local.publish(&who, &what)).unwrap_err().kind,
        Kind::Offline
    );
    assert_eq!(
        run(local.find(&who, &what)).unwrap_err().kind,
        Kind::Offline
    );
    local.set_offline(false);
    assert!(run(local.publish(&who, &what)).is_ok());
}

#[test]
fn messages_come_once_per_cursor() {
    let (local, drawer) = (Local::new(), Drawer::default());
    let who = account(&drawer);
    let message = Incoming {
        remote_id: "m1".into(),
        in_reply_to: Some("local:a".into()),
        kind: kelola_domain::message::MessageKind::Reply,
        author: "ani".into(),
        author_name: "Ani".into(),
        text: "Enak!".into(),
        at: frozen("").created_at,
        url: None,
    };
    local.receive(message.clone());
    let page = run(local.messages(&who, None)).unwrap();
    assert_eq!(page.messages, [message]);
    assert!(
        run(local.messages(&who, page.cursor.as_deref()))
            .unwrap()
            .messages
            .is_empty()
    );
}

#[test]
fn what_it_holds_comes_out_at_its_time_unless_it_is_taken_back() {
    let clock = std::sync::Arc::new(Mutex::new(frozen("").created_at));
    let now = Arc::clone(&clock);
    let local = Local::holding(move || *now.lock().unwrap());
    let (drawer, frozen) = (Drawer::default(), frozen("Halo"));
    let (who, at) = (
        account(&drawer),
        frozen.created_at + chrono::Duration::hours(1),
    );
    for id in ["a", "b"] {
        let made = run(HandOff::hand_off(&local, &who, &outgoing(id, &frozen), at)).unwrap();
        assert_eq!(made.state, DeliveryState::HandedOff);
        let again = run(HandOff::hand_off(&local, &who, &outgoing(id, &frozen), at)).unwrap();
        assert_eq!(made, again, "a repeat holds no second one");
    }
    assert_eq!((local.posts().len(), local.held().len()), (0, 2));
    let found = run(local.find(&who, &outgoing("a", &frozen))).unwrap();
    assert_eq!(found.map(|it| it.state), Some(DeliveryState::HandedOff));

    assert_eq!(
        run(local.withdraw(&who, "local:b")).unwrap(),
        Withdrawn::Yes
    );
    let later = at + chrono::Duration::hours(1);
    let what = outgoing("a", &frozen);
    run(local.change(&who, "local:a", &what, later)).unwrap();
    *clock.lock().unwrap() = at;
    assert!(local.posts().is_empty(), "it was moved");
    *clock.lock().unwrap() = later;
    assert!(matches!(
        run(local.look(&who, "local:a")).unwrap(),
        Held::Out(_)
    ));
    assert!(matches!(
        run(local.withdraw(&who, "local:a")).unwrap(),
        Withdrawn::Out(_)
    ));
    assert_eq!(run(local.look(&who, "local:b")).unwrap(), Held::Gone);
}

#[test]
fn a_public_post_is_changed_and_taken_down() {
    let (local, drawer) = (Local::new(), Drawer::default());
    let (who, first, second) = (account(&drawer), frozen("Halo"), frozen("Halo lagi"));
    let made = run(local.publish(&who, &outgoing("a", &first))).unwrap();
    run(Edit::edit(
        &local,
        &who,
        &made.remote_id,
        &outgoing("a", &second),
    ))
    .unwrap();
    assert_eq!(local.posts()[0].text, "Halo lagi");
    run(Remove::remove(&local, &who, &made.remote_id, Role::Post)).unwrap();
    run(Remove::remove(&local, &who, &made.remote_id, Role::Post)).unwrap();
    assert!(local.posts().is_empty());
}
