//! Budgets of networks are waited inside; a slow server holds up nobody else.

use crate::world::World;
use chrono::Duration;
use kelola_domain::delivery::DeliveryState as S;

#[tokio::test]
async fn a_budget_is_waited_inside_and_said() {
    let world = World::at("19:00");
    let channel = world.channel("slow");
    let ids: Vec<_> = (0..5).map(|_| world.plan(channel, "19:00")).collect();
    let (_, lines) = world.sync().await;
    let live = |world: &World| ids.iter().filter(|it| world.state(**it) == S::Live).count();
    assert_eq!(live(&world), 2, "two a minute");
    let waits: Vec<_> = lines
        .iter()
        .filter(|it| it.code.as_deref() == Some("waiting"))
        .collect();
    assert_eq!(waits.len(), 3, "{lines:?}");

    world.advance(Duration::seconds(59));
    world.sync().await;
    assert_eq!(live(&world), 2, "another engine counts what went before");
    world.advance(Duration::seconds(1));
    world.sync().await;
    assert_eq!(live(&world), 4);
    world.advance(Duration::minutes(1));
    world.sync().await;
    assert_eq!(live(&world), 5);
    let requests = world.server.get().requests.clone();
    for pair in requests.windows(3) {
        assert!(pair[2] - pair[0] >= Duration::minutes(1), "{requests:?}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_holds_up_no_other_channel() {
    let mut world = World::at("19:00");
    world.abreast = 4;
    let (slow, other) = (world.channel("whole"), world.channel("blind"));
    let stuck = world.plan(slow, "19:00");
    let ids: Vec<_> = (0..3).map(|_| world.plan(other, "19:01")).collect();
    world.set_clock("19:01");
    world.server.get().stuck = Some(world.delivery(stuck).request_id);
    let engine = world.engine();
    let run = engine.run_until_idle(&|_| {});
    let all_live = async {
        while ids.iter().any(|it| world.state(*it) != S::Live) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        _ = run => panic!("one of its servers never answers"),
        () = all_live => {}
    }
    assert_eq!(
        (world.state(stuck), world.published(stuck)),
        (S::Sending, 0)
    );
}

#[tokio::test]
async fn a_thousand_due_deliveries_are_looked_at_together_not_once_each() {
    let mut world = World::at("19:00");
    world.abreast = 4;
    let channels: Vec<_> = (0..4).map(|_| world.channel("whole")).collect();
    for number in 0..1000 {
        world.plan(channels[number % channels.len()], "19:00");
    }
    let engine = world.engine();
    let begun = std::time::Instant::now();
    engine.run_until_idle(&|_| {}).await.expect("a run");
    let took = begun.elapsed();
    assert_eq!(world.server.get().posts.len(), 1000);
    let looks = engine.status().looks;
    eprintln!("1000 due deliveries: {took:?}, {looks} looks at everything");
    // One more for every turn of ten seconds, however slow this machine is.
    let turns = took.as_secs() / 10;
    assert!(looks <= 6 + turns, "{looks} looks in {took:?}");
}
