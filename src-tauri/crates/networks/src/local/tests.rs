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
