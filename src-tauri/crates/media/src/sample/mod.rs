//! Pictures made by the program itself, for the demo shop: flat illustrations of a small Indonesian coffee
//! shop. The same seed and theme give the same file on every machine.

mod barista;
mod beans;
mod food;
mod pour_over;
mod props;
mod quote;
mod rain;
mod storefront;
mod sunset;
mod table;

use crate::canvas::{Canvas, Dice};

/// What a sample picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// A cup of coffee with latte art, from above.
    Latte,
    /// A croissant on a plate, from above.
    Croissant,
    /// Fried banana on a banana leaf.
    PisangGoreng,
    /// The evening sun over hills.
    Sunset,
    /// Roasted beans.
    Beans,
    /// The shop from the street.
    Storefront,
    /// A card for a quotation, still without words.
    Quote,
    /// The barista behind the counter.
    Barista,
    /// A rainy evening seen from inside.
    RainWindow,
    /// Coffee brewed by hand.
    PourOver,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 10] = [
        Self::Latte,
        Self::Croissant,
        Self::PisangGoreng,
        Self::Sunset,
        Self::Beans,
        Self::Storefront,
        Self::Quote,
        Self::Barista,
        Self::RainWindow,
        Self::PourOver,
    ];

    /// Width and height in pixels.
    #[must_use]
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Latte | Self::PisangGoreng | Self::Quote | Self::Barista | Self::PourOver => {
                (1600, 2000)
            }
            Self::Croissant | Self::Beans => (1800, 1800),
            Self::Sunset | Self::Storefront | Self::RainWindow => (2000, 1500),
        }
    }
}

/// Draws a picture as a JPEG file; another seed gives other colours and details.
#[must_use]
pub fn draw(seed: u64, theme: Theme) -> Vec<u8> {
    draw_divided(seed, theme, 1)
}

/// Draws a picture with its sides divided by a number.
fn draw_divided(seed: u64, theme: Theme, divisor: u32) -> Vec<u8> {
    let (width, height) = theme.size();
    let mut canvas = Canvas::new(width, height, divisor);
    let mut dice = Dice::new(seed);
    match theme {
        Theme::Latte => table::latte(&mut canvas, &mut dice),
        Theme::Croissant => food::croissant(&mut canvas, &mut dice),
        Theme::PisangGoreng => food::pisang_goreng(&mut canvas, &mut dice),
        Theme::Sunset => sunset::draw(&mut canvas, &mut dice),
        Theme::Beans => beans::draw(&mut canvas, &mut dice),
        Theme::Storefront => storefront::draw(&mut canvas, &mut dice),
        Theme::Quote => quote::draw(&mut canvas, &mut dice),
        Theme::Barista => barista::draw(&mut canvas, &mut dice),
        Theme::RainWindow => rain::draw(&mut canvas, &mut dice),
        Theme::PourOver => pour_over::draw(&mut canvas, &mut dice),
    }
    crate::encode::jpeg(&canvas.into_rgb(), width / divisor, height / divisor, 90)
        .expect("both sides are far below JPEG's limit")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_seed_draws_the_same_picture_again_and_another_seed_another() {
        for theme in Theme::ALL {
            let first = draw_divided(1, theme, 8);
            assert_eq!(first, draw_divided(1, theme, 8), "{theme:?}");
            let others: Vec<_> = (2..6).map(|seed| draw_divided(seed, theme, 8)).collect();
            assert!(others.iter().any(|it| *it != first), "{theme:?}");
        }
    }

    #[test]
    fn every_theme_is_a_rich_picture() {
        for theme in Theme::ALL {
            let picture = image::load_from_memory(&draw_divided(3, theme, 8))
                .unwrap()
                .to_rgb8();
            let tones: HashSet<_> = picture.pixels().map(|it| it.0.map(|it| it / 24)).collect();
            assert!(tones.len() > 20, "{theme:?} has {} tones", tones.len());
        }
    }

    #[test]
    fn a_picture_has_the_size_of_its_theme() {
        let facts = crate::probe(&draw(1, Theme::Quote)).unwrap();
        assert_eq!(
            ((facts.width, facts.height), facts.mime),
            (Theme::Quote.size(), "image/jpeg")
        );
    }
}
