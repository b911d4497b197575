//! Draws Kelola's mark and writes every icon file the packages need into `assets/icons`.
//! The geometry stands once, on a 1024 square, and serves the pixels and the SVG alike.

use std::{error::Error, fmt::Write as _, fs, fs::File, path::Path};
use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, PathBuilder, Pixmap,
    Point, SpreadMode, Stroke, Transform,
};

const SIDE: f32 = 1024.0;
const TOP: &str = "#12806b";
const BRAND: &str = "#0d6b5a";
const BOTTOM: &str = "#0a5547";
/// The ground's tone at the height of the rings.
const RIM: &str = "#107763";
const PAPER: &str = "#f7faf6";
const SUN: &str = "#f2a65a";

/// One part of the mark.
enum Part {
    /// A rounded rectangle: left, top, width, height, radius, colour.
    Block(f32, f32, f32, f32, f32, &'static str),
    /// An open line with round ends: points, width, colour.
    Line(&'static [(f32, f32)], f32, &'static str),
    /// A disc: centre, radius, colour.
    Disc(f32, f32, f32, &'static str),
}

/// A calendar page on a green ground; its entry is a K whose raised arm ends in the evening sun.
const PARTS: &[Part] = &[
    Part::Block(206.0, 240.0, 612.0, 604.0, 104.0, PAPER),
    // The rings are cut free from the page by a green rim.
    Part::Block(330.0, 146.0, 104.0, 206.0, 52.0, RIM),
    Part::Block(590.0, 146.0, 104.0, 206.0, 52.0, RIM),
    Part::Block(352.0, 168.0, 60.0, 162.0, 30.0, PAPER),
    Part::Block(612.0, 168.0, 60.0, 162.0, 30.0, PAPER),
    Part::Line(&[(400.0, 432.0), (400.0, 742.0)], 92.0, BRAND),
    Part::Line(
        &[(596.0, 452.0), (448.0, 590.0), (610.0, 742.0)],
        92.0,
        BRAND,
    ),
    Part::Disc(648.0, 440.0, 66.0, SUN),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/icons");
    fs::create_dir_all(&folder)?;
    for (name, side) in [
        ("32x32.png", 32),
        ("128x128.png", 128),
        ("128x128@2x.png", 256),
        ("icon.png", 512),
    ] {
        fs::write(folder.join(name), draw(side)?.encode_png()?)?;
    }
    fs::write(folder.join("icon.svg"), svg()?)?;
    write_ico(&folder.join("icon.ico"))?;
    write_icns(&folder.join("icon.icns"))?;
    Ok(())
}

fn draw(side: u32) -> Result<Pixmap, Box<dyn Error>> {
    let mut map = Pixmap::new(side, side).ok_or("a side of zero")?;
    let scale = Transform::from_scale(side as f32 / SIDE, side as f32 / SIDE);
    let ground = LinearGradient::new(
        Point::from_xy(0.0, 0.0),
        Point::from_xy(0.0, SIDE),
        vec![
            GradientStop::new(0.0, colour(TOP)),
            GradientStop::new(1.0, colour(BOTTOM)),
        ],
        SpreadMode::Pad,
        Transform::identity(),
    )
    .ok_or("a gradient without length")?;
    let paint = Paint {
        shader: ground,
        anti_alias: true,
        ..Paint::default()
    };
    map.fill_path(
        &block(32.0, 32.0, 960.0, 960.0, 224.0)?,
        &paint,
        FillRule::Winding,
        scale,
        None,
    );
    for part in PARTS {
        match *part {
            Part::Block(x, y, w, h, r, tone) => {
                map.fill_path(
                    &block(x, y, w, h, r)?,
                    &flat(tone),
                    FillRule::Winding,
                    scale,
                    None,
                );
            }
            Part::Disc(x, y, r, tone) => {
                let path = PathBuilder::from_circle(x, y, r).ok_or("a disc without radius")?;
                map.fill_path(&path, &flat(tone), FillRule::Winding, scale, None);
            }
            Part::Line(points, width, tone) => {
                let mut path = PathBuilder::new();
                for (index, &(x, y)) in points.iter().enumerate() {
                    if index == 0 {
                        path.move_to(x, y)
                    } else {
                        path.line_to(x, y)
                    }
                }
                let path = path.finish().ok_or("a line without points")?;
                let stroke = Stroke {
                    width,
                    line_cap: LineCap::Round,
                    line_join: LineJoin::Round,
                    ..Stroke::default()
                };
                map.stroke_path(&path, &flat(tone), &stroke, scale, None);
            }
        }
    }
    Ok(map)
}

fn block(x: f32, y: f32, w: f32, h: f32, r: f32) -> Result<tiny_skia::Path, Box<dyn Error>> {
    // 0.5523 makes a cubic follow a quarter circle.
    let c = r * (1.0 - 0.5523);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(x + w - r, y);
    path.cubic_to(x + w - c, y, x + w, y + c, x + w, y + r);
    path.line_to(x + w, y + h - r);
    path.cubic_to(x + w, y + h - c, x + w - c, y + h, x + w - r, y + h);
    path.line_to(x + r, y + h);
    path.cubic_to(x + c, y + h, x, y + h - c, x, y + h - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + c, x + c, y, x + r, y);
    path.close();
    Ok(path.finish().ok_or("an empty block")?)
}

fn colour(hex: &str) -> Color {
    let part = |at: usize| {
        hex.get(at..at + 2)
            .and_then(|two| u8::from_str_radix(two, 16).ok())
            .unwrap_or(0)
    };
    Color::from_rgba8(part(1), part(3), part(5), 255)
}

fn flat(hex: &str) -> Paint<'static> {
    let mut paint = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    paint.set_color(colour(hex));
    paint
}

fn svg() -> Result<String, std::fmt::Error> {
    let mut out =
        String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1024 1024\">\n");
    writeln!(
        out,
        "<defs><linearGradient id=\"g\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1024\" gradientUnits=\"userSpaceOnUse\">\
         <stop stop-color=\"{TOP}\"/><stop offset=\"1\" stop-color=\"{BOTTOM}\"/></linearGradient></defs>"
    )?;
    writeln!(
        out,
        "<rect x=\"32\" y=\"32\" width=\"960\" height=\"960\" rx=\"224\" fill=\"url(#g)\"/>"
    )?;
    for part in PARTS {
        match *part {
            Part::Block(x, y, w, h, r, tone) => writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\" fill=\"{tone}\"/>"
            )?,
            Part::Disc(x, y, r, tone) => writeln!(
                out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{tone}\"/>"
            )?,
            Part::Line(points, width, tone) => {
                let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
                writeln!(
                    out,
                    "<polyline points=\"{}\" fill=\"none\" stroke=\"{tone}\" stroke-width=\"{width}\" \
                     stroke-linecap=\"round\" stroke-linejoin=\"round\"/>",
                    points.join(" ")
                )?;
            }
        }
    }
    out.push_str("</svg>\n");
    Ok(out)
}

/// The pixels as plain RGBA, not multiplied by alpha.
fn rgba(side: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(draw(side)?
        .pixels()
        .iter()
        .flat_map(|it| {
            let it = it.demultiply();
            [it.red(), it.green(), it.blue(), it.alpha()]
        })
        .collect())
}

fn write_ico(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut icon = ico::IconDir::new(ico::ResourceType::Icon);
    for side in [16, 24, 32, 48, 64, 128, 256] {
        icon.add_entry(ico::IconDirEntry::encode(&ico::IconImage::from_rgba_data(
            side,
            side,
            rgba(side)?,
        ))?);
    }
    icon.write(File::create(path)?)?;
    Ok(())
}

fn write_icns(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut icon = icns::IconFamily::new();
    for side in [16, 32, 64, 128, 256, 512, 1024] {
        icon.add_icon(&icns::Image::from_data(
            icns::PixelFormat::RGBA,
            side,
            side,
            rgba(side)?,
        )?)?;
    }
    icon.write(File::create(path)?)?;
    Ok(())
}
