//! After a restore nothing is sent until the person confirms this computer.

use kelola_tests::harness::{temp::Temp, window::Setup};

use crate::steps::{go, sample_shop};

#[test]
fn a_restored_folder_is_held_until_this_computer_is_confirmed() {
    let data = Temp::new();
    let ctl = sample_shop(&data);
    let backup = data.folder("elsewhere").join("shop.kelola-backup");
    let backup = backup.to_string_lossy().into_owned();
    ctl.run(["backup", &backup]).expect_code(0);
    ctl.run(["restore", &backup]).expect_code(0);
    let window = Setup::new("restored", data.path()).open();
    window.wait_for("note-held");
    go(&window, "settings");
    window.click("settings-nav-sending");
    window.wait_for("held");
    window.click("confirm-computer");
    window.wait_until_gone("held");
    window.assert_no_errors();
    window.close();
}
