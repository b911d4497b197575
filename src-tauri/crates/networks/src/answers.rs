//! A server on loopback for tests: one recorded reply per request, and a record of what was asked.

use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What is answered.
#[derive(Debug, Clone)]
pub enum Reply {
    Json {
        status: u16,
        headers: String,
        body: String,
    },
    /// The request is read whole, then the connection breaks.
    Reset,
}

impl Reply {
    pub fn json(status: u16, body: &str) -> Self {
        Self::Json {
            status,
            headers: String::new(),
            body: body.into(),
        }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Json { headers, .. } = &mut self {
            headers.push_str(&format!("{name}: {value}\r\n"));
        }
        self
    }
}

/// What was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub line: String,
    pub authorization: Option<String>,
    head: String,
    pub body: Vec<u8>,
}

impl Asked {
    /// A header of the request.
    pub fn header(&self, name: &str) -> Option<String> {
        header(&self.head, name)
    }
}

fn header(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|it| {
        it.split_once(": ")
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    })
}

pub struct Answers {
    port: u16,
    replies: Arc<Mutex<Vec<Reply>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Answers {
    pub async fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        let replies = Arc::new(Mutex::new(replies));
        let given = replies.clone();
        tokio::spawn(async move {
            let mut turn = 0;
            while let Ok((mut stream, _)) = listener.accept().await {
                let Some(request) = read(&mut stream).await else {
                    continue;
                };
                log.lock().unwrap().push(request);
                let reply = given.lock().unwrap().get(turn).cloned();
                turn += 1;
                if let Some(Reply::Json {
                    status,
                    headers,
                    body,
                }) = reply
                {
                    let head = format!(
                        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n",
                        body.len()
                    );
                    let _ = stream.write_all(head.as_bytes()).await;
                    let _ = stream.write_all(body.as_bytes()).await;
                }
            }
        });
        Self {
            port,
            replies,
            asked,
        }
    }

    /// An address where nobody listens.
    pub async fn nobody() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Replaces a reply, for one that names this server's own address.
    pub fn answer_at(&self, turn: usize, reply: Reply) {
        self.replies.lock().unwrap()[turn] = reply;
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        let length = stream.read(&mut chunk).await.ok().filter(|it| *it > 0)?;
        bytes.extend_from_slice(&chunk[..length]);
        let Some(end) = bytes.windows(4).position(|it| it == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let expected = header(&head, "content-length").map_or(0, |it| it.parse().unwrap());
        if bytes.len() >= end + 4 + expected {
            return Some(Asked {
                line: head.lines().next().unwrap().to_owned(),
                authorization: header(&head, "authorization"),
                head,
                body: bytes[end + 4..].to_vec(),
            });
        }
    }
}
