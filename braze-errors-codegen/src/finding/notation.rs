//! What describes a catalog, as far as findings say what is to be written there.

/// Where what a catalog is made of is written, which says how messages show what is to be written there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notation {
    /// In a call of `error_catalog!`.
    #[default]
    Call,
    /// In `braze-errors.toml`.
    File,
}
