//! The recorded moments with a real program that really aborts: this test binary, started again.

use crate::{fake::Shared, world::World};
use kelola_domain::{delivery::DeliveryState as S, ids::DeliveryId};
use std::path::{Path, PathBuf};

/// Where the child finds its data folder.
const FOLDER: &str = "KELOLA_TEST_FOLDER";

fn server(folder: &Path) -> Shared {
    Shared::kept_in(folder.join("server.txt"))
}

/// What the child does: one run over the folder it is given. Does nothing in an ordinary test run.
#[tokio::test]
async fn child() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    World::over(&folder.join("data"), "19:00", server(&folder))
        .sync()
        .await;
}

/// Aborts a run at a point; gives back the state found after it, and the posts on the server.
fn abort_at(point: &str, folder: &Path) -> (DeliveryId, S, usize) {
    let data = folder.join("data");
    let id = {
        let world = World::over(&data, "19:00", server(folder));
        world.plan(world.channel("whole"), "19:00")
    };
    let program = std::env::current_exe().expect("this binary");
    let mut child = std::process::Command::new(program);
    child
        .args(["--exact", "aborted::child", "--nocapture"])
        .env(FOLDER, folder)
        .env("KELOLA_CRASH_AT", point);
    let ended = child.output().expect("the child ran");
    assert!(!ended.status.success(), "it was to abort at {point}");
    let world = World::over(&data, "19:00", server(folder));
    (id, world.state(id), world.published(id))
}

#[tokio::test]
async fn an_abort_at_every_recorded_moment_ends_with_exactly_one_post() {
    for (point, state, posts) in [
        ("before_request", S::Sending, 0),
        ("after_request", S::Sending, 1),
        ("after_store", S::Live, 1),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (id, found, published) = abort_at(point, folder.path());
        assert_eq!((found, published), (state, posts), "{point}");
        let world = World::over(&folder.path().join("data"), "19:05", server(folder.path()));
        let (summary, _) = world.sync().await;
        assert_eq!(
            (world.state(id), world.published(id), summary.problems),
            (S::Live, 1, 0),
            "{point}"
        );
        world.sync().await;
        assert_eq!(world.published(id), 1, "{point}");
    }
}
