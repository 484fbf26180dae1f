//! Link targets: what leads to the same page is the same, and what leads nowhere is found.

use crate::pages::{in_page, messages};

fn page(heading: &str, target: &str) -> String {
    format!(
        "# {heading}\n\n| Code | Description |\n|---|---|\n| `404 Not Found` | [404]({target}) |\n\n## More {{#more}}\n\n\
         <a name=\"mark\"></a>\n"
    )
}

/// The source's target, the translation's, and what is found.
const TARGETS: &[(&str, &str, &[&str])] = &[
    ("{{site.baseurl}}/a/", "{{site.baseurl}}/a", &[]),
    ("https://parcel.example/a#b", "https://parcel.example/a/#b", &[]),
    (
        "https://parcel.example/a/",
        "https://parcel.example/b/",
        &[
            "docs/fr.md: found the link target `https://parcel.example/b/`; expected `https://parcel.example/a/`",
        ],
    ),
    ("#errors", "#erreurs", &[]),
    ("#more", "#more", &[]),
    ("#mark", "#mark", &[]),
    ("#top", "#top", &[]),
    ("#errors", "#%65rreurs", &[]),
    ("#errors", "#more", &["docs/fr.md: found the link target `#more`; expected `#errors`"]),
    (
        "#errors",
        "#errors",
        &["docs/fr.md: found a link to `#errors`, and no heading on the page with that anchor"],
    ),
    ("#more", "#mehr", &["docs/fr.md: found a link to `#mehr`, and no heading on the page with that anchor"]),
    (
        "#nowhere",
        "#more",
        &[
            "docs/en.md: found a link to `#nowhere`, and no heading on the page with that anchor",
            "docs/fr.md: found the link target `#more`; expected `#nowhere`",
        ],
    ),
];

#[test]
fn targets_are_compared_by_where_they_lead() {
    for (source, translation, expected) in TARGETS {
        let report = in_page("fr", &page("Errors", source), &page("Erreurs", translation));
        let found: Vec<String> = report
            .findings
            .iter()
            .map(|finding| format!("{}: {}", finding.source.path(), finding.message))
            .collect();
        assert_eq!(found, *expected, "{source} {translation}");
    }
}

#[test]
fn what_is_included_may_hold_the_heading() {
    let included = |page: String| page.replace("## More", "{% include more.md %}\n\n## More");
    let report = in_page("fr", &included(page("Errors", "#else")), &included(page("Erreurs", "#else")));
    assert_eq!(messages(&report), [(); 0].map(|()| ""));
}
