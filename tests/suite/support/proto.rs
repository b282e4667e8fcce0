//! Protobuf fields, for tests that need bytes no library writes.

/// A number of any width.
pub fn number(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

/// A field of bytes, a text or a message.
pub fn message(field: u64, body: &[u8]) -> Vec<u8> {
    [&number(field << 3 | 2)[..], &number(body.len() as u64), body].concat()
}

/// A field with a number of any width.
pub fn varint(field: u64, value: u64) -> Vec<u8> {
    [number(field << 3), number(value)].concat()
}

/// A field of eight bytes.
pub fn fixed64(field: u64, value: u64) -> Vec<u8> {
    [&number(field << 3 | 1)[..], &value.to_le_bytes()].concat()
}

/// A field of four bytes.
pub fn fixed32(field: u64, value: u32) -> Vec<u8> {
    [&number(field << 3 | 5)[..], &value.to_le_bytes()].concat()
}
