//! A small HTTP server on loopback whose handler may also break the connection or never answer.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderMap;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use super::background;
use super::pieces::Pieces;

/// A request that has arrived completely.
#[derive(Debug, Clone)]
pub struct Request {
    /// GET, POST, ….
    pub method: Method,
    /// Path and query.
    pub uri: Uri,
    /// The headers as sent.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
}

/// What becomes of a request.
#[derive(Debug)]
pub enum Answer {
    /// An ordinary answer.
    Reply(Response<Bytes>),
    /// Half an answer, then the connection breaks.
    Half(Response<Bytes>),
    /// A whole answer that takes this long to arrive.
    Slow(Response<Bytes>, Duration),
    /// The connection is reset, with no answer.
    Reset,
    /// Silence; the connection stays open.
    Hang,
}

impl Answer {
    /// An answer with a JSON body.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        let status = StatusCode::from_u16(status).expect("the harness uses real status codes");
        let reply = Response::builder()
            .status(status)
            .header("content-type", "application/json; charset=utf-8")
            .body(Bytes::from(body.to_string()))
            .expect("a JSON answer is well formed");
        Self::Reply(reply)
    }
}

/// A server that runs until it is dropped; its connections end with it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Listens on the port (0 = any free one) of 127.0.0.1 and answers every request with the handler.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start<H, F>(port: u16, handler: H) -> io::Result<Self>
    where
        H: Fn(Request) -> F + Send + Sync + 'static,
        F: Future<Output = Answer> + Send + 'static,
    {
        let listener = background::wait(TcpListener::bind(("127.0.0.1", port)))?;
        let address = listener.local_addr()?;
        let task = background::spawn_task(accept(listener, Arc::new(handler)));
        Ok(Self { address, task })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address as a client writes it, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops listening and breaks all connections; afterwards connecting is refused.
    pub fn stop(self) {
        self.task.abort();
        background::wait(async move {
            // The listener is closed only when the task has really ended.
            let mut server = self;
            let _ = (&mut server.task).await;
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept<H, F>(listener: TcpListener, handler: Arc<H>)
where
    H: Fn(Request) -> F + Send + Sync + 'static,
    F: Future<Output = Answer> + Send + 'static,
{
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        connections.spawn(serve(stream, handler.clone()));
        while connections.try_join_next().is_some() {}
    }
}

async fn serve<H, F>(stream: TcpStream, handler: Arc<H>)
where
    H: Fn(Request) -> F + Send + Sync + 'static,
    F: Future<Output = Answer> + Send + 'static,
{
    let reset = Arc::new(AtomicBool::new(false));
    let io = TokioIo::new(Breakable {
        stream,
        reset: reset.clone(),
    });
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (handler, reset) = (handler.clone(), reset.clone());
        async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
            let request = Request {
                method: head.method,
                uri: head.uri,
                headers: head.headers,
                body,
            };
            match handler(request).await {
                Answer::Reply(reply) => Ok(reply.map(Pieces::whole)),
                Answer::Half(reply) => {
                    reset.store(true, Ordering::SeqCst);
                    Ok(reply.map(Pieces::half))
                }
                Answer::Slow(reply, over) => Ok(reply.map(|it| Pieces::slowly(it, over))),
                Answer::Hang => std::future::pending().await,
                Answer::Reset => {
                    reset.store(true, Ordering::SeqCst);
                    Err(io::Error::other("reset on purpose"))
                }
            }
        }
    });
    // A broken connection is what some tests ask for.
    let _ = http1::Builder::new().serve_connection(io, service).await;
}

/// A stream that ends with a reset, instead of an orderly close, once it is told to.
struct Breakable {
    stream: TcpStream,
    reset: Arc<AtomicBool>,
}

impl Drop for Breakable {
    fn drop(&mut self) {
        if self.reset.load(Ordering::SeqCst) {
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Breakable {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Breakable {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.reset.load(Ordering::SeqCst) {
            // An orderly shutdown would send a FIN before the reset.
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

const HOP_BY_HOP: [&str; 6] = [
    "host",
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-length",
    "upgrade",
];

/// Passes a request on to another server and returns its answer unchanged; 502 when that server is not there.
pub async fn forward(
    client: &reqwest::Client,
    upstream: &str,
    request: &Request,
) -> Response<Bytes> {
    let path = request
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let mut headers = request.headers.clone();
    HOP_BY_HOP.iter().for_each(|name| {
        headers.remove(*name);
    });
    let sent = client
        .request(
            request.method.clone(),
            format!("{}{path}", upstream.trim_end_matches('/')),
        )
        .headers(headers)
        .body(request.body.clone())
        .send()
        .await;
    match sent {
        Ok(answer) => copy(answer).await,
        Err(error) => Response::builder()
            .status(StatusCode::BAD_GATEWAY)
            .body(Bytes::from(error.to_string()))
            .expect("a text answer is well formed"),
    }
}

async fn copy(answer: reqwest::Response) -> Response<Bytes> {
    let mut reply = Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        if !HOP_BY_HOP.contains(&name.as_str()) {
            reply = reply.header(name, value);
        }
    }
    let body = answer.bytes().await.unwrap_or_default();
    reply
        .body(body)
        .expect("headers of a valid answer are valid")
}

/// A client for loopback: no proxy of the system, no redirects, bodies as they are, each request on a connection of its
/// own, because snac now and then resets one that is used again.
pub fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .pool_max_idle_per_host(0)
        .redirect(reqwest::redirect::Policy::none())
        .no_gzip()
        .no_brotli()
        .no_deflate()
        .build()
        .expect("a plain client can be built")
}
