//! The one thing that may travel with a rendition: who made the picture. An EXIF block of two entries, written anew;
//! nothing of the original's is ever carried over.

/// Longest credit written, in bytes.
const LONGEST: usize = 1000;

/// Artist and copyright (EXIF tags 315 and 33432) as an EXIF block without its `Exif` header; none for an empty credit.
pub(crate) fn exif(credit: &str) -> Option<Vec<u8>> {
    let text: String = credit
        .trim()
        .chars()
        .filter(|it| !it.is_control())
        .collect();
    let end = text.floor_char_boundary(LONGEST);
    let text = text.get(..end).filter(|it| !it.is_empty())?;
    let mut value = text.as_bytes().to_vec();
    value.push(0);
    // Values of four bytes or less would stand in the entry itself.
    value.resize(value.len().max(5), 0);
    let length = u32::try_from(value.len()).ok()?;
    let mut block = b"II\x2a\0\x08\0\0\0\x02\0".to_vec();
    // Both entries point to the same text behind the directory: 8 + 2 + 2 * 12 + 4.
    for tag in [315_u16, 33_432] {
        block.extend(tag.to_le_bytes());
        block.extend(2_u16.to_le_bytes());
        block.extend(length.to_le_bytes());
        block.extend(38_u32.to_le_bytes());
    }
    block.extend([0; 4]);
    block.extend(value);
    Some(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_stands_where_its_entries_say() {
        let block = exif(" Foto: Dewi Lestari\n ").unwrap();
        assert_eq!(&block[38..], b"Foto: Dewi Lestari\0");
        assert_eq!(block[18..22], 38_u32.to_le_bytes());
        assert_eq!(exif("  \n"), None);
        assert!(exif(&"é".repeat(3000)).unwrap().len() < 1100);
    }
}
