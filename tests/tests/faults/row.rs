//! One network through all faults, and what came of it.

use std::io::Write;
use std::time::{Duration, Instant};

use chrono::Duration as Span;
use kelola_tests::harness::kelolactl::{Kelolactl, Outcome};
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::proxy::Mode;
use kelola_tests::journeys::counterpart::Counterpart;
use kelola_tests::journeys::{Photo, Shop, arg, wall_in};
use serde_json::json;

use super::cases::{Fault, on_the_way, recorded_moments};

/// Time for a wait a server asked for, and for a sign-in to be made good.
const RECOVERY: Duration = Duration::from_secs(40);
/// Time for a fault to be met: a request may wait a moment for the network's own budget.
const MEETING: Duration = Duration::from_secs(5);
/// The first file size at which the program starts at all, how it grows, and where it certainly fits; in kilobytes.
const DISK: (u64, u64, u64) = (36, 12, 1200);

/// How a program ends that a signal ended.
const KILLED: i32 = -1;

/// A network under test.
pub struct Row<C> {
    counterpart: C,
    shop: Shop,
    channels: Vec<String>,
    counts: Counts,
    complaints: Vec<String>,
    _keychain: Keychain,
}

/// What a post is sent to, and how it is known on the server.
struct Post {
    id: String,
    channel: String,
    text: String,
}

/// What became of a run under a fault.
struct Struck {
    /// The fault came about.
    is_met: bool,
    /// Everything the program printed.
    said: String,
}

#[derive(Debug, Default)]
struct Counts {
    faults: usize,
    live: usize,
    asked: usize,
    duplicates: usize,
    lost: usize,
    wrong_live: usize,
}

impl<C: Counterpart> Row<C> {
    /// A shop with its channels on the counterpart.
    pub fn of(counterpart: C) -> Self {
        let keychain = Keychain::unlocked();
        let mut shop = Shop::on(&keychain);
        if counterpart.is_central() {
            shop = shop.with_stand_in(counterpart.name(), &counterpart.proxy().url());
        }
        let channels = counterpart
            .channels()
            .iter()
            .map(|it| shop.ctl.add("channel", it))
            .collect();
        Self {
            counterpart,
            shop,
            channels,
            counts: Counts::default(),
            complaints: Vec::new(),
            _keychain: keychain,
        }
    }

    /// Every fault in turn; panics at the end with everything that went wrong.
    pub fn run(mut self) {
        let began = Instant::now();
        for (name, fault) in on_the_way() {
            self.meet(name, &fault);
        }
        for moment in recorded_moments() {
            self.meet(
                &format!("killed at {moment}"),
                &Fault::Crash(moment.clone()),
            );
        }
        self.fill_the_disk();
        self.report(began.elapsed());
        assert!(
            self.complaints.is_empty(),
            "{}:\n{}",
            self.counterpart.name(),
            self.complaints.join("\n")
        );
    }

    /// A disk that is full a little later every time, until it is large enough: every commit has failed once.
    fn fill_the_disk(&mut self) {
        let (first, step, most) = DISK;
        let mut limit = first;
        loop {
            let was_enough =
                self.meet(&format!("disk full at {limit} kB"), &Fault::DiskFull(limit));
            if was_enough {
                break;
            }
            limit += step;
            assert!(limit < most, "the disk never was large enough");
        }
    }

    /// One post, one fault, recovery. Says whether the post went out in spite of the fault.
    fn meet(&mut self, name: &str, fault: &Fault) -> bool {
        let text = format!("Uji {} {name}", self.counts.faults);
        let channel = self.channels[self.counts.faults % self.channels.len()].clone();
        self.counts.faults += 1;
        let id = self.write(&channel, &text, matches!(fault, Fault::Uploading(_)));
        let post = Post { id, channel, text };
        let struck = self.strike(fault);
        if !struck.is_met {
            self.complain(name, "the fault was never met");
        }
        if struck.said.contains("panicked") {
            self.complain(name, &format!("a defect: {}", struck.said));
        }
        let (state, found) = (
            self.shop.state(&post.id),
            self.counterpart.found(&post.text),
        );
        if state == "live" && found == 0 {
            self.counts.wrong_live += 1;
            self.complain(name, "says live, and it is not there");
        }
        if let Fault::Refused = fault
            && state != "due"
        {
            self.complain(name, &format!("refused, and it is {state}, not due"));
        }
        let got_through = state == "live";
        self.recover(name, fault, &post);
        got_through
    }

    fn write(&self, channel: &str, text: &str, with_picture: bool) -> String {
        let mut post = json!({ "text": text, "title": text, "channels": [channel], "at": wall_in(Span::zero()) });
        if with_picture {
            let photo = self.shop.file("foto.jpg", Photo::plain(640, 480).0);
            post["media"] = json!([arg(&photo)]);
            post["alt"] = json!(["Kopi"]);
        }
        self.shop.ctl.add("post", &post)
    }

    fn strike(&self, fault: &Fault) -> Struck {
        let proxy = self.counterpart.proxy();
        let (creating, uploading) = (self.counterpart.creating(), self.counterpart.uploading());
        let instead = Mode::Instead;
        match fault {
            Fault::Refused => proxy.set(Mode::Refuse),
            Fault::Creating(mode) => proxy.set_for(creating, *mode, 1),
            Fault::TooMany => proxy.set_for(creating, instead(self.counterpart.too_many()), 1),
            Fault::Uploading(mode) => proxy.set_for(uploading, *mode, 1),
            Fault::Expired => proxy.set_for(creating, instead(self.counterpart.expired()), 1),
            Fault::Killed(mode) => return self.kill_during(creating, *mode),
            Fault::Crash(moment) => {
                let ctl = self.shop.ctl.clone();
                let dies = |it: &Outcome| it.code == KILLED;
                return sync_until(&ctl.with_env([("KELOLA_CRASH_AT", moment)]), dies);
            }
            Fault::DiskFull(limit) => {
                let ctl = self.shop.ctl.clone();
                return sync_until(&ctl.with_largest_file(*limit), |_| true);
            }
        }
        sync_until(&self.shop.ctl, |_| proxy.still_to_come() == 0)
    }

    /// Kills the program while the server holds back its answer, or never got the request.
    fn kill_during(&self, creating: &str, mode: Mode) -> Struck {
        let proxy = self.counterpart.proxy();
        let (arrived, forwarded) = (proxy.arrived(creating), proxy.forwarded(creating));
        proxy.set_for(creating, mode, 1);
        let mut sync = self.shop.ctl.start(["sync"]);
        let limit = Duration::from_secs(30);
        match mode {
            Mode::HoldAnswer => proxy.wait_for_forwarded(creating, forwarded + 1, limit),
            _ => proxy.wait_for_arrived(creating, arrived + 1, limit),
        }
        sync.kill();
        Struck {
            is_met: true,
            said: sync.printed(),
        }
    }

    /// The fault is over: the post must be out, once; or, where nobody can look, the person is asked.
    fn recover(&mut self, name: &str, fault: &Fault, post: &Post) {
        self.counterpart.proxy().set(Mode::Pass);
        let may_ask = fault.hides_the_outcome() && !self.counterpart.reads_back();
        let state = self.settled(post);
        // Whatever is settled stays so.
        let _ = self.shop.sync();
        let found = self.counterpart.found(&post.text);
        if found > 1 {
            self.counts.duplicates += 1;
            self.complain(name, &format!("{found} posts"));
        }
        match state.as_str() {
            "live" if found == 0 => {
                self.counts.wrong_live += 1;
                self.complain(name, "says live, and it is not there");
            }
            "live" => self.counts.live += 1,
            "unknown" if may_ask && self.is_asked(post) => self.counts.asked += 1,
            _ => {
                self.counts.lost += 1;
                let delivery = self.shop.delivery(&post.id);
                let lines = self.counterpart.proxy().lines();
                let last = lines.len().saturating_sub(8);
                self.complain(
                    name,
                    &format!("ended {state}: {delivery}\n  {:?}", &lines[last..]),
                );
            }
        }
    }

    /// Whether the person can say what became of it.
    fn is_asked(&self, post: &Post) -> bool {
        let can = self.shop.show(&post.id)["deliveries"][0]["can"].clone();
        let offers = |act: &str| can.as_array().is_some_and(|it| it.contains(&json!(act)));
        offers("mark_live") && offers("not_live")
    }

    fn settled(&self, post: &Post) -> String {
        let end = Instant::now() + RECOVERY;
        loop {
            if self.shop.state(&post.id) == "needs_sign_in" {
                let _ = self.shop.ctl.run(["channel", "test", &post.channel]);
            }
            let _ = self.shop.sync();
            let state = self.shop.state(&post.id);
            let asked = state == "unknown" && !self.counterpart.reads_back();
            if state == "live" || asked || Instant::now() > end {
                return state;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    fn complain(&mut self, name: &str, what: &str) {
        self.complaints.push(format!("{name}: {what}"));
    }

    /// Past the test's own capture: the counts are printed whether it fails or not.
    fn report(&self, took: Duration) {
        let Counts {
            faults,
            live,
            asked,
            duplicates,
            lost,
            wrong_live,
        } = self.counts;
        let line = format!(
            "fault matrix: {:<10} {faults} faults: {live} live, {asked} asked, {duplicates} duplicates, {lost} lost, \
             {wrong_live} wrong live ({:.0} s)\n",
            self.counterpart.name(),
            took.as_secs_f32()
        );
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
}

/// Syncs until the fault has come about.
fn sync_until(ctl: &Kelolactl, is_met: impl Fn(&Outcome) -> bool) -> Struck {
    let end = Instant::now() + MEETING;
    loop {
        let outcome = ctl.run(["sync"]);
        let is_met = is_met(&outcome);
        if is_met || Instant::now() > end {
            let said = format!("{}{}", outcome.out, outcome.err);
            return Struck { is_met, said };
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}
