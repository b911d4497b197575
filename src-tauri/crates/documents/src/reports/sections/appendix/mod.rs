//! The appendix: every post that went live, with its numbers.

use super::{View, top_posts::name};
use crate::{
    reports::{
        data::Post,
        facts::{Facts, post_interactions},
        pictures::Pictures,
    },
    words::{Word, appendix as words, shared},
};
use serde_json::{Value, json};

/// About ten pages; nobody reads further, and the numbers stay in Kelola.
const POSTS: usize = 400;

type Column = (Word, fn(&Post) -> Option<i64>);

const COLUMNS: [Column; 7] = [
    (shared::VIEWS, |it| it.views.known()),
    (shared::REACH, |it| it.reach.known()),
    (shared::LIKES, |it| it.likes.known()),
    (shared::COMMENTS, |it| it.comments.known()),
    (shared::SHARES, |it| it.shares.known()),
    (shared::SAVES, |it| it.saves.known()),
    (shared::INTERACTIONS, post_interactions),
];

pub(super) fn build(facts: &Facts, _: &mut Pictures) -> Option<View> {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    if data.posts.is_empty() {
        return None;
    }
    let mut posts: Vec<&Post> = data.posts.iter().collect();
    posts.sort_by_key(|it| it.published);
    let columns: Vec<Column> = COLUMNS
        .into_iter()
        .filter(|(_, number)| posts.iter().any(|it| number(it).is_some()))
        .collect();
    let rows: Vec<Value> = posts
        .iter()
        .take(POSTS)
        .map(|post| {
            let cells: Vec<String> = columns
                .iter()
                .map(|(_, number)| number(post).map_or_else(|| "–".to_owned(), |it| format.count(it)))
                .collect();
            json!({
                "date": format!("{} {}", format.day(post.published.date()), format.time(post.published)),
                "title": name(facts, post, 36),
                "channel": facts.channel(&post.channel).map(|(index, _)| index),
                "channel_name": facts.channel_name(&post.channel),
                "cells": cells,
            })
        })
        .collect();
    let hidden = posts.len().saturating_sub(POSTS);
    let count = |n: usize| format.count(n as i64);
    Some(View {
        claim: words::CLAIM.fill(lang, &[("n", &count(posts.len()))]),
        body: json!({
            "heads": columns.iter().map(|(word, _)| word.get(lang)).collect::<Vec<_>>(),
            "rows": rows,
            "more": (hidden > 0).then(|| words::MORE.fill(lang, &[("n", &count(hidden))])),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{
        data::{Count, Lang, Missing},
        sample,
    };

    #[test]
    fn a_number_nobody_gives_has_no_column_and_one_missing_is_a_dash() {
        let mut data = sample::month(Lang::Id);
        let missing = Count::Missing(Missing::NotProvided);
        for post in &mut data.posts {
            post.saves = missing;
            post.views = missing;
            post.likes = Count::Known(1);
        }
        data.posts.first_mut().unwrap().likes = missing;
        let view = build(&Facts::new(&data), &mut Pictures::default()).unwrap();
        let heads = view.body["heads"].to_string();
        assert!(
            !heads.contains("Simpan") && !heads.contains("Tayangan") && heads.contains("Suka"),
            "{heads}"
        );
        assert!(view.body["rows"].to_string().contains('–'));
    }
}
