//! Writes a made-up report, for looking at it: `cargo run -p kelola-documents --example sample -- en sample.pdf`.
//! With a third argument the pages are drawn into that folder too.

#![allow(
    clippy::print_stdout,
    reason = "an example talks to the person who runs it"
)]

use image::{ImageFormat, Rgb, RgbImage};
use kelola_documents::{
    Fonts, pages,
    reports::{self, data, data::Picture, top_posts},
};
use std::{error::Error, fs, io::Cursor, path::Path, time::Instant};

#[path = "../src/reports/sample.rs"]
mod sample;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let lang = if arguments.next().as_deref() == Some("en") {
        data::Lang::En
    } else {
        data::Lang::Id
    };
    let file = arguments.next().unwrap_or_else(|| "sample.pdf".to_owned());
    let mut data = sample::month(lang);
    for (place, index) in top_posts(&data.posts).into_iter().enumerate() {
        if let Some(post) = data.posts.get_mut(index) {
            post.thumbnail = Some(Picture {
                bytes: picture(place as u32)?,
                alt: post.title.clone(),
            });
        }
    }

    let start = Instant::now();
    let fonts = Fonts::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts"))?;
    println!("fonts loaded after {:?}", start.elapsed());
    let pdf = reports::render(&data, &fonts)?;
    println!(
        "{} pages, {} bytes, after {:?}",
        pdf.pages,
        pdf.bytes.len(),
        start.elapsed()
    );
    data.comments.insert("summary".to_owned(), "–".to_owned());
    let again = Instant::now();
    reports::render(&data, &fonts)?;
    println!("after editing a comment: {:?}", again.elapsed());
    fs::write(&file, &pdf.bytes)?;

    if let Some(folder) = arguments.next() {
        fs::create_dir_all(&folder)?;
        for page in 0..pages::count(&pdf.bytes)? {
            let start = Instant::now();
            fs::write(
                format!("{folder}/page-{:02}.png", page + 1),
                pages::render_png(&pdf.bytes, page, 900)?,
            )?;
            println!("page {} drawn in {:?}", page + 1, start.elapsed());
        }
    }
    Ok(())
}

/// A sky with a sun, another for each place.
fn picture(place: u32) -> Result<Vec<u8>, image::ImageError> {
    let skies = [
        [43, 29, 54],
        [62, 84, 110],
        [120, 60, 30],
        [30, 90, 84],
        [96, 40, 66],
    ];
    let sky = skies.get(place as usize).copied().unwrap_or([60, 60, 60]);
    let photo = RgbImage::from_fn(320, 400, |x, y| {
        let (dx, dy) = (
            f64::from(x) - 120.0 - 20.0 * f64::from(place),
            f64::from(y) - 180.0,
        );
        let hill = 300.0 - 40.0 * (f64::from(x) / 60.0 + f64::from(place)).sin();
        let glow = f64::from(y) / 400.0;
        if f64::from(y) > hill {
            Rgb(sky.map(|it: u8| it / 2))
        } else if dx * dx + dy * dy < 3600.0 {
            Rgb([255, 226, 163])
        } else {
            let [r, g, b] = sky.map(f64::from);
            Rgb([
                r + (235.0 - r) * glow,
                g + (150.0 - g) * glow,
                b + (90.0 - b) * glow,
            ]
            .map(|it| it as u8))
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    photo.write_to(&mut bytes, ImageFormat::Jpeg)?;
    Ok(bytes.into_inner())
}
