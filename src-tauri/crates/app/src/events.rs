//! Facts the core tells the window. Screens decide what to load again.

use crate::{
    engine::EngineState, jobs::JobState, media::Imported, pack::OfferEnd, sign_in::SignInStep,
};
use kelola_domain::ids::{ChannelId, DeliveryId, PostId};
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};
use ts_rs::TS;

/// Something that is now true.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    /// A delivery changed its state.
    DeliveriesChanged,
    /// A post was written, moved or removed.
    PostsChanged,
    /// A network was defined, or rules were read in.
    NetworksChanged,
    /// A piece of text was kept or removed.
    SnippetsChanged,
    /// Another program wrote to the data.
    WorkspaceChanged,
    /// Connection, pauses or waiting deliveries changed.
    EngineChanged {
        /// How it stands now.
        state: EngineState,
    },
    /// Messages came in.
    MessagesChanged,
    /// An original came in, what is said of one changed, or an album did.
    MediaChanged,
    /// Pictures were dropped on the window and have been taken in.
    PicturesDropped {
        /// What came in.
        imported: Imported,
        /// Where, in CSS pixels from the left.
        x: f64,
        /// Where, in CSS pixels from the top.
        y: f64,
    },
    /// Files hover over the window, or have left it.
    PicturesHover {
        /// Whether they are over it.
        over: bool,
    },
    /// A job began, has come further or ended.
    Job(JobState),
    /// A browser sign-in has come a step further.
    SignInMoved {
        /// The channel.
        channel: ChannelId,
        /// How far it is.
        step: SignInStep,
    },
    /// A phone can no longer fetch a pack.
    PackOfferEnded {
        /// The delivery.
        delivery: DeliveryId,
        /// Why.
        how: OfferEnd,
    },
    /// Something a person wants to hear of although the window is hidden.
    Notice {
        /// What it is about, in the interface's language.
        title: String,
        /// What happened, in the interface's language.
        body: String,
        /// The post it is about.
        post: PostId,
    },
    /// The person clicked a notification.
    NoticeOpened {
        /// The post it was about.
        post: PostId,
    },
    /// The person wants sending to go on, and looks at what was held first.
    ResumeAsked,
}

type Listener = Arc<dyn Fn(&Event) + Send + Sync>;

/// Who wants to hear events.
#[derive(Default, Clone)]
pub struct Events {
    listener: Arc<Mutex<Option<Listener>>>,
}

impl Events {
    /// Sets the one listener (the window).
    pub fn listen(&self, listener: impl Fn(&Event) + Send + Sync + 'static) {
        *self.listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(listener));
    }

    /// Tells it.
    pub fn tell(&self, event: &Event) {
        let listener = self
            .listener
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(listener) = listener {
            listener(event);
        }
    }
}
