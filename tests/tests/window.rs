//! Journeys through the real window, by WebDriver on an invisible screen.

#[path = "window/compose.rs"]
mod compose;
#[path = "window/desk.rs"]
mod desk;
#[path = "window/keep.rs"]
mod keep;
#[path = "window/keychain.rs"]
mod keychain;
#[path = "window/library.rs"]
mod library;
#[path = "window/library_files.rs"]
mod library_files;
#[path = "window/library_page.rs"]
mod library_page;
#[path = "window/lid.rs"]
mod lid;
#[path = "window/look.rs"]
mod look;
#[path = "window/mixed_folder.rs"]
mod mixed_folder;
#[path = "window/networks.rs"]
mod networks;
#[path = "window/plan.rs"]
mod plan;
#[path = "window/rest.rs"]
mod rest;
#[path = "window/restored.rs"]
mod restored;
#[path = "window/site.rs"]
mod site;
#[path = "window/steps.rs"]
mod steps;
#[path = "window/story.rs"]
mod story;
