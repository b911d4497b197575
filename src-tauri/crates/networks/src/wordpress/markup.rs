//! A plain text as the blocks of WordPress's editor. Neither HTML nor a shortcode of WordPress can come out of it.

use crate::{
    html::{escape, plain},
    markup::{self, Block, bare, html},
};

/// Long enough for any line of an article.
const LONGEST_LINE: usize = 100_000;

/// A text as blocks, in the markup of WordPress's editor.
pub fn blocks(text: &str) -> Vec<String> {
    markup::blocks(text).iter().map(written).collect()
}

fn written(it: &Block<'_>) -> String {
    match it {
        Block::Heading(level, words) => heading(*level, words),
        Block::List { ordered, items } => {
            let attributes = if *ordered { "{\"ordered\":true} " } else { "" };
            block("list", attributes, &html::list(*ordered, items, safe))
        }
        Block::Quote(quoted) => block(
            "quote",
            "",
            &format!(
                "<blockquote class=\"wp-block-quote\"><p>{}</p></blockquote>",
                html::lines(quoted, safe)
            ),
        ),
        Block::Paragraph(words) => block(
            "paragraph",
            "",
            &format!("<p>{}</p>", html::lines(words, safe)),
        ),
    }
}

/// A block of WordPress's editor: HTML between two comments.
pub fn block(name: &str, attributes: &str, html: &str) -> String {
    format!("<!-- wp:{name} {attributes}-->\n{html}\n<!-- /wp:{name} -->")
}

/// A link of its own line.
pub fn link(typed: &str) -> Option<String> {
    let anchor = html::anchor(&markup::address(typed)?, typed, safe);
    Some(block("paragraph", "", &format!("<p>{anchor}</p>")))
}

/// The words of a line, without its markup.
pub fn words(line: &str) -> String {
    plain(&html::line(bare(line), safe), LONGEST_LINE)
}

fn heading(level: usize, words: &str) -> String {
    let attributes = if level > 2 {
        format!("{{\"level\":{level}}} ")
    } else {
        String::new()
    };
    block("heading", &attributes, &html::heading(level, words, safe))
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
