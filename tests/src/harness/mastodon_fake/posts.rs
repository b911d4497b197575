//! Statuses, scheduled statuses and notifications.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::front::{Asked, Refusal, Reply};
use super::state::{Scheduled, State, Status};
use super::views;

/// At least so far ahead (methods/scheduled_statuses.md).
const LEAST_AHEAD: Duration = Duration::minutes(5);
/// So many for one day.
const MOST_A_DAY: usize = 25;
const LONGEST: usize = 500;
const MOST_MEDIA: usize = 4;
/// Keys are kept for an hour.
const KEY_LIVES: Duration = Duration::hours(1);
const GONE: Refusal = Refusal(404, "Record not found");

pub(super) fn create(url: &str, state: &mut State, asked: &Asked<'_>, account: &str) -> Reply {
    let planned = match asked.field("scheduled_at") {
        Some(text) => Some(time(text)?),
        None => None,
    };
    let key = asked
        .header("idempotency-key")
        .map(|it| (account.to_owned(), it.to_owned()));
    let now = state.now();
    if let Some((made, at)) = key.as_ref().and_then(|it| state.keys.get(it)).cloned()
        && now - at < KEY_LIVES
    {
        return repeat(url, state, planned.is_some(), &made);
    }
    let status = wanted(state, asked, account)?;
    let made = match planned {
        Some(at) => {
            may_schedule(state, account, at)?;
            let scheduled = Scheduled {
                id: state.id(),
                at,
                status,
            };
            let view = views::scheduled(url, state, &scheduled);
            attach(state, &scheduled.status.media);
            state.scheduled.push(scheduled);
            view
        }
        None => {
            attach(state, &status.media);
            let view = views::status(url, state, &status);
            let parent = status
                .reply_to
                .as_deref()
                .and_then(|id| state.status(id))
                .map(|it| it.account.clone());
            state.statuses.push(status.clone());
            if let Some(to) = parent.filter(|it| it != account) {
                state.notify(&to, "mention", account, Some(&status.id));
            }
            view
        }
    };
    if let (Some(key), Some(id)) = (key, made["id"].as_str()) {
        state.keys.insert(key, (id.to_owned(), now));
    }
    Ok((200, made))
}

/// What a key made before; what is gone meanwhile is not found, as Mastodon has it.
fn repeat(url: &str, state: &State, scheduled: bool, id: &str) -> Reply {
    if scheduled {
        let found = state.scheduled.iter().find(|it| it.id == id);
        return Ok((200, views::scheduled(url, state, found.ok_or(GONE)?)));
    }
    Ok((
        200,
        views::status(url, state, state.status(id).ok_or(GONE)?),
    ))
}

/// The status a request wants, checked.
fn wanted(state: &mut State, asked: &Asked<'_>, account: &str) -> Result<Status, Refusal> {
    let text = asked.field("status").unwrap_or_default().to_owned();
    let media = media_ids(state, asked, account)?;
    if text.trim().is_empty() && media.is_empty() {
        return Err(Refusal(422, "Validation failed: Text can't be blank"));
    }
    if length(&text) > LONGEST {
        return Err(Refusal(
            422,
            "Validation failed: Text character limit of 500 exceeded",
        ));
    }
    let language = asked.field("language").map(str::to_owned);
    let bad = |it: &String| !(2..=3).contains(&it.len());
    if language.as_ref().is_some_and(bad) {
        return Err(Refusal(422, "Validation failed: Language"));
    }
    if !["public", "unlisted", "private", "direct"]
        .contains(&asked.field("visibility").unwrap_or("public"))
    {
        return Err(Refusal(422, "Validation failed: Visibility"));
    }
    let reply_to = asked.field("in_reply_to_id").map(str::to_owned);
    if reply_to
        .as_deref()
        .is_some_and(|id| state.status(id).is_none())
    {
        return Err(Refusal(
            404,
            "The post you are trying to reply to does not appear to exist.",
        ));
    }
    Ok(Status {
        id: state.id(),
        account: account.to_owned(),
        text,
        language,
        at: state.now(),
        edited_at: None,
        reply_to,
        quotes: None,
        media,
        favourites: 0,
        boosts: 0,
    })
}

fn media_ids(state: &State, asked: &Asked<'_>, account: &str) -> Result<Vec<String>, Refusal> {
    let ids: Vec<String> = asked.body["media_ids"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect();
    if ids.len() > MOST_MEDIA {
        return Err(Refusal(422, "Cannot attach more than 4 files"));
    }
    let mut kinds = Vec::new();
    for id in &ids {
        let media = state
            .media
            .iter()
            .find(|it| it.id == *id && it.account == account)
            .ok_or(Refusal(422, "Media attachment not found"))?;
        if media.working > 0 {
            return Err(Refusal(
                422,
                "Cannot attach files that have not finished processing. Try again in a moment!",
            ));
        }
        kinds.push(media.kind);
    }
    if kinds.contains(&"video") && kinds.len() > 1 {
        return Err(Refusal(
            422,
            "Cannot attach a video to a post that already contains images",
        ));
    }
    Ok(ids)
}

fn attach(state: &mut State, ids: &[String]) {
    for media in state.media.iter_mut().filter(|it| ids.contains(&it.id)) {
        media.attached = true;
    }
}

/// Mastodon's length: graphemes, a link 23, a mention without its server.
fn length(text: &str) -> usize {
    let link = regex::Regex::new(r"https?://\S+").expect("a valid pattern");
    let mention = regex::Regex::new(r"(@\w+)@[\w.:-]+").expect("a valid pattern");
    let short = link.replace_all(text, "x".repeat(23));
    mention.replace_all(&short, "$1").graphemes(true).count()
}

fn may_schedule(state: &State, account: &str, at: DateTime<Utc>) -> Result<(), Refusal> {
    if at < state.now() + LEAST_AHEAD {
        return Err(Refusal(
            422,
            "Validation failed: Scheduled at must be in the future",
        ));
    }
    let own: Vec<_> = state
        .scheduled
        .iter()
        .filter(|it| it.status.account == account)
        .collect();
    let that_day = own
        .iter()
        .filter(|it| it.at.date_naive() == at.date_naive())
        .count();
    if own.len() >= state.most_scheduled || that_day >= MOST_A_DAY {
        return Err(Refusal(
            422,
            "Validation failed: The limit of scheduled posts is reached",
        ));
    }
    Ok(())
}

pub(super) fn edit(
    url: &str,
    state: &mut State,
    asked: &Asked<'_>,
    account: &str,
    id: &str,
) -> Reply {
    let old = own(state, account, id)?;
    let new = wanted(state, asked, account)?;
    attach(state, &new.media);
    let edited = Status {
        id: old.id,
        at: old.at,
        reply_to: old.reply_to,
        favourites: old.favourites,
        boosts: old.boosts,
        edited_at: Some(state.now()),
        ..new
    };
    let view = views::status(url, state, &edited);
    for it in state.statuses.iter_mut().filter(|it| it.id == id) {
        *it = edited.clone();
    }
    Ok((200, view))
}

pub(super) fn delete(url: &str, state: &mut State, account: &str, id: &str) -> Reply {
    let old = own(state, account, id)?;
    let view = views::status(url, state, &old);
    state.statuses.retain(|it| it.id != id);
    Ok((200, view))
}

fn own(state: &State, account: &str, id: &str) -> Result<Status, Refusal> {
    state
        .status(id)
        .filter(|it| it.account == account)
        .cloned()
        .ok_or(GONE)
}

pub(super) fn many(url: &str, state: &State, asked: &Asked<'_>) -> Reply {
    let found: Vec<_> = asked
        .all("id[]")
        .into_iter()
        .take(20)
        .filter_map(|id| state.status(id))
        .map(|it| views::status(url, state, it))
        .collect();
    Ok((200, found.into()))
}

pub(super) fn of_account(url: &str, state: &State, asked: &Asked<'_>, account: &str) -> Reply {
    let mut own: Vec<_> = state
        .statuses
        .iter()
        .filter(|it| it.account == account)
        .collect();
    own.sort_by(|one, other| other.id.cmp(&one.id));
    let page = paged(asked, own, |it| &it.id, 40)?;
    let views: Vec<_> = page
        .into_iter()
        .map(|it| views::status(url, state, it))
        .collect();
    Ok((200, views.into()))
}

pub(super) fn all_scheduled(url: &str, state: &State, asked: &Asked<'_>, account: &str) -> Reply {
    let mut own: Vec<_> = state
        .scheduled
        .iter()
        .filter(|it| it.status.account == account)
        .collect();
    own.sort_by(|one, other| other.id.cmp(&one.id));
    let page = paged(asked, own, |it| &it.id, 40)?;
    let views: Vec<_> = page
        .into_iter()
        .map(|it| views::scheduled(url, state, it))
        .collect();
    Ok((200, views.into()))
}

pub(super) fn one_scheduled(
    url: &str,
    state: &mut State,
    asked: &Asked<'_>,
    account: &str,
    id: &str,
) -> Reply {
    let at = state
        .scheduled
        .iter()
        .position(|it| it.id == id && it.status.account == account)
        .ok_or(GONE)?;
    match asked.method {
        "DELETE" => {
            state.scheduled.remove(at);
            Ok((200, json!({})))
        }
        "PUT" => {
            let planned = time(asked.field("scheduled_at").unwrap_or_default())?;
            if planned < state.now() + LEAST_AHEAD {
                return Err(Refusal(
                    422,
                    "Validation failed: Scheduled at must be in the future",
                ));
            }
            state.scheduled[at].at = planned;
            Ok((200, views::scheduled(url, state, &state.scheduled[at])))
        }
        _ => Ok((200, views::scheduled(url, state, &state.scheduled[at]))),
    }
}

pub(super) fn notifications(url: &str, state: &State, asked: &Asked<'_>, account: &str) -> Reply {
    let types = asked.all("types[]");
    let mut own: Vec<_> = state
        .notifications
        .iter()
        .filter(|it| it.to == account && (types.is_empty() || types.contains(&it.kind)))
        .collect();
    own.sort_by(|one, other| other.id.cmp(&one.id));
    let page = paged(asked, own, |it| &it.id, 80)?;
    let views: Vec<Value> = page
        .into_iter()
        .map(|it| views::notification(url, state, it))
        .collect();
    Ok((200, views.into()))
}

/// A page of a list sorted newest first. Identifiers here are numbers of one length.
fn paged<'a, T>(
    asked: &Asked<'_>,
    mut all: Vec<&'a T>,
    id: fn(&T) -> &String,
    most: usize,
) -> Result<Vec<&'a T>, Refusal> {
    let limit: usize = match asked.one("limit") {
        Some(text) => text.parse().map_err(|_| Refusal(422, "limit"))?,
        None => most / 2,
    };
    if let Some(before) = asked.one("max_id") {
        all.retain(|it| id(it).as_str() < before);
    }
    if let Some(after) = asked.one("since_id").or(asked.one("min_id")) {
        all.retain(|it| id(it).as_str() > after);
    }
    let limit = limit.min(most);
    if asked.one("min_id").is_some() && all.len() > limit {
        // The ones right after it, still newest first.
        return Ok(all.split_off(all.len() - limit));
    }
    all.truncate(limit);
    Ok(all)
}

fn time(text: &str) -> Result<DateTime<Utc>, Refusal> {
    DateTime::parse_from_rfc3339(text)
        .map(|it| it.to_utc())
        .map_err(|_| Refusal(422, "Validation failed: Scheduled at"))
}
