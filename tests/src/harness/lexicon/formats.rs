//! The string formats of AT Protocol (atproto.com/specs, read 2026-11-22).

use std::sync::LazyLock;

use regex::Regex;

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($text).expect("a fixed pattern"));
    };
}

pattern!(
    HANDLE,
    r"^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$"
);
pattern!(DID, r"^did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]$");
pattern!(
    NSID,
    r"^[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+(\.[a-zA-Z][a-zA-Z0-9]{0,62})$"
);
pattern!(
    TID,
    r"^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$"
);
pattern!(RECORD_KEY, r"^[a-zA-Z0-9_~.:-]{1,512}$");
pattern!(
    CID,
    r"^(b[a-z2-7]{20,}|Qm[1-9A-HJ-NP-Za-km-z]{44}|z[1-9A-HJ-NP-Za-km-z]{20,})$"
);
pattern!(URI, r"^[a-z][a-z.-]{0,80}:[[:graph:]]+$");
// BCP 47: language, script, region, variants, extensions, private use; or private use alone; or a registered oddity.
pattern!(
    LANGUAGE,
    concat!(
        r"^([a-zA-Z]{2,3}(-[a-zA-Z]{3}){0,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?",
        r"(-([a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3}))*(-[0-9a-wyzA-WYZ](-[a-zA-Z0-9]{2,8})+)*(-[xX](-[a-zA-Z0-9]{1,8})+)?",
        r"|[xX](-[a-zA-Z0-9]{1,8})+|i(-[a-zA-Z0-9]{1,8})+|sgn-BE-(FR|NL))$"
    )
);
pattern!(
    DATETIME,
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,20})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
);

/// True when the text has the format; a format not known here is a fault of the lexicon and matches nothing.
pub(super) fn matches(format: &str, text: &str) -> bool {
    match format {
        "handle" => is_handle(text),
        "did" => is_did(text),
        "at-identifier" => is_handle(text) || is_did(text),
        "at-uri" => is_at_uri(text),
        "nsid" => is_nsid(text),
        "tid" => TID.is_match(text),
        "record-key" => is_record_key(text),
        "cid" => is_cid(text),
        "uri" => text.len() <= 8192 && URI.is_match(text),
        "language" => LANGUAGE.is_match(text),
        "datetime" => is_datetime(text),
        _ => false,
    }
}

/// True for a content id in the forms the network uses.
pub(super) fn is_cid(text: &str) -> bool {
    text.len() <= 256 && CID.is_match(text)
}

fn is_handle(text: &str) -> bool {
    text.len() <= 253 && HANDLE.is_match(text)
}

fn is_did(text: &str) -> bool {
    text.len() <= 2048 && DID.is_match(text)
}

fn is_nsid(text: &str) -> bool {
    text.len() <= 317 && NSID.is_match(text)
}

fn is_record_key(text: &str) -> bool {
    text != "." && text != ".." && RECORD_KEY.is_match(text)
}

fn is_datetime(text: &str) -> bool {
    text.len() <= 64
        && DATETIME.is_match(text)
        && !text.ends_with("-00:00")
        && !text.starts_with("000")
}

fn is_at_uri(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("at://") else {
        return false;
    };
    let (rest, fragment) = rest
        .split_once('#')
        .map_or((rest, None), |(rest, after)| (rest, Some(after)));
    let fragment_is_path = fragment.is_none_or(|it| {
        it.starts_with('/') && it.len() > 1 && it.is_ascii() && !it.contains([' ', '#'])
    });
    let mut parts = rest.split('/');
    let authority = parts.next().unwrap_or_default();
    let collection = parts.next();
    let key = parts.next();
    text.len() <= 8192
        && fragment_is_path
        && parts.next().is_none()
        && (is_handle(authority) || is_did(authority))
        && collection.is_none_or(is_nsid)
        && key.is_none_or(is_record_key)
}
