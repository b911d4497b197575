//! The world a document is compiled in: files from memory only, no disk, no packages, no clock.

use crate::{error::DocumentError, fonts::Fonts};
use chrono::{Datelike, NaiveDate};
use std::{collections::HashMap, num::NonZeroUsize};
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, NativeElement, Selector, Smart},
    introspection::Introspector,
    model::HeadingElem,
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Cached results that many compilations did not need are dropped; the window stays open for days.
const CACHE_AGE: usize = 8;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Its sections, in order.
    pub sections: Vec<SectionAt>,
}

/// A section of a finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionAt {
    /// Its name, the key of its comment.
    pub name: String,
    /// Its title as printed.
    pub title: String,
    /// The finding printed above it; empty where it has none.
    pub claim: String,
    /// The page it begins on, counted from 1.
    pub page: usize,
}

/// Everything one document is made from.
pub(crate) struct Sheet {
    library: LazyHash<Library>,
    fonts: Fonts,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    today: NaiveDate,
}

impl Sheet {
    /// A document whose templates are `sources`, of which `main.typ` is the first one run.
    pub(crate) fn new(
        fonts: &Fonts,
        today: NaiveDate,
        sources: Vec<(String, String)>,
        files: Vec<(String, Bytes)>,
    ) -> Result<Self, DocumentError> {
        let mut sheet = Self {
            library: LazyHash::new(Library::default()),
            fonts: fonts.clone(),
            main: file_id("main.typ")?,
            sources: HashMap::new(),
            files: HashMap::new(),
            today,
        };
        for (path, text) in sources {
            let id = file_id(&path)?;
            sheet.sources.insert(id, Source::new(id, text));
        }
        for (path, bytes) in files {
            sheet.files.insert(file_id(&path)?, bytes);
        }
        Ok(sheet)
    }

    /// Sets the document and writes it as tagged PDF/UA-1.
    pub(crate) fn pdf(&self, sections: Vec<SectionAt>) -> Result<Pdf, DocumentError> {
        let compiled = typst::compile::<PagedDocument>(self).output;
        let result = compiled.and_then(|document| {
            let standards = PdfStandards::new(&[PdfStandard::Ua_1])
                .expect("one standard cannot contradict itself");
            let options = PdfOptions {
                standards,
                creator: Smart::Custom(Some("Kelola".to_owned())),
                ..PdfOptions::default()
            };
            typst_pdf::pdf(&document, &options).map(|bytes| Pdf {
                bytes,
                pages: document.pages().len(),
                sections: placed(&document, sections),
            })
        });
        comemo::evict(CACHE_AGE);
        result.map_err(|errors| DocumentError::Typesetting(self.tell(&errors)))
    }

    /// The first few causes with the template and line they arose in. They hold no user text but what
    /// Typst itself quotes.
    fn tell(&self, errors: &[SourceDiagnostic]) -> String {
        let told: Vec<String> = errors
            .iter()
            .take(5)
            .map(|error| {
                let place = error.span.id().and_then(|id| {
                    let range = typst::WorldExt::range(self as &dyn World, error.span)?;
                    let line = self.sources.get(&id)?.lines().byte_to_line(range.start)? + 1;
                    Some(format!(
                        " ({}:{line})",
                        id.get().vpath().get_without_slash()
                    ))
                });
                format!("{}{}", error.message, place.unwrap_or_default())
            })
            .collect();
        told.join("; ")
    }
}

/// Gives every section the page its heading stands on; one without a heading of its own begins the document.
fn placed(document: &PagedDocument, sections: Vec<SectionAt>) -> Vec<SectionAt> {
    let introspector = document.introspector();
    let headings = introspector.query(&Selector::Elem(HeadingElem::ELEM, None));
    let page_of = |title: &str| {
        let heading = headings.iter().find(|it| {
            it.to_packed::<HeadingElem>()
                .is_some_and(|it| it.body.plain_text() == title)
        })?;
        introspector
            .page(heading.location()?)
            .map(NonZeroUsize::get)
    };
    sections
        .into_iter()
        .map(|it| SectionAt {
            page: page_of(&it.title).unwrap_or(1),
            ..it
        })
        .collect()
}

fn file_id(path: &str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(path)
        .map_err(|_| DocumentError::Typesetting(format!("bad file name {path}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources
            .get(&id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        let year = self.today.year();
        Datetime::from_ymd(
            year,
            u8::try_from(self.today.month()).ok()?,
            u8::try_from(self.today.day()).ok()?,
        )
    }
}
