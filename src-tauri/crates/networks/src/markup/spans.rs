//! What stands inside a line: words, bold words and links.

use kelola_domain::text::{Detection, EntityKind, entities_by};
use url::Url;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span<'a> {
    /// Words, as typed.
    Words(&'a str),
    /// Bold words, with the links among them.
    Bold(Vec<Span<'a>>),
    /// A link.
    Link {
        /// Where it leads: http or https.
        address: String,
        /// What is shown.
        label: &'a str,
    },
}

/// The pieces of a line, in order.
#[must_use]
pub fn spans(line: &str) -> Vec<Span<'_>> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("**").into_iter().chain(rest.find('[')).min() {
        let (before, from) = rest.split_at(at);
        linked(before, &mut found);
        rest = if let Some((link, after)) = named_link(from) {
            found.push(link);
            after
        } else if let Some((words, after)) = bold(from) {
            let mut inner = Vec::new();
            linked(words, &mut inner);
            found.push(Span::Bold(inner));
            after
        } else {
            let (marker, after) = from.split_at(if from.starts_with('[') { 1 } else { 2 });
            found.push(Span::Words(marker));
            after
        };
    }
    linked(rest, &mut found);
    found
}

/// An address for a link, with a scheme; only the web's own schemes.
#[must_use]
pub fn address(text: &str) -> Option<String> {
    let whole = if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    let url = Url::parse(&whole).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// `[label](https://…)`.
fn named_link(from: &str) -> Option<(Span<'_>, &str)> {
    let (label, rest) = from.strip_prefix('[')?.split_once("](")?;
    let (typed, after) = rest.split_once(')')?;
    let named = !label.trim().is_empty() && !label.contains(['[', ']']) && typed.contains("://");
    let address = address(typed).filter(|_| named)?;
    Some((Span::Link { address, label }, after))
}

/// `**words**`.
fn bold(from: &str) -> Option<(&str, &str)> {
    let (words, after) = from.strip_prefix("**")?.split_once("**")?;
    let tight = !words.is_empty() && words.trim() == words;
    tight.then_some((words, after))
}

/// Words with their web addresses as links.
fn linked<'a>(text: &'a str, found: &mut Vec<Span<'a>>) {
    let mut done = 0;
    let links = entities_by(text, Detection::Common)
        .into_iter()
        .filter(|it| it.kind == EntityKind::Link);
    for it in links {
        let label = it.of(text);
        let Some(address) = address(label) else {
            continue;
        };
        linked_by_scheme(
            text.get(done..it.byte_start as usize).unwrap_or_default(),
            found,
        );
        found.push(Span::Link { address, label });
        done = it.byte_end as usize;
    }
    linked_by_scheme(text.get(done..).unwrap_or_default(), found);
}

/// What begins with a scheme is a link here, whether its top-level domain is a known one or not.
fn linked_by_scheme<'a>(text: &'a str, found: &mut Vec<Span<'a>>) {
    let mut rest = text;
    while let Some(at) = rest
        .find("http://")
        .into_iter()
        .chain(rest.find("https://"))
        .min()
    {
        let (before, from) = rest.split_at(at);
        words(before, found);
        let end = from
            .find(|it: char| it.is_whitespace() || "<>\"".contains(it))
            .unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        let label = run.trim_end_matches(|it: char| ".,;:!?)'".contains(it));
        rest = match address(label) {
            Some(address) => {
                found.push(Span::Link { address, label });
                from.get(label.len()..).unwrap_or_default()
            }
            None => {
                words(run, found);
                after
            }
        };
    }
    words(rest, found);
}

fn words<'a>(text: &'a str, found: &mut Vec<Span<'a>>) {
    if !text.is_empty() {
        found.push(Span::Words(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link<'a>(address: &str, label: &'a str) -> Span<'a> {
        Span::Link {
            address: address.into(),
            label,
        }
    }

    #[test]
    fn a_line_is_words_bold_words_and_links() {
        assert_eq!(
            spans("**Baru** di kopi.id, [menu](https://kopi.id/m)!"),
            [
                Span::Bold(vec![Span::Words("Baru")]),
                Span::Words(" di "),
                link("https://kopi.id/", "kopi.id"),
                Span::Words(", "),
                link("https://kopi.id/m", "menu"),
                Span::Words("!"),
            ]
        );
    }

    #[test]
    fn nothing_is_lost_or_added() {
        for line in [
            "2 * 3 ** 4 [ayo] ](x) http:// **",
            "[x](javascript:alert(1)) [gallery]",
            "https://kopi.example/m?a=1), http://warung:8080/x.",
        ] {
            let said: String = spans(line)
                .iter()
                .map(|it| match it {
                    Span::Words(it) | Span::Link { label: it, .. } => *it,
                    Span::Bold(_) => panic!("no bold words in {line}"),
                })
                .collect();
            assert_eq!(said, line);
        }
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(address("kopi.id").as_deref(), Some("https://kopi.id/"));
        for bad in ["javascript://a%0aalert(1)", "ftp://kopi.id", "", "a b"] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
