//! Colours arrive as sRGB, transparency only where a format has it.

use crate::fixtures::{collection, exact, fitted, jpeg, mean, near, open, png, quarters};
use image::{ExtendedColorType, RgbImage};
use jpeg_encoder::SamplingFactor;
use kelola_domain::media::ImageFormat::{Jpeg, Png};
use kelola_media::{Job, Quality, render};
use moxcms::ColorProfile;
use std::fs;
use tiff::{
    encoder::{
        TiffEncoder, TiffValue,
        colortype::{CMYK8, CMYK16, ColorType},
    },
    tags::Tag,
};

/// Display P3 to sRGB by the definition of both: the same curve, another set of primaries.
fn p3_to_srgb(colour: [u8; 3]) -> [f64; 3] {
    let linear = |it: u8| {
        let it = f64::from(it) / 255.0;
        if it <= 0.040_45 {
            it / 12.92
        } else {
            ((it + 0.055) / 1.055).powf(2.4)
        }
    };
    let curved = |it: f64| {
        let it = it.clamp(0.0, 1.0);
        255.0
            * if it <= 0.003_130_8 {
                it * 12.92
            } else {
                1.055 * it.powf(1.0 / 2.4) - 0.055
            }
    };
    let [r, g, b] = colour.map(linear);
    [
        curved(1.224_940 * r - 0.224_940 * g),
        curved(-0.042_057 * r + 1.042_057 * g),
        curved(-0.019_638 * r - 0.078_636 * g + 1.098_274 * b),
    ]
}

#[test]
fn colours_in_scans_of_their_own_are_read_right() {
    for size in [(64, 64), (37, 53)] {
        let picture = quarters(size.0, size.1);
        let usual = jpeg(&picture, |it| {
            it.set_sampling_factor(SamplingFactor::R_4_2_0)
        });
        let separate = jpeg(&picture, |it| {
            it.set_sampling_factor(SamplingFactor::R_4_2_0);
            it.set_optimized_huffman_tables(true);
        });
        assert_ne!(usual, separate);
        let placement = fitted(64, 64, &[Png]);
        let [usual, separate] = [usual, separate]
            .map(|it| open(&render(&it, &[Job::new(&placement)]).unwrap()[0].bytes));
        let far = usual
            .iter()
            .zip(separate.iter())
            .map(|(a, b)| a.abs_diff(*b))
            .filter(|it| *it > 40)
            .count();
        assert!(far < 200, "{far} of {} values differ", usual.len());
    }
}

#[test]
fn display_p3_becomes_srgb() {
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    for colour in [
        [200, 100, 50],
        [90, 160, 80],
        [60, 80, 190],
        [128, 128, 128],
    ] {
        let bytes = jpeg(&RgbImage::from_pixel(32, 32, image::Rgb(colour)), |it| {
            it.add_icc_profile(&profile).unwrap()
        });
        let placement = exact(16, 16, &[Png]);
        let seen = mean(
            &open(&render(&bytes, &[Job::new(&placement)]).unwrap()[0].bytes),
            0.0..1.0,
            0.0..1.0,
        );
        let wanted = p3_to_srgb(colour);
        assert!(
            near(seen, wanted, 3.0),
            "{colour:?}: {seen:?} instead of {wanted:?}"
        );
    }
}

#[test]
fn a_broken_profile_is_ignored() {
    let bytes = jpeg(
        &RgbImage::from_pixel(16, 16, image::Rgb([10, 120, 200])),
        |it| it.add_icc_profile(b"nonsense").unwrap(),
    );
    let placement = exact(16, 16, &[Png]);
    let seen = mean(
        &open(&render(&bytes, &[Job::new(&placement)]).unwrap()[0].bytes),
        0.0..1.0,
        0.0..1.0,
    );
    assert!(near(seen, [10.0, 120.0, 200.0], 3.0), "{seen:?}");
}

#[test]
fn sixteen_bits_become_eight() {
    let samples: Vec<u8> = (0..64).flat_map(|_| 0x80ff_u16.to_ne_bytes()).collect();
    let bytes = png(&samples, 8, 8, ExtendedColorType::L16);
    let placement = exact(8, 8, &[Png]);
    let picture = open(&render(&bytes, &[Job::new(&placement)]).unwrap()[0].bytes);
    assert!(
        picture.iter().all(|it| *it == 128),
        "{:?}",
        picture.get_pixel(0, 0)
    );
}

fn half_red() -> Vec<u8> {
    png(&[255, 0, 0, 128].repeat(64), 8, 8, ExtendedColorType::Rgba8)
}

#[test]
fn transparency_stays_where_the_format_has_it() {
    let placement = exact(4, 4, &[Jpeg, Png]);
    let made = render(&half_red(), &[Job::new(&placement)])
        .unwrap()
        .remove(0);
    assert_eq!((made.format, made.findings.len()), (Png, 0));
    let pixel = image::load_from_memory(&made.bytes)
        .unwrap()
        .to_rgba8()
        .get_pixel(1, 1)
        .0;
    assert_eq!(pixel, [255, 0, 0, 128]);
}

#[test]
fn transparency_is_laid_on_the_background_where_only_jpeg_is_taken() {
    let placement = exact(8, 8, &[Jpeg]);
    let job = Job {
        background: [0, 0, 255],
        quality: Quality::Fixed(95),
        ..Job::new(&placement)
    };
    let made = render(&half_red(), &[job]).unwrap().remove(0);
    let codes: Vec<_> = made.findings.iter().map(|it| it.code.as_str()).collect();
    assert_eq!((made.format, codes), (Jpeg, vec!["transparency_flattened"]));
    let seen = mean(&open(&made.bytes), 0.0..1.0, 0.0..1.0);
    assert!(near(seen, [128.0, 0.0, 127.0], 4.0), "{seen:?}");
}

#[test]
fn an_alpha_channel_that_hides_nothing_costs_nothing() {
    let bytes = png(
        &[9, 99, 199, 255].repeat(64),
        8,
        8,
        ExtendedColorType::Rgba8,
    );
    let placement = exact(8, 8, &[Png, Jpeg]);
    let made = render(&bytes, &[Job::new(&placement)]).unwrap().remove(0);
    assert_eq!((made.format, made.findings.len()), (Jpeg, 0));
}

/// A CMYK TIFF of one colour.
fn ink_tiff<T: ColorType>(ink: [T::Inner; 4], icc: Option<&[u8]>) -> Vec<u8>
where
    [T::Inner]: TiffValue,
    T::Inner: Copy,
{
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    let mut image = encoder.new_image::<T>(8, 8).unwrap();
    if let Some(icc) = icc {
        image.encoder().write_tag(Tag::IccProfile, icc).unwrap();
    }
    image.write_data(&ink.repeat(64)).unwrap();
    bytes.into_inner()
}

/// An ink's profile by which every ink is the same colour: Lab as 8 bits each.
fn one_colour(lab: [u8; 3]) -> Vec<u8> {
    let mut table = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    for number in 0..9 {
        table.extend(if number % 4 == 0 { 65_536_u32 } else { 0 }.to_be_bytes());
    }
    let straight: Vec<u8> = (0..=255).collect();
    table.extend(straight.repeat(4));
    table.extend(lab.repeat(16));
    table.extend(straight.repeat(3));
    let mut icc = vec![0; 128];
    icc[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    icc[12..24].copy_from_slice(b"prtrCMYKLab ");
    icc[36..40].copy_from_slice(b"acsp");
    for (at, part) in [(68, 0.9642), (72, 1.0), (76, 0.8249)] {
        icc[at..at + 4].copy_from_slice(&((part * 65_536.0) as u32).to_be_bytes());
    }
    icc.extend(1_u32.to_be_bytes());
    icc.extend(b"A2B0");
    icc.extend(144_u32.to_be_bytes());
    icc.extend((table.len() as u32).to_be_bytes());
    icc.extend(table);
    let length = icc.len() as u32;
    icc[..4].copy_from_slice(&length.to_be_bytes());
    icc
}

#[test]
fn the_ink_of_a_tiff_follows_its_profile() {
    let placement = fitted(8, 8, &[Png]);
    let seen = |bytes: &[u8]| {
        let made = render(bytes, &[Job::new(&placement)]).unwrap();
        mean(&open(&made[0].bytes), 0.0..1.0, 0.0..1.0)
    };
    // Full cyan, and half of everything.
    let cyan = [255, 0, 0, 0];
    assert!(near(
        seen(&ink_tiff::<CMYK8>(cyan, None)),
        [0.0, 255.0, 255.0],
        1.0
    ));
    let half = ink_tiff::<CMYK16>([32_768; 4], None);
    assert!(near(seen(&half), [64.0; 3], 1.0));
    // A middle gray by the profile, whatever the ink.
    let gray = one_colour([128, 128, 128]);
    for bytes in [
        ink_tiff::<CMYK8>(cyan, Some(&gray)),
        ink_tiff::<CMYK16>([65_535, 0, 0, 0], Some(&gray)),
    ] {
        let seen = seen(&bytes);
        assert!(near(seen, [119.0; 3], 2.0), "{seen:?}");
    }
    let broken = ink_tiff::<CMYK8>(cyan, Some(&gray[..400]));
    assert!(near(seen(&broken), [0.0, 255.0, 255.0], 1.0));
}

/// Renders a file of the valid collection at its own size, without loss.
fn whole(name: &str) -> Option<RgbImage> {
    let file = collection("images-valid/sharp")
        .into_iter()
        .find(|it| it.ends_with(name))?;
    let placement = fitted(4000, 4000, &[Png]);
    Some(open(
        &render(&fs::read(file).unwrap(), &[Job::new(&placement)]).unwrap()[0].bytes,
    ))
}

#[test]
fn the_shared_cmyk_photo_follows_its_profile() {
    let Some(picture) = whole("Channel_digital_image_CMYK_color.jpg") else {
        return;
    };
    // Means of a 4 x 4 grid by LittleCMS 2, relative colorimetric, the intent the profile names; ignoring the
    // profile is off by up to 55.
    let wanted = [
        [122, 123, 122],
        [132, 132, 131],
        [116, 118, 117],
        [131, 135, 136],
        [117, 117, 108],
        [114, 116, 109],
        [100, 102, 101],
        [116, 116, 108],
        [120, 142, 93],
        [120, 139, 101],
        [114, 114, 106],
        [171, 178, 160],
        [125, 131, 114],
        [130, 136, 134],
        [144, 146, 148],
        [181, 182, 182],
    ];
    for (index, wanted) in wanted.into_iter().enumerate() {
        let (x, y) = ((index % 4) as f64 / 4.0, (index / 4) as f64 / 4.0);
        let seen = mean(&picture, x..x + 0.25, y..y + 0.25);
        assert!(
            near(seen, wanted.map(f64::from), 4.0),
            "cell {index}: {seen:?} instead of {wanted:?}"
        );
    }
}

#[test]
fn the_shared_display_p3_picture_is_pure_red() {
    let Some(picture) = whole("p3.png") else {
        return;
    };
    let seen = mean(&picture, 0.0..1.0, 0.0..1.0);
    assert!(near(seen, [255.0, 0.0, 0.0], 1.5), "{seen:?}");
}
