use super::*;
use kelola_store::{Clock as _, ManualClock};
use tempfile::TempDir;
use tokio::task::JoinHandle;

const PAGE: &str = "<!doctype html><title>Kopi</title>";

/// An open listener on this computer, what it offers and its clock.
struct Open {
    address: String,
    authority: String,
    clock: Arc<ManualClock>,
    withdraw: CancellationToken,
    serving: JoinHandle<OfferEnd>,
    _goods: TempDir,
}

async fn opened_with(zip: &[u8]) -> Open {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let goods = Goods {
        page: Some(file("page.html", PAGE.as_bytes())),
        zip: file("pack.zip", zip),
        name: "kelola-x.zip".to_owned(),
    };
    let start = "2026-11-23T05:15:00Z".parse().unwrap();
    let clock = Arc::new(ManualClock::new(start));
    let hands = Arc::clone(&clock);
    let listener = Listener::open([127, 0, 0, 1].into(), goods, Arc::new(move || hands.now()))
        .await
        .unwrap();
    assert_eq!(listener.until(), start + OFFERED);
    let withdraw = CancellationToken::new();
    Open {
        address: listener.address(),
        authority: listener.offer.authority.clone(),
        clock,
        serving: tokio::spawn(listener.serve(withdraw.clone())),
        withdraw,
        _goods: folder,
    }
}

async fn opened() -> Open {
    opened_with(b"PK-a-pack").await
}

impl Open {
    fn path(&self) -> &str {
        &self.address["http://".len() + self.authority.len()..]
    }

    /// Sends bytes and gives back what is said, none when nobody listens.
    async fn say(&self, bytes: String) -> Option<String> {
        let mut stream = TcpStream::connect(&self.authority).await.ok()?;
        stream.write_all(bytes.as_bytes()).await.ok()?;
        let mut said = Vec::new();
        stream.read_to_end(&mut said).await.ok()?;
        Some(String::from_utf8(said).unwrap())
    }

    async fn ask(&self, line: &str, headers: &str) -> Option<String> {
        let host = &self.authority;
        self.say(format!("{line} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n"))
            .await
    }

    async fn get(&self) -> Option<String> {
        self.ask(&format!("GET {}", self.path()), "").await
    }

    async fn is_closed(&self) -> bool {
        TcpStream::connect(&self.authority).await.is_err()
    }
}

#[tokio::test]
async fn one_download_works_and_the_port_is_closed_after_it() {
    let mut open = opened().await;
    assert_eq!(open.path().len(), 1 + 32, "128 bits that nobody can guess");
    let said = open.get().await.unwrap();
    assert!(said.starts_with("HTTP/1.1 200 OK\r\n"), "{said}");
    assert!(said.contains("filename=\"kelola-x.zip\"") && said.contains("Content-Length: 9\r\n"));
    assert!(said.ends_with("\r\n\r\nPK-a-pack"), "{said}");
    assert_eq!((&mut open.serving).await.unwrap(), OfferEnd::Fetched);
    assert!(open.is_closed().await);
    assert_eq!(open.get().await, None, "the second is refused");
}

#[tokio::test]
async fn a_browser_gets_the_page() {
    let mut open = opened().await;
    let line = format!("GET {}", open.path());
    let said = open.ask(&line, "Accept: text/html,*/*;q=0.8\r\n").await;
    let said = said.unwrap();
    assert!(said.contains("text/html; charset=utf-8") && said.ends_with(PAGE));
    assert_eq!((&mut open.serving).await.unwrap(), OfferEnd::Fetched);
    assert_eq!(open.get().await, None, "page or ZIP, it is one download");
}

#[tokio::test]
async fn everything_else_is_not_there_and_counts_for_nothing() {
    let open = opened().await;
    let path = open.path().to_owned();
    for (line, headers) in [
        ("GET /".to_owned(), ""),
        ("GET /favicon.ico".to_owned(), ""),
        (format!("GET {}", &path[..path.len() - 1]), ""),
        (format!("GET {path}/"), ""),
        (format!("GET {path}?x=1"), ""),
        (format!("GET {path}/../../kelola.db"), ""),
        ("GET /../../../etc/passwd".to_owned(), ""),
        (format!("POST {path}"), ""),
        (format!("GET {path}"), "Host: kopi.test\r\n"),
    ] {
        let said = open.ask(&line, headers).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 404"), "{line}: {said}");
        assert!(said.ends_with("\r\n\r\n"), "nothing is told: {said}");
    }
    for request in [
        format!("GET {path} HTTP/1.1\r\nHost: kopi.test\r\n\r\n"),
        format!("GET {path} HTTP/1.1\r\n\r\n"),
        format!("GET {path}\r\n\r\n"),
        "\r\n\r\n".to_owned(),
    ] {
        let said = open.say(request.clone()).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 404"), "{request}: {said}");
    }
    assert!(open.get().await.unwrap().ends_with("PK-a-pack"));
}

#[tokio::test]
async fn looking_and_running_ahead_are_no_download() {
    let open = opened().await;
    let said = open
        .ask(&format!("HEAD {}", open.path()), "")
        .await
        .unwrap();
    assert!(
        said.starts_with("HTTP/1.1 200") && said.ends_with("\r\n\r\n"),
        "{said}"
    );
    let line = format!("GET {}", open.path());
    let ahead = open.ask(&line, "Sec-Purpose: prefetch\r\n").await.unwrap();
    assert!(ahead.starts_with("HTTP/1.1 503"), "{ahead}");
    assert!(open.get().await.unwrap().ends_with("PK-a-pack"));
}

#[tokio::test]
async fn a_download_that_breaks_off_can_be_begun_again_but_not_doubled() {
    // More than both ends of a connection hold for each other.
    let large = vec![b'k'; 32 * 1024 * 1024];
    let open = opened_with(&large).await;
    let mut broken = TcpStream::connect(&open.authority).await.unwrap();
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: {}\r\n\r\n",
        open.path(),
        open.authority
    );
    broken.write_all(request.as_bytes()).await.unwrap();
    let mut first = [0; 1024];
    assert!(broken.read(&mut first).await.unwrap() > 0);
    let second = open.get().await.unwrap();
    assert!(second.starts_with("HTTP/1.1 409"), "{second}");
    drop(broken);
    let whole = loop {
        let said = open.get().await.unwrap();
        if !said.starts_with("HTTP/1.1 409") {
            break said;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    };
    assert!(whole.len() > large.len(), "all of it: {}", whole.len());
    assert_eq!(open.serving.await.unwrap(), OfferEnd::Fetched);
}

#[tokio::test]
async fn after_ten_minutes_nothing_is_handed_out() {
    let open = opened().await;
    // It hears already when the time jumps, as when a laptop wakes up; otherwise it closes without a word.
    let other = open.ask("GET /", "").await.unwrap();
    assert!(other.starts_with("HTTP/1.1 404"), "{other}");
    open.clock.advance(OFFERED);
    let said = open.get().await.unwrap();
    assert!(
        said.starts_with("HTTP/1.1 410") && !said.contains("PK"),
        "{said}"
    );
    assert_eq!(open.serving.await.unwrap(), OfferEnd::TooLate);
}

#[tokio::test]
async fn it_closes_by_itself_when_the_time_is_over() {
    let folder = TempDir::new().unwrap();
    let goods = Goods {
        page: None,
        zip: folder.path().join("pack.zip"),
        name: String::new(),
    };
    let start: Instant = "2026-11-23T05:15:00Z".parse().unwrap();
    let clock = Arc::new(ManualClock::new(start));
    let hands = Arc::clone(&clock);
    let listener = Listener::open([127, 0, 0, 1].into(), goods, Arc::new(move || hands.now()))
        .await
        .unwrap();
    clock.advance(OFFERED - Duration::milliseconds(30));
    let authority = listener.offer.authority.clone();
    let end = listener.serve(CancellationToken::new()).await;
    assert_eq!(end, OfferEnd::TooLate);
    assert!(TcpStream::connect(&authority).await.is_err());
}

#[tokio::test]
async fn withdrawing_it_closes_the_port() {
    let open = opened().await;
    assert!(!open.is_closed().await);
    open.withdraw.cancel();
    while !open.is_closed().await {
        tokio::task::yield_now().await;
    }
    assert_eq!(open.serving.await.unwrap(), OfferEnd::Withdrawn);
}

#[tokio::test]
async fn silent_connections_do_not_keep_the_phone_out() {
    let open = opened().await;
    let mut silent = Vec::new();
    for _ in 0..MOST_CONNECTIONS - 1 {
        silent.push(TcpStream::connect(&open.authority).await.unwrap());
    }
    assert!(open.get().await.unwrap().ends_with("PK-a-pack"));
}
