//! What the server shows, in the shapes of the published schema.

use std::sync::LazyLock;

use chrono::{DateTime, SecondsFormat, Utc};
use regex::Regex;
use serde_json::{Value, json};

use super::state::{Account, Media, Notification, Scheduled, State, Status};

pub(super) fn account(url: &str, it: &Account) -> Value {
    let address = format!("{url}/@{}", it.acct);
    let picture = format!("{url}/avatars/original/missing.png");
    json!({
        "id": it.id, "username": it.acct.split('@').next(), "acct": it.acct, "display_name": it.name,
        "locked": false, "bot": false, "group": false, "indexable": true, "discoverable": true,
        "created_at": "2024-03-02T00:00:00.000Z", "note": "<p>Kopi</p>", "url": address, "uri": address,
        "avatar": picture, "avatar_static": picture, "header": picture, "header_static": picture,
        "followers_count": it.followers, "following_count": 1, "statuses_count": 1, "emojis": [], "fields": [],
    })
}

pub(super) fn own_account(url: &str, it: &Account) -> Value {
    let mut view = account(url, it);
    view["source"] = json!({
        "privacy": "public", "sensitive": false, "language": "id", "note": "Kopi", "fields": [],
        "follow_requests_count": 0, "indexable": true,
    });
    view["role"] = json!({
        "id": "-99", "name": "", "color": "", "permissions": "0", "highlighted": false,
    });
    view
}

pub(super) fn status(url: &str, state: &State, it: &Status) -> Value {
    let author = state.account(&it.account);
    let address = format!("{url}/@{}/{}", author.acct, it.id);
    let parent = it.reply_to.as_deref().and_then(|id| state.status(id));
    let count = |wanted: &dyn Fn(&Status) -> bool| {
        state.statuses.iter().filter(|other| wanted(other)).count()
    };
    let media: Vec<_> = state
        .media
        .iter()
        .filter(|media| it.media.contains(&media.id))
        .map(|it| attachment(url, it))
        .collect();
    let quote = it.quotes.as_deref().map(|id| {
        json!({ "state": "accepted", "quoted_status": state.status(id).map(|it| status(url, state, it)) })
    });
    json!({
        "id": it.id, "created_at": time(it.at), "edited_at": it.edited_at.map(time), "visibility": "public",
        "sensitive": false, "spoiler_text": "", "language": it.language, "uri": address, "url": address,
        "content": html(&it.text), "account": account(url, author), "media_attachments": media,
        "in_reply_to_id": it.reply_to, "in_reply_to_account_id": parent.map(|it| &it.account),
        "favourites_count": it.favourites, "reblogs_count": it.boosts,
        "replies_count": count(&|other| other.reply_to.as_ref() == Some(&it.id)),
        "quotes_count": count(&|other| other.quotes.as_ref() == Some(&it.id)),
        "mentions": [], "tags": [], "emojis": [], "reblog": null, "card": null, "poll": null, "quote": quote,
    })
}

pub(super) fn scheduled(url: &str, state: &State, it: &Scheduled) -> Value {
    let media: Vec<_> = state
        .media
        .iter()
        .filter(|media| it.status.media.contains(&media.id))
        .map(|it| attachment(url, it))
        .collect();
    let parent: Option<u64> = it.status.reply_to.as_deref().and_then(|it| it.parse().ok());
    json!({
        "id": it.id, "scheduled_at": time(it.at), "media_attachments": media,
        "params": {
            "text": it.status.text, "visibility": "public", "language": it.status.language, "in_reply_to_id": parent,
            "media_ids": it.status.media, "application_id": 1, "with_rate_limit": false, "idempotency": null,
            "scheduled_at": null, "sensitive": null, "spoiler_text": null, "poll": null,
        },
    })
}

pub(super) fn attachment(url: &str, it: &Media) -> Value {
    let address = (it.working == 0).then(|| format!("{url}/media/{}", it.id));
    json!({
        "id": it.id, "type": it.kind, "url": address, "preview_url": address, "remote_url": null,
        "description": it.description, "blurhash": null, "meta": { "focus": { "x": it.focus.0, "y": it.focus.1 } },
    })
}

pub(super) fn notification(url: &str, state: &State, it: &Notification) -> Value {
    let mut view = json!({
        "id": it.id, "type": it.kind, "created_at": time(it.at), "group_key": format!("ungrouped-{}", it.id),
        "account": account(url, state.account(&it.from)),
    });
    if let Some(about) = it.status.as_deref().and_then(|id| state.status(id)) {
        view["status"] = status(url, state, about);
    }
    view
}

pub(super) fn instance(host: &str) -> Value {
    json!({
        "domain": host, "title": "Tiruan", "version": "4.5.0", "source_url": "https://github.com/mastodon/mastodon",
        "description": "", "usage": { "users": { "active_month": 1 } },
        "thumbnail": { "url": format!("http://{host}/thumbnail.png") }, "icon": [], "languages": ["id"],
        "configuration": {
            "urls": { "streaming": format!("ws://{host}") },
            "accounts": { "max_featured_tags": 10, "max_pinned_statuses": 5 },
            "statuses": { "max_characters": 500, "max_media_attachments": 4, "characters_reserved_per_url": 23 },
            "media_attachments": {
                "supported_mime_types": ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"],
                "description_limit": 1500, "image_size_limit": 16_777_216, "image_matrix_limit": 33_177_600,
                "video_size_limit": 103_809_024, "video_frame_rate_limit": 120, "video_matrix_limit": 8_294_400,
            },
            "polls": {
                "max_options": 4, "max_characters_per_option": 50, "min_expiration": 300, "max_expiration": 2_629_746,
            },
            "translation": { "enabled": false },
        },
        "registrations": { "enabled": false, "approval_required": false }, "api_versions": { "mastodon": 7 },
        "contact": { "email": "admin@example.test", "account": null }, "rules": [],
    })
}

pub(super) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Text as Mastodon renders it: paragraphs, links with hidden parts, mentions without their server.
pub(super) fn html(text: &str) -> String {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(https?://)(\S*[\w/])").expect("a valid pattern"));
    static MENTION: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"@(\w+)@[\w.:-]*\w").expect("a valid pattern"));
    static TAG: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(^|\s)#(\w+)").expect("a valid pattern"));
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    let linked = LINK.replace_all(
        &escaped,
        r#"<a href="$1$2" rel="nofollow noopener"><span class="invisible">$1</span><span class="">$2</span></a>"#,
    );
    let mentioned = MENTION.replace_all(
        &linked,
        r#"<span class="h-card"><a href="https://example.test/@$1" class="u-url mention">@<span>$1</span></a></span>"#,
    );
    let tagged = TAG.replace_all(
        &mentioned,
        r##"$1<a href="/tags/$2" class="mention hashtag" rel="tag">#<span>$2</span></a>"##,
    );
    let paragraphs: Vec<_> = tagged
        .split("\n\n")
        .map(|it| format!("<p>{}</p>", it.replace('\n', "<br />")))
        .collect();
    paragraphs.concat()
}
