//! What a post says, as WordPress takes it: title, blocks, excerpt, tags, pictures, slug and time.

use super::markup;
use crate::{
    contract::Outgoing,
    error::{Kind, NetworkError},
    html::escape,
};
use kelola_domain::{post::Content, time::Instant};
use serde_json::{Value, json};

/// A title made from the text is at most this long, in characters (search results cut near 60).
const TITLE: usize = 60;
/// An excerpt is at most this long, in characters; WordPress's own has 55 words.
const EXCERPT: usize = 300;

/// What must exist at the site before a post can refer to it.
pub struct Pieces {
    /// The numbers of its tags.
    pub tags: Vec<i64>,
    /// Its pictures, in order.
    pub pictures: Vec<Picture>,
}

/// A picture at the site.
pub struct Picture {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub url: String,
    /// Its alternative text.
    pub alt: String,
}

/// When a post is to be public.
#[derive(Clone, Copy)]
pub enum When {
    /// At once.
    Now,
    /// When the site's clock says so.
    At(Instant),
    /// When an editor of the site thinks so.
    Proposed,
    /// It is already.
    Already,
}

/// Whether the text carries the request id, because the slug will not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// It does.
    Yes,
    /// The slug does.
    No,
}

/// The slug of a post: its request id.
pub fn slug<'a>(what: &Outgoing<'a>) -> Result<&'a str, NetworkError> {
    let id = what.request_id;
    let sound = (8..=100).contains(&id.len())
        && id
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
        && id.bytes().any(|it| it.is_ascii_lowercase())
        && !id.starts_with('-')
        && !id.ends_with('-')
        && !id.contains("--");
    if sound {
        Ok(id)
    } else {
        Err(NetworkError::new(Kind::Rejected).raw("request id is no slug"))
    }
}

/// The class that stands in for the slug of a post WordPress gives none.
pub fn mark(what: &Outgoing<'_>) -> Result<String, NetworkError> {
    Ok(format!("kelola-{}", slug(what)?))
}

/// The post, as the REST interface takes it.
pub fn body(what: &Outgoing<'_>, pieces: &Pieces, when: When, marked: Marked) -> Value {
    let content = &what.frozen.content;
    let mut body = json!({
        "title": escape(&title(content)),
        "content": html(what, pieces, marked),
        "excerpt": escape(&excerpt(&content.text)),
        "featured_media": pieces.pictures.first().map_or(0, |it| it.id),
    });
    if !pieces.tags.is_empty() {
        body["tags"] = json!(pieces.tags);
    }
    let status = match when {
        When::Now => "publish",
        When::Proposed => "pending",
        When::At(at) => {
            body["date_gmt"] = at.format("%Y-%m-%dT%H:%M:%S").to_string().into();
            "future"
        }
        // A person may have given it another name or date at the site.
        When::Already => return body,
    };
    body["status"] = status.into();
    body["slug"] = what.request_id.into();
    body
}

fn html(what: &Outgoing<'_>, pieces: &Pieces, marked: Marked) -> String {
    let content = &what.frozen.content;
    let mut blocks = markup::blocks(&content.text);
    let link = content.link.trim();
    if !link.is_empty() && !content.text.contains(link) {
        blocks.extend(markup::link(link));
    }
    // The first picture is the article's own; themes show it above the text.
    blocks.extend(pieces.pictures.iter().skip(1).map(picture));
    let html = blocks.join("\n\n");
    match mark(what) {
        Ok(mark) if marked == Marked::Yes => markup::block(
            "group",
            &format!("{{\"className\":\"{mark}\"}} "),
            &format!("<div class=\"wp-block-group {mark}\">{html}</div>"),
        ),
        _ => html,
    }
}

fn picture(it: &Picture) -> String {
    let id = it.id;
    let html = format!(
        "<figure class=\"wp-block-image size-full\"><img src=\"{}\" alt=\"{}\" class=\"wp-image-{id}\"/></figure>",
        markup::safe(&it.url),
        markup::safe(&it.alt),
    );
    let attributes = format!("{{\"id\":{id},\"sizeSlug\":\"full\"}} ");
    markup::block("image", &attributes, &html)
}

/// The headline, else the first words.
fn title(content: &Content) -> String {
    let own = content.title.trim();
    if !own.is_empty() {
        return own.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let first = content
        .text
        .lines()
        .map(markup::words)
        .find(|it| !it.is_empty());
    shortened(&first.unwrap_or_default(), TITLE)
}

/// The first paragraph, where more follows; else WordPress makes its own.
fn excerpt(text: &str) -> String {
    let mut paragraphs = text.split("\n\n").filter(|it| !it.trim().is_empty());
    let (Some(first), Some(_)) = (paragraphs.next(), paragraphs.next()) else {
        return String::new();
    };
    let words: Vec<_> = first.lines().map(markup::words).collect();
    shortened(&words.join(" "), EXCERPT)
}

/// Cut between two words.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{frozen, outgoing};

    fn pieces() -> Pieces {
        let picture = |id, alt: &str| Picture {
            id,
            url: format!("https://kopi.id/{id}.jpg"),
            alt: alt.into(),
        };
        Pieces {
            tags: vec![4],
            pictures: vec![picture(7, "Kopi"), picture(8, "Susu \"segar\" [1]")],
        }
    }

    #[test]
    fn a_post_carries_everything() {
        let mut frozen = frozen("Kopi <baru> di Braga\n\nDatanglah.");
        frozen.content.title = "Kopi & susu".into();
        frozen.content.link = "https://kopi.id/menu".into();
        let what = outgoing("20261126-abcdefgh", &frozen);
        let body = body(&what, &pieces(), When::Now, Marked::No);
        assert_eq!(body["title"], "Kopi &amp; susu");
        assert_eq!(body["slug"], "20261126-abcdefgh");
        assert_eq!(body["status"], "publish");
        assert_eq!(body["featured_media"], 7);
        assert_eq!(body["tags"], json!([4]));
        assert_eq!(body["excerpt"], "Kopi &lt;baru&gt; di Braga");
        assert!(body.get("date_gmt").is_none());
        let html = body["content"].as_str().unwrap_or_default();
        assert!(html.contains("<p>Kopi &lt;baru&gt; di Braga</p>"), "{html}");
        assert!(html.contains("<a href=\"https://kopi.id/menu\">"), "{html}");
        assert!(
            html.contains("alt=\"Susu &quot;segar&quot; &#91;1&#93;\""),
            "{html}"
        );
        assert!(
            !html.contains("/7.jpg"),
            "the first stands above the text: {html}"
        );
    }

    #[test]
    fn a_post_held_for_later_names_its_time_in_utc() {
        let frozen = frozen("Nanti");
        let what = outgoing("20261126-abcdefgh", &frozen);
        let at = "2026-12-01T12:30:00Z".parse().unwrap_or_default();
        let body = body(&what, &pieces(), When::At(at), Marked::No);
        assert_eq!(
            (body["status"].as_str(), body["date_gmt"].as_str()),
            (Some("future"), Some("2026-12-01T12:30:00"))
        );
    }

    #[test]
    fn an_edit_leaves_name_and_time_alone() {
        let frozen = frozen("Baru");
        let what = outgoing("20261126-abcdefgh", &frozen);
        let body = body(&what, &pieces(), When::Already, Marked::No);
        for key in ["slug", "status", "date_gmt"] {
            assert!(body.get(key).is_none(), "{key}");
        }
    }

    #[test]
    fn without_a_headline_the_first_words_stand_in() {
        let content = |text: &str| Content {
            text: text.into(),
            ..Content::default()
        };
        assert_eq!(title(&content("\n## **Pagi** & kopi\nLagi")), "Pagi & kopi");
        let long = title(&content(&"kata ".repeat(40)));
        assert!(
            long.ends_with("kata…") && long.chars().count() <= TITLE + 1,
            "{long}"
        );
    }

    #[test]
    fn only_what_wordpress_leaves_alone_is_a_slug() {
        let frozen = frozen("x");
        for good in ["20261126-abcdefgh", "0193a5b2-7f60-7c11-8000-0123456789ab"] {
            assert!(slug(&outgoing(good, &frozen)).is_ok(), "{good}");
        }
        for bad in [
            "",
            "20261126",
            "ABCDEFGHI",
            "a b c d e f",
            "abc--defghi",
            "-abcdefghi",
            "3jzf",
        ] {
            assert!(slug(&outgoing(bad, &frozen)).is_err(), "{bad}");
        }
    }
}
