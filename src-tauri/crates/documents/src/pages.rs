//! Pictures of the pages of a stored PDF. The preview shows the document itself, not a second rendering.

use crate::error::DocumentError;
use hayro::{
    PixmapSettings, RenderCache, RenderSettings, hayro_interpret::InterpreterSettings,
    hayro_syntax::Pdf, vello_cpu::color::palette::css::WHITE,
};

/// Wider than any screen at 200 %; more would only use memory.
const WIDEST_PX: u32 = 4096;

/// How many pages a PDF has.
///
/// # Errors
/// [`DocumentError::NotAPdf`] when the bytes cannot be read.
pub fn count(pdf: &[u8]) -> Result<usize, DocumentError> {
    Ok(open(pdf)?.pages().len())
}

/// A page as PNG, `width_px` pixels wide (at most 4096). Pages count from 0.
///
/// # Errors
/// [`DocumentError::NotAPdf`], [`DocumentError::NoSuchPage`] or [`DocumentError::Drawing`].
pub fn render_png(pdf: &[u8], page: usize, width_px: u32) -> Result<Vec<u8>, DocumentError> {
    let pdf = open(pdf)?;
    let pages = pdf.pages();
    let sheet = pages.get(page).ok_or(DocumentError::NoSuchPage {
        page,
        pages: pages.len(),
    })?;
    let (width, height) = sheet.render_dimensions();
    if width < 1.0 || height < 1.0 {
        return Err(DocumentError::Drawing);
    }
    // Half a pixel more, because the renderer rounds sizes down.
    let scale = (width_px.clamp(16, WIDEST_PX) as f32 + 0.5) / width;
    if height * scale > f32::from(u16::MAX) {
        return Err(DocumentError::Drawing);
    }
    let size = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    // Hinting is for the screens of the past; without it letters stand where print has them.
    let settings = RenderSettings {
        hinting: false,
        ..RenderSettings::default()
    };
    let drawn = hayro::render(
        sheet,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &settings,
        &size,
    );
    drawn.into_png().map_err(|_| DocumentError::Drawing)
}

fn open(pdf: &[u8]) -> Result<Pdf, DocumentError> {
    Pdf::new(pdf.to_vec()).map_err(|_| DocumentError::NotAPdf)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::{data::Lang, sample, tests::rendered};

    #[test]
    fn a_page_of_a_report_becomes_a_picture_of_the_wanted_width() {
        let pdf = rendered(&sample::month(Lang::Id));
        assert_eq!(count(&pdf.bytes).unwrap(), pdf.pages);
        let png = render_png(&pdf.bytes, 0, 300).unwrap();
        let picture = image::load_from_memory(&png).unwrap().to_rgb8();
        assert_eq!(picture.width(), 300);
        assert!(
            (420..=426).contains(&picture.height()),
            "{}",
            picture.height()
        );
        // The cover is mostly the brand's colour, the lower part is paper.
        assert_ne!(picture.get_pixel(5, 5).0, [255, 255, 255]);
        assert_eq!(picture.get_pixel(3, 400).0, [255, 255, 255]);
    }

    #[test]
    fn emoji_are_drawn_in_their_colours() {
        let red_dots = |comment: &str| {
            let mut data = sample::month(Lang::Id);
            data.comments
                .insert("summary".to_owned(), comment.to_owned());
            let pdf = rendered(&data);
            let page = pdf.sections.iter().find(|it| it.name == "summary");
            let png = render_png(&pdf.bytes, page.unwrap().page - 1, 900).unwrap();
            let picture = image::load_from_memory(&png).unwrap().to_rgb8();
            let is_red = |[r, g, b]: [u8; 3]| r > 200 && g < 100 && b < 100;
            picture.pixels().filter(|it| is_red(it.0)).count()
        };
        let (hearts, letters) = (red_dots("❤️❤️❤️❤️❤️"), red_dots("xxxxx"));
        assert!(
            hearts > letters + 100,
            "{hearts} red dots, without hearts {letters}"
        );
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        assert!(matches!(
            render_png(b"%PDF-1.7 nothing", 0, 100),
            Err(DocumentError::NotAPdf)
        ));
        let pdf = rendered(&sample::month(Lang::Id));
        assert!(matches!(
            render_png(&pdf.bytes, 99, 100),
            Err(DocumentError::NoSuchPage { page: 99, .. })
        ));
    }
}
