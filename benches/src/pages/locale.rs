//! The locales that pages can be made for, and what their words look like.

use super::dice::Dice;
use super::words::WORDS;

/// A locale of the synthetic pages.
#[derive(Debug)]
pub struct Locale {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// What stands between groups of three digits.
    separator: &'static str,
    /// How many digits stand before the separator at least.
    minimum: usize,
    /// What its words are made of; none for English, which has words of its own.
    syllables: &'static str,
    /// What stands between words.
    space: &'static str,
    /// What ends a sentence.
    stop: &'static str,
}

const fn locale(tag: &'static str, separator: &'static str, syllables: &'static str) -> Locale {
    Locale { tag, separator, minimum: 1, syllables, space: " ", stop: "." }
}

/// A locale that groups numbers from five digits on.
const fn sparing(tag: &'static str, separator: &'static str, syllables: &'static str) -> Locale {
    Locale { minimum: 2, ..locale(tag, separator, syllables) }
}

/// A locale that has no spaces between words.
const fn dense(tag: &'static str, syllables: &'static str) -> Locale {
    Locale { space: "", stop: "。", ..locale(tag, ",", syllables) }
}

/// All of them; the first is the source.
pub const LOCALES: [Locale; 40] = [
    locale("en", ",", ""),
    locale("pt-BR", ".", "ção men su não par é ta re qui lho ma de"),
    locale("fr", "\u{202f}", "é ran ou dé mes re qui ça au trê li en"),
    locale("de", ".", "ge schä lich un ver keit wör an raße fah ten be"),
    sparing("es", ".", "ción men ña re es tá lo que da i so an"),
    sparing("it", ".", "ci zio ne ra tà chi go men pe al lo ri"),
    locale("nl", ".", "ge ver ij s oe ten aan be lijk ka ren de"),
    locale("sv", "\u{a0}", "för å ning en är sä ka be gö ra till ö"),
    locale("da", ".", "for æ ning er på sø ke be gå ra til de"),
    locale("nb", "\u{a0}", "for æ ning er på sø kje be gå ra til de"),
    locale("fi", "\u{a0}", "tä mi nen ka vyy lä is to huo ma jä ri"),
    sparing("pl", "\u{a0}", "wie prze szcz łą nie ość ży ka do ró ta ć"),
    locale("cs", "\u{a0}", "ně pře žá ří kou ště no va ů lo hy de"),
    locale("sk", "\u{a0}", "ne pre žia ľu kú šte no va ô lo hy de"),
    sparing("hu", "\u{a0}", "meg ő kér lés szá ny i tű el ha jö vő"),
    locale("ro", ".", "că re țe în ște ma lui ă te pre su do"),
    sparing("bg", "\u{a0}", "не пра ще ни зая вка та съ об кра йте мо"),
    locale("el", ".", "αί τη μα προ σω πι κό ση με γε θος έ"),
    locale("ru", "\u{a0}", "не про ще ни за пр ос та со об щь мо"),
    locale("uk", "\u{a0}", "не про щє ні за пи т та по ві ї мо"),
    locale("tr", ".", "is te ğı nı çö ge çer siz ka şul ü la"),
    locale("he", ",", "ב קש ה לא תק ינ ש ל יח מז הה ות"),
    locale("ar", ",", "ط لب غ ير ص الح ر سا لة م عر ف"),
    locale("fa", ",", "د رخ وا ست نا م عت بر پ یا ش نا"),
    locale("hi", ",", "अ नु रो ध मा न्य सं दे श प ह चा"),
    locale("bn", ",", "অ নু রো ধ বৈ ধ বা র্তা প রি চ য়"),
    locale("ta", ",", "கோ ரி க்கை த வ றா ன செ ய் தி அ டை"),
    locale("th", ",", "คำ ขอ ไม่ ถูก ต้อง ข้อ ความ รหัส ส่ง ใหม่ ลอง ดู"),
    locale("vi", ".", "yêu cầu không hợp lệ tin nhắn mã định danh gửi lại"),
    locale("id", ".", "per min ta an ti dak sah pe san ki rim la"),
    locale("ms", ",", "per min ta an ti dak sah me sej han tar la"),
    dense("ja", "要 求 が 無 効 メッ セー ジ を 送 信 す"),
    locale("ko", ",", "요 청 이 잘 못 메 시 지 를 전 송 함"),
    dense("zh-Hans", "请 求 无 效 消 息 发 送 重 新 检 查"),
    dense("zh-Hant", "請 求 無 效 訊 息 發 送 重 新 檢 查"),
    sparing("ca", ".", "ció men nya re és tà lo que da i so an"),
    locale("hr", ".", "ne pri je ža ću zah tjev po ru ka va š"),
    locale("sl", ".", "ne pri je ža ču zah tev po ro či va š"),
    locale("lt", "\u{a0}", "už klau sa ne ga lio ja ži nu tė ą šę"),
    locale("lv", "\u{a0}", "pie pra sī ju ms ne de rīg zi ņo ju mā"),
];

/// A locale and its words.
#[derive(Debug)]
pub(super) struct Tongue {
    pub(super) locale: &'static Locale,
    words: Vec<String>,
}

impl Tongue {
    pub(super) fn new(locale: &'static Locale, seed: u64) -> Self {
        let mut dice =
            Dice::new(locale.tag.bytes().fold(seed, |seed, byte| seed * 31 % 0xffff_ffff + u64::from(byte)));
        let syllables: Vec<&str> = locale.syllables.split_whitespace().collect();
        let words = WORDS.iter().map(|english| {
            if syllables.is_empty() {
                return (*english).to_owned();
            }
            // A long word stays one, so that descriptions are about as long in every locale.
            (0..=english.len() / 3).map(|_| dice.pick(&syllables)).collect()
        });
        Self { locale, words: words.collect() }
    }

    pub(super) fn word(&self, word: usize) -> &str {
        &self.words[word]
    }

    pub(super) fn space(&self) -> &str {
        self.locale.space
    }

    pub(super) fn stop(&self) -> &str {
        self.locale.stop
    }

    /// A number, grouped as the locale groups it.
    pub(super) fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        match digits.len().checked_sub(3) {
            Some(front) if front >= self.locale.minimum => {
                format!("{}{}{}", &digits[..front], self.locale.separator, &digits[front..])
            }
            _ => digits,
        }
    }
}
