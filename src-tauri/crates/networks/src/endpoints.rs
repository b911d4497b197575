//! Where networks are reached: at their own addresses, or, in tests of a debug build, on loopback.

use std::collections::BTreeMap;

/// Addresses that stand in for networks' own; empty outside tests.
#[derive(Debug, Clone, Default)]
pub struct Endpoints(BTreeMap<String, String>);

impl Endpoints {
    /// No stand-ins.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Stand-ins given by hand: network → address.
    #[must_use]
    pub fn of(map: BTreeMap<String, String>) -> Self {
        Self(map)
    }

    /// In debug builds the file `KELOLA_ENDPOINTS` names (JSON: network → loopback address); in release builds none.
    #[must_use]
    pub fn from_env() -> Self {
        #[cfg(debug_assertions)]
        if let Some(map) = std::env::var_os("KELOLA_ENDPOINTS")
            .and_then(|file| std::fs::read(file).ok())
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        {
            return Self(map);
        }
        Self::none()
    }

    /// The stand-in of a network.
    #[must_use]
    pub fn get(&self, network: &str) -> Option<&str> {
        self.0.get(network).map(String::as_str)
    }
}
