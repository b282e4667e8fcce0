use spanscope::state::touch::{Pull, Touches};

#[test]
fn one_finger_pans() {
    let mut touches = Touches::default();
    touches.down(1, 100.0);
    assert_eq!(touches.moved(1, 130.0), Some(Pull { factor: 1.0, anchor_px: 130.0, moved_px: 30.0 }));
    touches.up(1);
    assert_eq!(touches.moved(1, 150.0), None);
}

#[test]
fn two_fingers_magnify_around_their_middle() {
    let mut touches = Touches::default();
    touches.down(1, 100.0);
    touches.down(2, 200.0);
    assert_eq!(touches.moved(2, 300.0), Some(Pull { factor: 2.0, anchor_px: 200.0, moved_px: 50.0 }));
    assert_eq!(touches.moved(1, 200.0), Some(Pull { factor: 0.5, anchor_px: 250.0, moved_px: 50.0 }));
    touches.down(3, 0.0);
    assert_eq!((touches.count(), touches.moved(3, 9.0)), (2, None), "a third finger is ignored");
}

#[test]
fn fingers_on_each_other_do_not_jump() {
    let mut touches = Touches::default();
    touches.down(1, 100.0);
    touches.down(2, 100.5);
    assert_eq!(touches.moved(2, 105.0).map(|pull| pull.factor), Some(1.0));
}
