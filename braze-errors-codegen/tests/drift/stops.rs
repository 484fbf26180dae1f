//! Texts that stop in mid-sentence, on pages whose texts end with a stop; and the bullets that explain statuses.

use braze_errors_codegen::State;

use crate::pages::{in_page, messages};

/// A page of rows with these descriptions.
fn page(descriptions: &[&str]) -> String {
    let rows = ('A'..).zip(descriptions).map(|(name, row)| format!("| `400 Wrong {name}` | {row} |\n"));
    let rows: Vec<String> = rows.collect();
    format!("| Code | Description |\n|---|---|\n{}", rows.concat())
}

const SOURCE: [&str; 5] = ["It is one.", "It is two!", "Is it three?", "It is four: `4`.", "It is (five)."];

/// The last row of a page whose other rows end as these do.
fn found(tag: &str, others: [&str; 4], last: &str) -> Vec<String> {
    let rows: Vec<&str> = others.into_iter().chain([last]).collect();
    messages(&in_page(tag, &page(&SOURCE), &page(&rows)))
}

const FOUND: [&str; 1] = ["cut-off: found no stop at the end, where the source's row has one"];
const NOTHING: [&str; 0] = [];

#[test]
fn a_text_without_the_source_s_stop_is_found() {
    let french = ["C’est un.", "C’est deux !", "Est-ce trois ?", "C’est quatre : `4`."];
    for last in ["Ce sont", "Ce sont cinq", "Ce sont (cinq)", "Ce sont, « cinq »"] {
        assert_eq!(found("fr", french, last), FOUND, "{last}");
    }
    for last in ["Ce sont cinq.", "Ce sont (cinq.)", "Ce sont « cinq. »", "Ce sont cinq…"] {
        assert_eq!(found("fr", french, last), NOTHING, "{last}");
    }
    let japanese = ["一です。", "二です！", "三ですか？", "四です：`4`。"];
    assert_eq!(found("ja", japanese, "五つのもの"), FOUND);
    assert_eq!(found("ja", japanese, "五つのものです。"), NOTHING);
    assert_eq!(found("hi", ["यह एक है।", "यह दो है!", "क्या यह तीन है?", "यह चार है: `4`।"], "यह पाँच"), FOUND);
}

#[test]
fn a_page_without_stops_is_left_alone_but_for_commas() {
    let thai = ["หนึ่ง", "สอง", "สาม", "สี่ `4`"];
    assert_eq!(found("th", thai, "ห้า"), NOTHING);
    assert_eq!(found("th", thai, "ห้า,"), FOUND);
    let mixed = ["C’est un.", "C’est deux", "C’est trois", "C’est quatre : `4`"];
    assert_eq!(found("fr", mixed, "Ce sont cinq"), NOTHING);
}

#[test]
fn bullets_are_compared_as_rows_are() {
    let page = |bullet: &str, row: &str| {
        format!("- {bullet}\n\n| Code | Description |\n|---|---|\n| `404 Not Found` | {row} |\n")
    };
    let source = "**404**: look at `id`, [here](https://parcel.example/), within 30 days, at **once**.";
    for (translation, expected) in [
        ("**404** : voyez `id`, [ici](https://parcel.example), sous 30 jours, **sur-le-champ**.", &[][..]),
        (
            "**404** : voyez `ident`, [ici](https://parcel.example), sous 30 jours, **sur-le-champ**.",
            &["code-span: found the code span `ident`; expected `id`"],
        ),
        (
            "**404** : voyez `id`, [ici](https://parcel.example/b), sous 30 jours, **sur-le-champ**.",
            &["link: found the link target `https://parcel.example/b`; expected `https://parcel.example/`"],
        ),
        (
            "**404** : voyez `id`, [ici](https://parcel.example), sous peu, **sur-le-champ**.",
            &["number: found no number 30, which the source's bullet has"],
        ),
        (
            "**404** : voyez `id`, [ici](https://parcel.example), sous 30 jours, sur-le-champ.",
            &["structure: found 1 emphasised part; expected 2 emphasised parts"],
        ),
        (source, &["untranslated: found the source's text; expected a translation"]),
    ] {
        let report = in_page("fr", &page(source, "None."), &page(translation, "Rien."));
        assert_eq!(messages(&report), expected, "{translation}");
        // Nothing is said of the row.
        assert_eq!(report.coverage[1].count(State::Done), 1);
    }
}
