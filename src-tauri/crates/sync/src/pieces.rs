//! What a further piece of a variant answers: the piece right before it, and the post its thread began with.

use kelola_domain::delivery::Delivery;
use kelola_networks::ReplyTo;
use kelola_store::{Connection as Db, StoreError, deliveries};

/// No thread is longer; a chain that is, is damaged.
const LONGEST_CHAIN: usize = 1000;

/// What a piece answers, by the network's own names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answers {
    parent: String,
    root: String,
}

impl Answers {
    /// What a delivery answers: none for a post, and where the network's name of an earlier piece is not known,
    /// because a person said that it is live.
    pub(crate) fn of(db: &Db, piece: &Delivery) -> Result<Option<Self>, StoreError> {
        let mut earlier = piece.follows;
        let mut parent = None;
        for _ in 0..LONGEST_CHAIN {
            let Some(id) = earlier else {
                return Ok(None);
            };
            let delivery = deliveries::get(db, id)?;
            let Some(name) = delivery.remote_id else {
                return Ok(None);
            };
            let parent = parent.get_or_insert_with(|| name.clone()).clone();
            if delivery.follows.is_none() {
                return Ok(Some(Self { parent, root: name }));
            }
            earlier = delivery.follows;
        }
        Ok(None)
    }

    /// As a client takes it.
    pub(crate) fn names(&self) -> ReplyTo<'_> {
        ReplyTo {
            parent: &self.parent,
            root: &self.root,
        }
    }
}
