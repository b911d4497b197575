//! Light markup as BBCode, as forums take it.

use super::{Block, Span, blocks, spans};

/// Joins what it stands between and is not seen: no forum takes `[` and a word with this between them for a tag, and
/// BBCode has no other way to say that a bracket is a bracket.
const WORD_JOINER: char = '\u{2060}';

/// A whole text.
#[must_use]
pub fn document(text: &str) -> String {
    let blocks: Vec<_> = blocks(text).iter().map(block).collect();
    blocks.join("\n\n")
}

fn block(block: &Block<'_>) -> String {
    match block {
        Block::Heading(_, words) => format!("[b]{}[/b]", line(words)),
        Block::List { ordered, items } => {
            let items: Vec<_> = items.iter().map(|it| format!("[*]{}", line(it))).collect();
            let open = if *ordered { "[list=1]" } else { "[list]" };
            format!("{open}\n{}\n[/list]", items.join("\n"))
        }
        Block::Quote(quoted) => format!("[quote]{}[/quote]", lines(quoted)),
        Block::Paragraph(words) => lines(words),
    }
}

fn lines(all: &[&str]) -> String {
    let all: Vec<_> = all.iter().map(|it| line(it)).collect();
    all.join("\n")
}

fn line(words: &str) -> String {
    inline(&spans(words))
}

fn inline(spans: &[Span<'_>]) -> String {
    spans
        .iter()
        .map(|it| match it {
            Span::Words(words) => safe(words),
            Span::Bold(inner) => format!("[b]{}[/b]", inline(inner)),
            Span::Link { address, label } => {
                format!("[url={}]{}[/url]", within_tag(address), safe(label))
            }
        })
        .collect()
}

/// Words, their brackets no tags.
fn safe(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for it in words.chars().filter(|it| !it.is_control() || *it == '\t') {
        safe.push(it);
        if it == '[' {
            safe.push(WORD_JOINER);
        }
    }
    safe
}

/// An address that cannot end the tag it stands in.
fn within_tag(address: &str) -> String {
    address.replace('[', "%5B").replace(']', "%5D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_markup_becomes_bbcode() {
        assert_eq!(
            document(
                "# Menu\nSatu & <dua>\ntiga\n- Kopi\n- **Teh**\n1. a\n> Enak\n> sekali\n\nDi kopi.id"
            ),
            "[b]Menu[/b]\n\nSatu & <dua>\ntiga\n\n[list]\n[*]Kopi\n[*][b]Teh[/b]\n[/list]\n\n[list=1]\n[*]a\n[/list]\n\n\
             [quote]Enak\nsekali[/quote]\n\nDi [url=https://kopi.id/]kopi.id[/url]"
        );
    }

    #[test]
    fn a_bracket_a_person_typed_opens_no_tag() {
        for text in [
            "[img]https://a.id/x.png[/img]",
            "[url=javascript:alert(1)]x[/url]",
            "[B]x[/B] [*] [quote=a]",
            "**[b]** [[b]]",
        ] {
            // What we wrote ourselves; the same words as a person types them have the joiner in them.
            let own = ["[url=https://a.id/x.png]", "[/url]", "[b]", "[/b]"];
            let typed = own
                .iter()
                .fold(document(text), |it, tag| it.replace(tag, ""));
            for (at, _) in typed.match_indices('[') {
                assert!(typed[at + 1..].starts_with(WORD_JOINER), "{text} → {typed}");
            }
        }
        assert_eq!(
            document("[Promo] Kopi").replace(WORD_JOINER, ""),
            "[Promo] Kopi"
        );
    }

    #[test]
    fn an_address_stays_inside_its_tag() {
        assert_eq!(
            document("[menu](https://a.id/?b=]x[/url])"),
            "[url=https://a.id/?b=%5Dx%5B/url%5D]menu[/url]"
        );
    }
}
