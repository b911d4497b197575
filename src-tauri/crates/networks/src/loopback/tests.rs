use super::*;
use tokio::net::TcpStream;

const SOON: Duration = Duration::from_secs(20);

fn state() -> Secret {
    Secret::new("state-of-this-try")
}

/// Sends bytes to the listener and gives back what it says.
async fn say(redirect: &Url, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(redirect.authority()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut said = Vec::new();
    // A connection that is cut off has said what it had to say.
    let _ = stream.read_to_end(&mut said).await;
    String::from_utf8(said).unwrap()
}

async fn get(redirect: &Url, target: &str) -> String {
    let request = format!(
        "GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n",
        redirect.authority()
    );
    say(redirect, request.as_bytes()).await
}

async fn started() -> (Url, tokio::task::JoinHandle<Result<Secret, NoAnswer>>) {
    let loopback = Loopback::open().await.unwrap();
    let redirect = loopback.redirect().clone();
    let waiting = tokio::spawn(async move { loopback.answer(&state(), SOON).await });
    (redirect, waiting)
}

#[tokio::test]
async fn the_one_answer_is_accepted_and_the_listener_closes() {
    let (redirect, waiting) = started().await;
    let path = redirect.path().to_owned();
    let said = get(
        &redirect,
        &format!("{path}?code=abc%2Fd&state=state-of-this-try"),
    )
    .await;
    assert!(said.starts_with("HTTP/1.1 200 OK\r\n"), "{said}");
    assert!(said.contains("default-src 'none'") && said.contains("Sudah terhubung"));
    assert!(!said.contains("abc"), "nothing of the answer is repeated");
    assert_eq!(waiting.await.unwrap().unwrap().reveal(), "abc/d");
    assert!(TcpStream::connect(redirect.authority()).await.is_err());
}

#[tokio::test]
async fn a_refusal_on_the_page_ends_the_waiting() {
    let (redirect, waiting) = started().await;
    let path = redirect.path().to_owned();
    let said = get(
        &redirect,
        &format!("{path}?error=access_denied&state=state-of-this-try"),
    )
    .await;
    assert!(said.contains("Belum terhubung"), "{said}");
    assert_eq!(waiting.await.unwrap().err(), Some(NoAnswer::Refused));
}

#[tokio::test]
async fn what_is_not_the_answer_changes_nothing() {
    let (redirect, waiting) = started().await;
    let path = redirect.path().to_owned();
    let good = format!("{path}?code=abc&state=state-of-this-try");
    for (target, status) in [
        ("/".to_owned(), "404"),
        ("/favicon.ico".to_owned(), "404"),
        (path.clone(), "400"),
        (format!("{path}x?code=abc&state=state-of-this-try"), "404"),
        (format!("{path}?code=abc&state=another"), "400"),
        (format!("{path}?code=abc"), "400"),
        (format!("{path}?code=&state=state-of-this-try"), "400"),
        (
            format!("{path}?code=a&code=b&state=state-of-this-try"),
            "400",
        ),
        (
            format!("{path}?code=a&state=state-of-this-try&state=x"),
            "400",
        ),
        (
            format!("{path}?code=a&error=b&state=state-of-this-try"),
            "400",
        ),
        (
            format!("{path}?code={}&state=state-of-this-try", "x".repeat(3000)),
            "400",
        ),
    ] {
        let said = get(&redirect, &target).await;
        assert!(
            said.starts_with(&format!("HTTP/1.1 {status}")),
            "{target}: {said}"
        );
    }
    let host = redirect.authority();
    for request in [
        format!("POST {good} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET {good} HTTP/1.1\r\nHost: kopi.test\r\n\r\n"),
        format!("GET {good} HTTP/1.1\r\n\r\n"),
        format!("GET {good} HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"),
        format!("GET {good}\r\n\r\n"),
        "\r\n\r\n".to_owned(),
    ] {
        let said = say(&redirect, request.as_bytes()).await;
        assert!(said.starts_with("HTTP/1.1 40"), "{request}: {said}");
    }
    assert!(
        say(&redirect, b"\xff\xfe\r\n\r\n")
            .await
            .starts_with("HTTP/1.1 400")
    );
    let _ = get(&redirect, &good).await;
    assert_eq!(waiting.await.unwrap().unwrap().reveal(), "abc");
}

#[tokio::test]
async fn an_endless_request_and_silent_connections_do_not_keep_the_answer_out() {
    let (redirect, waiting) = started().await;
    let endless = format!("GET /{} HTTP/1.1\r\n", "a".repeat(20_000));
    let mut stream = TcpStream::connect(redirect.authority()).await.unwrap();
    // It may be cut off while it still talks.
    let _ = stream.write_all(endless.as_bytes()).await;
    let mut silent = Vec::new();
    for _ in 0..MOST_CONNECTIONS - 1 {
        silent.push(TcpStream::connect(redirect.authority()).await.unwrap());
    }
    let good = format!("{}?code=abc&state=state-of-this-try", redirect.path());
    let said = get(&redirect, &good).await;
    assert!(said.starts_with("HTTP/1.1 200"), "{said}");
    assert!(waiting.await.unwrap().is_ok());
}

#[tokio::test]
async fn it_closes_when_the_time_is_over_or_nobody_waits_any_more() {
    let loopback = Loopback::open().await.unwrap();
    let authority = loopback.redirect().authority().to_owned();
    let answer = loopback.answer(&state(), Duration::from_millis(1)).await;
    assert_eq!(answer.err(), Some(NoAnswer::TooLate));
    assert!(TcpStream::connect(&authority).await.is_err());

    let (redirect, waiting) = started().await;
    waiting.abort();
    let _ = waiting.await;
    assert!(TcpStream::connect(redirect.authority()).await.is_err());
}

#[tokio::test]
async fn no_two_paths_are_the_same() {
    let (one, two) = (
        Loopback::open().await.unwrap(),
        Loopback::open().await.unwrap(),
    );
    assert_ne!(one.redirect().path(), two.redirect().path());
    assert_eq!(one.redirect().host_str(), Some("127.0.0.1"));
    assert!(one.redirect().path().len() == 33);
}
