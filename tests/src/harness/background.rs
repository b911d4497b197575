//! One small runtime for everything that runs beside the tests, so that a test may block without stopping its servers.

use std::future::Future;
use std::sync::{LazyLock, mpsc};

use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("harness")
        .enable_all()
        .build()
        .expect("the system gives two threads")
});

/// Runs a future beside the test until it ends or its handle is aborted.
pub fn spawn_task<F>(future: F) -> tokio::task::JoinHandle<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    RUNTIME.spawn(future)
}

/// Runs a future to its end and returns its value; works in blocking and in asynchronous tests alike.
///
/// Panics when the future panics.
pub fn wait<T, F>(future: F) -> T
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (done, result) = mpsc::sync_channel(1);
    RUNTIME.spawn(async move {
        // A test that gave up no longer listens.
        let _ = done.send(future.await);
    });
    result
        .recv()
        .expect("the harness task panicked; its message is above")
}
