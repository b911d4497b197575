//! Light markup in a plain text: paragraphs, and where lines begin like it, headings (`##`), lists (`-`, `1.`) and quotes
//! (`>`); inside them links and `**bold**`. Everything else a person types stays what it is. What reads it writes it out
//! in the form a site takes; here alone such a text is read.

mod bbcode;
pub mod html;
mod spans;

pub use spans::{Span, address, spans};

use kelola_domain::network::Format;
use std::iter::Peekable;

/// A running text in a form a site's editor takes. Nothing a person typed becomes markup of its own.
#[must_use]
pub fn written(format: Format, text: &str) -> String {
    match format {
        Format::Plain => text.to_owned(),
        Format::Html => html::document(text),
        Format::Bbcode => bbcode::document(text),
    }
}

/// A stretch of lines that belong together, without the signs they began with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A heading of level 1 to 4.
    Heading(usize, &'a str),
    /// A list.
    List {
        /// Whether it counts.
        ordered: bool,
        /// Its items.
        items: Vec<&'a str>,
    },
    /// The lines of a quote.
    Quote(Vec<&'a str>),
    /// The lines of a paragraph.
    Paragraph(Vec<&'a str>),
}

/// The blocks of a text, in order.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut lines = text.lines().map(str::trim_end).peekable();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        blocks.push(match Line::of(line) {
            Line::Empty => continue,
            Line::Heading(level, words) => Block::Heading(level, words),
            Line::Item(words) => Block::List {
                ordered: false,
                items: following(words, &mut lines, Line::item),
            },
            Line::Numbered(words) => Block::List {
                ordered: true,
                items: following(words, &mut lines, Line::numbered),
            },
            Line::Quoted(words) => Block::Quote(following(words, &mut lines, Line::quoted)),
            Line::Plain(words) => Block::Paragraph(following(words, &mut lines, Line::plain)),
        });
    }
    blocks
}

/// A line without the sign it begins with.
#[must_use]
pub fn bare(line: &str) -> &str {
    match Line::of(line) {
        Line::Empty => "",
        Line::Heading(_, it)
        | Line::Item(it)
        | Line::Numbered(it)
        | Line::Quoted(it)
        | Line::Plain(it) => it,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_alike_belong_together() {
        assert_eq!(
            blocks("# Menu\nSatu\ndua\n\nTiga\n- a\n* b\n1. c\n> d\n> e"),
            [
                Block::Heading(1, "Menu"),
                Block::Paragraph(vec!["Satu", "dua"]),
                Block::Paragraph(vec!["Tiga"]),
                Block::List {
                    ordered: false,
                    items: vec!["a", "b"]
                },
                Block::List {
                    ordered: true,
                    items: vec!["c"]
                },
                Block::Quote(vec!["d", "e"]),
            ]
        );
        assert!(blocks(" \n\n").is_empty());
    }

    #[test]
    fn a_plain_text_is_copied_as_it_was_typed() {
        let text = "**Kopi**\n  [b] <b> & baru ";
        assert_eq!(written(Format::Plain, text), text);
    }
}
