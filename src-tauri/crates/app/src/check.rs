//! What each channel of a post would show: its resolved words, what its network says to them, and its pictures.

mod known;
mod marks;
mod memory;
mod neighbours;
mod pictures;
#[cfg(test)]
mod tests;

pub use marks::{Mark, Tone, WrittenField};
pub(crate) use memory::Memory;
pub use pictures::RenditionView;

use crate::{
    Kelola,
    failure::Failure,
    look::Look,
    pieces::{self, piece_words, pieces_of},
    rules::rules_of,
    words::findings,
};
use kelola_domain::{
    channel::Channel,
    delivery::Role,
    finding::{Finding, Severity},
    ids::{AssetId, ChannelId},
    media::Asset,
    network::{Abilities, Field, Placement, Profile},
    post::{Content, Overrides, Post},
    text::{Around, Check, MediaFacts, Subject, check},
    time::Planned,
};
use kelola_store::StoreError;
use known::Known;
use pictures::Shown;
use serde::Serialize;
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};
use ts_rs::TS;

/// What one channel would show.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VariantCheck {
    /// The channel.
    pub channel: ChannelId,
    /// Its words and pictures, own where overridden, else the post's.
    pub content: Content,
    /// The kind of post.
    pub kind: String,
    /// What the network says to it.
    pub check: Check,
    /// Its pictures, in order.
    pub pictures: Vec<RenditionView>,
    /// The further pieces the network publishes after it, in order.
    pub pieces: Vec<PieceCheck>,
}

/// What a network says to a further piece: a part of the thread, or the first comment.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PieceCheck {
    /// Which piece.
    pub role: Role,
    /// Its place in the thread, from 1; 0 for the first comment.
    pub part: u32,
    /// What the network says to it.
    pub check: Check,
}

impl VariantCheck {
    /// What was found in its words, in those of its further pieces too.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let pieces = self.pieces.iter().flat_map(|it| &it.check.findings);
        self.check.findings.iter().chain(pieces)
    }

    /// Whether the network would refuse it.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        let pictures = self.pictures.iter().flat_map(|it| &it.findings);
        self.findings()
            .chain(pictures)
            .any(|it| it.severity == Severity::Error)
    }
}

/// What is needed to check a post: its channels and its originals.
pub(crate) struct Context<'a> {
    pub(crate) kelola: &'a Kelola,
    pub(crate) channels: HashMap<ChannelId, Channel>,
    pub(crate) assets: HashMap<AssetId, Asset>,
    looks: HashMap<ChannelId, Look>,
    known: Arc<Known>,
}

impl<'a> Context<'a> {
    /// Loads what a stored post with its variants needs; `at` = when it is to go out, none = as it is planned now.
    /// While somebody types (`as_typed`), what was known around the post at its last save is still good.
    pub(crate) fn of_post(
        kelola: &'a Kelola,
        post: &Post,
        overrides: &HashMap<ChannelId, Overrides>,
        at: Option<Planned>,
        as_typed: bool,
    ) -> Result<Self, Failure> {
        let pictures = post.shared.pictures();
        let own = overrides.values().flat_map(Overrides::pictures);
        let wanted: BTreeSet<AssetId> = pictures.chain(own).map(|it| it.asset).collect();
        let now = kelola.now();
        let own_times = overrides
            .iter()
            .filter_map(|(channel, own)| Some((*channel, own.planned?)))
            .collect();
        kelola.read(|db| {
            let looks = post.channels.iter().map(|id| Ok((*id, Look::of(db, *id)?)));
            let channels = post
                .channels
                .iter()
                .map(|id| Ok((*id, kelola_store::channels::get(db, *id)?)));
            let assets = wanted
                .iter()
                .map(|id| Ok((*id, kelola_store::assets::get(db, *id)?)));
            Ok(Self {
                kelola,
                looks: looks.collect::<Result<_, StoreError>>()?,
                channels: channels.collect::<Result<_, StoreError>>()?,
                assets: assets.collect::<Result<_, StoreError>>()?,
                known: kelola
                    .checked
                    .known(db, post, own_times, at, now, as_typed)?,
            })
        })
    }

    /// Checks one channel.
    pub(crate) fn check(
        &self,
        channel: ChannelId,
        shared: &Content,
        own: &Overrides,
    ) -> Result<VariantCheck, Failure> {
        let known = self
            .channels
            .get(&channel)
            .ok_or_else(|| Failure::not_found("channel"))?;
        let rules = rules_of(self.kelola, known)?;
        let content = own.over(shared);
        let kind = own.kind.clone().unwrap_or_else(|| known.kind.clone());
        let shown = Shown::of(self, channel, &rules, placement(&rules, own));
        let (media, pictures) = shown.all(&content.media)?;
        let parts: Vec<&str> = if rules.abilities.threads {
            pieces::parts(&content).map(|it| it.text.as_str()).collect()
        } else {
            Vec::new()
        };
        let subject = Subject {
            kind: &kind,
            title: &content.title,
            text: &content.text,
            hashtags: &content.hashtags,
            media: &media,
            link: &content.link,
            first_comment: &content.first_comment,
            parts: &parts,
            around: self.known.around(channel),
        };
        let mut check = check(&rules, &subject);
        // How long a part is, is said of the part.
        check
            .findings
            .retain(|it| it.part == 0 || it.code == findings::PART_ENDS_IN_WORD);
        check.findings.extend(left_out(&rules, &content));
        check.findings.extend(self.known.against(channel, &content));
        let pieces = self.pieces(&shown, &kind, &content)?;
        Ok(VariantCheck {
            channel,
            content,
            kind,
            check,
            pictures,
            pieces,
        })
    }

    /// What is coloured in the fields where these words stand, from the versions that were checked.
    pub(crate) fn marks(
        &self,
        written: &Content,
        versions: &[&VariantCheck],
    ) -> Result<Vec<Mark>, Failure> {
        let able = versions.iter().map(|it| {
            let known = self
                .channels
                .get(&it.channel)
                .ok_or_else(|| Failure::not_found("channel"))?;
            Ok((*it, rules_of(self.kelola, known)?.abilities))
        });
        let able = able.collect::<Result<Vec<_>, Failure>>()?;
        Ok(marks::marks(written, able.iter().copied()))
    }

    /// Checks what follows the post.
    fn pieces(
        &self,
        shown: &Shown<'_>,
        kind: &str,
        content: &Content,
    ) -> Result<Vec<PieceCheck>, Failure> {
        let rules = shown.rules();
        let around = Around {
            // How old the rules are is said of the post.
            today: None,
            ..self.known.around(shown.channel())
        };
        let mut checks = Vec::new();
        for (role, part) in pieces_of(following(rules), content) {
            let Some(piece) = piece_words(role, part, content) else {
                continue;
            };
            let (media, _) = shown.all(&piece.media)?;
            let subject = Subject {
                kind,
                text: &piece.text,
                media: &media,
                around,
                ..Subject::default()
            };
            let mut check = check(rules, &subject);
            check
                .findings
                .retain(|it| is_about_piece(rules, role, it, &media));
            for finding in &mut check.findings {
                finding.part = part;
                if role == Role::FirstComment {
                    finding.field = Field::FirstComment;
                }
            }
            checks.push(PieceCheck { role, part, check });
        }
        Ok(checks)
    }
}

/// What can follow a post, published by Kelola or written by hand.
fn following(rules: &Profile) -> Abilities {
    let able = rules.abilities;
    if able.publish {
        return able;
    }
    Abilities {
        publish: true,
        first_comment: rules.fields.contains(&Field::FirstComment),
        ..able
    }
}

/// Whether a finding about a post holds for a piece that follows it: it needs no title and no picture, an answer may
/// begin with a name, and a comment written by hand has a limit of its own.
fn is_about_piece(rules: &Profile, role: Role, it: &Finding, media: &[MediaFacts]) -> bool {
    let own_limit = role == Role::FirstComment && !rules.publishes();
    match it.field {
        Field::Text => {
            it.code != findings::MENTION_FIRST
                && !(own_limit
                    && [findings::TEXT_TOO_LONG, findings::ESCAPED_TOO_LONG]
                        .contains(&it.code.as_str()))
        }
        Field::Media | Field::AltText => !media.is_empty(),
        _ => false,
    }
}

/// What a network that Kelola publishes on by itself does not take: it is said before, not found missing later.
fn left_out(profile: &Profile, content: &Content) -> Vec<Finding> {
    let able = profile.abilities;
    if !able.publish {
        return Vec::new();
    }
    let thread = !able.threads && pieces::parts(content).next().is_some();
    let comment = !able.first_comment && !content.first_comment.trim().is_empty();
    let warn = |code, field| Finding::new(code, Severity::Warning, field);
    let thread = thread.then(|| warn(findings::THREAD_NOT_HERE, Field::Text));
    let comment = comment.then(|| warn(findings::FIRST_COMMENT_NOT_HERE, Field::FirstComment));
    thread.into_iter().chain(comment).collect()
}

/// The placement a variant's pictures are cut for.
pub(crate) fn placement<'a>(profile: &'a Profile, own: &Overrides) -> Option<&'a Placement> {
    let wanted = own.placement.as_deref();
    profile
        .placements
        .iter()
        .find(|it| Some(it.id.as_str()) == wanted)
        .or_else(|| profile.default_placement())
}
