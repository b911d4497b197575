//! Where a phone fetches a pack: a listener on the local network, at a path nobody can guess, for one download or ten
//! minutes. Whatever else knocks there is told that there is nothing; no name from outside ever becomes a path of a file.

use chrono::Duration;
use kelola_domain::time::Instant;
use kelola_networks::read_head;
use serde::Serialize;
use std::{
    io,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};
use subtle::ConstantTimeEq;
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinSet,
    time::timeout,
};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

/// How long a pack is offered.
pub(super) const OFFERED: Duration = Duration::minutes(10);
/// How long a request may take to say what it wants.
const HEAD: std::time::Duration = std::time::Duration::from_secs(5);
/// How long a phone may take nothing while it downloads.
const STALLED: std::time::Duration = std::time::Duration::from_secs(30);
/// How long a phone may take to hang up after it has everything.
const GOODBYE: std::time::Duration = std::time::Duration::from_secs(5);
/// How many connections are heard at once; more wait in the system's queue.
const MOST_CONNECTIONS: usize = 8;
/// How much is sent at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// How often something a phone still says after its request is listened to.
const MOST_STRAY: usize = 64;

/// Tells the time.
pub(super) type Now = Arc<dyn Fn() -> Instant + Send + Sync>;

/// How the offer of a pack ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OfferEnd {
    /// It was fetched.
    Fetched,
    /// Ten minutes are over.
    TooLate,
    /// The person closed it.
    Withdrawn,
}

/// What is offered.
pub(super) struct Goods {
    /// The page with everything in it, for browsers; none where it would be too large.
    pub(super) page: Option<PathBuf>,
    /// The ZIP, for everybody else.
    pub(super) zip: PathBuf,
    /// What the ZIP is called on the phone.
    pub(super) name: String,
}

/// An open listener.
pub(super) struct Listener {
    listener: TcpListener,
    offer: Arc<Offer>,
}

struct Offer {
    /// Where it listens, as a request's `Host` has it.
    authority: String,
    /// The path, with its slash.
    path: String,
    goods: Goods,
    until: Instant,
    now: Now,
    /// The one download: taken while one runs, for good when it is done.
    turn: Semaphore,
}

impl Listener {
    /// Opens one on a free port of an address of this computer.
    ///
    /// # Errors
    /// When the system gives no port or no randomness.
    pub(super) async fn open(at: IpAddr, goods: Goods, now: Now) -> io::Result<Self> {
        let path = format!("/{}", random_word()?);
        let listener = TcpListener::bind((at, 0)).await?;
        let offer = Offer {
            authority: listener.local_addr()?.to_string(),
            path,
            goods,
            until: now() + OFFERED,
            now,
            turn: Semaphore::new(1),
        };
        Ok(Self {
            listener,
            offer: Arc::new(offer),
        })
    }

    /// The address a phone opens.
    pub(super) fn address(&self) -> String {
        format!("http://{}{}", self.offer.authority, self.offer.path)
    }

    /// When the offer ends at the latest.
    pub(super) fn until(&self) -> Instant {
        self.offer.until
    }

    /// Serves until the pack was fetched, the time is over, or the person closes it. The port is closed afterwards, and
    /// also when the serving itself is dropped.
    pub(super) async fn serve(self, withdrawn: CancellationToken) -> OfferEnd {
        let left = (self.offer.until - (self.offer.now)())
            .to_std()
            .unwrap_or_default();
        tokio::select! {
            () = withdrawn.cancelled() => OfferEnd::Withdrawn,
            // While the laptop sleeps this clock may stand still: every request asks the real one as well.
            () = tokio::time::sleep(left) => OfferEnd::TooLate,
            end = self.hear() => end,
        }
    }

    async fn hear(&self) -> OfferEnd {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept(), if connections.len() < MOST_CONNECTIONS => {
                    if let Ok((stream, _)) = accepted {
                        connections.spawn(answer(stream, Arc::clone(&self.offer)));
                    }
                }
                Some(done) = connections.join_next() => {
                    if let Ok(Some(end)) = done {
                        return end;
                    }
                }
            }
        }
    }
}

/// Thirty-two hexadecimal digits nobody can guess.
pub(super) fn random_word() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|it| format!("{it:02x}")).collect())
}

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// The pack, as a page where the asker shows pages.
    Pack { page: bool },
    /// Only what it would get.
    Head { page: bool },
    /// A browser that runs ahead of its person.
    Ahead,
    /// Anything else.
    Other,
}

/// Answers one connection; how the offer ended, if it did.
async fn answer(mut stream: TcpStream, offer: Arc<Offer>) -> Option<OfferEnd> {
    let head = timeout(HEAD, read_head(&mut stream)).await.ok().flatten();
    let asked = head.map_or(Asked::Other, |it| offer.judge(&it));
    let page = match asked {
        Asked::Pack { page } => page,
        Asked::Head { page } => {
            // Whether the asker hears it does not matter.
            let _ = offer.goods.announce(&mut stream, page).await;
            return None;
        }
        Asked::Ahead => return refuse(stream, "503 Service Unavailable").await,
        Asked::Other => return refuse(stream, "404 Not Found").await,
    };
    if (offer.now)() >= offer.until {
        refuse(stream, "410 Gone").await;
        return Some(OfferEnd::TooLate);
    }
    let Ok(turn) = offer.turn.try_acquire() else {
        return refuse(stream, "409 Conflict").await;
    };
    if offer.goods.hand_over(&mut stream, page).await.is_ok() {
        turn.forget();
        return Some(OfferEnd::Fetched);
    }
    None
}

/// Says no. Whether the asker hears it does not matter.
async fn refuse(mut stream: TcpStream, status: &str) -> Option<OfferEnd> {
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let said = async {
        stream.write_all(answer.as_bytes()).await?;
        stream.shutdown().await
    };
    let _ = timeout(GOODBYE, said).await;
    None
}

impl Offer {
    fn judge(&self, head: &str) -> Asked {
        let mut lines = head.split("\r\n");
        let mut line = lines.next().unwrap_or_default().split(' ');
        let (method, target) = (line.next(), line.next().unwrap_or_default());
        let http = line.next().is_some_and(|it| it.starts_with("HTTP/1."));
        let headers: Vec<_> = lines.filter_map(|it| it.split_once(':')).collect();
        let of = |name: &str| {
            headers
                .iter()
                .filter(|(it, _)| it.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim())
                .collect::<Vec<_>>()
        };
        let right_path: bool = target.as_bytes().ct_eq(self.path.as_bytes()).into();
        // A page elsewhere that points a name of its own at this computer gives itself away by its host.
        if !http || line.next().is_some() || !right_path || of("host") != [self.authority.as_str()]
        {
            return Asked::Other;
        }
        let runs_ahead = ["purpose", "sec-purpose", "x-purpose", "x-moz"]
            .into_iter()
            .flat_map(of)
            .any(|it| {
                it.contains("prefetch") || it.contains("prerender") || it.contains("preview")
            });
        let page = of("accept").iter().any(|it| it.contains("text/html"));
        match method {
            Some("GET") if runs_ahead => Asked::Ahead,
            Some("GET") => Asked::Pack { page },
            Some("HEAD") => Asked::Head { page },
            _ => Asked::Other,
        }
    }
}

impl Goods {
    /// Says what the pack would be.
    async fn announce(&self, stream: &mut TcpStream, page: bool) -> io::Result<()> {
        self.begin(stream, page).await?;
        stream.shutdown().await
    }

    /// Sends the pack; an error when the phone did not take all of it.
    async fn hand_over(&self, stream: &mut TcpStream, page: bool) -> io::Result<()> {
        let mut file = self.begin(stream, page).await?;
        let mut chunk = vec![0; CHUNK];
        loop {
            let length = file.read(&mut chunk).await?;
            let Some(part) = chunk.get(..length).filter(|it| !it.is_empty()) else {
                break;
            };
            sent(stream.write_all(part)).await?;
        }
        stream.shutdown().await?;
        hung_up(stream).await
    }

    /// Sends the head of the answer, and opens what follows it.
    async fn begin(&self, stream: &mut TcpStream, page: bool) -> io::Result<File> {
        let page = self.page.as_deref().filter(|_| page);
        let file = File::open(page.unwrap_or(&self.zip)).await?;
        let head = self.head(page, file.metadata().await?.len());
        sent(stream.write_all(head.as_bytes())).await?;
        Ok(file)
    }

    fn head(&self, page: Option<&Path>, length: u64) -> String {
        let kind = match page {
            Some(_) => "Content-Type: text/html; charset=utf-8".to_owned(),
            None => format!(
                "Content-Type: application/zip\r\nContent-Disposition: attachment; filename=\"{}\"",
                self.name
            ),
        };
        format!(
            "HTTP/1.1 200 OK\r\n{kind}\r\nContent-Length: {length}\r\nCache-Control: no-store\r\n\
             Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
             X-Frame-Options: DENY\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n"
        )
    }
}

async fn sent(writing: impl Future<Output = io::Result<()>>) -> io::Result<()> {
    timeout(STALLED, writing)
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// Waits until the phone has hung up: only then it is certain that it took everything. One that stays silent has.
async fn hung_up(stream: &mut TcpStream) -> io::Result<()> {
    let mut stray = [0; 1024];
    for _ in 0..MOST_STRAY {
        match timeout(GOODBYE, stream.read(&mut stray)).await {
            Ok(Ok(0)) | Err(_) => return Ok(()),
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "listener_tests.rs"]
mod tests;
