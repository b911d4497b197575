//! What the tests of several networks share.

use crate::{
    account::{Account, Secret, Slot, Vault, VaultError},
    contract::Outgoing,
    media::{MediaContent, OutgoingMedia},
};
use kelola_domain::{
    delivery::{Frozen, FrozenMedia, Role},
    ids::ChannelId,
    post::Content,
};
use std::{collections::HashMap, sync::Mutex};

pub use crate::answers::{Answers, Reply};

/// A keychain in memory that remembers in which order it was written.
#[derive(Default)]
pub struct Drawer {
    kept: Mutex<HashMap<Slot, Secret>>,
    pub written: Mutex<Vec<Slot>>,
}

impl Drawer {
    pub fn with_password(password: &str) -> Self {
        let drawer = Self::default();
        drawer
            .kept
            .lock()
            .unwrap()
            .insert(Slot::Password, Secret::new(password));
        drawer
    }

    pub fn holds(&self, slot: Slot) -> Option<String> {
        self.kept
            .lock()
            .unwrap()
            .get(&slot)
            .map(|it| it.reveal().to_owned())
    }
}

impl Vault for Drawer {
    fn read(&self, _channel: ChannelId, slot: Slot) -> Result<Option<Secret>, VaultError> {
        Ok(self.kept.lock().unwrap().get(&slot).cloned())
    }

    fn write(&self, _channel: ChannelId, slot: Slot, secret: &Secret) -> Result<(), VaultError> {
        self.kept.lock().unwrap().insert(slot, secret.clone());
        self.written.lock().unwrap().push(slot);
        Ok(())
    }

    fn delete(&self, _channel: ChannelId, slot: Slot) -> Result<(), VaultError> {
        self.kept.lock().unwrap().remove(&slot);
        Ok(())
    }
}

pub fn account(vault: &dyn Vault) -> Account<'_> {
    Account {
        channel: ChannelId::from_uuid(uuid::Uuid::nil()),
        handle: "kopi.test",
        server: None,
        remote_id: None,
        kind: "text",
        facts: None,
        vault,
    }
}

pub fn frozen(text: &str) -> Frozen {
    Frozen {
        content: Content {
            text: text.into(),
            ..Content::default()
        },
        kind: "text".into(),
        langs: vec!["id".into()],
        media: Vec::new(),
        created_at: "2026-11-23T12:00:00Z".parse().unwrap(),
    }
}

pub fn outgoing<'a>(request_id: &'a str, frozen: &'a Frozen) -> Outgoing<'a> {
    Outgoing {
        request_id,
        role: Role::Post,
        reply_to: None,
        frozen,
        media: Vec::new(),
    }
}

pub fn picture(alt: &str) -> OutgoingMedia {
    let facts = FrozenMedia {
        hash: String::new(),
        mime: "image/jpeg".into(),
        width: 1080,
        height: 1350,
        alt: alt.into(),
    };
    OutgoingMedia {
        content: MediaContent::Bytes(vec![0xFF, 0xD8, 0xFF, 0xD9].into()),
        facts,
    }
}

pub fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}
