//! Beginning a post from another one.

use super::{OnePost, PostDetail, get_post};
use crate::{Kelola, events::Event, failure::Failure, words::acts};
use kelola_domain::{
    ids::PostId,
    post::{Editorial, Overrides, Post, Variant},
};
use kelola_store::{posts as rows_of, variants};

/// Makes a draft with all words, pictures and versions of a post, without its times.
///
/// # Errors
/// Fails when there is no such post.
pub fn duplicate_post(kelola: &Kelola, args: OnePost) -> Result<PostDetail, Failure> {
    let id = kelola.write(acts::DUPLICATE_POST, |tx| {
        let from = rows_of::get(tx, args.id)?;
        // A channel taken away since has no place in a new post.
        let known: Vec<_> = kelola_store::channels::list(tx, Some(from.brand))?
            .into_iter()
            .map(|it| it.id)
            .collect();
        let versions = variants::list(tx, args.id)?;
        let post = Post {
            id: PostId::from_uuid(tx.uuid()),
            editorial: Editorial::Draft,
            channels: from
                .channels
                .iter()
                .copied()
                .filter(|it| known.contains(it))
                .collect(),
            planned: None,
            revision: 0,
            updated_at: tx.now(),
            ..from
        };
        rows_of::insert(tx, &post)?;
        for version in versions
            .into_iter()
            .filter(|it| known.contains(&it.channel))
        {
            variants::put(
                tx,
                &Variant {
                    post: post.id,
                    channel: version.channel,
                    overrides: Overrides {
                        planned: None,
                        ..version.overrides
                    },
                },
            )?;
        }
        Ok(post.id)
    })?;
    kelola.events().tell(&Event::PostsChanged);
    get_post(kelola, OnePost { id })
}
