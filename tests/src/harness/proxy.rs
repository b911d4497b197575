//! A server between a program and its server that breaks chosen requests, at the moment a test chooses.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use super::child::wait_until;
use super::http::{self, Answer, Request, Server};

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It is passed on and answered.
    Pass,
    /// Nobody listens: connecting fails. Holds for all requests, whatever their path.
    Refuse,
    /// The connection is reset before anything is passed on.
    Reset,
    /// It is passed on and carried out; the answer is thrown away and the connection reset.
    DropAnswer,
    /// It is not passed on, and no answer comes.
    Hang,
    /// It is passed on and carried out; the answer never comes.
    HoldAnswer,
}

#[derive(Debug)]
struct Rule {
    path_part: String,
    mode: Mode,
    left: usize,
}

#[derive(Debug)]
struct State {
    mode: Mode,
    rules: Vec<Rule>,
    arrived: Vec<String>,
    forwarded: Vec<String>,
}

/// A fault-injecting server on loopback in front of another one. It starts in [`Mode::Pass`].
#[derive(Debug)]
pub struct Proxy {
    upstream: String,
    port: u16,
    state: Arc<Mutex<State>>,
    server: Mutex<Option<Server>>,
}

impl Proxy {
    /// Starts one in front of the address.
    pub fn in_front_of(upstream: &str) -> Self {
        let state = State {
            mode: Mode::Pass,
            rules: Vec::new(),
            arrived: Vec::new(),
            forwarded: Vec::new(),
        };
        let proxy = Self {
            upstream: upstream.to_owned(),
            port: 0,
            state: Arc::new(Mutex::new(state)),
            server: Mutex::new(None),
        };
        let server = proxy.listen(0);
        let port = server.address().port();
        *lock(&proxy.server) = Some(server);
        Self { port, ..proxy }
    }

    /// Its address, without a slash at the end. It stays the same through every mode.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Sets what happens to all requests from now on, and forgets the rules for single paths.
    pub fn set(&self, mode: Mode) {
        {
            let mut state = lock(&self.state);
            state.mode = mode;
            state.rules.clear();
        }
        let mut server = lock(&self.server);
        match (mode, server.take()) {
            (Mode::Refuse, Some(running)) => running.stop(),
            (Mode::Refuse, None) => {}
            (_, Some(running)) => *server = Some(running),
            (_, None) => *server = Some(self.listen(self.port)),
        }
    }

    /// Sets what happens to the next `times` requests whose path contains the part.
    ///
    /// Panics for [`Mode::Refuse`]: a connection is refused before its path is known.
    pub fn set_for(&self, path_part: &str, mode: Mode, times: usize) {
        assert!(mode != Mode::Refuse, "refusing knows no path; use set");
        lock(&self.state).rules.push(Rule {
            path_part: path_part.to_owned(),
            mode,
            left: times,
        });
    }

    /// How many requests with this part in their path have arrived.
    pub fn arrived(&self, path_part: &str) -> usize {
        count(&lock(&self.state).arrived, path_part)
    }

    /// How many requests with this part in their path the server behind has carried out.
    pub fn forwarded(&self, path_part: &str) -> usize {
        count(&lock(&self.state).forwarded, path_part)
    }

    /// Waits until that many requests with this part in their path have arrived.
    ///
    /// Panics when the time is over.
    pub fn wait_for_arrived(&self, path_part: &str, times: usize, limit: Duration) {
        wait_until(&format!("{times} × {path_part}"), limit, || {
            (self.arrived(path_part) >= times).then_some(())
        });
    }

    /// Waits until the server behind has carried out that many requests with this part in their path.
    ///
    /// Panics when the time is over.
    pub fn wait_for_forwarded(&self, path_part: &str, times: usize, limit: Duration) {
        wait_until(&format!("{times} × {path_part}"), limit, || {
            (self.forwarded(path_part) >= times).then_some(())
        });
    }

    fn listen(&self, port: u16) -> Server {
        let (state, upstream, client) = (self.state.clone(), self.upstream.clone(), http::client());
        Server::start(port, move |request| {
            answer(state.clone(), upstream.clone(), client.clone(), request)
        })
        .expect("the proxy's own port is free")
    }
}

async fn answer(
    state: Arc<Mutex<State>>,
    upstream: String,
    client: reqwest::Client,
    request: Request,
) -> Answer {
    let path = request.uri.path().to_owned();
    let mode = lock(&state).arrive(&path);
    if matches!(mode, Mode::Reset | Mode::Refuse) {
        return Answer::Reset;
    }
    if mode == Mode::Hang {
        return Answer::Hang;
    }
    // A task of its own: the request is carried out even if the caller is killed meanwhile.
    let passed_on = tokio::spawn(async move {
        let reply = http::forward(&client, &upstream, &request).await;
        lock(&state).forwarded.push(path);
        reply
    });
    match (mode, passed_on.await) {
        (Mode::Pass, Ok(reply)) => Answer::Reply(reply),
        (Mode::HoldAnswer, Ok(_)) => Answer::Hang,
        _ => Answer::Reset,
    }
}

impl State {
    fn arrive(&mut self, path: &str) -> Mode {
        self.arrived.push(path.to_owned());
        match self
            .rules
            .iter_mut()
            .find(|rule| rule.left > 0 && path.contains(&rule.path_part))
        {
            Some(rule) => {
                rule.left -= 1;
                rule.mode
            }
            None => self.mode,
        }
    }
}

fn count(paths: &[String], part: &str) -> usize {
    paths.iter().filter(|path| path.contains(part)).count()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .expect("no other thread panicked while holding it")
}
