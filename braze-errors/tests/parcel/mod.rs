//! A small catalog of its own, in more scripts than one and with a list of statuses that translations lack.

braze_errors::error_catalog! {
    /// An error of the Parcel API.
    pub enum ParcelError;
    /// A locale of the Parcel API's documentation.
    pub enum ParcelLocale;

    pages = "tests/parcel/{locale}/errors.md",
    source = "en",
    locales = [
        "en" { docs = "https://parcel.example/docs" },
        "fr" { docs = "https://parcel.example/fr/docs" },
        "zh-Hans" { docs = "https://parcel.example/zh-hans/docs" },
        "zh-Hant" { docs = "https://parcel.example/zh-hant/docs" },
    ],
}
