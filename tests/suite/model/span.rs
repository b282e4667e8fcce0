use spanscope::model::span::{FLAG_REMOTE, FLAG_REMOTE_KNOWN, Kind, Mark, SpanBits, Status};

#[test]
fn every_combination_is_packed_and_opened() {
    for kind in Kind::ALL {
        for status in Status::ALL {
            for flags in [0, 1, FLAG_REMOTE | FLAG_REMOTE_KNOWN, 0x3ff] {
                let bits =
                    SpanBits::new(kind, status, flags | 0xffff_fc00).with(Mark::ORPHAN).with(Mark::FOLLOWS);
                assert_eq!((bits.kind(), bits.status(), bits.flags()), (kind, status, flags));
                assert!(bits.has(Mark::ORPHAN) && bits.has(Mark::FOLLOWS) && !bits.has(Mark::SHARED));
                let without = bits.without(Mark::ORPHAN);
                assert!(!without.has(Mark::ORPHAN) && without.has(Mark::FOLLOWS));
                assert_eq!((without.kind(), without.status(), without.flags()), (kind, status, flags));
            }
        }
    }
}

#[test]
fn words_of_every_producer_are_read() {
    for word in ["SPAN_KIND_SERVER", "SpanKind.SERVER", "server", "SERVER", "Server"] {
        assert_eq!(Kind::from_word(word), Some(Kind::Server), "{word}");
    }
    for word in ["STATUS_CODE_ERROR", "StatusCode.ERROR", "Error", "ERROR"] {
        assert_eq!(Status::from_word(word), Some(Status::Error), "{word}");
    }
    assert_eq!(Kind::from_word("SPAN_KIND_BANANA"), None);
    assert_eq!(Status::from_word(""), None);
    assert_eq!((Kind::from_number(5), Kind::from_number(6)), (Some(Kind::Consumer), None));
    assert_eq!((Status::from_number(2), Status::from_number(u64::MAX)), (Some(Status::Error), None));
}
