use proptest::prelude::*;
use spanscope::model::ids::{ParsedId, parse_span_id, parse_trace_id};

fn base64(bytes: &[u8], url_safe: bool) -> String {
    let letters: &[u8; 64] = if url_safe {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    } else {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    };
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0_u32, |word, &byte| word << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            text.push(letters[(word >> (18 - 6 * at) & 63) as usize] as char);
        }
        text.extend(std::iter::repeat_n('=', 3 - chunk.len()));
    }
    text
}

proptest! {
    #[test]
    fn every_way_of_writing_16_bytes_is_the_same_id(number in 1_u128..) {
        let (id, base64_id) = (ParsedId::Hex(number), ParsedId::Base64(number));
        let bytes = number.to_be_bytes();
        prop_assert_eq!(parse_trace_id(format!("{number:032x}").as_bytes()), id);
        prop_assert_eq!(parse_trace_id(format!("{number:032X}").as_bytes()), id);
        prop_assert_eq!(parse_trace_id(format!("{number:x}").as_bytes()), id);
        prop_assert_eq!(parse_trace_id(format!("0x{number:032x}").as_bytes()), id);
        for url_safe in [false, true] {
            let text = base64(&bytes, url_safe);
            prop_assert_eq!(parse_trace_id(text.as_bytes()), base64_id);
            // Unpadded base64 that happens to be all hex digits cannot be told from hex.
            prop_assume!(!text.trim_end_matches('=').bytes().all(|b| b.is_ascii_hexdigit()));
            prop_assert_eq!(parse_trace_id(text.trim_end_matches('=').as_bytes()), base64_id);
        }
    }

    #[test]
    fn every_way_of_writing_8_bytes_is_the_same_id(number in 1_u64..) {
        let (id, base64_id) = (ParsedId::Hex(u128::from(number)), ParsedId::Base64(u128::from(number)));
        let text = base64(&number.to_be_bytes(), false);
        prop_assert_eq!(parse_span_id(format!("{number:016x}").as_bytes()), id);
        prop_assert_eq!(parse_span_id(format!("{number:x}").as_bytes()), id);
        prop_assert_eq!(parse_span_id(text.as_bytes()), base64_id);
    }

    #[test]
    fn any_bytes_are_answered(text in prop::collection::vec(any::<u8>(), 0..60)) {
        let (trace, span) = (parse_trace_id(&text), parse_span_id(&text));
        prop_assert!(trace.number() != Some(0) && span.number() != Some(0));
        prop_assert!(span.number().is_none_or(|number| number <= u128::from(u64::MAX)));
    }
}

#[test]
fn nothing_and_zeros_are_no_id() {
    for text in ["", "0", "0000000000000000", "00000000000000000000000000000000", "AAAAAAAAAAAAAAAAAAAAAA=="]
    {
        assert_eq!(parse_trace_id(text.as_bytes()), ParsedId::Nothing, "{text}");
    }
    assert_eq!(parse_span_id(b"AAAAAAAAAAA="), ParsedId::Nothing);
}

#[test]
fn other_texts_are_opaque() {
    // A name, a letter that is no hex digit, hex read as base64, base64 of hex text, too long for a span id.
    for text in ["trace000", "5af7183fb1d4cf5f8c8g", &"ab".repeat(24), &"QUJD".repeat(11), "#"] {
        assert_eq!(parse_trace_id(text.as_bytes()), ParsedId::Opaque, "{text}");
    }
    assert_eq!(parse_span_id(b"00112233445566778899aabbccddeeff"), ParsedId::Opaque);
}

#[test]
fn thirty_two_hex_digits_are_hex_though_they_are_base64_too() {
    assert_eq!(
        parse_trace_id(b"10370de997aa00e4418721222efdea3"),
        ParsedId::Hex(0x0103_70de_997a_a00e_4418_7212_22ef_dea3)
    );
}
