//! Reports for a week or a month. The app fills [`data::ReportData`]; each section reads it through the
//! facts, says what it found, and its template prints that. User text reaches Typst only as JSON strings.

pub mod data;
mod deliveries;
mod delta;
mod facts;
mod pictures;
#[cfg(test)]
pub(crate) mod sample;
mod sections;
#[cfg(test)]
pub(crate) mod tests;

pub use crate::world::{Pdf, SectionAt};

use crate::{
    colour::Palette,
    coverage::make_printable,
    error::DocumentError,
    fonts::{FAMILIES, Fonts},
    words::{self, shared},
    world::Sheet,
};
use data::{Post, ReportData};
use facts::{Facts, post_interactions};
use pictures::Pictures;
use sections::SECTIONS;
use serde_json::{Value, json};
use std::cmp::Reverse;
use typst::foundations::Bytes;

/// So many posts are shown with picture and text.
const TOP_POSTS: usize = 5;

/// Sets a report as PDF/UA-1. The same data and fonts give the same bytes.
///
/// # Errors
/// [`DocumentError::Typesetting`] when a template refuses the data, which is a defect of this program:
/// no text and no picture in the data can cause it.
pub fn render(data: &ReportData, fonts: &Fonts) -> Result<Pdf, DocumentError> {
    let facts = Facts::new(data);
    let mut pictures = Pictures::default();
    let mut printed = print(&facts, &mut pictures);
    make_printable(&mut printed, fonts);
    let mut files = pictures.into_files();
    files.push((
        "data.json".to_owned(),
        Bytes::new(printed.to_string().into_bytes()),
    ));
    let sections = outline(&printed);
    Sheet::new(fonts, data.created.date(), templates(), files)?.pdf(sections)
}

/// The sections as they are about to be printed; their pages are known afterwards.
fn outline(printed: &Value) -> Vec<SectionAt> {
    let text = |section: &Value, key: &str| section[key].as_str().unwrap_or_default().to_owned();
    let sections = printed["sections"].as_array().into_iter().flatten();
    sections
        .map(|it| SectionAt {
            name: text(it, "name"),
            title: text(it, "title"),
            claim: text(it, "claim"),
            page: 1,
        })
        .collect()
}

/// The names of the sections that take a comment and a claim, in the order they are printed.
#[must_use]
pub fn section_names() -> Vec<&'static str> {
    // The cover comes first and has room for neither.
    SECTIONS.iter().skip(1).map(|it| it.name).collect()
}

/// The places of the posts that a report shows with picture and text: most interactions first, the
/// earlier one where they are equal. Only these need a thumbnail.
#[must_use]
pub fn top_posts(posts: &[Post]) -> Vec<usize> {
    let mut ranked: Vec<(i64, usize)> = posts
        .iter()
        .enumerate()
        .filter_map(|(index, post)| Some((post_interactions(post)?, index)))
        .collect();
    ranked.sort_by_key(|(interactions, index)| {
        (
            Reverse(*interactions),
            posts.get(*index).map(|it| it.published),
        )
    });
    ranked
        .into_iter()
        .take(TOP_POSTS)
        .map(|(_, index)| index)
        .collect()
}

/// Everything the templates print, as finished strings and shares.
fn print(facts: &Facts, pictures: &mut Pictures) -> Value {
    let data = facts.data;
    let (lang, format) = (data.lang, facts.format);
    let period = format.period(&data.period);
    let at = data.captured.map(|it| format.full(it, &data.period.zone));
    let mut footer = vec![
        if data.provisional {
            shared::PROVISIONAL
        } else {
            shared::FINAL
        }
        .get(lang)
        .to_owned(),
    ];
    footer.extend(
        at.as_ref()
            .map(|it| shared::CAPTURED.fill(lang, &[("at", it)])),
    );
    footer.push(shared::TIMES_IN.fill(lang, &[("zone", &data.period.zone)]));

    let sections: Vec<Value> = SECTIONS
        .iter()
        .filter_map(|section| {
            let view = (section.build)(facts, pictures)?;
            let said = |texts: &std::collections::BTreeMap<String, String>| {
                texts
                    .get(section.name)
                    .map(|it| it.trim().to_owned())
                    .filter(|it| !it.is_empty())
            };
            Some(json!({
                "name": section.name,
                "title": section.title.get(lang),
                "claim": said(&data.claims).unwrap_or(view.claim),
                "comment": said(&data.comments),
                "words": words::of(section.name, lang),
                "body": view.body,
            }))
        })
        .collect();

    json!({
        "lang": match lang { data::Lang::Id => "id", data::Lang::En => "en" },
        "region": match lang { data::Lang::Id => "ID", data::Lang::En => "GB" },
        "fonts": FAMILIES,
        "palette": Palette::of(&data.brand.accent),
        "brand": data.brand.name,
        "author": data.brand.prepared_by,
        "title": shared::DOCUMENT_TITLE.fill(lang, &[("brand", &data.brand.name), ("period", &period)]),
        "period": period,
        "comment_by": shared::COMMENT_BY.fill(lang, &[("name", &data.brand.prepared_by)]),
        "source": at.map(|it| shared::FIGURES_OF.fill(lang, &[("at", &shared::CAPTURED.fill(lang, &[("at", &it)]))])),
        "footer": footer.join(" · "),
        "words": words::of("shared", lang),
        "sections": sections,
    })
}

/// The templates, and the program that runs those of the sections in order.
fn templates() -> Vec<(String, String)> {
    let mut main = String::from("#import \"frame.typ\": *\n");
    let mut runs = String::new();
    let mut files = vec![
        ("frame.typ".to_owned(), include_str!("frame.typ").to_owned()),
        ("marks.typ".to_owned(), include_str!("marks.typ").to_owned()),
    ];
    for section in SECTIONS {
        let name = section.name;
        main.push_str(&format!("#import \"{name}.typ\" as {name}\n"));
        runs.push_str(&format!(
            "  if s.name == \"{name}\" {{ {name}.print(s) }}\n"
        ));
        files.push((format!("{name}.typ"), section.template.to_owned()));
    }
    main.push_str(&format!(
        "#show: report\n#for s in D.sections {{\n{runs}}}\n"
    ));
    files.push(("main.typ".to_owned(), main));
    files
}
