//! How many pixels may be decoded at once, so that several originals never take more memory than the largest one may.

use std::sync::{Condvar, Mutex, PoisonError};

/// Together, originals that are decoded at the same time have at most as many pixels as the largest that is taken in:
/// 100 million, usually 300 to 900 MB (see `kelola_media::MAX_PIXELS`).
const MOST: u64 = kelola_media::MAX_PIXELS;

/// Where originals wait until there is room to decode them.
pub(crate) struct Room {
    free: Mutex<u64>,
    freed: Condvar,
}

/// Room that is taken until this is dropped.
pub(crate) struct Taken<'a> {
    room: &'a Room,
    pixels: u64,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            free: Mutex::new(MOST),
            freed: Condvar::new(),
        }
    }
}

impl Room {
    /// Waits until there is room for an original of this size.
    pub(crate) fn take(&self, width: u32, height: u32) -> Taken<'_> {
        let pixels = (u64::from(width) * u64::from(height)).min(MOST);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self
            .freed
            .wait_while(free, |free| *free < pixels)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= pixels;
        Taken { room: self, pixels }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self
            .room
            .free
            .lock()
            .unwrap_or_else(PoisonError::into_inner) += self.pixels;
        self.room.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        sync::atomic::{AtomicU64, Ordering},
        thread,
    };

    #[test]
    fn originals_wait_for_room_and_all_get_some() {
        let (room, now, most) = (Room::default(), AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for side in [3000, 6000, 9000, 20_000, 4000, 8000, 10_000] {
                let (room, now, most) = (&room, &now, &most);
                scope.spawn(move || {
                    for _ in 0..20 {
                        let taken = room.take(side, side);
                        let together = now.fetch_add(taken.pixels, Ordering::SeqCst) + taken.pixels;
                        most.fetch_max(together, Ordering::SeqCst);
                        thread::yield_now();
                        now.fetch_sub(taken.pixels, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= MOST);
        assert_eq!(*room.free.lock().unwrap(), MOST, "all is given back");
    }
}
