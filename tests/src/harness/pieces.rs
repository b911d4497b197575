//! The body of an answer that arrives in pieces: at once, slowly, or only by half.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::Sleep;

/// Into how many pieces a slow body is cut.
const PIECES: usize = 8;
/// Between the half that is sent and the break, so that the half really arrives.
const BEFORE_THE_BREAK: Duration = Duration::from_millis(30);

/// A body whose length is announced whole, whatever then becomes of it.
#[derive(Debug)]
pub struct Pieces {
    announced: u64,
    waiting: VecDeque<Bytes>,
    pause: Duration,
    sleeping: Option<Pin<Box<Sleep>>>,
    breaks: bool,
}

impl Pieces {
    /// All of it at once.
    pub fn whole(body: Bytes) -> Self {
        Self::new(body.len(), [body].into(), Duration::ZERO, false)
    }

    /// All of it, spread over this time.
    pub fn slowly(body: Bytes, over: Duration) -> Self {
        let size = body.len().div_ceil(PIECES).max(1);
        let pieces = (0..body.len())
            .step_by(size)
            .map(|start| body.slice(start..(start + size).min(body.len())))
            .collect();
        let pause = over / u32::try_from(PIECES).expect("a small number");
        Self::new(body.len(), pieces, pause, false)
    }

    /// The first half; then the connection breaks.
    pub fn half(body: Bytes) -> Self {
        let first = body.slice(..body.len() / 2);
        // One byte more than there is: even an empty body must break off.
        Self::new(body.len().max(1), [first].into(), BEFORE_THE_BREAK, true)
    }

    fn new(announced: usize, waiting: VecDeque<Bytes>, pause: Duration, breaks: bool) -> Self {
        Self {
            announced: announced as u64,
            waiting,
            pause,
            sleeping: None,
            breaks,
        }
    }

    fn is_pausing(&mut self, cx: &mut Context<'_>) -> bool {
        let Some(sleep) = &mut self.sleeping else {
            return false;
        };
        if sleep.as_mut().poll(cx).is_pending() {
            return true;
        }
        self.sleeping = None;
        false
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.is_pausing(cx) {
            return Poll::Pending;
        }
        match self.waiting.pop_front() {
            Some(piece) => {
                if !self.pause.is_zero() {
                    self.sleeping = Some(Box::pin(tokio::time::sleep(self.pause)));
                }
                Poll::Ready(Some(Ok(Frame::data(piece))))
            }
            None if self.breaks => Poll::Ready(Some(Err(io::Error::other("broken on purpose")))),
            None => Poll::Ready(None),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
