//! What the journeys share: real servers, a real keychain and the real window, each started for one test and gone
//! after it. Nothing here knows the product's crates; journeys meet the product as a person or a script does.

pub mod harness;
pub mod journeys;
