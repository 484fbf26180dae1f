//! The call that says of these pages what the report needs to know; nothing compiles it.

error_catalog! {
    enum ParcelError;
    enum ParcelLocale;

    pages = "{locale}/errors.md",
    source = "en",
    locales = [
        "en" { docs = "https://parcel.example/docs" },
        "en-GB" { docs = "https://parcel.example/docs" },
        "fr" { docs = "https://parcel.example/docs/fr" },
        "de" { docs = "https://parcel.example/docs/de" },
        "pt-BR" { docs = "https://parcel.example/docs/pt-br" },
        "ja" { docs = "https://parcel.example/docs/ja", missing = fallback },
        "ar" { docs = "https://parcel.example/docs/ar" },
    ],
}
