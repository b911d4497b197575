//! What the stand-in says: views built from the real records of the PDS and from what the test has stored.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::front::{Params, Refusal};
use super::{Counts, Reply, Shared, owner};

/// More addresses than this in one question are refused (app.bsky.feed.getPosts, `maxLength`).
const MOST_URIS: usize = 25;

pub(super) async fn posts(shared: &Shared, params: &Params) -> Result<Value, Refusal> {
    let uris = params.all("uris");
    if uris.is_empty() || uris.len() > MOST_URIS {
        return Err(Refusal::new(
            400,
            "InvalidRequest",
            &format!("uris must hold 1 to {MOST_URIS} addresses"),
        ));
    }
    let mut views = Vec::new();
    for uri in uris {
        // What does not exist is left out, without an error.
        views.extend(post_view(shared, uri).await?);
    }
    Ok(json!({ "posts": views }))
}

pub(super) async fn thread(shared: &Arc<Shared>, params: &Params) -> Result<Value, Refusal> {
    let uri = params
        .one("uri")
        .ok_or_else(|| Refusal::new(400, "InvalidRequest", "uri is missing"))?;
    let depth = params.number("depth", 0, 1000, 6)?;
    params.number("parentHeight", 0, 1000, 80)?;
    let Some(post) = post_view(shared, uri).await? else {
        return Err(Refusal::new(
            400,
            "NotFound",
            &format!("Post not found: {uri}"),
        ));
    };
    let replies = shared.state().replies.clone();
    Ok(json!({ "thread": branch(shared, post, uri, &replies, depth) }))
}

pub(super) fn notifications(shared: &Shared, params: &Params, me: &str) -> Result<Value, Refusal> {
    let limit = params.number("limit", 1, 100, 50)?;
    let reasons = params.all("reasons");
    let before = params.one("cursor");
    let state = shared.state();
    let mut rows: Vec<_> = state
        .notifications
        .iter()
        .filter(|it| it.did == me && (reasons.is_empty() || reasons.contains(&it.reason)))
        .filter(|it| before.is_none_or(|cursor| it.at.as_str() < cursor))
        .collect();
    rows.sort_by(|a, b| b.at.cmp(&a.at));
    let more = rows.len() > limit;
    rows.truncate(limit);
    let seen = params.one("seenAt").unwrap_or_default();
    let mut answer = Map::new();
    if let Some(last) = rows.last().filter(|_| more) {
        answer.insert("cursor".into(), last.at.as_str().into());
    }
    let views: Vec<Value> = rows
        .iter()
        .map(|it| {
            let mut view = json!({
                "uri": it.uri, "cid": it.cid, "author": it.author.view(), "reason": it.reason, "record": it.record,
                "isRead": it.at.as_str() <= seen, "indexedAt": it.at,
            });
            if let Some(subject) = &it.subject {
                view["reasonSubject"] = subject.as_str().into();
            }
            view
        })
        .collect();
    answer.insert("notifications".into(), views.into());
    Ok(answer.into())
}

pub(super) async fn profile(shared: &Shared, params: &Params) -> Result<Value, Refusal> {
    let actor = params
        .one("actor")
        .ok_or_else(|| Refusal::new(400, "InvalidRequest", "actor is missing"))?;
    let repo = ask_pds(shared, "com.atproto.repo.describeRepo", &[("repo", actor)]).await?;
    let Some(repo) = repo else {
        return Err(Refusal::new(400, "InvalidRequest", "Profile not found"));
    };
    let did = repo.get("did").and_then(Value::as_str).unwrap_or_default();
    let followers = shared
        .state()
        .followers
        .get(did)
        .copied()
        .unwrap_or_default();
    Ok(json!({
        "did": did, "handle": repo.get("handle"), "followersCount": followers, "followsCount": 0, "postsCount": 0,
    }))
}

fn branch(shared: &Shared, post: Value, uri: &str, replies: &[Reply], depth: usize) -> Value {
    let mut node = json!({ "$type": "app.bsky.feed.defs#threadViewPost", "post": post });
    if depth > 0 {
        let below = replies.iter().filter(|reply| reply.parent == uri);
        let below: Vec<Value> = below
            .map(|it| branch(shared, reply_view(shared, it), &it.uri, replies, depth - 1))
            .collect();
        node["replies"] = below.into();
    }
    node
}

async fn post_view(shared: &Shared, uri: &str) -> Result<Option<Value>, Refusal> {
    let invented = shared
        .state()
        .replies
        .iter()
        .find(|it| it.uri == uri)
        .cloned();
    if let Some(reply) = invented {
        return Ok(Some(reply_view(shared, &reply)));
    }
    let parts: Vec<&str> = uri.trim_start_matches("at://").split('/').collect();
    let [did, collection, rkey] = parts[..] else {
        return Err(Refusal::new(
            400,
            "InvalidRequest",
            &format!("{uri} is no address of a post"),
        ));
    };
    let params = [("repo", did), ("collection", collection), ("rkey", rkey)];
    let Some(found) = ask_pds(shared, "com.atproto.repo.getRecord", &params).await? else {
        return Ok(None);
    };
    let repo = ask_pds(shared, "com.atproto.repo.describeRepo", &[("repo", did)])
        .await?
        .unwrap_or_default();
    let record = found.get("value").cloned().unwrap_or_default();
    let author = json!({ "did": did, "handle": repo.get("handle") });
    let at = record.get("createdAt").cloned().unwrap_or_default();
    let cid = found.get("cid").cloned().unwrap_or_default();
    Ok(Some(view(shared, uri, cid, author, record, at)))
}

fn reply_view(shared: &Shared, reply: &Reply) -> Value {
    view(
        shared,
        &reply.uri,
        reply.cid.as_str().into(),
        reply.author.view(),
        reply.record.clone(),
        reply.at.as_str().into(),
    )
}

fn view(shared: &Shared, uri: &str, cid: Value, author: Value, record: Value, at: Value) -> Value {
    let counts: Counts = shared.state().counts.get(uri).copied().unwrap_or_default();
    let embed = images_view(&record, &owner(uri));
    let mut view = json!({
        "uri": uri, "cid": cid, "author": author, "record": record, "indexedAt": at, "bookmarkCount": 0,
        "likeCount": counts.likes, "repostCount": counts.reposts, "replyCount": counts.replies,
        "quoteCount": counts.quotes,
    });
    if let Some(embed) = embed {
        view["embed"] = embed;
    }
    view
}

fn images_view(record: &Value, did: &str) -> Option<Value> {
    let embed = record.get("embed").filter(|it| {
        it.get("$type")
            .is_some_and(|kind| kind == "app.bsky.embed.images")
    })?;
    let images = embed.get("images")?.as_array()?.iter().map(|image| {
        let cid = image.pointer("/image/ref/$link").and_then(Value::as_str).unwrap_or_default();
        let address = |size: &str| format!("https://cdn.example.test/{size}/{did}/{cid}");
        let mut view = json!({ "thumb": address("thumb"), "fullsize": address("full"), "alt": image.get("alt") });
        if let Some(ratio) = image.get("aspectRatio") {
            view["aspectRatio"] = ratio.clone();
        }
        view
    });
    Some(json!({ "$type": "app.bsky.embed.images#view", "images": images.collect::<Vec<_>>() }))
}

/// An answer of the PDS; `None` when it says there is no such thing.
async fn ask_pds(
    shared: &Shared,
    method: &str,
    params: &[(&str, &str)],
) -> Result<Option<Value>, Refusal> {
    let request = shared
        .client
        .get(format!("{}/xrpc/{method}", shared.pds))
        .query(params);
    let gone = || Refusal::new(502, "UpstreamFailure", "the PDS is gone");
    let answer = request.send().await.map_err(|_| gone())?;
    if !answer.status().is_success() {
        return Ok(None);
    }
    answer.json().await.map(Some).map_err(|_| gone())
}
