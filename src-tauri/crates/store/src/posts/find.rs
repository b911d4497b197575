//! Posts by filter and by words: the content list, its trash, and what was searched for.

use super::{PostRow, lines};
use crate::{
    columns::to_json,
    error::StoreError,
    search::{Conditions, search_words},
};
use kelola_domain::{
    delivery::DeliveryState,
    ids::{BrandId, ChannelId, PostId},
    post::{Editorial, Progress},
    time::Instant,
};
use rusqlite::{Connection, params_from_iter, types::Value};
use serde::Serialize;
use std::collections::HashMap;
use ts_rs::TS;

/// How many lines a list has when nobody said.
const DEFAULT_LIMIT: u32 = 200;
/// Words around a hit that are shown with it.
const SHOWN_WORDS: u32 = 16;
/// What stands around a hit while it comes out of the index; neither can be typed.
const OPENS: char = '\u{2}';
const CLOSES: char = '\u{3}';

/// Which posts to list; what is empty or none keeps all.
#[derive(Debug, Clone, Default)]
pub struct PostFilter {
    /// Of this brand.
    pub brand: Option<BrandId>,
    /// Whose title, text, headline or notes hold all these words, each as a beginning.
    pub words: String,
    /// In one of these editorial states.
    pub editorial: Vec<Editorial>,
    /// Not archived, unless `editorial` asks for it.
    pub not_archived: bool,
    /// Whose deliveries add up to one of these.
    pub progress: Vec<Progress>,
    /// On one of these channels.
    pub channels: Vec<ChannelId>,
    /// Of one of these pillars.
    pub pillars: Vec<String>,
    /// Of one of these campaigns.
    pub campaigns: Vec<String>,
    /// With one of these tags.
    pub tags: Vec<String>,
    /// Planned at or after.
    pub from: Option<Instant>,
    /// Planned before.
    pub to: Option<Instant>,
    /// Those in the trash, instead of the others.
    pub in_trash: bool,
    /// At most so many; 0 = 200.
    pub limit: u32,
    /// After so many.
    pub offset: u32,
}

/// A stretch of a post in which words were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundText {
    /// The stretch.
    pub text: String,
    /// Where the words stand in it: start and end, exclusive, in UTF-16 units.
    pub marks: Vec<(u32, u32)>,
}

/// FROM and WHERE of a filter: only the conditions asked for, so that SQLite can pick the index made for them. None =
/// words were asked for, and nothing in them can be found.
fn conditions(filter: &PostFilter) -> Result<Option<(String, Vec<Value>)>, StoreError> {
    let mut found = Conditions::default();
    let mut from = "posts";
    if !filter.words.trim().is_empty() {
        let Some(words) = search_words(&filter.words) else {
            return Ok(None);
        };
        from = "posts_text CROSS JOIN posts ON posts.seq = posts_text.rowid";
        found.add("posts_text MATCH ?", words);
    }
    found.sql.push(
        if filter.in_trash {
            "posts.removed_at IS NOT NULL"
        } else {
            "posts.removed_at IS NULL"
        }
        .to_owned(),
    );
    if let Some(brand) = filter.brand {
        found.add("posts.brand = ?", brand.to_string());
    }
    found.one_of("posts.editorial IN", &filter.editorial)?;
    if filter.not_archived && filter.editorial.is_empty() {
        found.sql.push("posts.editorial <> 'archived'".to_owned());
    }
    found.one_of("posts.pillar IN", &filter.pillars)?;
    found.one_of("posts.campaign IN", &filter.campaigns)?;
    if !filter.channels.is_empty() {
        found.add(
            "posts.seq IN (SELECT seq FROM post_channels WHERE channel IN (SELECT value FROM json_each(?)))",
            to_json(&filter.channels)?,
        );
    }
    if !filter.tags.is_empty() {
        found.add(
            "posts.seq IN (SELECT seq FROM post_tags WHERE tag IN (SELECT value FROM json_each(?)))",
            to_json(&filter.tags)?,
        );
    }
    if let Some(from) = filter.from {
        found.add("posts.planned_at >= ?", crate::columns::millis(from));
    }
    if let Some(to) = filter.to {
        found.add("posts.planned_at < ?", crate::columns::millis(to));
    }
    if !filter.progress.is_empty() {
        let any: Vec<_> = filter.progress.iter().map(|it| progress(*it)).collect();
        found.sql.push(format!("({})", any.join(" OR ")));
    }
    Ok(Some((
        format!("{from} WHERE {}", found.sql.join(" AND ")),
        found.values,
    )))
}

/// [`Progress::of`] as a condition on a post's deliveries. What is rare is looked for among the deliveries themselves.
fn progress(wanted: Progress) -> String {
    let names = |keep: fn(DeliveryState) -> bool| {
        let names: Vec<_> = DeliveryState::ALL
            .into_iter()
            .filter(|it| *it != DeliveryState::Cancelled && keep(*it))
            .map(|it| format!("'{}'", it.name()))
            .collect();
        names.join(", ")
    };
    let among = |states: &str| {
        format!("posts.id IN (SELECT post FROM deliveries WHERE state IN ({states}))")
    };
    let has = |states: &str| {
        format!("EXISTS (SELECT 1 FROM deliveries WHERE post = posts.id AND state IN ({states}))")
    };
    let counted = names(|_| true);
    let asking = names(DeliveryState::asks);
    let over = names(DeliveryState::is_over);
    let ahead = names(DeliveryState::is_ahead);
    let not_over = names(|it| !it.is_over());
    let not_ahead = names(|it| !it.is_ahead());
    match wanted {
        Progress::Unscheduled => format!("NOT {}", has(&counted)),
        Progress::NeedsAttention => among(&asking),
        Progress::Done => format!("({} AND NOT {})", has(&over), has(&not_over)),
        Progress::PartlyLive => format!(
            "({} AND {} AND NOT {})",
            among(&not_over),
            has(&over),
            has(&asking)
        ),
        Progress::Scheduled => format!("({} AND NOT {})", among(&ahead), has(&not_ahead)),
        Progress::UnderWay => format!(
            "({} AND NOT {} AND NOT {} AND {})",
            among(&not_over),
            has(&asking),
            has(&over),
            has(&not_ahead)
        ),
    }
}

/// What follows SELECT … FROM for a filter; shared with the test that looks at its plan.
pub(crate) fn statement(filter: &PostFilter) -> Result<Option<(String, Vec<Value>)>, StoreError> {
    let Some((rest, values)) = conditions(filter)? else {
        return Ok(None);
    };
    let order = if !filter.words.trim().is_empty() {
        "posts_text.rowid DESC"
    } else if filter.in_trash {
        "posts.removed_at DESC"
    } else {
        "posts.seq DESC"
    };
    let limit = if filter.limit == 0 {
        DEFAULT_LIMIT
    } else {
        filter.limit
    };
    let sql = format!(
        "{rest} ORDER BY {order} LIMIT {limit} OFFSET {}",
        filter.offset
    );
    Ok(Some((sql, values)))
}

/// Posts by filter, the newest first; of the trash, the last removed first.
///
/// # Errors
/// SQLite's.
pub fn list(db: &Connection, filter: &PostFilter) -> Result<Vec<PostRow>, StoreError> {
    match statement(filter)? {
        Some((sql, values)) => lines(db, &sql, params_from_iter(values)),
        None => Ok(Vec::new()),
    }
}

/// Posts whose title, text, headline or notes hold all words of `text`, each word as a beginning; the newest first.
///
/// # Errors
/// SQLite's.
pub fn search(
    db: &Connection,
    brand: Option<BrandId>,
    text: &str,
    limit: u32,
) -> Result<Vec<PostRow>, StoreError> {
    let filter = PostFilter {
        brand,
        words: text.to_owned(),
        limit,
        ..PostFilter::default()
    };
    if search_words(text).is_none() {
        return Ok(Vec::new());
    }
    list(db, &filter)
}

/// How many posts a filter keeps, counted up to `most`.
///
/// # Errors
/// SQLite's.
pub fn count_found(db: &Connection, filter: &PostFilter, most: u32) -> Result<u64, StoreError> {
    let Some((rest, values)) = conditions(filter)? else {
        return Ok(0);
    };
    let number: i64 = db
        .prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM {rest} LIMIT {most})"
        ))?
        .query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(number.unsigned_abs())
}

/// Where the words of a search stand in posts that hold them.
///
/// # Errors
/// SQLite's.
pub fn found_texts(
    db: &Connection,
    words: &str,
    posts: &[PostId],
) -> Result<HashMap<PostId, FoundText>, StoreError> {
    let Some(words) = search_words(words) else {
        return Ok(HashMap::new());
    };
    let mut query = db.prepare_cached(&format!(
        "SELECT posts.id AS id, snippet(posts_text, -1, char({}), char({}), '…', {SHOWN_WORDS}) AS stretch
         FROM posts_text CROSS JOIN posts ON posts.seq = posts_text.rowid
         WHERE posts_text MATCH ?1 AND posts_text.rowid IN
             (SELECT seq FROM posts WHERE id IN (SELECT value FROM json_each(?2)))",
        OPENS as u32, CLOSES as u32
    ))?;
    let rows = query.query_map([words, to_json(&posts)?], |row| {
        let stretch: String = row.get("stretch")?;
        Ok((crate::columns::parsed(row, "id")?, marked(&stretch)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes the signs around the hits out of a stretch and says where they stood.
fn marked(stretch: &str) -> FoundText {
    let (mut text, mut marks) = (String::with_capacity(stretch.len()), Vec::new());
    let (mut at, mut opened) = (0_u32, None);
    for it in stretch.chars() {
        match it {
            OPENS => opened = Some(at),
            CLOSES => marks.extend(opened.take().map(|start| (start, at))),
            it => {
                // A line of a list has no lines of its own.
                text.push(if it.is_control() { ' ' } else { it });
                at += it.len_utf16() as u32;
            }
        }
    }
    FoundText { text, marks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_told_in_utf16_units() {
        let found = marked("☕😀 \u{2}kopi\u{3} enak\n\u{2}kopi\u{3}");
        assert_eq!(found.text, "☕😀 kopi enak kopi");
        assert_eq!(found.marks, [(4, 8), (14, 18)]);
    }
}
