//! Numbers that a text says in words: `at least one message` is `少なくとも1つのメッセージ`.

use super::sentence::prose;
use crate::markdown::Description;

/// What CLDR's rules spell 1 to 10 as, with the forms in front of nouns, and the words that count without a number.
const WORDS: &[(&str, [&str; 10])] = &[
    ("da", ["en et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"]),
    (
        "de",
        [
            "ein eine einem einen einer eines",
            "zwei beide beiden",
            "drei",
            "vier",
            "fünf",
            "sechs",
            "sieben",
            "acht",
            "neun",
            "zehn",
        ],
    ),
    (
        "en",
        [
            "one once single",
            "two twice both",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
        ],
    ),
    ("es", ["un una uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"]),
    ("fr", ["un une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]),
    ("it", ["un una uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"]),
    ("ja", ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]),
    ("ko", ["한 하나", "두 둘", "세 셋", "네 넷", "다섯", "여섯", "일곱", "여덟", "아홉", "열"]),
    ("nl", ["een één", "twee beide", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]),
    (
        "pl",
        [
            "jeden jedna jedno jednego jednej",
            "dwa dwie dwóch",
            "trzy trzech",
            "cztery czterech",
            "pięć pięciu",
            "sześć sześciu",
            "siedem siedmiu",
            "osiem ośmiu",
            "dziewięć dziewięciu",
            "dziesięć dziesięciu",
        ],
    ),
    ("pt", ["um uma", "dois duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"]),
    (
        "ru",
        [
            "один одна одно одного одной одному",
            "два две двух",
            "три трёх трех",
            "четыре четырёх четырех",
            "пять пяти",
            "шесть шести",
            "семь семи",
            "восемь восьми",
            "девять девяти",
            "десять десяти",
        ],
    ),
    ("sv", ["en ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"]),
    ("zh", ["一", "二 两 兩", "三", "四", "五", "六", "七", "八", "九", "十"]),
];

/// Languages without articles, in which `an hour` is one hour.
const WITHOUT_ARTICLES: [&str; 5] = ["ja", "ko", "th", "vi", "zh"];

/// Says whether a description in this locale says in words the number that another locale's text has.
pub(super) fn says(description: &Description, locale: &str, digits: &str, other: &str) -> bool {
    let language = language_of(locale);
    if digits == "1" && language == "en" && WITHOUT_ARTICLES.contains(&language_of(other)) {
        let is_article =
            |word: &str| ["a", "an", "each", "every", "per"].contains(&word.to_lowercase().as_str());
        if prose(description).split(|char: char| !char.is_alphabetic()).any(is_article) {
            return true;
        }
    }
    let number = digits.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let words = WORDS.iter().find(|(other, _)| other.eq_ignore_ascii_case(language));
    let Some(words) = words.zip(number).and_then(|((_, words), number)| words.get(number)) else {
        return false;
    };
    let is_meant = |word: &str| words.split(' ').any(|other| other == word);
    // No spaces stand between words there.
    if ["ja", "zh"].contains(&language) {
        return words.split(' ').any(|word| prose(description).contains(word));
    }
    prose(description).split(|char: char| !char.is_alphabetic()).any(|word| is_meant(&word.to_lowercase()))
}

fn language_of(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}
