//! The texts to copy, in the order of the network's form and in the forms its editor takes.

use crate::pieces;
use kelola_domain::{
    network::{Field, Format, Profile},
    post::Content,
    text::assemble,
};
use kelola_networks::written;
use serde::Serialize;
use ts_rs::TS;

/// One text to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DeskField {
    /// Which field.
    pub field: Field,
    /// Of which further part of a thread, from 2; none for the post itself.
    pub part: Option<u32>,
    /// The text in the forms the site takes, the best first; never empty.
    pub forms: Vec<Written>,
}

/// A text in one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Written {
    /// The form.
    pub format: Format,
    /// The text.
    pub text: String,
}

/// The fields of a post that hold something.
pub(crate) fn fields(profile: &Profile, content: &Content) -> Vec<DeskField> {
    let texts = [
        (Field::Title, content.title.clone()),
        (Field::Text, running_text(profile, content)),
        (Field::Hashtags, content.hashtags.clone()),
        (Field::Link, content.link.clone()),
        (Field::FirstComment, content.first_comment.clone()),
    ];
    // Where no API publishes them, parts and first comment are pasted like the rest.
    let shown = |field: &Field| {
        matches!(field, Field::Text | Field::FirstComment) || profile.fields.contains(field)
    };
    let own = texts
        .into_iter()
        .filter(|(field, _)| shown(field))
        .map(|(field, text)| (field, None, text));
    let parts = pieces::parts(content)
        .zip(2..)
        .map(|(part, place)| (Field::Text, Some(place), part.text.clone()));
    own.chain(parts)
        .filter(|(.., text)| !text.trim().is_empty())
        .map(|(field, part, text)| DeskField {
            field,
            part,
            forms: forms(profile, field, text),
        })
        .collect()
}

/// Hashtags that have no field of their own follow the text.
fn running_text(profile: &Profile, content: &Content) -> String {
    let apart = profile.fields.contains(&Field::Hashtags);
    let hashtags = if apart { "" } else { &content.hashtags };
    assemble(&content.text, hashtags).into_owned()
}

/// Only a running text goes into an editor; the other fields are plain.
fn forms(profile: &Profile, field: Field, text: String) -> Vec<Written> {
    if field != Field::Text || profile.formats.is_empty() {
        let format = Format::Plain;
        return vec![Written { format, text }];
    }
    profile
        .formats
        .iter()
        .map(|format| Written {
            format: *format,
            text: written(*format, &text),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_domain::post::ThreadPart;

    fn content() -> Content {
        Content {
            title: "Kopi <baru>".into(),
            text: "**Dua** cangkir".into(),
            hashtags: "#kopi".into(),
            link: "https://kopi.id/".into(),
            first_comment: "**Alamat**: Braga".into(),
            parts: vec![ThreadPart {
                text: "Lalu".into(),
                media: vec![],
            }],
            ..Content::default()
        }
    }

    type Copied = (Field, Option<u32>, Vec<(Format, String)>);

    fn copied(profile: &Profile) -> Vec<Copied> {
        fields(profile, &content())
            .into_iter()
            .map(|it| {
                let forms = it.forms.into_iter().map(|it| (it.format, it.text));
                (it.field, it.part, forms.collect())
            })
            .collect()
    }

    #[test]
    fn only_the_running_text_has_the_forms_of_the_editor() {
        let profile = Profile {
            fields: vec![Field::Title, Field::Hashtags],
            formats: vec![Format::Html, Format::Plain],
            ..Profile::default()
        };
        let plain = |text: &str| vec![(Format::Plain, text.to_owned())];
        let both = |html: &str, text: &str| {
            vec![
                (Format::Html, html.to_owned()),
                (Format::Plain, text.to_owned()),
            ]
        };
        assert_eq!(
            copied(&profile),
            [
                (Field::Title, None, plain("Kopi <baru>")),
                (
                    Field::Text,
                    None,
                    both("<p><strong>Dua</strong> cangkir</p>", "**Dua** cangkir")
                ),
                (Field::Hashtags, None, plain("#kopi")),
                (Field::FirstComment, None, plain("**Alamat**: Braga")),
                (Field::Text, Some(2), both("<p>Lalu</p>", "Lalu")),
            ]
        );
    }

    #[test]
    fn hashtags_without_a_field_follow_the_text() {
        assert_eq!(
            copied(&Profile::default())[0],
            (
                Field::Text,
                None,
                vec![(Format::Plain, "**Dua** cangkir\n\n#kopi".to_owned())]
            )
        );
    }
}
