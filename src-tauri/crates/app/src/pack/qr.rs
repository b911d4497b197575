//! An address as a QR code.

use crate::failure::Failure;
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use ts_rs::TS;

/// A QR code as rows of squares; the quiet zone around it is the window's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Qr {
    /// Its rows from above, one letter for each square: `1` dark, `0` light.
    pub rows: Vec<String>,
}

impl Qr {
    /// The code of an address.
    pub(super) fn of(address: &str) -> Result<Self, Failure> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M)
            .map_err(|error| Failure::defect(&error))?;
        let squares: Vec<_> = code
            .to_colors()
            .into_iter()
            .map(|it| if it == Color::Dark { '1' } else { '0' })
            .collect();
        let rows = squares
            .chunks(code.width().max(1))
            .map(|row| row.iter().collect())
            .collect();
        Ok(Self { rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_square_with_its_three_marks() {
        let address = "http://192.168.100.200:65535/0123456789abcdef0123456789abcdef";
        let rows = Qr::of(address).unwrap().rows;
        // 61 bytes at level M: version 4, 33 squares a side (ISO/IEC 18004, table 7).
        assert_eq!(rows.len(), 33);
        assert!(rows.iter().all(|it| it.len() == 33));
        let mark = [
            "1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111",
        ];
        for (at, line) in mark.iter().enumerate() {
            assert_eq!(&&rows[at][..7], line);
            assert_eq!(&&rows[at][26..], line);
            assert_eq!(&&rows[26 + at][..7], line);
        }
        assert_ne!(Qr::of(&address.replace('0', "1")).unwrap().rows, rows);
    }
}
