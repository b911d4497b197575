//! What a pack holds: the page, the prepared files in order, and a file for each text.

use super::{page, unwritable};
use crate::{
    Kelola,
    desk::{DeskField, Prepared, Ready, fields},
    failure::Failure,
    words::errors,
};
use kelola_domain::{
    brand::Lang,
    ids::DeliveryId,
    network::{Field, Format},
};
use kelola_store::Kind;
use std::{fs::File, path::Path};

/// The page of a pack.
const PAGE: &str = "index.html";

/// A pack, before it is written anywhere.
pub(super) struct Contents {
    /// The language of its page.
    pub(super) lang: Lang,
    /// The network's name.
    pub(super) network: String,
    /// The network's short name, as it stands in file names.
    pub(super) id: String,
    /// The channel's public name.
    pub(super) handle: String,
    /// The texts.
    pub(super) fields: Vec<DeskField>,
    /// The prepared files.
    pub(super) files: Vec<Prepared>,
    /// The texts as files: their names, and what is in them.
    texts: Vec<(String, String)>,
}

/// One file of a pack.
pub(super) enum Entry<'a> {
    /// A text.
    Text(&'a str),
    /// A picture or a video.
    File(&'a Prepared),
}

impl Contents {
    /// Gathers the pack of a delivery.
    pub(super) fn of(kelola: &Kelola, id: DeliveryId, lang: Lang) -> Result<Self, Failure> {
        let ready = Ready::of(kelola, id)?;
        let mut contents = Self {
            lang,
            fields: fields(&ready.profile, &ready.content),
            network: ready.profile.name,
            id: ready.profile.id.0,
            handle: ready.handle,
            files: ready.files,
            texts: Vec::new(),
        };
        contents.texts = contents.as_texts()?;
        Ok(contents)
    }

    fn as_texts(&self) -> Result<Vec<(String, String)>, Failure> {
        let page = page::page(self, &page::Pictures::Beside)?;
        let fields = self.fields.iter().flat_map(|it| {
            it.forms
                .iter()
                .map(|form| (text_name(it, form.format), form.text.clone()))
        });
        let alts = self
            .files
            .iter()
            .filter(|it| !it.media.alt.trim().is_empty())
            .map(|it| {
                let stem = it.name.rsplit_once('.').map_or(it.name.as_str(), |it| it.0);
                (format!("{stem}.alt.txt"), it.media.alt.clone())
            });
        Ok(std::iter::once((PAGE.to_owned(), page))
            .chain(fields)
            .chain(alts)
            .collect())
    }

    /// Everything in it, by name.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, Entry<'_>)> {
        let files = self
            .files
            .iter()
            .map(|it| (it.name.as_str(), Entry::File(it)));
        let texts = self
            .texts
            .iter()
            .map(|(name, text)| (name.as_str(), Entry::Text(text)));
        files.chain(texts)
    }

    /// The names of everything in it.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries().map(|(name, _)| name)
    }

    /// Writes everything into a folder; what else lies there stays.
    pub(super) fn write_into(&self, kelola: &Kelola, folder: &Path) -> Result<(), Failure> {
        for (name, entry) in self.entries() {
            let to = folder.join(name);
            match entry {
                Entry::Text(text) => kelola_store::write_whole(&to, text.as_bytes()),
                Entry::File(file) => kelola_store::copy_whole(&to, &mut open(kelola, file)?),
            }
            .map_err(unwritable)?;
        }
        Ok(())
    }
}

/// Opens a prepared file; a video is too large to be held in memory.
pub(super) fn open(kelola: &Kelola, file: &Prepared) -> Result<File, Failure> {
    let kind = if file.is_video() {
        Kind::Media
    } else {
        Kind::Rendition
    };
    let path = kelola.store().blobs().path(kind, &file.media.hash)?;
    File::open(path).map_err(|_| Failure::new(errors::PICTURE_MISSING))
}

/// `title.txt`, `text-2.txt`, `text.html.txt`.
fn text_name(field: &DeskField, format: Format) -> String {
    let name = field_name(field.field);
    let part = field.part.map(|it| format!("-{it}")).unwrap_or_default();
    let form = match format {
        Format::Plain => "",
        Format::Html => ".html",
        Format::Bbcode => ".bbcode",
    };
    format!("{name}{part}{form}.txt")
}

/// The stable name of a field, as JSON has it.
pub(super) const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Text => "text",
        Field::Title => "title",
        Field::Hashtags => "hashtags",
        Field::Link => "link",
        Field::FirstComment => "first_comment",
        Field::AltText => "alt_text",
        Field::Media => "media",
    }
}

#[cfg(test)]
impl Contents {
    /// A pack of texts alone, in Indonesian.
    pub(super) fn of_texts(network: &str, fields: Vec<DeskField>) -> Self {
        Self {
            lang: Lang::Id,
            network: network.to_owned(),
            id: "contoh".to_owned(),
            handle: "kopisenja".to_owned(),
            fields,
            files: Vec::new(),
            texts: Vec::new(),
        }
    }
}
