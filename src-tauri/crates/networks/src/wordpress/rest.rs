//! The REST interface of a site: where it is, and how its answers are read.

use super::{WordPress, address, errors, wire};
use crate::{
    error::{Kind, NetworkError},
    http::{Answer, Auth, Effect, Http, Method, Request},
};
use reqwest::header::LINK;
use serde::de::DeserializeOwned;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use url::Url;

/// The relation a site announces its REST interface by (REST API handbook, discovery).
const REL: &str = "https://api.w.org/";
/// Notices of PHP in front of an answer are looked behind at most this many times.
const MOST_NOTICES: usize = 50;

/// Where the REST interfaces of the sites asked so far are.
#[derive(Default)]
pub struct Roots(Mutex<HashMap<Url, Root>>);

impl Roots {
    fn get(&self, home: &Url) -> Option<Root> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(home).cloned()
    }

    fn set(&self, home: &Url, root: Option<Root>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match root {
            Some(root) => known.insert(home.clone(), root),
            None => known.remove(home),
        };
    }
}

/// Where a site's REST interface is: `https://kopi.id/wp-json/`, or `https://kopi.id/?rest_route=/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root(Url);

impl Root {
    /// The address of a route, `/wp/v2/posts`.
    pub fn route(&self, path: &str, query: &[(&'static str, String)]) -> Url {
        let mut url = self.0.clone();
        let mut pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        match pairs.iter_mut().find(|(key, _)| key == "rest_route") {
            Some((_, route)) => *route = path.to_owned(),
            None => {
                let inner = format!("{}{path}", url.path().trim_end_matches('/'));
                url.set_path(&inner);
            }
        }
        pairs.extend(
            query
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone())),
        );
        url.set_query(None);
        if !pairs.is_empty() {
            url.query_pairs_mut().extend_pairs(pairs);
        }
        url
    }
}

impl WordPress {
    /// Where the site's REST interface is, asked once.
    pub(super) async fn root(&self, home: &Url) -> Result<Root, NetworkError> {
        if let Some(known) = self.roots.get(home) {
            return Ok(known);
        }
        let root = discover(&self.http, home).await?;
        self.roots.set(home, Some(root.clone()));
        Ok(root)
    }

    /// Asks anew next time.
    pub(super) fn forget_root(&self, home: &Url) {
        self.roots.set(home, None);
    }
}

/// Looks where a site says it is, then where it usually is. Nothing secret is sent.
async fn discover(http: &Http, home: &Url) -> Result<Root, NetworkError> {
    let front = http
        .send(Request::get(home.clone(), Auth::None).method(Method::HEAD))
        .await?;
    let announced = front
        .headers
        .get_all(LINK)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .find_map(announcement);
    if let Some(link) = announced.and_then(|it| home.join(it).ok()) {
        return on_same_host(home, &link).ok_or_else(|| address::moved(&link));
    }
    let mut said = redirected(&front, home);
    for root in [home.join("wp-json/"), home.join("?rest_route=/")] {
        let Ok(root) = root.map(Root) else { continue };
        match ask_index(http, &root).await? {
            Ok(_) => return Ok(root),
            Err(error) => {
                said = Some(match said {
                    Some(first) => more_telling(first, error),
                    None => error,
                });
            }
        }
    }
    Err(said.unwrap_or_else(not_found))
}

/// Reads the index; the inner error says what answered instead.
pub async fn ask_index(
    http: &Http,
    root: &Root,
) -> Result<Result<wire::Index, NetworkError>, NetworkError> {
    let fields = [("_fields", "namespaces,authentication".to_owned())];
    let url = root.route("/", &fields);
    let answer = http.send(Request::get(url.clone(), Auth::None)).await?;
    let index = (answer.status == 200)
        .then(|| json::<wire::Index>(&answer.body))
        .flatten()
        .filter(|it| it.namespaces.iter().any(|it| it == "wp/v2"));
    Ok(index.ok_or_else(|| not_an_index(&answer, &url)))
}

fn not_an_index(answer: &Answer, asked: &Url) -> NetworkError {
    match answer.status {
        404 | 405 | 410 => not_found(),
        200..300 if !errors::is_page(answer) => not_found(),
        _ => {
            let nobody = errors::Hidden::nothing();
            let mut error = errors::Refusal::of(answer, asked, Effect::Repeatable, &nobody).error;
            if error.kind == Kind::SignInExpired {
                // Nobody signed in yet: the door is closed for strangers.
                error.kind = Kind::QuotaOrPolicy;
                error.code = "wordpress_rest_off";
            }
            error
        }
    }
}

const fn not_found() -> NetworkError {
    NetworkError::coded(Kind::Rejected, "wordpress_not_found")
}

/// Of two failures the one that says what to do.
fn more_telling(first: NetworkError, second: NetworkError) -> NetworkError {
    if first.code == "wordpress_not_found" {
        second
    } else {
        first
    }
}

fn redirected(answer: &Answer, asked: &Url) -> Option<NetworkError> {
    if !(300..400).contains(&answer.status) {
        return None;
    }
    let to = address::elsewhere(asked, answer.header("location")?)?;
    Some(address::moved(&to))
}

/// The address in `<https://kopi.id/wp-json/>; rel="https://api.w.org/"`; a header may hold several.
fn announcement(header: &str) -> Option<&str> {
    header.split(", <").find_map(|it| {
        let (link, relation) = it.trim_start_matches('<').split_once('>')?;
        relation.contains(REL).then_some(link)
    })
}

/// The announced place, if it is on the host that was asked. Behind some proxies a site announces itself with
/// `http`; it is asked over what the person typed all the same.
fn on_same_host(home: &Url, link: &Url) -> Option<Root> {
    let mut url = link.clone();
    if url.host() == home.host() && url.port().is_none() {
        url.set_scheme(home.scheme()).ok()?;
        url.set_port(home.port()).ok()?;
    }
    (url.origin() == home.origin()).then_some(Root(url))
}

/// Reads an answer, also behind notices PHP has printed in front of it, as on badly kept hosts.
pub fn json<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if let Ok(read) = serde_json::from_slice(body) {
        return Some(read);
    }
    if !body.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let starts = body
        .iter()
        .enumerate()
        .filter(|(_, it)| matches!(it, b'{' | b'['));
    starts
        .take(MOST_NOTICES)
        .find_map(|(at, _)| serde_json::from_slice(body.get(at..)?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn both_forms_of_address_lead_to_a_route() {
        let query = [("slug", "a b".to_owned())];
        for (root, route) in [
            (
                "https://kopi.id/wp-json/",
                "https://kopi.id/wp-json/wp/v2/posts?slug=a+b",
            ),
            (
                "https://kopi.id/blog/wp-json",
                "https://kopi.id/blog/wp-json/wp/v2/posts?slug=a+b",
            ),
            (
                "https://kopi.id/index.php?rest_route=/",
                "https://kopi.id/index.php?rest_route=%2Fwp%2Fv2%2Fposts&slug=a+b",
            ),
        ] {
            assert_eq!(
                Root(url(root)).route("/wp/v2/posts", &query).as_str(),
                route
            );
        }
    }

    #[test]
    fn an_announcement_on_another_host_is_not_followed() {
        let home = url("https://kopi.id/");
        let same = on_same_host(&home, &url("http://kopi.id/wp-json/"));
        assert_eq!(same, Some(Root(url("https://kopi.id/wp-json/"))));
        for elsewhere in [
            "https://www.kopi.id/wp-json/",
            "https://kopi.id:444/wp-json/",
            "https://evil.id/",
        ] {
            assert_eq!(on_same_host(&home, &url(elsewhere)), None, "{elsewhere}");
        }
    }

    #[test]
    fn the_announcement_is_found_among_others() {
        let header = r#"<https://kopi.id/wp-json/>; rel="https://api.w.org/", <https://kopi.id/>; rel=shortlink"#;
        assert_eq!(announcement(header), Some("https://kopi.id/wp-json/"));
        assert_eq!(announcement("<https://kopi.id/>; rel=shortlink"), None);
        assert_eq!(announcement("nonsense"), None);
    }

    #[test]
    fn an_answer_is_read_behind_notices() {
        let noisy = b"\xef\xbb\xbf<br />\n<b>Notice</b>: {oops} in <b>x.php</b>\n{\"id\":7}";
        assert_eq!(json::<wire::Numbered>(noisy).map(|it| it.id), Some(7));
        assert!(json::<wire::Numbered>(b"<!doctype html><p>{not} json</p>").is_none());
    }
}
