//! A plain text as the blocks of an article: paragraphs, and where lines begin like it, headings (`##`), lists (`-`,
//! `1.`) and quotes (`>`); inside them links and `**bold**`. Everything else a person types stays what it is: neither
//! HTML nor a shortcode of WordPress can come out of it.

use crate::html::{escape, plain};
use kelola_domain::text::{Detection, EntityKind, entities_by};
use std::iter::Peekable;
use url::Url;

/// Long enough for any line of an article.
const LONGEST_LINE: usize = 100_000;

/// A text as blocks, in the markup of WordPress's editor.
pub fn blocks(text: &str) -> Vec<String> {
    let mut lines = text.lines().map(str::trim_end).peekable();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        match Line::of(line) {
            Line::Empty => {}
            Line::Heading(level, words) => blocks.push(heading(level, words)),
            Line::Item(words) => blocks.push(list(false, words, &mut lines)),
            Line::Numbered(words) => blocks.push(list(true, words, &mut lines)),
            Line::Quoted(words) => {
                let quoted = following(words, &mut lines, Line::quoted);
                blocks.push(block(
                    "quote",
                    "",
                    &format!(
                        "<blockquote class=\"wp-block-quote\"><p>{}</p></blockquote>",
                        joined(&quoted)
                    ),
                ));
            }
            Line::Plain(words) => {
                let words = following(words, &mut lines, Line::plain);
                blocks.push(block(
                    "paragraph",
                    "",
                    &format!("<p>{}</p>", joined(&words)),
                ));
            }
        }
    }
    blocks
}

/// A block of WordPress's editor: HTML between two comments.
pub fn block(name: &str, attributes: &str, html: &str) -> String {
    format!("<!-- wp:{name} {attributes}-->\n{html}\n<!-- /wp:{name} -->")
}

/// A link of its own line.
pub fn link(address: &str) -> Option<String> {
    let href = href(address)?;
    let html = format!("<p><a href=\"{href}\">{}</a></p>", safe(address));
    Some(block("paragraph", "", &html))
}

/// The words of a line, without its markup.
pub fn words(line: &str) -> String {
    let words = match Line::of(line) {
        Line::Empty => "",
        Line::Heading(_, it)
        | Line::Item(it)
        | Line::Numbered(it)
        | Line::Quoted(it)
        | Line::Plain(it) => it,
    };
    plain(&inline(words), LONGEST_LINE)
}

/// What a line begins like.
enum Line<'a> {
    Empty,
    Heading(usize, &'a str),
    Item(&'a str),
    Numbered(&'a str),
    Quoted(&'a str),
    Plain(&'a str),
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let line = line.trim();
        if line.is_empty() {
            return Self::Empty;
        }
        let hashes = line.bytes().take_while(|it| *it == b'#').count();
        let behind = |marker: usize| {
            line.get(marker..)
                .and_then(|it| it.strip_prefix(' '))
                .map(str::trim)
        };
        if let (1..=4, Some(words)) = (hashes, behind(hashes)) {
            return Self::Heading(hashes, words);
        }
        if let Some(words) = line
            .strip_prefix("- ")
            .or_else(|| line.strip_prefix("* "))
            .or_else(|| line.strip_prefix("• "))
        {
            return Self::Item(words.trim());
        }
        if let Some(words) = line.strip_prefix("> ") {
            return Self::Quoted(words.trim());
        }
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        match line.get(digits..).and_then(|it| it.strip_prefix(". ")) {
            Some(words) if (1..=2).contains(&digits) => Self::Numbered(words.trim()),
            _ => Self::Plain(line),
        }
    }

    fn item(line: &'a str) -> Option<&'a str> {
        match Self::of(line) {
            Self::Item(words) => Some(words),
            _ => None,
        }
    }

    fn numbered(line: &'a str) -> Option<&'a str> {
        match Self::of(line) {
            Self::Numbered(words) => Some(words),
            _ => None,
        }
    }

    fn quoted(line: &'a str) -> Option<&'a str> {
        match Self::of(line) {
            Self::Quoted(words) => Some(words),
            _ => None,
        }
    }

    fn plain(line: &'a str) -> Option<&'a str> {
        match Self::of(line) {
            Self::Plain(words) => Some(words),
            _ => None,
        }
    }
}

/// The first words and those of the lines right after it that begin alike.
fn following<'a, I: Iterator<Item = &'a str>>(
    first: &'a str,
    lines: &mut Peekable<I>,
    alike: fn(&'a str) -> Option<&'a str>,
) -> Vec<&'a str> {
    let mut all = vec![first];
    while let Some(words) = lines.peek().and_then(|it| alike(it)) {
        all.push(words);
        lines.next();
    }
    all
}

fn joined(lines: &[&str]) -> String {
    let lines: Vec<_> = lines.iter().map(|it| inline(it)).collect();
    lines.join("<br>")
}

fn heading(level: usize, words: &str) -> String {
    // The title of the article is the first level.
    let level = level.max(2);
    let attributes = if level == 2 {
        String::new()
    } else {
        format!("{{\"level\":{level}}} ")
    };
    block(
        "heading",
        &attributes,
        &format!("<h{level}>{}</h{level}>", inline(words)),
    )
}

fn list<'a, I: Iterator<Item = &'a str>>(
    ordered: bool,
    first: &'a str,
    lines: &mut Peekable<I>,
) -> String {
    let (tag, attributes, alike): (_, _, fn(&'a str) -> Option<&'a str>) = if ordered {
        ("ol", "{\"ordered\":true} ", Line::numbered)
    } else {
        ("ul", "", Line::item)
    };
    let items: String = following(first, lines, alike)
        .iter()
        .map(|it| format!("<li>{}</li>", inline(it)))
        .collect();
    block("list", attributes, &format!("<{tag}>{items}</{tag}>"))
}

/// One line: links and bold words, the rest escaped.
fn inline(line: &str) -> String {
    let mut html = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("**").into_iter().chain(rest.find('[')).min() {
        let (before, from) = rest.split_at(at);
        html.push_str(&linked(before));
        if let Some((label, href, after)) = named_link(from) {
            html.push_str(&format!("<a href=\"{href}\">{}</a>", safe(label)));
            rest = after;
        } else if let Some((words, after)) = bold(from) {
            html.push_str(&format!("<strong>{}</strong>", linked(words)));
            rest = after;
        } else {
            let marker = if from.starts_with('[') { 1 } else { 2 };
            let (marker, after) = from.split_at(marker);
            html.push_str(&safe(marker));
            rest = after;
        }
    }
    html.push_str(&linked(rest));
    html
}

/// `[label](https://…)`.
fn named_link(from: &str) -> Option<(&str, String, &str)> {
    let (label, rest) = from.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    let named = !label.trim().is_empty() && !label.contains(['[', ']']) && address.contains("://");
    Some((label, href(address).filter(|_| named)?, after))
}

/// `**words**`.
fn bold(from: &str) -> Option<(&str, &str)> {
    let (words, after) = from.strip_prefix("**")?.split_once("**")?;
    let tight = !words.is_empty() && words.trim() == words;
    tight.then_some((words, after))
}

/// Escaped, with its web addresses as links.
fn linked(text: &str) -> String {
    let mut html = String::new();
    let mut done = 0;
    let links = entities_by(text, Detection::Common)
        .into_iter()
        .filter(|it| it.kind == EntityKind::Link);
    for it in links {
        let Some(link) = anchor(it.of(text)) else {
            continue;
        };
        let before = text.get(done..it.byte_start as usize).unwrap_or_default();
        html.push_str(&linked_by_scheme(before));
        html.push_str(&link);
        done = it.byte_end as usize;
    }
    html.push_str(&linked_by_scheme(text.get(done..).unwrap_or_default()));
    html
}

/// Escaped; what begins with a scheme is a link here, whether its top-level domain is a known one or not.
fn linked_by_scheme(text: &str) -> String {
    let Some(at) = text
        .find("http://")
        .into_iter()
        .chain(text.find("https://"))
        .min()
    else {
        return safe(text);
    };
    let (before, from) = text.split_at(at);
    let end = from
        .find(|it: char| it.is_whitespace() || "<>\"".contains(it))
        .unwrap_or(from.len());
    let address = from
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches(|it: char| ".,;:!?)'".contains(it));
    let Some(link) = anchor(address) else {
        let (run, after) = from.split_at(end);
        return format!("{}{}{}", safe(before), safe(run), linked_by_scheme(after));
    };
    let after = from.get(address.len()..).unwrap_or_default();
    format!("{}{link}{}", safe(before), linked_by_scheme(after))
}

fn anchor(address: &str) -> Option<String> {
    Some(format!(
        "<a href=\"{}\">{}</a>",
        href(address)?,
        safe(address)
    ))
}

/// An address for a link; only the web's own schemes.
fn href(address: &str) -> Option<String> {
    let whole = if address.contains("://") {
        address.to_owned()
    } else {
        format!("https://{address}")
    };
    let url = Url::parse(&whole).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| safe(url.as_str()))
}

/// Escaped for HTML and for WordPress, to which brackets are shortcodes.
pub fn safe(text: &str) -> String {
    escape(text).replace('[', "&#91;").replace(']', "&#93;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let inner = |it: String| {
            let lines: Vec<_> = it.lines().collect();
            lines.get(1).copied().unwrap_or_default().to_owned()
        };
        blocks(text)
            .into_iter()
            .map(inner)
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn a_text_becomes_paragraphs() {
        assert_eq!(
            html("Satu\ndua\n\n\nTiga"),
            "<p>Satu<br>dua</p>|<p>Tiga</p>"
        );
        assert_eq!(
            blocks("Satu"),
            ["<!-- wp:paragraph -->\n<p>Satu</p>\n<!-- /wp:paragraph -->"]
        );
        assert!(blocks(" \n\n").is_empty());
    }

    #[test]
    fn light_markup_is_understood() {
        assert_eq!(
            html("# Menu\n- Kopi\n- Teh\n1. Satu\n2. Dua\n> Enak\n> sekali\nakhir"),
            "<h2>Menu</h2>|<ul><li>Kopi</li><li>Teh</li></ul>|<ol><li>Satu</li><li>Dua</li></ol>\
             |<blockquote class=\"wp-block-quote\"><p>Enak<br>sekali</p></blockquote>|<p>akhir</p>"
        );
        assert_eq!(html("### Kecil"), "<h3>Kecil</h3>");
        assert_eq!(
            html("**Baru** di kopi.id"),
            "<p><strong>Baru</strong> di <a href=\"https://kopi.id/\">kopi.id</a></p>"
        );
        assert_eq!(
            html("[menu](https://kopi.id/m?a=1&b=2)!"),
            "<p><a href=\"https://kopi.id/m?a=1&amp;b=2\">menu</a>!</p>"
        );
    }

    #[test]
    fn an_address_with_a_scheme_is_a_link_on_any_domain() {
        assert_eq!(
            html("(https://kopi.example/m?a=1&b=2), http:// dan http://warung:8080/x."),
            "<p>(<a href=\"https://kopi.example/m?a=1&amp;b=2\">https://kopi.example/m?a=1&amp;b=2</a>), \
             http:// dan <a href=\"http://warung:8080/x\">http://warung:8080/x</a>.</p>"
        );
    }

    #[test]
    fn what_only_looks_like_markup_stays_as_it_is() {
        for text in [
            "#Kopi pagi",
            "snake_case_name",
            "2 * 3 ** 4",
            "**",
            "-5 derajat",
            "10.000 rupiah",
            "2026. Tahun",
            ">_<",
        ] {
            assert_eq!(html(text), format!("<p>{}</p>", safe(text)), "{text}");
        }
    }

    #[test]
    fn nothing_hostile_survives() {
        for text in [
            "<script>alert(1)</script>",
            "[gallery ids=\"1\"]",
            "[x](javascript:alert(1))",
            "[x](javascript://a%0aalert(1))",
            "<!--more-->",
            "\" onmouseover=\"x",
            "**<b>**",
            "https://a.id/\"><img src=x>",
            "[a\"b](https://a.id/\"onclick=\"x)",
        ] {
            let html = html(text);
            for bad in [
                "<script",
                "<img",
                "[",
                "<!--",
                "href=\"javascript",
                "\" onm",
                "\"onclick=\"",
                "<b>",
            ] {
                assert!(!html.contains(bad), "{text} → {html}");
            }
        }
    }

    #[test]
    fn the_words_of_a_line_carry_no_markup() {
        assert_eq!(words("## **Kopi** & [teh](https://a.id)"), "Kopi & teh");
    }
}
