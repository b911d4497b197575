//! Where a browser brings the answer of a sign-in: a listener on this computer, on a free port and a path nobody can
//! guess, open for one answer or five minutes. What else knocks there is any program of this computer or any page in
//! its browser, so everything is bounded and nothing but the one expected answer is believed.

use crate::account::Secret;
use std::{io, time::Duration};
use subtle::ConstantTimeEq;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::timeout,
};
use url::{Url, form_urlencoded};

/// How long one connection may take.
const CONNECTION: Duration = Duration::from_secs(5);
/// The longest request head that is read, in bytes.
const LONGEST_HEAD: usize = 8 * 1024;
/// The longest code, in bytes; servers of the family send 43 to 64.
const LONGEST_CODE: usize = 2048;
/// How many connections are heard at once; more wait in the system's queue.
const MOST_CONNECTIONS: usize = 8;

/// A listener that waits for the one answer of a sign-in.
pub struct Loopback {
    listener: TcpListener,
    redirect: Url,
}

/// Why no code came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// The person, or the server for them, said no.
    #[error("the sign-in was refused on the page")]
    Refused,
    /// Nobody answered in time.
    #[error("no answer came in time")]
    TooLate,
}

impl Loopback {
    /// How long an answer is waited for.
    pub const LONGEST: Duration = Duration::from_secs(5 * 60);

    /// Opens one on a free port of 127.0.0.1, under a path made of random letters.
    ///
    /// # Errors
    /// When the system gives no port or no randomness.
    pub async fn open() -> io::Result<Self> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        let path: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let redirect = Url::parse(&format!("http://{address}/{path}")).map_err(io::Error::other)?;
        Ok(Self { listener, redirect })
    }

    /// Where the answer must come to.
    #[must_use]
    pub fn redirect(&self) -> &Url {
        &self.redirect
    }

    /// Waits for the answer that carries this state; gives its code. The listener is closed afterwards, whatever came,
    /// and also when the waiting itself is dropped.
    ///
    /// # Errors
    /// When the page refused, or the time is over.
    pub async fn answer(self, state: &Secret, longest: Duration) -> Result<Secret, NoAnswer> {
        timeout(longest, self.hear(state))
            .await
            .unwrap_or(Err(NoAnswer::TooLate))
    }

    async fn hear(self, state: &Secret) -> Result<Secret, NoAnswer> {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept(), if connections.len() < MOST_CONNECTIONS => {
                    if let Ok((stream, _)) = accepted {
                        let expected = Expected { redirect: self.redirect.clone(), state: state.clone() };
                        connections.spawn(timeout(CONNECTION, serve(stream, expected)));
                    }
                }
                Some(done) = connections.join_next() => {
                    if let Ok(Ok(Some(answer))) = done {
                        return answer;
                    }
                }
            }
        }
    }
}

/// What the one answer must look like.
struct Expected {
    redirect: Url,
    state: Secret,
}

/// What a request is taken for.
enum Request {
    /// The answer, with its code or without.
    Answer(Result<Secret, NoAnswer>),
    /// Something else; the status says what.
    Other(&'static str),
}

/// Hears one connection; the answer, if it was the one.
async fn serve(mut stream: TcpStream, expected: Expected) -> Option<Result<Secret, NoAnswer>> {
    let head = read_head(&mut stream).await;
    let request = head.map_or(Request::Other("400 Bad Request"), |it| expected.judge(&it));
    let (status, page) = match &request {
        Request::Answer(Ok(_)) => ("200 OK", DONE),
        Request::Answer(Err(_)) => ("200 OK", NOT_DONE),
        Request::Other(status) => (*status, STRAY),
    };
    // The answer counts even when the browser no longer wants to hear about it.
    let _ = stream.write_all(response(status, page).as_bytes()).await;
    let _ = stream.shutdown().await;
    match request {
        Request::Answer(answer) => Some(answer),
        Request::Other(_) => None,
    }
}

/// The head of a request to a listener of ours, up to its empty line and at most 8 KiB; nothing where it ends early, is
/// longer, or is no text.
pub async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let (mut head, mut chunk) = (Vec::new(), [0; 1024]);
    loop {
        let length = stream.read(&mut chunk).await.ok().filter(|it| *it > 0)?;
        head.extend_from_slice(chunk.get(..length)?);
        if let Some(end) = head.windows(4).position(|it| it == b"\r\n\r\n") {
            head.truncate(end);
            return String::from_utf8(head).ok();
        }
        if head.len() > LONGEST_HEAD {
            return None;
        }
    }
}

impl Expected {
    fn judge(&self, head: &str) -> Request {
        let mut lines = head.split("\r\n");
        let mut line = lines.next().unwrap_or_default().split(' ');
        let (method, target) = (line.next(), line.next().unwrap_or_default());
        let http = line.next().is_some_and(|it| it.starts_with("HTTP/1."));
        if !http || line.next().is_some() || !self.is_our_host(lines) {
            return Request::Other("400 Bad Request");
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        if !same(path, self.redirect.path()) {
            return Request::Other("404 Not Found");
        }
        if method != Some("GET") {
            return Request::Other("405 Method Not Allowed");
        }
        self.answer(query)
            .map_or(Request::Other("400 Bad Request"), Request::Answer)
    }

    /// A page elsewhere that points a name of its own at this computer gives itself away here.
    fn is_our_host<'a>(&self, headers: impl Iterator<Item = &'a str>) -> bool {
        let hosts: Vec<_> = headers
            .filter_map(|it| it.split_once(':'))
            .filter(|(name, _)| name.eq_ignore_ascii_case("host"))
            .map(|(_, value)| value.trim())
            .collect();
        hosts == [self.redirect.authority()]
    }

    /// The code, where the state is the right one and everything stands there once.
    fn answer(&self, query: &str) -> Option<Result<Secret, NoAnswer>> {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        let one = |name: &str| {
            let mut values = pairs.iter().filter(|(key, _)| key == name);
            let first = values.next().map(|(_, value)| value.as_ref());
            first.filter(|_| values.next().is_none())
        };
        if !same(one("state")?, self.state.reveal()) {
            return None;
        }
        match (one("code"), one("error")) {
            (Some(code), None) if (1..=LONGEST_CODE).contains(&code.len()) => {
                Some(Ok(Secret::new(code)))
            }
            (None, Some(_)) => Some(Err(NoAnswer::Refused)),
            _ => None,
        }
    }
}

/// Compares without telling by its time where the difference is.
fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

fn response(status: &str, page: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: text/html; charset=utf-8\r\n\
         Content-Length: {}\r\n\
         Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
         Cache-Control: no-store\r\n\
         Referrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\
         Connection: close\r\n\r\n{page}",
        page.len()
    )
}

const DONE: &str = "<!doctype html><html lang=\"id\"><meta charset=\"utf-8\"><title>Kelola</title>\
<h1>Sudah terhubung. Kembali ke Kelola.</h1><p>Halaman ini boleh ditutup.</p>\
<div lang=\"en\"><h1>Signed in. Back to Kelola.</h1><p>You can close this page.</p></div></html>";
const NOT_DONE: &str = "<!doctype html><html lang=\"id\"><meta charset=\"utf-8\"><title>Kelola</title>\
<h1>Belum terhubung. Kembali ke Kelola untuk mencoba lagi.</h1>\
<div lang=\"en\"><h1>Not signed in. Go back to Kelola to try again.</h1></div></html>";
const STRAY: &str = "<!doctype html><html lang=\"id\"><meta charset=\"utf-8\"><title>Kelola</title>\
<h1>Halaman ini bukan jawaban yang ditunggu Kelola.</h1>\
<div lang=\"en\"><h1>This is not the answer Kelola waits for.</h1></div></html>";

#[cfg(test)]
mod tests;
