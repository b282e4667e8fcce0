//! Pieces of JSON text, written straight into bytes: a tree of them first would be as large as the file.

use serde::Serialize;

/// A member's name and, before it, the comma unless it is the first.
pub(super) fn name(out: &mut Vec<u8>, name: &str) {
    if !matches!(out.last(), Some(b'{' | b'[')) {
        out.push(b',');
    }
    value(out, name);
    out.push(b':');
}

/// The comma before an element of an array, unless it is the first.
pub(super) fn element(out: &mut Vec<u8>) {
    if out.last() != Some(&b'[') {
        out.push(b',');
    }
}

/// A text, a number or a truth value.
pub(super) fn value<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    // Neither plain values nor writing into memory can fail.
    let _ = serde_json::to_writer(out, value);
}

/// A member.
pub(super) fn member<T: Serialize + ?Sized>(out: &mut Vec<u8>, name_: &str, of: &T) {
    name(out, name_);
    value(out, of);
}

/// A member that is text; none when it is empty.
pub(super) fn text(out: &mut Vec<u8>, name: &str, text: &str) {
    if !text.is_empty() {
        member(out, name, text);
    }
}

/// A member that is a 32-bit number; none when it is 0.
pub(super) fn number(out: &mut Vec<u8>, name: &str, number: u32) {
    if number != 0 {
        member(out, name, &number);
    }
}
