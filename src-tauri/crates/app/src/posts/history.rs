//! What was written before: every change of a post's fields, and the way back to one of them.

use super::{OnePost, SavePost, SaveVariant, save::PostPatch, save_post, save_variant};
use crate::{Kelola, failure::Failure};
use kelola_domain::{
    ids::{AssetId, ChannelId, OperationId, PostId},
    media::Attachment,
    post::{Content, Overrides, Post, ThreadPart},
    time::Instant,
};
use kelola_store::{
    Connection, StoreError, assets,
    changes::{self, RowChange},
    posts as rows_of, variants,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::TS;

/// So many changed rows are looked at; older ones stay in the store.
const MOST: u32 = 2_000;

/// What changed of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryField {
    /// The working title.
    Title,
    /// Notes.
    Notes,
    /// The pillar.
    Pillar,
    /// The campaign.
    Campaign,
    /// Tags.
    Tags,
    /// How far the writing is.
    Editorial,
    /// The channels that take part.
    Channels,
    /// When it is planned.
    Planned,
    /// Running text.
    Text,
    /// Headline.
    Headline,
    /// Hashtags.
    Hashtags,
    /// A link.
    Link,
    /// A comment posted right after.
    FirstComment,
    /// Pictures with their descriptions.
    Media,
    /// Further parts of a thread.
    Parts,
    /// The kind of post on a channel.
    Kind,
    /// The placement pictures are cut for.
    Placement,
}

impl HistoryField {
    const ALL: [Self; 17] = [
        Self::Title,
        Self::Notes,
        Self::Pillar,
        Self::Campaign,
        Self::Tags,
        Self::Editorial,
        Self::Channels,
        Self::Planned,
        Self::Text,
        Self::Headline,
        Self::Hashtags,
        Self::Link,
        Self::FirstComment,
        Self::Media,
        Self::Parts,
        Self::Kind,
        Self::Placement,
    ];

    /// Where a stored post keeps it; none = only a version has it.
    const fn column(self) -> Option<&'static str> {
        Some(match self {
            Self::Title => "title",
            Self::Notes => "notes",
            Self::Pillar => "pillar",
            Self::Campaign => "campaign",
            Self::Tags => "tags",
            Self::Editorial => "editorial",
            Self::Channels => "channels",
            Self::Planned => "planned_wall",
            Self::Text => "text",
            Self::Headline => "headline",
            Self::Hashtags => "hashtags",
            Self::Link => "link",
            Self::FirstComment => "first_comment",
            Self::Media => "media",
            Self::Parts => "parts",
            Self::Kind | Self::Placement => return None,
        })
    }

    /// What a channel's version calls it; none = only the post has it.
    const fn own_key(self) -> Option<&'static str> {
        Some(match self {
            Self::Text => "text",
            Self::Headline => "title",
            Self::Hashtags => "hashtags",
            Self::Link => "link",
            Self::FirstComment => "first_comment",
            Self::Media => "media",
            Self::Parts => "parts",
            Self::Kind => "kind",
            Self::Placement => "placement",
            Self::Planned => "planned",
            _ => return None,
        })
    }

    /// What is planned and where is changed on the plan, not by going back.
    const fn goes_back(self) -> bool {
        !matches!(self, Self::Editorial | Self::Channels | Self::Planned)
    }
}

/// One field of a post, changed by one act.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryEntry {
    /// The act.
    pub operation: OperationId,
    /// When.
    #[ts(as = "String")]
    pub at: Instant,
    /// Who: window, command_line or sync.
    pub actor: String,
    /// What the act was, an entry of `acts.json`.
    pub label: String,
    /// The channel whose version changed; none = what all share.
    pub channel: Option<ChannelId>,
    /// What changed.
    pub field: HistoryField,
    /// What was there before, as plain words; none = nothing, or on a channel what all share.
    pub before: Option<String>,
    /// What was there afterwards, likewise.
    pub after: Option<String>,
    /// Whether the field can become again what it was afterwards: it differs from what it is now.
    pub can_restore: bool,
}

/// The field to go back to.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreField {
    /// The post.
    pub post: PostId,
    /// The act after which the field was as it shall be again.
    pub operation: OperationId,
    /// The channel whose version it is; none = what all share.
    pub channel: Option<ChannelId>,
    /// The field.
    pub field: HistoryField,
    /// The revision of the post the person looked at.
    #[ts(type = "number")]
    pub revision: i64,
}

/// Every change of a post's fields and versions, the last first.
///
/// # Errors
/// Fails when there is no such post.
pub fn post_history(kelola: &Kelola, args: OnePost) -> Result<Vec<HistoryEntry>, Failure> {
    kelola.read(|db| {
        let now = Now::of(db, args.id)?;
        let mut entries = Vec::new();
        for change in changes::of_rows(db, "posts", args.id, MOST)? {
            for field in HistoryField::ALL {
                let Some(column) = field.column() else {
                    continue;
                };
                let of = |row: &Option<Value>| row.as_ref().and_then(|it| it.get(column)).cloned();
                let (before, after) = (of(&change.before), of(&change.after));
                entries.extend(entry(db, &now, &change, None, field, before, after)?);
            }
        }
        for change in changes::of_rows(db, "variants", args.id, MOST)? {
            let Some(channel) = channel_of(&change.key) else {
                continue;
            };
            for field in HistoryField::ALL {
                let Some(key) = field.own_key() else { continue };
                let (before, after) = (own(&change.before, key), own(&change.after, key));
                entries.extend(entry(
                    db,
                    &now,
                    &change,
                    Some(channel),
                    field,
                    before,
                    after,
                )?);
            }
        }
        // Operations are named in the order of their making.
        entries.sort_by_key(|it| std::cmp::Reverse((it.at, it.operation)));
        Ok(entries)
    })
}

/// A field of the versions' JSON, which stands as text in its row.
fn own(row: &Option<Value>, key: &str) -> Option<Value> {
    let overrides = row.as_ref()?.get("overrides")?.as_str()?;
    let parsed: Value = serde_json::from_str(overrides).ok()?;
    parsed.get(key).filter(|it| !it.is_null()).cloned()
}

fn channel_of(key: &str) -> Option<ChannelId> {
    let key: Vec<String> = serde_json::from_str(key).ok()?;
    key.get(1)?.parse().ok()
}

/// How the post stands now, to tell what has changed since.
struct Now {
    post: Post,
    own: Vec<(ChannelId, Value)>,
}

impl Now {
    fn of(db: &Connection, id: PostId) -> Result<Self, StoreError> {
        let own = variants::list(db, id)?.into_iter().map(|it| {
            (
                it.channel,
                serde_json::to_value(it.overrides).unwrap_or_default(),
            )
        });
        Ok(Self {
            post: rows_of::get(db, id)?,
            own: own.collect(),
        })
    }

    fn value(&self, channel: Option<ChannelId>, field: HistoryField) -> Option<Value> {
        let Some(channel) = channel else {
            return shared(&self.post, field);
        };
        let (_, own) = self.own.iter().find(|it| it.0 == channel)?;
        own.get(field.own_key()?)
            .filter(|it| !it.is_null())
            .cloned()
    }
}

/// A field of a post as its row would hold it.
fn shared(post: &Post, field: HistoryField) -> Option<Value> {
    let listed = |it: Result<String, serde_json::Error>| it.ok().map(Value::String);
    match field {
        HistoryField::Title => Some(post.title.clone().into()),
        HistoryField::Notes => Some(post.notes.clone().into()),
        HistoryField::Pillar => Some(post.pillar.clone().into()),
        HistoryField::Campaign => Some(post.campaign.clone().into()),
        HistoryField::Text => Some(post.shared.text.clone().into()),
        HistoryField::Headline => Some(post.shared.title.clone().into()),
        HistoryField::Hashtags => Some(post.shared.hashtags.clone().into()),
        HistoryField::Link => Some(post.shared.link.clone().into()),
        HistoryField::FirstComment => Some(post.shared.first_comment.clone().into()),
        HistoryField::Tags => listed(serde_json::to_string(&post.tags)),
        HistoryField::Media => listed(serde_json::to_string(&post.shared.media)),
        HistoryField::Parts => listed(serde_json::to_string(&post.shared.parts)),
        _ => None,
    }
}

fn entry(
    db: &Connection,
    now: &Now,
    change: &RowChange,
    channel: Option<ChannelId>,
    field: HistoryField,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<Option<HistoryEntry>, StoreError> {
    let (shown_before, shown_after) = (say(db, field, &before)?, say(db, field, &after)?);
    let is_empty = |it: &Option<String>| it.as_ref().is_none_or(String::is_empty);
    if before == after || (is_empty(&shown_before) && is_empty(&shown_after)) {
        return Ok(None);
    }
    let is_same = say(db, field, &now.value(channel, field))? == shown_after;
    Ok(Some(HistoryEntry {
        operation: change.operation,
        at: change.at,
        actor: change.actor.name().to_owned(),
        label: change.label.clone(),
        channel,
        field,
        can_restore: field.goes_back() && !is_same && (channel.is_some() || after.is_some()),
        before: shown_before,
        after: shown_after,
    }))
}

/// A stored value as plain words.
fn say(
    db: &Connection,
    field: HistoryField,
    value: &Option<Value>,
) -> Result<Option<String>, StoreError> {
    let Some(value) = value.as_ref().filter(|it| !it.is_null()) else {
        return Ok(None);
    };
    Ok(Some(match field {
        HistoryField::Media => pictures(db, &read::<Vec<Attachment>>(value))?,
        HistoryField::Parts => {
            let parts: Vec<ThreadPart> = read(value);
            let texts: Vec<_> = parts.into_iter().map(|it| it.text).collect();
            texts.join("\n\n")
        }
        HistoryField::Tags => read::<Vec<String>>(value).join(", "),
        HistoryField::Channels => {
            let ids: Vec<ChannelId> = read(value);
            let known = ids.iter().map(|id| {
                let channel = kelola_store::channels::get(db, *id)?;
                Ok(format!("{} {}", channel.network, channel.handle))
            });
            known.collect::<Result<Vec<_>, StoreError>>()?.join("\n")
        }
        // A version keeps its zone beside it.
        HistoryField::Planned => words(value.get("wall").unwrap_or(value)),
        _ => words(value),
    }))
}

fn words(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// One picture per line: its file name and its description.
fn pictures(db: &Connection, media: &[Attachment]) -> Result<String, StoreError> {
    let line = |it: &Attachment| {
        let name = assets::get(db, it.asset)?.file_name;
        Ok(if it.alt.is_empty() {
            name
        } else {
            format!("{name}: {}", it.alt)
        })
    };
    let lines: Result<Vec<String>, StoreError> = media.iter().map(line).collect();
    Ok(lines?.join("\n"))
}

/// A list that stands in a row as text, or in a version as itself.
fn read<T: DeserializeOwned + Default>(value: &Value) -> T {
    match value {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        other => serde_json::from_value(other.clone()).unwrap_or_default(),
    }
}

/// Makes a field what it was after an act: a change of its own, taken back like any other.
///
/// # Errors
/// Fails when the act is not known, a picture is gone, or the post has changed meanwhile.
pub fn restore_field(kelola: &Kelola, args: RestoreField) -> Result<Post, Failure> {
    if !args.field.goes_back() {
        return Err(Failure::bad_input("field"));
    }
    let table = if args.channel.is_some() {
        "variants"
    } else {
        "posts"
    };
    let found = kelola.read(|db| changes::of_rows(db, table, args.post, MOST))?;
    let wanted = |it: &&RowChange| {
        it.operation == args.operation
            && args
                .channel
                .is_none_or(|id| channel_of(&it.key) == Some(id))
    };
    let row = found
        .iter()
        .find(wanted)
        .ok_or_else(|| Failure::not_found("operation"))?;
    match args.channel {
        Some(channel) => restore_own(kelola, args, channel, &row.after),
        None => restore_shared(kelola, args, &row.after),
    }
}

fn restore_shared(
    kelola: &Kelola,
    args: RestoreField,
    row: &Option<Value>,
) -> Result<Post, Failure> {
    let column = args
        .field
        .column()
        .ok_or_else(|| Failure::bad_input("field"))?;
    let value = row
        .as_ref()
        .and_then(|it| it.get(column))
        .ok_or_else(|| Failure::not_found("field"))?;
    let words = || Some(value.as_str().unwrap_or_default().to_owned());
    let post = kelola.read(|db| rows_of::get(db, args.post))?;
    let mut patch = PostPatch::default();
    match args.field {
        HistoryField::Title => patch.title = words(),
        HistoryField::Notes => patch.notes = words(),
        HistoryField::Pillar => patch.pillar = words(),
        HistoryField::Campaign => patch.campaign = words(),
        HistoryField::Tags => patch.tags = Some(read(value)),
        field => {
            let mut content = post.shared;
            put(&mut content, field, value);
            known_pictures(kelola, content.pictures())?;
            patch.shared = Some(content);
        }
    }
    save_post(
        kelola,
        SavePost {
            id: args.post,
            revision: args.revision,
            patch,
        },
    )
}

fn put(content: &mut Content, field: HistoryField, value: &Value) {
    let words = value.as_str().unwrap_or_default().to_owned();
    match field {
        HistoryField::Text => content.text = words,
        HistoryField::Headline => content.title = words,
        HistoryField::Hashtags => content.hashtags = words,
        HistoryField::Link => content.link = words,
        HistoryField::FirstComment => content.first_comment = words,
        HistoryField::Media => content.media = read(value),
        HistoryField::Parts => content.parts = read(value),
        _ => {}
    }
}

fn restore_own(
    kelola: &Kelola,
    args: RestoreField,
    channel: ChannelId,
    row: &Option<Value>,
) -> Result<Post, Failure> {
    let key = args
        .field
        .own_key()
        .ok_or_else(|| Failure::bad_input("field"))?;
    let now = kelola.read(|db| variants::get(db, args.post, channel))?;
    let now = now.map(|it| it.overrides).unwrap_or_default();
    let mut whole = serde_json::to_value(&now).map_err(|error| Failure::defect(&error))?;
    if let Some(fields) = whole.as_object_mut() {
        fields.insert(key.to_owned(), own(row, key).unwrap_or_default());
    }
    let overrides: Overrides =
        serde_json::from_value(whole).map_err(|error| Failure::defect(&error))?;
    known_pictures(kelola, overrides.pictures())?;
    save_variant(
        kelola,
        SaveVariant {
            post: args.post,
            channel,
            overrides,
            revision: args.revision,
        },
    )
}

/// A picture deleted since cannot come back with the words around it.
fn known_pictures<'a>(
    kelola: &Kelola,
    pictures: impl Iterator<Item = &'a Attachment>,
) -> Result<(), Failure> {
    let ids: Vec<AssetId> = pictures.map(|it| it.asset).collect();
    kelola.read(|db| ids.iter().try_for_each(|id| assets::get(db, *id).map(drop)))
}
