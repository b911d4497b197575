//! The plain text of a status, which servers send as HTML. It never becomes HTML again: tags are dropped, a few of
//! them break a line, and what is left is hostile plain text.

/// The longest text kept, in characters; servers allow up to 100,000.
const LONGEST: usize = 5000;

/// The words of a piece of HTML.
pub fn plain(html: &str) -> String {
    let mut text = Text::default();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        text.push(before);
        rest = if from.starts_with('<') {
            tag(from, &mut text)
        } else {
            entity(from, &mut text)
        };
        if text.length > LONGEST {
            break;
        }
    }
    text.push(rest);
    text.done()
}

/// Takes a tag; gives back what follows it.
fn tag<'a>(from: &'a str, text: &mut Text) -> &'a str {
    let Some(end) = from.find('>') else {
        // A lone "<" at the end of a broken document.
        return "";
    };
    let inner = from.get(1..end).unwrap_or_default();
    let after = from.get(end + 1..).unwrap_or_default();
    let closing = inner.starts_with('/');
    let name: String = inner
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|it| it.to_ascii_lowercase())
        .collect();
    match (name.as_str(), closing) {
        ("br", _) => text.line(1),
        ("p" | "blockquote" | "pre" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4", _) => text.line(2),
        ("div" | "li", _) => text.line(1),
        ("script" | "style", false) => return past(after, &name),
        _ => {}
    }
    after
}

/// What follows the end of an element whose content is no text.
fn past<'a>(after: &'a str, name: &str) -> &'a str {
    let closing = format!("</{name}");
    let end = after
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| {
            after
                .get(*at..at + closing.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(&closing))
        })
        .unwrap_or(after.len());
    let rest = after.get(end..).unwrap_or_default();
    rest.split_once('>').map_or("", |(_, after)| after)
}

/// Takes a character reference; gives back what follows it.
fn entity<'a>(from: &'a str, text: &mut Text) -> &'a str {
    let end = from.bytes().take(12).position(|it| it == b';');
    let known = end.and_then(|end| Some((from.get(1..end)?, from.get(end + 1..)?)));
    match known.and_then(|(name, after)| Some((character(name)?, after))) {
        Some((it, after)) => {
            text.push(it.encode_utf8(&mut [0; 4]));
            after
        }
        None => {
            text.push("&");
            from.get(1..).unwrap_or_default()
        }
    }
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "hellip" => '…',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

/// Text with line breaks that are never first, never last and never more than two.
#[derive(Default)]
struct Text {
    kept: String,
    length: usize,
    breaks: usize,
}

impl Text {
    fn push(&mut self, piece: &str) {
        for it in piece.chars().filter(|it| *it == '\t' || !it.is_control()) {
            if self.length >= LONGEST {
                self.length += 1;
                return;
            }
            if self.breaks > 0 {
                self.kept.push_str(&"\n".repeat(self.breaks));
                self.length += self.breaks;
                self.breaks = 0;
            }
            self.kept.push(it);
            self.length += 1;
        }
    }

    fn line(&mut self, breaks: usize) {
        if !self.kept.is_empty() {
            self.breaks = self.breaks.max(breaks).min(2);
        }
    }

    fn done(self) -> String {
        self.kept.trim().chars().take(LONGEST).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_tags_go() {
        let cases = [
            (
                "<p>Enak!<br>Buka jam berapa?</p>",
                "Enak!\nBuka jam berapa?",
            ),
            ("<p>Satu</p><p>Dua &amp; tiga</p>", "Satu\n\nDua & tiga"),
            (
                r#"<p><span class="h-card"><a href="https://kopi.test/@kopi" class="u-url mention">@<span>kopi</span></a></span> halo</p>"#,
                "@kopi halo",
            ),
            (
                r#"<a href="https://contoh.id/a/b"><span class="invisible">https://</span><span class="ellipsis">contoh.id/a</span><span class="invisible">/b</span></a>"#,
                "https://contoh.id/a/b",
            ),
            (
                "a &lt;b&gt; &#x1F600; &#128512; &unknown; &",
                "a <b> 😀 😀 &unknown; &",
            ),
            ("<script>alert('<p>')</script>ya<style>p{}</style>!", "ya!"),
            ("<SCRIPT>x</sCript >ya", "ya"),
            ("<ul><li>kopi</li><li>teh</li></ul>", "kopi\nteh"),
            ("a\u{0}b\u{1b}[31mc", "ab[31mc"),
            ("putus <a href=", "putus"),
            ("", ""),
        ];
        for (html, text) in cases {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    #[test]
    fn what_is_escaped_once_is_unescaped_once() {
        assert_eq!(plain("&amp;lt;script&amp;gt;"), "&lt;script&gt;");
    }

    #[test]
    fn a_long_text_is_cut_and_a_hostile_one_ends() {
        assert_eq!(plain(&"k".repeat(200_000)).chars().count(), LONGEST);
        assert_eq!(plain(&"<".repeat(200_000)), "");
        assert_eq!(plain(&"&".repeat(6000)).chars().count(), LONGEST);
        assert!(plain(&"<script>".repeat(20_000)).is_empty());
        assert_eq!(plain(&"<br>".repeat(50_000)), "");
    }
}
