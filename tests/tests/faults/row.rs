//! One network through all faults, and what came of it.

use std::io::Write;
use std::time::{Duration, Instant};

use chrono::Duration as Span;
use kelola_tests::harness::kelolactl::Outcome;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::proxy::Mode;
use kelola_tests::journeys::{Photo, Shop, arg, wall_in};
use serde_json::json;

use super::Counterpart;
use super::cases::{Fault, on_the_way, recorded_moments};

/// Time for a wait a server asked for, and for a sign-in to be made good.
const RECOVERY: Duration = Duration::from_secs(40);
/// The first file size at which the program starts at all, how it grows, and where it certainly fits; in kilobytes.
const DISK: (u64, u64, u64) = (36, 12, 1200);

/// A network under test.
pub struct Row<C> {
    counterpart: C,
    shop: Shop,
    channel: String,
    counts: Counts,
    complaints: Vec<String>,
    _keychain: Keychain,
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
    /// A shop with one channel on the counterpart.
    pub fn of(counterpart: C) -> Self {
        let keychain = Keychain::unlocked();
        let shop = Shop::on(&keychain);
        let channel = shop.ctl.add("channel", &counterpart.channel());
        Self {
            counterpart,
            shop,
            channel,
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
        self.counts.faults += 1;
        let post = self.write(&text, matches!(fault, Fault::Uploading(_)));
        let outcome = self.strike(fault);
        if outcome
            .as_ref()
            .is_some_and(|it| it.err.contains("panicked"))
        {
            self.complain(name, &format!("a defect: {outcome:?}"));
        }
        let (state, found) = (self.shop.state(&post), self.counterpart.found(&text));
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
        self.recover(name, &post, &text);
        got_through
    }

    fn write(&self, text: &str, with_picture: bool) -> String {
        let mut post = json!({ "text": text, "title": text, "channels": [self.channel], "at": wall_in(Span::zero()) });
        if with_picture {
            let photo = self.shop.file("foto.jpg", Photo::plain(640, 480).0);
            post["media"] = json!([arg(&photo)]);
            post["alt"] = json!(["Kopi"]);
        }
        self.shop.ctl.add("post", &post)
    }

    fn strike(&self, fault: &Fault) -> Option<Outcome> {
        let proxy = self.counterpart.proxy();
        let (creating, uploading) = (self.counterpart.creating(), self.counterpart.uploading());
        match fault {
            Fault::Refused => proxy.set(Mode::Refuse),
            Fault::Creating(mode) => proxy.set_for(creating, *mode, 1),
            Fault::Uploading(mode) => proxy.set_for(uploading, *mode, 1),
            Fault::Expired => {
                proxy.set_for(creating, Mode::Instead(self.counterpart.expired()), 1);
            }
            Fault::Killed(mode) => {
                self.kill_during(creating, *mode);
                return None;
            }
            Fault::Crash(moment) => {
                let ctl = self
                    .shop
                    .ctl
                    .clone()
                    .with_env([("KELOLA_CRASH_AT", moment)]);
                return Some(ctl.run(["sync"]));
            }
            Fault::DiskFull(limit) => {
                return Some(
                    self.shop
                        .ctl
                        .clone()
                        .with_largest_file(*limit)
                        .run(["sync"]),
                );
            }
        }
        Some(self.shop.sync())
    }

    /// Kills the program while the server holds back its answer, or never got the request.
    fn kill_during(&self, creating: &str, mode: Mode) {
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
    }

    /// The fault is over: the post must be out, once; or, where nobody can look, the person is asked.
    fn recover(&mut self, name: &str, post: &str, text: &str) {
        self.counterpart.proxy().set(Mode::Pass);
        let state = self.settled(post);
        // Whatever is settled stays so.
        let _ = self.shop.sync();
        let found = self.counterpart.found(text);
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
            "unknown" if !self.counterpart.reads_back() => self.counts.asked += 1,
            _ => {
                self.counts.lost += 1;
                let delivery = self.shop.delivery(post);
                let lines = self.counterpart.proxy().lines();
                let last = lines.len().saturating_sub(8);
                self.complain(
                    name,
                    &format!("ended {state}: {delivery}\n  {:?}", &lines[last..]),
                );
            }
        }
    }

    fn settled(&self, post: &str) -> String {
        let end = Instant::now() + RECOVERY;
        loop {
            if self.shop.state(post) == "needs_sign_in" {
                let _ = self.shop.ctl.run(["channel", "test", &self.channel]);
            }
            let _ = self.shop.sync();
            let state = self.shop.state(post);
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
