//! Light markup as HTML. How a text is made safe is handed in: some sites read more than HTML.

use super::{Block, Span, blocks, spans};
use crate::html::escape;

/// A whole text, a line of HTML for each block.
#[must_use]
pub fn document(text: &str) -> String {
    let blocks: Vec<_> = blocks(text).iter().map(block).collect();
    blocks.join("\n")
}

fn block(block: &Block<'_>) -> String {
    match block {
        Block::Heading(level, words) => heading(*level, words, escape),
        Block::List { ordered, items } => list(*ordered, items, escape),
        Block::Quote(quoted) => {
            format!("<blockquote><p>{}</p></blockquote>", lines(quoted, escape))
        }
        Block::Paragraph(words) => format!("<p>{}</p>", lines(words, escape)),
    }
}

/// A heading; the title of the article is the first level.
#[must_use]
pub fn heading(level: usize, words: &str, safe: fn(&str) -> String) -> String {
    let level = level.max(2);
    format!("<h{level}>{}</h{level}>", line(words, safe))
}

/// A list.
#[must_use]
pub fn list(ordered: bool, items: &[&str], safe: fn(&str) -> String) -> String {
    let tag = if ordered { "ol" } else { "ul" };
    let items: String = items
        .iter()
        .map(|it| format!("<li>{}</li>", line(it, safe)))
        .collect();
    format!("<{tag}>{items}</{tag}>")
}

/// Lines below each other.
#[must_use]
pub fn lines(all: &[&str], safe: fn(&str) -> String) -> String {
    let all: Vec<_> = all.iter().map(|it| line(it, safe)).collect();
    all.join("<br>")
}

/// One line.
#[must_use]
pub fn line(words: &str, safe: fn(&str) -> String) -> String {
    inline(&spans(words), safe)
}

fn inline(spans: &[Span<'_>], safe: fn(&str) -> String) -> String {
    spans
        .iter()
        .map(|it| match it {
            Span::Words(words) => safe(words),
            Span::Bold(inner) => format!("<strong>{}</strong>", inline(inner, safe)),
            Span::Link { address, label } => anchor(address, label, safe),
        })
        .collect()
}

/// A link.
#[must_use]
pub fn anchor(address: &str, label: &str, safe: fn(&str) -> String) -> String {
    format!("<a href=\"{}\">{}</a>", safe(address), safe(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_markup_becomes_html() {
        assert_eq!(
            document(
                "# Menu\nSatu & dua\ntiga\n- Kopi\n- **Teh**\n1. a\n> Enak\n> sekali\n\nkopi.id"
            ),
            "<h2>Menu</h2>\n<p>Satu &amp; dua<br>tiga</p>\n<ul><li>Kopi</li><li><strong>Teh</strong></li></ul>\n\
             <ol><li>a</li></ol>\n<blockquote><p>Enak<br>sekali</p></blockquote>\n\
             <p><a href=\"https://kopi.id/\">kopi.id</a></p>"
        );
    }

    #[test]
    fn nothing_hostile_survives() {
        for text in [
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "\" onmouseover=\"x",
            "**<img src=x>**",
            "https://a.id/\"><img src=x>",
            "[a\"b](https://a.id/\"onclick=\"x)",
            "> <b>\n- <b>\n# <b>",
        ] {
            let html = document(text);
            for bad in [
                "<script",
                "<img",
                "<b>",
                "href=\"javascript",
                "\" onm",
                "\"onclick=\"",
            ] {
                assert!(!html.contains(bad), "{text} → {html}");
            }
        }
    }
}
