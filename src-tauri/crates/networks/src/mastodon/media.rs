//! Uploading pictures and videos, and waiting until the server has worked on them. An upload without a status is
//! invisible and harmless twice.

use super::{
    Mastodon,
    api::{self, Call, plain_id},
    code,
    session::Session,
    wire,
};
use crate::{
    contract::Outgoing,
    error::{Kind, NetworkError},
    http::{Body, Effect, FormPart, PartValue},
    media::OutgoingMedia,
};
use kelola_domain::media::Focus;
use std::time::Duration;

/// The pauses between two looks at a file the server works on: the first and the longest, in milliseconds.
const PAUSES: (u64, u64) = (250, 5000);
/// How often it is looked at: about five minutes, which is long for a video of a few minutes.
const MOST_LOOKS: usize = 70;

impl Mastodon {
    /// Uploads everything a post shows; the identifiers in order.
    pub(super) async fn upload_all(
        &self,
        session: &Session,
        what: &Outgoing<'_>,
    ) -> Result<Vec<String>, NetworkError> {
        let focuses = what.frozen.content.media.iter().map(|it| Some(it.focus));
        let mut ids = Vec::with_capacity(what.media.len());
        for (media, focus) in what
            .media
            .iter()
            .zip(focuses.chain(std::iter::repeat(None)))
        {
            ids.push(self.upload(session, media, focus).await?);
        }
        Ok(ids)
    }

    async fn upload(
        &self,
        session: &Session,
        media: &OutgoingMedia,
        focus: Option<Focus>,
    ) -> Result<String, NetworkError> {
        let mut sent = self.send_to("/api/v2/media", session, media, focus).await;
        if sent.as_ref().is_err_and(|it| it.is(404)) {
            // Older servers have the first version only, which answers when the file is ready.
            sent = self.send_to("/api/v1/media", session, media, focus).await;
        }
        let answer = sent.map_err(refused)?;
        let made: wire::Media = api::read(&answer, Effect::Repeatable, "media")?;
        if answer.status == 202 || made.url.is_none() {
            self.wait_for(session, &made.id).await?;
        }
        Ok(made.id)
    }

    async fn send_to(
        &self,
        path: &str,
        session: &Session,
        media: &OutgoingMedia,
        focus: Option<Focus>,
    ) -> Result<crate::http::Answer, api::Failure> {
        let text = |name: &str, value: String| FormPart {
            name: name.to_owned(),
            value: PartValue::Text(value),
        };
        let mut parts = Vec::new();
        if !media.facts.alt.is_empty() {
            parts.push(text("description", media.facts.alt.clone()));
        }
        if let Some(focus) = focus.filter(|it| *it != Focus::CENTRE) {
            parts.push(text("focus", point(focus)));
        }
        parts.push(FormPart {
            name: "file".to_owned(),
            value: PartValue::Media(media.clone()),
        });
        let call = Call::post(path, Body::Parts(parts));
        self.answer(&session.server, Some(&session.token), call)
            .await
    }

    /// Looks again and again until the file is ready.
    async fn wait_for(&self, session: &Session, id: &str) -> Result<(), NetworkError> {
        let mut pause = PAUSES.0;
        for _ in 0..MOST_LOOKS {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            pause = (pause * 2).min(PAUSES.1);
            let call = Call::get(format!("/api/v1/media/{}", plain_id(id)));
            let answer = self
                .answer(&session.server, Some(&session.token), call)
                .await
                .map_err(refused)?;
            if answer.status != 206 {
                return Ok(());
            }
        }
        Err(NetworkError::coded(Kind::Unexpected, code::MEDIA_SLOW))
    }
}

/// A refused file is a reason of its own: too large, of a type or a shape the server does not take.
fn refused(failure: api::Failure) -> NetworkError {
    // Without a status nothing was refused: the file is not there.
    if failure.error.kind == Kind::Rejected && failure.status.is_some() {
        failure.named(Kind::Rejected, code::MEDIA_REFUSED)
    } else {
        failure.into()
    }
}

/// A focal point as Mastodon counts: from -1 to 1, right and up.
fn point(focus: Focus) -> String {
    let focus = focus.clamped();
    format!("{:.3},{:.3}", focus.x * 2.0 - 1.0, 1.0 - focus.y * 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focal_point_is_counted_from_the_middle() {
        assert_eq!(point(Focus { x: 0.0, y: 0.0 }), "-1.000,1.000");
        assert_eq!(point(Focus { x: 0.75, y: 1.0 }), "0.500,-1.000");
    }
}
