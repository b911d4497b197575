//! Sets of hashtags, snippets and templates: keeping them, and filling their variables for a post.

use crate::{
    Kelola, channels::profile, commands::Nothing, events::Event, failure::Failure, undo::Undoable,
    words::acts,
};
use kelola_domain::{
    brand::{Brand, Lang},
    day_words,
    ids::{ChannelId, PostId, SnippetId},
    post::Post,
    snippet::{Snippet, SnippetContent, SnippetKind, stable_name},
    time::Planned,
};
use kelola_store::{posts, snippets, variants};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The longest field of a snippet, in bytes.
const LONGEST_FIELD: usize = 100_000;

/// A snippet to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveSnippet {
    /// Which; none = a new one.
    pub id: Option<SnippetId>,
    /// What it is for.
    pub kind: SnippetKind,
    /// What the person calls it.
    pub name: String,
    /// Its words.
    pub content: SnippetContent,
}

/// One snippet.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneSnippet {
    /// Which.
    pub id: SnippetId,
}

/// A snippet to fill for a post.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FillSnippet {
    /// Which.
    pub id: SnippetId,
    /// The post it is for.
    pub post: PostId,
    /// The channel whose version is written; none = what all share.
    pub channel: Option<ChannelId>,
    /// What the person gave for variables Kelola cannot know.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// A filled snippet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Filled {
    /// Its words, a placeholder in square brackets where a value is missing.
    pub content: SnippetContent,
    /// The variables without a value.
    pub missing: Vec<String>,
}

/// The brand's sets of hashtags, snippets and templates.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_snippets(kelola: &Kelola, _: Nothing) -> Result<Vec<Snippet>, Failure> {
    let brand = kelola.brand()?;
    kelola.read(|db| snippets::list(db, brand.id))
}

/// Keeps one, new or changed.
///
/// # Errors
/// Fails when it has no name or no words.
pub fn save_snippet(kelola: &Kelola, args: SaveSnippet) -> Result<Snippet, Failure> {
    let brand = kelola.brand()?;
    let name = args.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Failure::bad_input("name"));
    }
    let fields = args.content.fields();
    if fields.iter().all(|it| it.trim().is_empty())
        || fields.iter().any(|it| it.len() > LONGEST_FIELD)
    {
        return Err(Failure::bad_input("content"));
    }
    let saved = kelola.write(acts::SAVE_SNIPPET, |tx| {
        let brand = match args.id {
            Some(id) => snippets::get(tx, id)?.brand,
            None => brand.id,
        };
        let snippet = Snippet {
            id: args.id.unwrap_or_else(|| SnippetId::from_uuid(tx.uuid())),
            brand,
            kind: args.kind,
            name,
            variables: args.content.variables(),
            content: args.content,
        };
        snippets::put(tx, &snippet)?;
        Ok(snippet)
    })?;
    kelola.events().tell(&Event::SnippetsChanged);
    Ok(saved)
}

/// Removes one.
///
/// # Errors
/// Fails when there is no such snippet.
pub fn remove_snippet(kelola: &Kelola, args: OneSnippet) -> Result<Undoable, Failure> {
    let operation = kelola.write(acts::REMOVE_SNIPPET, |tx| {
        snippets::remove(tx, args.id)?;
        Ok(tx.operation())
    })?;
    kelola.events().tell(&Event::SnippetsChanged);
    Ok(Undoable {
        operation,
        label: acts::REMOVE_SNIPPET.to_owned(),
    })
}

/// Fills a snippet for a post: what Kelola knows of brand, campaign, channel and time, and what the person gave.
///
/// # Errors
/// Fails when snippet, post or channel are not there.
pub fn fill_snippet(kelola: &Kelola, args: FillSnippet) -> Result<Filled, Failure> {
    let (snippet, post) =
        kelola.read(|db| Ok((snippets::get(db, args.id)?, posts::get(db, args.post)?)))?;
    let brand = kelola.read(|db| kelola_store::brands::get(db, post.brand))?;
    let mut planned = post.planned;
    let mut channel_name = None;
    if let Some(id) = args.channel {
        let channel = kelola.read(|db| kelola_store::channels::get(db, id))?;
        let network = profile(kelola, &channel.network)?.name.clone();
        channel_name = Some(network);
        let own = kelola.read(|db| variants::get(db, args.post, id))?;
        planned = own.and_then(|it| it.overrides.planned).or(planned);
    }
    let mut values = known(&brand, &post, planned);
    values.extend(channel_name.map(|it| ("channel".to_owned(), it)));
    for (name, value) in args.values {
        values.insert(stable_name(&name), value);
    }
    let missing = snippet
        .variables
        .iter()
        .filter(|it| values.get(*it).is_none_or(|it| it.trim().is_empty()))
        .cloned()
        .collect();
    Ok(Filled {
        content: snippet.content.fill(&values),
        missing,
    })
}

/// What the brand and the plan of a post say by themselves, in the brand's first language.
fn known(brand: &Brand, post: &Post, planned: Option<Planned>) -> BTreeMap<String, String> {
    let lang = brand.languages.first().copied().unwrap_or_default();
    let mut values = BTreeMap::from([("brand".to_owned(), brand.name.clone())]);
    if !post.campaign.is_empty() {
        values.insert("campaign".to_owned(), post.campaign.clone());
    }
    if let Some(planned) = planned {
        let local = planned.instant().with_timezone(&brand.zone).naive_local();
        values.insert("date".to_owned(), day_words::date(local.date(), lang));
        values.insert(
            "day".to_owned(),
            day_words::weekday(local.date(), lang).to_owned(),
        );
        let time = match lang {
            Lang::Id => local.format("%H.%M"),
            Lang::En => local.format("%H:%M"),
        };
        values.insert("time".to_owned(), time.to_string());
    }
    values
}

#[cfg(test)]
mod tests;
