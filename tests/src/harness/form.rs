//! The fields and files of a form (multipart/form-data), as a server takes it apart.

/// One field or file.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    /// What it is called.
    pub name: String,
    /// Its MIME type; files have one, plain fields have none.
    pub mime: Option<String>,
    /// Its content.
    pub bytes: &'a [u8],
}

/// The parts of a form in order; what is no part is left out.
pub(super) fn parts<'a>(content_type: &str, body: &'a [u8]) -> Vec<Part<'a>> {
    let boundary = content_type
        .split("boundary=")
        .nth(1)
        .unwrap_or_default()
        .trim_matches('"');
    let line = format!("--{boundary}");
    let mut found = Vec::new();
    let mut rest = body;
    while let Some(start) = position(rest, line.as_bytes()) {
        rest = &rest[start + line.len()..];
        let Some(end) = position(rest, format!("\r\n{line}").as_bytes()) else {
            break;
        };
        found.extend(part(&rest[..end]));
    }
    found
}

fn part(piece: &[u8]) -> Option<Part<'_>> {
    let split = position(piece, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&piece[..split]).into_owned();
    let name = head
        .split("name=\"")
        .nth(1)
        .and_then(|it| it.split('"').next());
    let mime = head.lines().find_map(|it| {
        it.split_once(": ")
            .filter(|(key, _)| key.eq_ignore_ascii_case("content-type"))
            .map(|(_, value)| value.trim().to_owned())
    });
    Some(Part {
        name: name.unwrap_or_default().to_owned(),
        mime,
        bytes: &piece[split + 4..],
    })
}

fn position(bytes: &[u8], of: &[u8]) -> Option<usize> {
    bytes.windows(of.len()).position(|it| it == of)
}
