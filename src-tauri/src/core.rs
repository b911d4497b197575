//! The opened data folder inside the window's process: its runtime, its engine beside it, and where commands run.

use kelola_app::{
    Kelola,
    commands::{Command, Lane},
    engine::{self, CancellationToken},
    events::Event,
    failure::Failure,
    pack, session, settings, words,
};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::Semaphore;

/// The event that carries every fact of the core.
pub const EVENT: &str = "kelola";

/// How many commands run at once, by lane: reads side by side, writes one after the other, long work apart, and jobs,
/// which may take minutes, apart from that.
struct Lanes {
    read: Semaphore,
    write: Semaphore,
    long: Semaphore,
    job: Semaphore,
}

/// The core beside the window.
#[derive(Clone)]
pub struct Core {
    kelola: Kelola,
    lanes: Arc<Lanes>,
    runtime: Arc<tokio::runtime::Runtime>,
    cancel: CancellationToken,
    watch: Arc<Mutex<Option<kelola_app::OutsideWatch>>>,
    told_of_hiding: Arc<AtomicBool>,
}

impl Core {
    /// Opens the person's data folder.
    ///
    /// # Errors
    /// Fails when the folder cannot be opened; the restore window says so.
    pub fn open() -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| Failure::defect(&error))?;
        let kelola = session::open_standard(
            None,
            kelola_app::Actor::Window,
            runtime.handle().clone(),
            env!("KELOLA_COMMIT"),
        )?;
        Ok(Self {
            kelola,
            lanes: Arc::new(Lanes {
                read: Semaphore::new(4),
                write: Semaphore::new(1),
                long: Semaphore::new(2),
                job: Semaphore::new(2),
            }),
            runtime: Arc::new(runtime),
            cancel: CancellationToken::new(),
            watch: Arc::default(),
            told_of_hiding: Arc::default(),
        })
    }

    /// Lets events reach the window, and starts the engine and the watch for outside writes.
    pub fn speak_to<R: Runtime>(&self, app: &AppHandle<R>) {
        let handle = app.clone();
        self.kelola.events().listen(move |event| {
            crate::notices::perhaps(&handle, event);
            crate::tray::follow(&handle, event);
            if let Err(error) = handle.emit(EVENT, event) {
                tracing::warn!(%error, "the window did not hear an event");
            }
        });
        self.start_engine();
        match kelola_app::watch_outside(&self.kelola) {
            Ok(watch) => *self.watch.lock().unwrap_or_else(PoisonError::into_inner) = Some(watch),
            Err(failure) => tracing::warn!(
                code = failure.code,
                "writes of other programs are not noticed"
            ),
        }
    }

    /// Runs the engine on a thread of its own. Another program's engine is waited for, so that closing that
    /// program hands the sending over.
    fn start_engine(&self) {
        let (kelola, cancel) = (self.kelola.clone(), self.cancel.clone());
        std::thread::spawn(move || {
            while !cancel.is_cancelled() {
                match engine::watch(&kelola, cancel.clone(), &|_| {}) {
                    Ok(()) => return,
                    Err(failure) => {
                        tracing::warn!(code = failure.code, "the engine does not run here")
                    }
                }
                std::thread::sleep(std::time::Duration::from_secs(30));
            }
        });
    }

    /// Carries a command out on its lane; never on the window's thread.
    ///
    /// # Errors
    /// Gives the failure of the command.
    pub async fn call(&self, command: Command) -> Result<serde_json::Value, Failure> {
        let lane = command.lane();
        self.on_lane(lane, move |kelola| command.run(kelola)).await
    }

    /// Carries any work out on a lane.
    ///
    /// # Errors
    /// Gives the failure of the work.
    pub async fn on_lane<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce(&Kelola) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let permits = match lane {
            Lane::Read => &self.lanes.read,
            Lane::Write => &self.lanes.write,
            Lane::Long => &self.lanes.long,
        };
        let _permit = permits
            .acquire()
            .await
            .map_err(|error| Failure::defect(&error))?;
        self.beside_the_lanes(work).await
    }

    /// Carries out a job: other long work must not wait until it ends.
    ///
    /// # Errors
    /// Gives the failure of the work.
    pub async fn as_job<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Kelola) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let _permit = self
            .lanes
            .job
            .acquire()
            .await
            .map_err(|error| Failure::defect(&error))?;
        self.beside_the_lanes(work).await
    }

    /// Carries out work that waits for a person, beside the lanes: it must not keep others from theirs.
    ///
    /// # Errors
    /// Gives the failure of the work.
    pub async fn beside_the_lanes<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Kelola) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let kelola = self.kelola.clone();
        self.runtime
            .spawn_blocking(move || work(&kelola))
            .await
            .map_err(|error| Failure::defect(&error))?
    }

    /// A sentence of the shell in the interface's language.
    pub fn say(&self, code: &str) -> String {
        let lang =
            settings::current(&self.kelola).map_or_else(|_| settings::system_lang(), |it| it.lang);
        words::say(lang, code, &BTreeMap::new())
    }

    /// Whether the engine goes on when the window is closed.
    pub fn keeps_running(&self) -> bool {
        crate::window::single() && settings::current(&self.kelola).is_ok_and(|it| it.keep_running)
    }

    /// Whether this is the first time that closing the window does not end the program; the answer is kept.
    pub fn hides_for_the_first_time(&self) -> bool {
        !self.told_of_hiding.swap(true, Ordering::Relaxed)
            && settings::tell_of_hiding_once(&self.kelola).unwrap_or(false)
    }

    /// Tells the window something from the shell.
    pub fn tell(&self, event: &Event) {
        self.kelola.events().tell(event);
    }

    /// Nobody sees the code of a pack any more: a phone can no longer fetch it.
    pub fn withdraw_packs(&self) {
        pack::withdraw_packs(&self.kelola);
    }

    /// Stops the engine, jobs and what is made ahead; what the engine had begun is settled at the next start.
    pub fn stop(&self) {
        self.cancel.cancel();
        self.kelola.stop_work();
    }
}
