//! HTML in both directions: plain text made safe for a page, and a server's HTML read as hostile plain text.

/// Text as it may stand in HTML, between tags and inside a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#039;"),
            it if it.is_control() && !matches!(it, '\n' | '\t') => {}
            it => safe.push(it),
        }
    }
    safe
}

/// The words of a piece of HTML: tags gone, entities read, paragraphs and breaks as new lines; without control
/// characters, at most `longest` characters. What it gives back is plain text and must be shown as such.
pub fn plain(html: &str, longest: usize) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        push(before, &mut words);
        rest = if from.starts_with('&') {
            read_entity(from, &mut words)
        } else {
            skip_tag(from, &mut words)
        };
    }
    push(rest, &mut words);
    tidy(&words, longest)
}

/// In HTML a new line is a space like any other.
fn push(text: &str, words: &mut String) {
    words.extend(
        text.chars()
            .map(|it| if matches!(it, '\n' | '\r') { ' ' } else { it }),
    );
}

/// What comes after a tag; a block's end is a new line, and what a script or style holds is no text.
fn skip_tag<'a>(from: &'a str, words: &mut String) -> &'a str {
    if let Some(comment) = from.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, after)| after);
    }
    let named = |it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?');
    if !from.chars().nth(1).is_some_and(named) {
        // A lone "<" is a character like any other.
        words.push('<');
        return from.get(1..).unwrap_or_default();
    }
    let Some(end) = tag_end(from) else { return "" };
    let (tag, after) = from.split_at(end);
    let name: String = tag
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let closes = tag.starts_with("</");
    match name.as_str() {
        "br" => words.push('\n'),
        "p" | "div" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol"
        | "pre" | "figure" | "table"
            if closes =>
        {
            words.push_str("\n\n");
        }
        "li" | "tr" if closes => words.push('\n'),
        "script" | "style" if !closes => return after_element(after, &name),
        _ => {}
    }
    after
}

/// How far a tag with a quote in it is read; longer ones end at their first `>`.
const LONGEST_TAG: usize = 4096;

/// Behind the `>` that ends a tag; one inside quotes does not.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, it) in tag.char_indices().take(LONGEST_TAG) {
        match (quote, it) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(it),
            (Some(open), it) if open == it => quote = None,
            _ => {}
        }
    }
    // A quote that never ends must not swallow everything after the tag.
    tag.find('>').map(|at| at + 1)
}

fn after_element<'a>(from: &'a str, name: &str) -> &'a str {
    let mut rest = from;
    while let Some((_, tail)) = rest.split_once("</") {
        let ends = tail
            .get(..name.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(name));
        if ends {
            return tail.split_once('>').map_or("", |(_, after)| after);
        }
        rest = tail;
    }
    ""
}

/// Entities of texts as servers write them; others stay as they are.
const ENTITIES: [(&str, &str); 17] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("hellip", "…"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("copy", "©"),
    ("middot", "·"),
];
/// The longest name of an entity that is looked for.
const LONGEST_ENTITY: usize = 12;

fn read_entity<'a>(from: &'a str, words: &mut String) -> &'a str {
    let body = from.get(1..).unwrap_or_default();
    let end = body
        .char_indices()
        .take(LONGEST_ENTITY)
        .find(|(_, it)| *it == ';');
    let read = end.and_then(|(at, _)| {
        let (name, after) = body.split_at(at);
        Some((character(name)?, after.get(1..).unwrap_or_default()))
    });
    match read {
        Some((text, after)) => {
            words.push_str(&text);
            after
        }
        None => {
            words.push('&');
            body
        }
    }
}

fn character(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        let known = ENTITIES.iter().find(|(it, _)| *it == name);
        return known.map(|(_, text)| (*text).to_owned());
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    };
    code.and_then(char::from_u32).map(String::from)
}

/// Spaces and empty lines as a reader needs them, no control characters, not longer than allowed.
fn tidy(words: &str, longest: usize) -> String {
    let mut tidy = String::new();
    let mut empty = 0;
    for line in words.lines() {
        let line: String = line
            .chars()
            .filter(|it| !it.is_control() || *it == '\t')
            .collect();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        tidy.push_str(&line);
    }
    tidy.chars().take(longest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_person_types_becomes_markup() {
        assert_eq!(
            escape("<b onclick=\"x('&')\">\u{7}a</b>"),
            "&lt;b onclick=&quot;x(&#039;&amp;&#039;)&quot;&gt;a&lt;/b&gt;"
        );
    }

    #[test]
    fn what_was_escaped_reads_back() {
        let text = "Tom & Jerry <3 \"kopi\" it's";
        assert_eq!(plain(&escape(text), 500), text);
    }

    #[test]
    fn a_servers_html_is_read_as_plain_text() {
        for (html, text) in [
            (
                "<p>Halo<br />\ndunia\nbaru</p>\n<p>Dua</p>",
                "Halo\ndunia baru\n\nDua",
            ),
            ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
            ("a &amp;lt; b &#8220;c&#x201d;&nbsp;d", "a &lt; b “c” d"),
            ("<script>alert(1)</script>aman<STYLE>p{}</STYLE>", "aman"),
            ("<a title=\"a > b\" href='#'>tautan</a>", "tautan"),
            ("2 < 3 & 4 &tidakada; <", "2 < 3 & 4 &tidakada; <"),
            ("<!-- rahasia > --> x", "x"),
            ("<img src=x onerror=\"alert(1)", ""),
            ("a\u{202}b\u{0}c &#0;&#xD800;d", "a\u{202}bc &#xD800;d"),
        ] {
            assert_eq!(plain(html, 500), text, "{html}");
        }
        assert_eq!(plain("<p>panjang sekali</p>", 7), "panjang");
    }

    #[test]
    fn broken_html_never_stops_it() {
        for html in [
            "<",
            "&",
            "</",
            "<a",
            "&#",
            "&#x;",
            "<script>",
            "<script",
            "<!--",
            "é<é>&é;",
        ] {
            let _ = plain(html, 10);
        }
        let deep = "<p>".repeat(20_000);
        assert_eq!(plain(&deep, 10), "");
    }
}
