//! A server between a program and its server that breaks chosen requests, at the moment a test chooses.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use hyper::body::Bytes;
use serde_json::Value;

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
    /// It is passed on and carried out; half the answer comes, then the connection breaks.
    HalfAnswer,
    /// It is passed on and carried out; the whole answer comes, piece by piece, over this time.
    SlowAnswer(Duration),
    /// It is not passed on; this is the answer.
    Instead(Words),
    /// It is passed on and carried out; but this is the answer.
    AfterAll(Words),
}

/// An answer of the proxy's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Its status.
    pub status: u16,
    /// Its body, JSON.
    pub body: &'static str,
    /// The wait it asks for, in seconds.
    pub retry_after: Option<u32>,
}

impl Words {
    /// An answer with a body.
    pub const fn new(status: u16, body: &'static str) -> Self {
        Self {
            status,
            body,
            retry_after: None,
        }
    }

    /// What a server says that broke down.
    pub const fn broken() -> Self {
        Self::new(500, "{}")
    }

    /// What a server says that is asked too often.
    pub const fn too_many(wait_secs: u32) -> Self {
        Self {
            retry_after: Some(wait_secs),
            ..Self::new(429, "{}")
        }
    }

    fn answer(self) -> Answer {
        let mut answer = Answer::json(self.status, &Value::Null);
        if let Answer::Reply(reply) = &mut answer {
            *reply.body_mut() = Bytes::from_static(self.body.as_bytes());
            if let Some(wait) = self.retry_after {
                reply.headers_mut().insert("retry-after", wait.into());
            }
        }
        answer
    }
}

#[derive(Debug)]
struct Rule {
    part: String,
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

    /// Sets what happens to the next `times` requests whose line (`POST /path?query`) contains the part.
    ///
    /// Panics for [`Mode::Refuse`]: a connection is refused before its path is known.
    pub fn set_for(&self, part: &str, mode: Mode, times: usize) {
        assert!(mode != Mode::Refuse, "refusing knows no path; use set");
        lock(&self.state).rules.push(Rule {
            part: part.to_owned(),
            mode,
            left: times,
        });
    }

    /// How many requests that were to meet something have not come yet.
    pub fn still_to_come(&self) -> usize {
        lock(&self.state).rules.iter().map(|it| it.left).sum()
    }

    /// How many requests with this part in their line have arrived.
    pub fn arrived(&self, part: &str) -> usize {
        count(&lock(&self.state).arrived, part)
    }

    /// How many requests with this part in their line the server behind has carried out.
    pub fn forwarded(&self, part: &str) -> usize {
        count(&lock(&self.state).forwarded, part)
    }

    /// The lines of all requests that have arrived, for messages.
    pub fn lines(&self) -> Vec<String> {
        lock(&self.state).arrived.clone()
    }

    /// Waits until that many requests with this part in their line have arrived.
    ///
    /// Panics when the time is over.
    pub fn wait_for_arrived(&self, part: &str, times: usize, limit: Duration) {
        wait_until(&format!("{times} × {part}"), limit, || {
            (self.arrived(part) >= times).then_some(())
        });
    }

    /// Waits until the server behind has carried out that many requests with this part in their line.
    ///
    /// Panics when the time is over.
    pub fn wait_for_forwarded(&self, part: &str, times: usize, limit: Duration) {
        wait_until(&format!("{times} × {part}"), limit, || {
            (self.forwarded(part) >= times).then_some(())
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
    let line = format!("{} {}", request.method, request.uri);
    let mode = lock(&state).arrive(&line);
    match mode {
        Mode::Reset | Mode::Refuse => return Answer::Reset,
        Mode::Hang => return Answer::Hang,
        Mode::Instead(words) => return words.answer(),
        _ => {}
    }
    // A task of its own: the request is carried out even if the caller is killed meanwhile.
    let passed_on = tokio::spawn(async move {
        let reply = http::forward(&client, &upstream, &request).await;
        lock(&state).forwarded.push(line);
        reply
    });
    match (mode, passed_on.await) {
        (Mode::Pass, Ok(reply)) => Answer::Reply(reply),
        (Mode::HoldAnswer, Ok(_)) => Answer::Hang,
        (Mode::HalfAnswer, Ok(reply)) => Answer::Half(reply),
        (Mode::SlowAnswer(over), Ok(reply)) => Answer::Slow(reply, over),
        (Mode::AfterAll(words), Ok(_)) => words.answer(),
        _ => Answer::Reset,
    }
}

impl State {
    fn arrive(&mut self, line: &str) -> Mode {
        self.arrived.push(line.to_owned());
        match self
            .rules
            .iter_mut()
            .find(|rule| rule.left > 0 && line.contains(&rule.part))
        {
            Some(rule) => {
                rule.left -= 1;
                rule.mode
            }
            None => self.mode,
        }
    }
}

fn count(lines: &[String], part: &str) -> usize {
    lines.iter().filter(|it| it.contains(part)).count()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .expect("no other thread panicked while holding it")
}
