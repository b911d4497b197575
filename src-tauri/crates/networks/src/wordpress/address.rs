//! The address of a site, in every form people type it, and what a redirect says about it.

use crate::{
    error::{Kind, NetworkError},
    http,
};
use url::Url;

/// Parts of an address that belong to WordPress and not to the place where it lives.
const INNER: [&str; 7] = [
    "wp-admin",
    "wp-login.php",
    "wp-json",
    "wp-content",
    "wp-includes",
    "xmlrpc.php",
    "index.php",
];

/// The place where a site lives, with a slash at the end: `kopi.id/blog/wp-admin/` → `https://kopi.id/blog/`.
pub fn site(typed: &str) -> Result<Url, NetworkError> {
    let typed = typed.trim();
    // What stands behind these belongs to one page, never to the site.
    let place = typed.split(['?', '#']).next().unwrap_or_default();
    let mut url = http::server(place)?;
    let whole = if place.contains("://") {
        place.to_owned()
    } else {
        format!("https://{place}")
    };
    let path = Url::parse(&whole).map_or_else(|_| "/".to_owned(), |it| it.path().to_owned());
    let kept: Vec<_> = path
        .split('/')
        .filter(|it| !it.is_empty())
        .take_while(|it| !INNER.contains(&it.to_ascii_lowercase().as_str()))
        .collect();
    let inner = if kept.is_empty() {
        "/".to_owned()
    } else {
        format!("/{}/", kept.join("/"))
    };
    url.set_path(&inner);
    Ok(url)
}

/// Where a redirect leads, when that is another host (or port, or scheme) than the one asked: the site then lives
/// there, and no password is sent after it.
pub fn elsewhere(asked: &Url, location: &str) -> Option<Url> {
    let to = asked.join(location).ok()?;
    (to.origin() != asked.origin()).then_some(to)
}

/// The site at the end of a redirect, as one would type it.
pub fn moved(to: &Url) -> NetworkError {
    let mut place = to.clone();
    place.set_query(None);
    place.set_fragment(None);
    // Credentials in a server's answer are not repeated to anybody.
    let _ = place.set_username("");
    let _ = place.set_password(None);
    let named = site(place.as_str()).unwrap_or(place);
    NetworkError::coded(Kind::Rejected, "wordpress_moved").raw(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_people_type_is_understood() {
        for (typed, place) in [
            ("kopi.id", "https://kopi.id/"),
            (" https://kopi.id/ ", "https://kopi.id/"),
            ("kopi.id/blog", "https://kopi.id/blog/"),
            ("https://kopi.id/blog//", "https://kopi.id/blog/"),
            (
                "https://kopi.id/wp-admin/profile.php?x=1#y",
                "https://kopi.id/",
            ),
            ("kopi.id/blog/wp-login.php", "https://kopi.id/blog/"),
            ("https://kopi.id/WP-JSON/wp/v2", "https://kopi.id/"),
            ("https://kopi.id/index.php?rest_route=/", "https://kopi.id/"),
            ("https://kopi.id/?p=3", "https://kopi.id/"),
            (
                "http://127.0.0.1:8080/blog/wp-admin",
                "http://127.0.0.1:8080/blog/",
            ),
        ] {
            assert_eq!(site(typed).expect(typed).as_str(), place, "{typed}");
        }
    }

    #[test]
    fn an_open_connection_is_refused_with_its_reason() {
        let code = |typed| site(typed).expect_err(typed).code;
        assert_eq!(code("http://kopi.id/blog"), "plain_http_refused");
        for bad in [
            "",
            "https://",
            "ftp://kopi.id",
            "https://u:p@kopi.id",
            "http://u:p@kopi.id",
        ] {
            assert_eq!(code(bad), "bad_server", "{bad}");
        }
    }

    #[test]
    fn a_redirect_names_the_site_it_leads_to() {
        let asked = Url::parse("https://kopi.id/").expect("an address");
        assert!(elsewhere(&asked, "/id/").is_none());
        assert!(elsewhere(&asked, "https://kopi.id/home").is_none());
        let to = elsewhere(&asked, "https://a:b@www.kopi.id/wp-json/?x=1").expect("elsewhere");
        let error = moved(&to);
        assert_eq!(
            (error.code, error.raw.as_deref()),
            ("wordpress_moved", Some("https://www.kopi.id/"))
        );
    }
}
