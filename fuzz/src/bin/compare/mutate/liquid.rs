//! Liquid, which runs before kramdown: tags over lines, in lines, and around what the table needs.

use super::{Change, any, gap, near, place, put, row};

pub(super) const CHANGES: &[(&str, Change)] = &[
    ("a tag is added", |rng, page| {
        let at = gap(rng, page);
        put(page, at, any(rng, TAGS));
    }),
    ("a tag touches a line", |rng, page| {
        let at = near(rng, page);
        let tag = any(rng, TAGS);
        if rng.bool() { page[at].push_str(tag) } else { page[at].insert_str(0, tag) }
    }),
    ("a tag stands in a line", |rng, page| {
        let at = near(rng, page);
        let place = place(rng, &page[at]);
        page[at].insert_str(place, any(rng, TAGS));
    }),
    ("a variable stands in a line", |rng, page| {
        let at = near(rng, page);
        let place = place(rng, &page[at]);
        page[at].insert_str(place, any(rng, VARIABLES));
    }),
    ("lines stand in a block", |rng, page| {
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let first = gap(rng, page);
        let last = rng.usize(first..=page.len());
        put(page, last, end);
        put(page, first, start);
    }),
    ("lines stand in a block that touches them", |rng, page| {
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let first = near(rng, page);
        let last = rng.usize(first..page.len());
        if rng.bool() {
            page[last].push_str(end);
        } else {
            page[last].insert_str(0, end);
        }
        if rng.bool() { page[first].insert_str(0, start) } else { page[first].push_str(start) }
    }),
    ("words stand in a block", |rng, page| {
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let at = row(rng, page);
        let first = place(rng, &page[at]);
        let last = first + place(rng, &page[at][first..]);
        page[at].insert_str(last, end);
        page[at].insert_str(first, start);
    }),
    ("a block has no end", |rng, page| {
        let (start, end) = PAIRS[rng.usize(..PAIRS.len())];
        let at = gap(rng, page);
        put(page, at, if rng.bool() { start } else { end });
    }),
];

const TAGS: &[&str] = &[
    "{% raw %}{% endraw %}",
    "{%raw%}x{%endraw%}",
    "{% raw %}",
    "{% endraw %}",
    "{%- raw -%}",
    "{%- endraw -%}",
    "{% comment %}c{% endcomment %}",
    "{% comment %}\nc\n{% endcomment %}",
    "{% if x %}{% endif %}",
    "{% if x %}a{% else %}b{% endif %}",
    "{% assign x = 1 %}",
    "{%- assign x = 1 -%}",
    "{% capture x %}y{% endcapture %}",
    "{% # note %}",
    "{% unless x %}y{% endunless %}",
    "{% for i in (1..2) %}a{% endfor %}",
    "{% api %}",
    "{% endapi %}",
    "{% apimethod post %}",
    "{% endapimethod %}",
    "{% multi_lang_include x.md %}",
    "{% multi_lang_include alerts/x.md alert='y' %}",
    "{% include x.html %}",
    "{% tabs %}",
    "{% tab a %}",
    "{% alert note %}\nx\n{% endalert %}",
    "{% alert note %}x{% endalert %}",
    "{% alert note %}",
    "{% endalert %}",
    "{% apiref postman %}https://a.example {% endapiref %}",
    "{% unknown %}",
    "{% unknown",
    "{% %}",
    "{%%}",
    "{% if %}",
    "%}",
    "{%",
    "{% increment i %}",
    "{% cycle 'a', 'b' %}",
    "{% echo 'a' %}",
    "{% liquid assign x = 1 %}",
    "{%- # note -%}",
    "{% break %}",
    "{% if true %}",
    "{% endif %}",
];

const VARIABLES: &[&str] = &[
    "{{site.baseurl}}",
    "{{ site.baseurl }}",
    "{{- site.baseurl -}}",
    "{{site.baseurl}}/a/",
    "[a]({{site.baseurl}}/x)",
    "[a]({{ site.baseurl }}/x)",
    "{{x}}",
    "{{ x }}",
    "{{}}",
    "{{ }}",
    "{{ 'a' }}",
    "{{ \"|\" }}",
    "{{-x-}}",
    " {{- x -}} ",
    "{{",
    "}}",
    "{{x}",
    "{x}",
    "{{ 1 | plus: 2 }}",
    "{{ site.baseurl | upcase }}",
    "`{{x}}`",
    "{{ '`' }}",
    "{% raw %}{{x}}{% endraw %}",
    "{% raw %}|{% endraw %}",
    "{% raw %}`{% endraw %}",
    "{% raw %}{{site.baseurl}}{% endraw %}",
    "{{ '\n' }}",
];

/// What starts a block and what ends it.
const PAIRS: &[(&str, &str)] = &[
    ("{% raw %}", "{% endraw %}"),
    ("{%raw%}", "{%endraw%}"),
    ("{%- raw -%}", "{%- endraw -%}"),
    ("{% raw -%}", "{%- endraw %}"),
    ("{% raw %}\n", "\n{% endraw %}"),
    ("{% comment %}", "{% endcomment %}"),
    ("{%- comment -%}", "{%- endcomment -%}"),
    ("{% if x %}", "{% endif %}"),
    ("{% if true %}", "{% endif %}"),
    ("{%- if true -%}", "{%- endif -%}"),
    ("{% unless x %}", "{% endunless %}"),
    ("{% alert note %}", "{% endalert %}"),
    ("{% alert note %}\n", "\n{% endalert %}"),
    ("{%- alert note -%}", "{%- endalert -%}"),
    ("{% api %}", "{% endapi %}"),
    ("{% apimethod post %}", "{% endapimethod %}"),
    ("{% capture x %}", "{% endcapture %}"),
    ("{% for i in (1..2) %}", "{% endfor %}"),
    ("{% case x %}{% when 1 %}", "{% endcase %}"),
    ("{% raw %}", "{% raw %}"),
    ("{% comment %}", "{% endraw %}"),
    ("{% tabs %}\n{% tab a %}", "{% endtab %}\n{% endtabs %}"),
    ("{%raw -%}", "{% endraw -%}"),
    ("{% # ", " %}"),
    ("{% if x %}", "{% else %}a{% endif %}"),
    ("{{ '", "' }}"),
];
