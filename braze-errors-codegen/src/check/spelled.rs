//! Numbers that a text says in words: `at least one message` is `少なくとも1つのメッセージ`.

use std::collections::HashSet;

use super::sentence::prose;
use crate::markdown::Description;

/// What CLDR's rules spell 0 to 10 as, with the forms in front of nouns, and the words that count without a number.
const WORDS: &[(&str, &str)] = &[
    ("da", "nul, en et, to, tre, fire, fem, seks, syv, otte, ni, ti"),
    (
        "de",
        "null, ein eine einem einen einer eines, zwei beide beiden, drei, vier, fünf, sechs, sieben, acht, neun, zehn",
    ),
    ("en", "zero, one once single, two twice both, three, four, five, six, seven, eight, nine, ten"),
    ("es", "cero, un una uno, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez"),
    ("fr", "zéro, un une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix"),
    ("it", "zero, un una uno, due, tre, quattro, cinque, sei, sette, otto, nove, dieci"),
    ("ja", "零 ゼロ, 一, 二, 三, 四, 五, 六, 七, 八, 九, 十"),
    ("ko", "영 제로, 한 하나, 두 둘, 세 셋, 네 넷, 다섯, 여섯, 일곱, 여덟, 아홉, 열"),
    ("nl", "nul, een één, twee beide, drie, vier, vijf, zes, zeven, acht, negen, tien"),
    (
        "pl",
        "zero zera, jeden jedna jedno jednego jednej, dwa dwie dwóch, trzy trzech, cztery czterech, pięć pięciu, sześć sześciu, siedem siedmiu, osiem ośmiu, dziewięć dziewięciu, dziesięć dziesięciu",
    ),
    ("pt", "zero, um uma, dois duas, três, quatro, cinco, seis, sete, oito, nove, dez"),
    (
        "ru",
        "ноль нуль нуля ноля, один одна одно одного одной одному, два две двух, три трёх трех, четыре четырёх четырех, пять пяти, шесть шести, семь семи, восемь восьми, девять девяти, десять десяти",
    ),
    ("sv", "noll, en ett, två, tre, fyra, fem, sex, sju, åtta, nio, tio"),
    ("zh", "零, 一, 二 两 兩, 三, 四, 五, 六, 七, 八, 九, 十"),
];

/// Languages without articles, in which `an hour` is one hour.
const WITHOUT_ARTICLES: [&str; 5] = ["ja", "ko", "th", "vi", "zh"];

/// The numbers that a description in this locale says in words, where another locale's text may have digits.
pub(super) fn numbers(description: &Description, locale: &str, other: &str) -> HashSet<String> {
    let language = language_of(locale);
    let prose = prose(description).to_lowercase();
    let said: HashSet<&str> = prose.split(|char: char| !char.is_alphabetic()).collect();
    // No spaces stand between words there.
    let is_joined = ["ja", "zh"].contains(&language);
    let says = |word: &str| if is_joined { prose.contains(word) } else { said.contains(word) };
    let words = WORDS.iter().find(|(other, _)| *other == language).map_or("", |(_, words)| words);
    let spelled = words.split(", ").enumerate().filter(|(_, words)| words.split(' ').any(says));
    let mut numbers: HashSet<String> = spelled.map(|(number, _)| number.to_string()).collect();
    if language == "en" && WITHOUT_ARTICLES.contains(&language_of(other)) {
        let is_counted = ["a", "an", "each", "every", "per"].iter().any(|word| said.contains(word));
        numbers.extend(is_counted.then(|| "1".to_owned()));
    }
    numbers
}

fn language_of(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}
