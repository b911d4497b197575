//! Pictures for the window over a protocol of our own: originals in list size, renditions and report pages, by id or
//! hash. No path ever comes from the window.

use crate::core::Core;
use kelola_app::{Kelola, commands::Lane, failure::Failure, media, reports, words::errors};
use tauri::{
    AppHandle, Manager, Runtime, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

/// The protocol's name.
pub const SCHEME: &str = "thumb";

/// What the window asked for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Asset {
        id: String,
        side: u32,
    },
    Rendition {
        hash: String,
    },
    Page {
        report: String,
        page: usize,
        width: u32,
    },
}

/// Answers a request without holding the window up.
pub fn answer<R: Runtime>(
    app: &AppHandle<R>,
    request: &Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let wanted = wanted(
        request.uri().path(),
        request.uri().query().unwrap_or_default(),
    );
    let core = app.try_state::<Core>().map(|it| it.inner().clone());
    let (Some(wanted), Some(core)) = (wanted, core) else {
        return responder.respond(nothing());
    };
    tauri::async_runtime::spawn(async move {
        let made = core
            .on_lane(Lane::Read, move |kelola| bytes(kelola, &wanted))
            .await;
        responder.respond(made.map_or_else(|_| nothing(), picture));
    });
}

fn bytes(kelola: &Kelola, wanted: &Wanted) -> Result<Vec<u8>, Failure> {
    let bad = || Failure::new(errors::NOT_FOUND);
    match wanted {
        Wanted::Asset { id, side } => {
            media::thumbnail(kelola, id.parse().map_err(|_| bad())?, *side)
        }
        Wanted::Rendition { hash } => media::rendition_bytes(kelola, hash),
        Wanted::Page {
            report,
            page,
            width,
        } => reports::page_png(kelola, report.parse().map_err(|_| bad())?, *page, *width),
    }
}

/// Reads `/asset/<id>?w=320`, `/rendition/<hash>`, `/report/<id>/<page>?w=900`; anything else is nothing.
fn wanted(path: &str, query: &str) -> Option<Wanted> {
    // `convertFileSrc` percent-encodes the slashes.
    let path = path
        .replace("%2F", "/")
        .replace("%2f", "/")
        .replace("%3F", "?")
        .replace("%3D", "=")
        .replace("%26", "&");
    let (path, inner) = path
        .split_once('?')
        .map_or((path.as_str(), ""), |(path, inner)| (path, inner));
    let number = |key: &str| {
        [query, inner]
            .iter()
            .flat_map(|it| it.split('&'))
            .find_map(|it| it.strip_prefix(key)?.strip_prefix('='))
            .and_then(|it| it.parse::<u32>().ok())
    };
    let is_word = |it: &str| {
        !it.is_empty()
            && it.len() <= 64
            && it
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    let parts: Vec<_> = path.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["asset", id] if is_word(id) => Some(Wanted::Asset {
            id: (*id).to_owned(),
            side: number("w").unwrap_or(320),
        }),
        ["rendition", hash] if is_word(hash) => Some(Wanted::Rendition {
            hash: (*hash).to_owned(),
        }),
        ["report", id, page] if is_word(id) => Some(Wanted::Page {
            report: (*id).to_owned(),
            page: page.parse().ok()?,
            width: number("w").unwrap_or(900),
        }),
        _ => None,
    }
}

fn picture(bytes: Vec<u8>) -> Response<Vec<u8>> {
    let mime = match bytes.get(..4) {
        Some([0x89, b'P', b'N', b'G']) => "image/png",
        Some([b'R', b'I', b'F', b'F']) => "image/webp",
        Some([b'G', b'I', b'F', _]) => "image/gif",
        _ => "image/jpeg",
    };
    let response = Response::builder()
        .header(header::CONTENT_TYPE, mime)
        .header(header::CACHE_CONTROL, "private, max-age=3600");
    response
        .header("X-Content-Type-Options", "nosniff")
        .body(bytes)
        .unwrap_or_else(|_| nothing())
}

fn nothing() -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_and_hashes_are_understood() {
        assert_eq!(
            wanted("/asset/0190-ab", "w=640"),
            Some(Wanted::Asset {
                id: "0190-ab".into(),
                side: 640
            })
        );
        assert_eq!(
            wanted("/asset%2F0190-ab%3Fw%3D640", ""),
            Some(Wanted::Asset {
                id: "0190-ab".into(),
                side: 640
            })
        );
        assert_eq!(
            wanted("/report/0190/2", "w=900&v=x"),
            Some(Wanted::Page {
                report: "0190".into(),
                page: 2,
                width: 900
            })
        );
        for bad in [
            "/",
            "/asset/",
            "/asset/../../etc/passwd",
            "/asset/%2e%2e",
            "/rendition/a.b",
            "/report/x/y",
            "/etc/passwd",
        ] {
            assert_eq!(wanted(bad, ""), None, "{bad}");
        }
    }
}
