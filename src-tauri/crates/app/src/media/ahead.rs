//! Pictures made ahead: once a post has a plan, or its pictures change, one worker of low priority makes what its
//! channels will show, one post after the other, so that checks and sending find it made. It exists only while there is
//! something to do. What fails here is tried again, and told, by the check and when the post goes out.

use crate::{Actor, Kelola, events::Event, failure::Failure, posts::PostPictures};
use chrono::TimeDelta;
use kelola_domain::ids::PostId;
use kelola_media::Cores;
use kelola_store::deliveries::{self, DeliveryFilter};
use std::{
    collections::HashSet,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};
use thread_priority::{ThreadPriority, set_current_thread_priority};

/// How long a post that is being worked on must rest before its pictures are made.
const REST: Duration = Duration::from_secs(1);
/// How far ahead posts are looked at when something changes for all of them.
const HORIZON: TimeDelta = TimeDelta::days(14);
/// Most posts that are looked at then, the soonest first.
const MOST_POSTS: usize = 300;

/// How urgent that is, of 0 to 99; some niceness of 11 on Linux.
const PRIORITY: u8 = 20;

/// What is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    /// The pictures of one post.
    Post(PostId),
    /// Those of every post that goes out soon.
    Soon,
}

/// What is to be made, and whether somebody is at it.
#[derive(Default)]
pub(crate) struct Ahead {
    plan: Mutex<Plan>,
    changed: Condvar,
}

#[derive(Default)]
struct Plan {
    tasks: Vec<(Task, Instant)>,
    at_work: bool,
    over: bool,
}

impl Ahead {
    fn lock(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a task to be done at an instant at the earliest; whether somebody has to be sent to work.
    fn note(&self, task: Task, at: Instant) -> bool {
        let mut plan = self.lock();
        if plan.over {
            return false;
        }
        plan.tasks.retain(|(it, _)| *it != task);
        plan.tasks.push((task, at));
        self.changed.notify_one();
        !std::mem::replace(&mut plan.at_work, true)
    }

    /// The next task, waited for; none when there is nothing more to do.
    fn next(&self) -> Option<Task> {
        let mut plan = self.lock();
        loop {
            let first = plan.tasks.iter().enumerate().min_by_key(|(_, it)| it.1);
            let Some((place, (task, at))) = first.filter(|_| !plan.over) else {
                plan.at_work = false;
                return None;
            };
            let (task, wait) = (*task, at.saturating_duration_since(Instant::now()));
            if wait.is_zero() {
                plan.tasks.remove(place);
                return Some(task);
            }
            plan = self
                .changed
                .wait_timeout(plan, wait)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn is_over(&self) -> bool {
        self.lock().over
    }

    /// Nothing more is made: the program ends.
    pub(crate) fn stop(&self) {
        let mut plan = self.lock();
        plan.over = true;
        plan.tasks.clear();
        self.changed.notify_all();
    }
}

/// A post has a plan: its pictures are made now.
pub(crate) fn planned(kelola: &Kelola, post: PostId) {
    look_at(kelola, Task::Post(post), Duration::ZERO);
}

/// A post was worked on: where it has a plan, its pictures are made once it rests.
pub(crate) fn changed(kelola: &Kelola, post: PostId) {
    look_at(kelola, Task::Post(post), REST);
}

/// Something changed that many posts show: a watermark, a colour, rules, what an undo took back.
pub(crate) fn all_changed(kelola: &Kelola) {
    look_at(kelola, Task::Soon, REST);
}

fn look_at(kelola: &Kelola, task: Task, after: Duration) {
    // A command is over before it would come to that; a window or an engine on the folder notices what it wrote.
    if kelola.actor == Actor::CommandLine && !kelola.engine.runs_here() {
        return;
    }
    if !kelola.ahead.note(task, Instant::now() + after) {
        return;
    }
    let own = kelola.clone();
    let worker = thread::Builder::new().name("ahead".to_owned());
    if let Err(error) = worker.spawn(move || work(&own)) {
        tracing::warn!(%error, "pictures are not made ahead");
        kelola.ahead.lock().at_work = false;
    }
}

fn work(kelola: &Kelola) {
    step_back();
    while let Some(task) = kelola.ahead.next() {
        let outcome = match task {
            Task::Post(post) => make(kelola, post),
            Task::Soon => note_soon(kelola),
        };
        if let Err(failure) = outcome {
            tracing::info!(code = %failure.code, "pictures were not made ahead");
        }
    }
}

/// Lets everything else on the computer go first, yet not so far that a lock this thread holds is held for long.
fn step_back() {
    let set = PRIORITY
        .try_into()
        .ok()
        .map(|it| set_current_thread_priority(ThreadPriority::Crossplatform(it)));
    if !matches!(set, Some(Ok(()))) {
        // Only politeness is lost.
        tracing::debug!(?set, "pictures are made ahead at the usual priority");
    }
}

/// Makes what is missing of a post that will go out; tells the window where something was.
fn make(kelola: &Kelola, post: PostId) -> Result<(), Failure> {
    let all = kelola.read(|db| deliveries::of_post(db, post))?;
    if !all.iter().any(|it| it.state.can_change()) {
        return Ok(());
    }
    let pictures = PostPictures::of(kelola, post)?;
    let mut news = false;
    for original in pictures.originals() {
        if kelola.ahead.is_over() {
            break;
        }
        match pictures.make(original, Cores::One) {
            Ok(made) => news |= made,
            Err(failure) => {
                tracing::info!(code = %failure.code, asset = %original.id, "a picture was not made ahead");
            }
        }
    }
    if news {
        kelola.events().tell(&Event::PostsChanged);
    }
    Ok(())
}

/// Notes the posts that go out soon, the soonest first.
fn note_soon(kelola: &Kelola) -> Result<(), Failure> {
    let from = kelola.now();
    let filter = DeliveryFilter {
        from: Some(from),
        to: Some(from + HORIZON),
        ..Default::default()
    };
    let soon = kelola.read(|db| deliveries::list(db, &filter))?;
    let mut seen = HashSet::new();
    let posts = soon.iter().map(|it| it.post).filter(|it| seen.insert(*it));
    let now = Instant::now();
    // Their order is kept: of tasks of the same instant the first noted is done first.
    for post in posts.take(MOST_POSTS) {
        kelola.ahead.note(Task::Post(post), now);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
