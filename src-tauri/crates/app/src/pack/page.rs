//! The page of a pack: every text with a button that copies it, the pictures in order. It stands alone: nothing is
//! fetched from anywhere, nothing a person typed becomes markup.

use super::contents::{Contents, field_name};
use crate::{
    desk::{DeskField, Prepared},
    failure::Failure,
    words::{pack as words, say},
};
use kelola_domain::{brand::Lang, network::Format};
use kelola_networks::escape_html as escape;
use std::{collections::BTreeMap, fmt::Write as _};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Where the page has its pictures.
pub(super) enum Pictures {
    /// They lie beside it, under their names.
    Beside,
    /// They are in it, as `data:` addresses in order.
    Within(Vec<String>),
}

impl Pictures {
    fn source<'a>(&'a self, at: usize, file: &'a Prepared) -> &'a str {
        match self {
            Self::Beside => &file.name,
            Self::Within(all) => all.get(at).map_or("", String::as_str),
        }
    }

    /// What the page may load.
    const fn policy(&self) -> &'static str {
        match self {
            Self::Beside => "img-src 'self' file: content:; media-src 'self' file: content:",
            Self::Within(_) => "img-src data:",
        }
    }
}

/// Writes the page.
pub(super) fn page(contents: &Contents, pictures: &Pictures) -> Result<String, Failure> {
    let nonce = nonce()?;
    let lang = contents.lang;
    let network = BTreeMap::from([("network".to_owned(), contents.network.clone())]);
    let title = escape(&say(lang, words::PACK_FOR, &network));
    let policy = format!(
        "default-src 'none'; {}; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'",
        pictures.policy()
    );
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n\
         <style nonce=\"{nonce}\">\n{STYLE}</style>\n<h1>{title}</h1>\n<p class=\"soft\">{}</p>\n",
        lang.code(),
        escape(&contents.handle),
    );
    for (at, field) in contents.fields.iter().enumerate() {
        for form in &field.forms {
            let label = label(lang, field, form.format);
            let id = format!("f{at}-{}", format_name(form.format));
            page.push_str(&to_copy(lang, &id, &label, &form.text));
        }
    }
    if !contents.files.is_empty() {
        let heading = escape(&said(lang, words::PACK_FILES));
        let hint = escape(&said(lang, words::PACK_SAVE_HINT));
        let _ = writeln!(page, "<h2>{heading}</h2>\n<p class=\"soft\">{hint}</p>");
    }
    for (at, file) in contents.files.iter().enumerate() {
        page.push_str(&figure(lang, at, file, pictures.source(at, file)));
    }
    let _ = writeln!(
        page,
        "<script nonce=\"{nonce}\">\n{SCRIPT}</script>\n</html>"
    );
    Ok(page)
}

/// A text with its button. A new line right after the tag is not part of a text area's text.
fn to_copy(lang: Lang, id: &str, label: &str, text: &str) -> String {
    format!(
        "<div class=\"field\"><div class=\"head\"><label for=\"{id}\">{}</label>\
         <button type=\"button\" data-of=\"{id}\" data-done=\"{}\">{}</button></div>\n\
         <textarea id=\"{id}\" readonly>\n{}</textarea></div>\n",
        escape(label),
        escape(&said(lang, words::PACK_COPIED)),
        escape(&said(lang, words::PACK_COPY)),
        escape(text),
    )
}

fn figure(lang: Lang, at: usize, file: &Prepared, source: &str) -> String {
    let (name, alt, source) = (escape(&file.name), escape(&file.media.alt), escape(source));
    let shown = if file.is_video() {
        format!("<video controls src=\"{source}\" aria-label=\"{alt}\"></video>")
    } else {
        format!(
            "<img src=\"{source}\" alt=\"{alt}\" width=\"{}\" height=\"{}\">",
            file.media.width, file.media.height
        )
    };
    let mut figure = format!(
        "<figure><div class=\"head\"><figcaption>{name}</figcaption>\
         <a class=\"save\" href=\"{source}\" download=\"{name}\">{}</a></div>{shown}</figure>\n",
        escape(&said(lang, words::PACK_SAVE)),
    );
    if !file.media.alt.trim().is_empty() {
        let label = said(lang, words::PACK_ALT_TEXT);
        figure.push_str(&to_copy(lang, &format!("a{at}"), &label, &file.media.alt));
    }
    figure
}

/// `Teks, bagian 2 (HTML)`.
fn label(lang: Lang, field: &DeskField, format: Format) -> String {
    let name = said(lang, &format!("pack_{}", field_name(field.field)));
    let name = match field.part {
        Some(part) => {
            let values = BTreeMap::from([("part".to_owned(), part.to_string())]);
            say(lang, words::PACK_PART, &values)
        }
        None => name,
    };
    match format {
        Format::Html => format!("{name} (HTML)"),
        Format::Bbcode => format!("{name} (BBCode)"),
        Format::Plain => name,
    }
}

const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Plain => "plain",
        Format::Html => "html",
        Format::Bbcode => "bbcode",
    }
}

fn said(lang: Lang, code: &str) -> String {
    say(lang, code, &BTreeMap::new())
}

/// Only style and script of ours carry it.
fn nonce() -> Result<String, Failure> {
    super::listener::random_word().map_err(|error| Failure::defect(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Written;
    use kelola_domain::network::Field;

    fn contents(text: &str) -> Contents {
        Contents::of_texts(
            "Kompasiana <b>",
            vec![DeskField {
                field: Field::Text,
                part: None,
                forms: vec![
                    Written {
                        format: Format::Html,
                        text: format!("<p>{text}</p>"),
                    },
                    Written {
                        format: Format::Plain,
                        text: text.to_owned(),
                    },
                ],
            }],
        )
    }

    #[test]
    fn nothing_typed_becomes_markup_and_nothing_is_fetched() {
        let text = "</textarea><script>alert(1)</script><img src=https://a.id/x.png>";
        let page = page(&contents(text), &Pictures::Within(vec![])).unwrap();
        assert_eq!(page.matches("<script").count(), 1, "only its own script");
        assert_eq!(page.matches("<textarea ").count(), 2);
        assert_eq!(page.matches("</textarea>").count(), 2);
        assert!(!page.contains("<img") && !page.contains("<b>"));
        assert!(page.contains("default-src 'none'; img-src data:;"));
        assert!(page.contains("&lt;/textarea&gt;"));
    }

    #[test]
    fn every_form_has_its_button_and_every_field_its_name() {
        let page = page(&contents("Kopi"), &Pictures::Beside).unwrap();
        assert!(page.contains("<label for=\"f0-html\">Teks (HTML)</label>"));
        assert!(page.contains("<label for=\"f0-plain\">Teks</label>"));
        assert!(page.contains("data-of=\"f0-html\"") && page.contains("data-of=\"f0-plain\""));
        for field in [
            Field::Text,
            Field::Title,
            Field::Hashtags,
            Field::Link,
            Field::FirstComment,
            Field::AltText,
            Field::Media,
        ] {
            let code = format!("pack_{}", field_name(field));
            assert!(crate::words::is_known(&code), "{code}");
        }
    }
}
