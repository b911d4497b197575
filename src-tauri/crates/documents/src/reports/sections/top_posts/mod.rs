//! The posts with the most interactions, with picture, text, numbers and the person's reason.

use super::{View, shorten};
use crate::{
    reports::{
        data::{Count, Post},
        facts::{Facts, post_interactions},
        pictures::Pictures,
        top_posts,
    },
    words::{Word, shared, top_posts as words},
};
use serde_json::{Value, json};

pub(super) fn build(facts: &Facts, pictures: &mut Pictures) -> Option<View> {
    let (data, format, lang) = (facts.data, facts.format, facts.data.lang);
    let shown: Vec<&Post> = top_posts(&data.posts)
        .into_iter()
        .filter_map(|it| data.posts.get(it))
        .collect();
    let first = *shown.first()?;
    let unranked = data
        .posts
        .iter()
        .filter(|it| post_interactions(it).is_none())
        .count();
    let kinds = [
        shared::LIKES,
        shared::COMMENTS,
        shared::SHARES,
        shared::SAVES,
    ]
    .map(|it| it.get(lang).to_lowercase());
    let reasons = shown.iter().any(|it| it.why.is_some());
    let note = if reasons {
        words::NOTE
    } else {
        words::NOTE_PLAIN
    };
    let body = json!({
        "list": words::LIST.fill(lang, &[("n", &format.count(shown.len() as i64))]),
        "unit": words::UNIT.fill(lang, &[("period", &format.period(&data.period)), ("kinds", &kinds.join(" + "))]),
        "posts": shown.iter().map(|it| post(facts, it, pictures)).collect::<Vec<_>>(),
        "note": note.fill(lang, &[("name", &data.brand.prepared_by)]),
        "unranked": (unranked > 0).then(|| words::NO_NUMBERS.fill(lang, &[("n", &format.count(unranked as i64))])),
    });
    let claim = words::CLAIM.fill(
        lang,
        &[
            (
                "n",
                &format.count(post_interactions(first).unwrap_or_default()),
            ),
            ("title", &name(facts, first, 60)),
            ("channel", &facts.channel_name(&first.channel)),
        ],
    );
    Some(View { claim, body })
}

/// The working title, or the first words.
pub(in crate::reports) fn name(facts: &Facts, post: &Post, characters: usize) -> String {
    let title = if post.title.trim().is_empty() {
        &post.text
    } else {
        &post.title
    };
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        words::NO_TEXT.get(facts.data.lang).to_owned()
    } else {
        shorten(&line, characters)
    }
}

fn post(facts: &Facts, post: &Post, pictures: &mut Pictures) -> Value {
    let (format, lang) = (facts.format, facts.data.lang);
    let title = name(facts, post, 80);
    let text = post.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let all = post_interactions(post).unwrap_or_default();
    let mut numbers =
        vec![json!({"label": shared::INTERACTIONS.get(lang), "value": format.count(all)})];
    numbers.extend(
        rate(post, all).map(
            |(label, rate)| json!({"label": label.get(lang), "value": format.percent(rate, 2)}),
        ),
    );
    let mut small = Vec::new();
    for (label, count) in [
        (shared::REACH, post.reach),
        (shared::VIEWS, post.views),
        (shared::LIKES, post.likes),
        (shared::COMMENTS, post.comments),
        (shared::SHARES, post.shares),
        (shared::SAVES, post.saves),
    ] {
        if let Count::Known(value) = count {
            small.push(json!({"label": label.get(lang), "value": format.count(value)}));
        }
    }
    json!({
        "title": title,
        "text": if text == title { String::new() } else { shorten(&text, 230) },
        "picture": post.thumbnail.as_ref().and_then(|it| pictures.add(it, &title)),
        "channel": facts.channel(&post.channel).map(|(index, _)| index),
        "channel_name": facts.channel_name(&post.channel),
        "published": format!("{}\u{a0}{}", format.moment(post.published), facts.data.period.zone),
        "address": post.address.as_ref().filter(|it| it.starts_with("https://")),
        "numbers": numbers,
        "small": small,
        "why": post.why.as_ref().map(|it| shorten(it, 200)),
    })
}

/// The post's own rate; views only where there is no reach, and labelled so.
fn rate(post: &Post, interactions: i64) -> Option<(Word, f64)> {
    let (label, seen) = match (post.reach.known(), post.views.known()) {
        (Some(reach), _) => (words::PER_REACH, reach),
        (None, Some(views)) => (words::PER_VIEWS, views),
        (None, None) => return None,
    };
    (seen > 0).then(|| (label, interactions as f64 / seen as f64 * 100.0))
}
