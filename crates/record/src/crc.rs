//! The checksum of a line: CRC-16 (ITU-T X.25), eight bytes at a time (slicing: Kounavis and Berry 2005), which costs
//! a small part of what writing the line out does.

/// The polynomial, its lowest bit first.
const POLYNOMIAL: u16 = 0x8408;

/// What a byte leaves behind, by how many bytes follow it.
static LEFT: [[u16; 256]; 8] = left();

const fn left() -> [[u16; 256]; 8] {
    let mut left = [[0; 256]; 8];
    let mut at = 0;
    while at < 256 {
        let mut rest = at as u16;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 { rest >> 1 ^ POLYNOMIAL } else { rest >> 1 };
            bit += 1;
        }
        left[0][at] = rest;
        at += 1;
    }
    let mut row = 1;
    while row < 8 {
        let mut at = 0;
        while at < 256 {
            let before = left[row - 1][at];
            left[row][at] = before >> 8 ^ left[0][(before & 0xff) as usize];
            at += 1;
        }
        row += 1;
    }
    left
}

pub(crate) fn crc(bytes: &[u8]) -> u16 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut crc = !0;
    for [a, b, c, d, e, f, g, h] in eights {
        let [low, high] = u16::to_le_bytes(crc);
        crc = LEFT[7][usize::from(a ^ low)]
            ^ LEFT[6][usize::from(b ^ high)]
            ^ LEFT[5][usize::from(*c)]
            ^ LEFT[4][usize::from(*d)]
            ^ LEFT[3][usize::from(*e)]
            ^ LEFT[2][usize::from(*f)]
            ^ LEFT[1][usize::from(*g)]
            ^ LEFT[0][usize::from(*h)];
    }
    for byte in rest {
        crc = crc >> 8 ^ LEFT[0][usize::from(byte ^ crc.to_le_bytes()[0])];
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_one_that_is_known() {
        // Records are written with it. The check value is that of the catalogue (CRC-16/IBM-SDLC).
        assert_eq!(crc(b"123456789"), 0x906e);
        assert_eq!(crc(b""), 0);
    }
}
