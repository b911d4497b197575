//! Pictures of a post in the site's library. A file is named for its post and its content, so that a repeat finds
//! what an earlier try has uploaded instead of filling the library.

use super::{
    WordPress,
    article::{self, Picture, Pieces},
    site::{Call, Site},
    wire,
};
use crate::{
    contract::Outgoing,
    error::{Kind, NetworkError},
    media::OutgoingMedia,
};
use serde_json::json;

const FIELDS: &str = "id,source_url,alt_text";
/// How much of a file's hash stands in its name.
const HASH: usize = 12;

impl WordPress {
    /// Makes what the post refers to: its tags and its pictures.
    pub(super) async fn pieces(
        &self,
        site: &Site<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Pieces, NetworkError> {
        let slug = article::slug(what)?;
        let mut pictures = Vec::with_capacity(what.media.len());
        for media in &what.media {
            pictures.push(picture(site, slug, media).await?);
        }
        Ok(Pieces {
            tags: self.tags(site, &what.frozen.content.hashtags).await?,
            pictures,
        })
    }
}

async fn picture(
    site: &Site<'_>,
    slug: &str,
    media: &OutgoingMedia,
) -> Result<Picture, NetworkError> {
    let name = media.file_name();
    let extension = name.rsplit('.').next().unwrap_or("bin");
    let hash: String = media.facts.hash.chars().take(HASH).collect();
    let stem = format!("{slug}-{hash}");
    let file = match uploaded(site, &stem).await? {
        Some(file) => file,
        None => upload(site, media, &format!("{stem}.{extension}")).await?,
    };
    let alt = media.facts.alt.trim();
    if file.alt_text != alt {
        let call = Call::post(
            format!("/wp/v2/media/{}", file.id),
            json!({ "alt_text": alt }),
        )
        .asking("_fields", FIELDS);
        site.call::<wire::File>(call).await?;
    }
    Ok(Picture {
        id: file.id,
        url: file.source_url,
        alt: alt.to_owned(),
    })
}

/// What an earlier try left in the library.
async fn uploaded(site: &Site<'_>, stem: &str) -> Result<Option<wire::File>, NetworkError> {
    let call = Call::get("/wp/v2/media", Vec::new())
        .asking("slug", stem)
        .asking("_fields", FIELDS);
    let found: Vec<wire::File> = site.call(call).await?;
    Ok(found.into_iter().find(|it| !it.source_url.is_empty()))
}

async fn upload(
    site: &Site<'_>,
    media: &OutgoingMedia,
    name: &str,
) -> Result<wire::File, NetworkError> {
    let bytes = media
        .read()
        .await
        .map_err(|_| NetworkError::coded(Kind::Rejected, "rendition_missing"))?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let call = Call::upload("/wp/v2/media", bytes, media.facts.mime.clone(), disposition)
        .asking("_fields", FIELDS);
    let file: wire::File = site.call(call).await?;
    if file.source_url.is_empty() {
        return Err(NetworkError::new(Kind::Unexpected).raw("no address of the picture"));
    }
    Ok(file)
}
