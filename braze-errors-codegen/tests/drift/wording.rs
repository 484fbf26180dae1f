//! Wording that is in another language than its page's: all of it, a row, or a sentence.

use braze_errors_codegen::{Dialect, Findings, Levels, Locale, Setup, State, check};

use crate::pages::{Pages, TRANSLATIONS, in_page, in_row, messages, only};

/// A page's row is found to be this, where the source says something else.
const ROWS: &[(&str, &str, &str)] = &[
    (
        "fr",
        "Unter dieser Nummer gibt es kein Paket, oder es wurde vor langer Zeit zugestellt.",
        "other-language: found text in German; expected a text in `fr`",
    ),
    (
        "fr",
        "We know no parcel of that number, or it has been delivered a long time ago.",
        "untranslated: found text in English; expected a translation",
    ),
    (
        "ja",
        "We know no parcel of that number, or it has been delivered a long time ago.",
        "untranslated: found text in English; expected a translation",
    ),
    (
        "ja",
        "해당 번호의 소포가 없거나 이미 오래전에 배달되었습니다. 번호를 확인한 다음 다시 시도해 주시기 바랍니다.",
        "other-language: found text in Korean; expected a text in `ja`",
    ),
    (
        "sv",
        "Nøkkelen er ugyldig, eller kontoen din har ikke tillatelse til å bruke denne funksjonen.",
        "other-language: found text in Norwegian; expected a text in `sv`",
    ),
    (
        "fr",
        "找不到此编号的包裹，或者该包裹早已送达。请先检查编号是否正确，然后再次发送请求。如果问题仍然存在，请联系仓库。",
        "other-language: found text in Chinese; expected a text in `fr`",
    ),
    (
        "uk",
        "Посылки с таким номером не существует, или она была доставлена получателю уже очень давно.",
        "other-language: found text in Russian; expected a text in `uk`",
    ),
];

/// Nothing is found in these.
const OWN: &[(&str, &str)] = &[
    ("fr", "Il n’y a aucun colis portant ce numéro, ou bien il a été livré il y a longtemps."),
    (
        "ja",
        "その番号の小包は存在しないか、かなり前に配達されています。API キー、external ID、SDK endpoint を確認してください。",
    ),
    // Too short to tell, or no language that is known.
    ("fr", "Kein solches Paket."),
    ("fr", "https://parcel.example/where/is/the/parcel/of/this/number/and/when/was/it/delivered"),
    ("eo", "We know no parcel of that number, or it has been delivered a long time ago."),
    ("sr-Latn", "Ne postoji paket sa ovim brojem, ili je isporučen pre mnogo vremena, pa ga više nema."),
];

/// One row in languages that are near to others.
const NEAR: &[(&str, &str)] = &[
    (
        "bg",
        "Няма пратка с този номер или тя отдавна е доставена. Проверете API ключа, преди да изпратите заявката отново.",
    ),
    (
        "ca",
        "No hi ha cap paquet amb aquest número o es va lliurar fa molt de temps. Comproveu la clau API abans de reenviar la sol·licitud.",
    ),
    (
        "cs",
        "Balík s tímto číslem neexistuje, nebo byl už dávno doručen. Než požadavek odešlete znovu, zkontrolujte klíč API.",
    ),
    (
        "da",
        "Der findes ingen pakke med dette nummer, eller den er leveret for længe siden. Kontrollér API-nøglen, før du sender anmodningen igen.",
    ),
    (
        "el",
        "Δεν υπάρχει δέμα με αυτόν τον αριθμό ή έχει παραδοθεί εδώ και καιρό. Ελέγξτε το κλειδί API πριν στείλετε ξανά το αίτημα.",
    ),
    (
        "fa",
        "بسته‌ای با این شماره وجود ندارد یا مدت‌ها پیش تحویل داده شده است. پیش از ارسال دوبارهٔ درخواست، کلید API را بررسی کنید.",
    ),
    (
        "fi",
        "Tällä numerolla ei ole pakettia, tai se on toimitettu kauan sitten. Tarkista API-avain, ennen kuin lähetät pyynnön uudelleen.",
    ),
    ("he", "אין חבילה עם המספר הזה, או שהיא נמסרה לפני זמן רב. בדקו את מפתח ה-API לפני שתשלחו את הבקשה שוב."),
    ("hi", "इस नंबर का कोई पार्सल नहीं है या उसे बहुत पहले पहुँचा दिया गया है। अनुरोध दोबारा भेजने से पहले API कुंजी जाँचें।"),
    (
        "hr",
        "Nema paketa s ovim brojem ili je davno isporučen. Provjerite API ključ prije nego što ponovno pošaljete zahtjev.",
    ),
    (
        "hu",
        "Nincs ilyen számú csomag, vagy már régen kézbesítették. Ellenőrizze az API-kulcsot, mielőtt újra elküldi a kérést.",
    ),
    (
        "id",
        "Tidak ada paket dengan nomor ini, atau paket sudah lama dikirimkan. Periksa kunci API sebelum mengirim ulang permintaan.",
    ),
    (
        "it",
        "Non esiste un pacco con questo numero oppure è stato consegnato molto tempo fa. Controllate la chiave API prima di inviare di nuovo la richiesta.",
    ),
    (
        "nb",
        "Det finnes ingen pakke med dette nummeret, eller den ble levert for lenge siden. Kontroller API-nøkkelen før du sender forespørselen på nytt.",
    ),
    (
        "nl",
        "Er is geen pakket met dit nummer, of het is al lang bezorgd. Controleer de API-sleutel voordat u het verzoek opnieuw verstuurt.",
    ),
    (
        "pl",
        "Nie ma paczki o tym numerze albo dostarczono ją dawno temu. Sprawdź klucz API, zanim ponownie wyślesz żądanie.",
    ),
    (
        "pt-BR",
        "Não existe pacote com este número, ou ele foi entregue há muito tempo. Verifique a chave de API antes de reenviar a solicitação.",
    ),
    (
        "ro",
        "Nu există niciun colet cu acest număr sau a fost livrat de mult timp. Verificați cheia API înainte de a trimite din nou cererea.",
    ),
    (
        "sk",
        "Balík s týmto číslom neexistuje alebo bol už dávno doručený. Skontrolujte kľúč API, skôr než požiadavku odošlete znova.",
    ),
    (
        "sl",
        "Paketa s to številko ni ali pa je bil že davno dostavljen. Preverite ključ API, preden zahtevo znova pošljete.",
    ),
    (
        "sv",
        "Det finns inget paket med det här numret, eller så levererades det för länge sedan. Kontrollera API-nyckeln innan du skickar begäran igen.",
    ),
    ("th", "ไม่มีพัสดุหมายเลขนี้ หรือพัสดุถูกจัดส่งไปนานแล้ว โปรดตรวจสอบคีย์ API ก่อนส่งคำขออีกครั้ง"),
    (
        "tr",
        "Bu numaraya sahip bir paket yok ya da uzun zaman önce teslim edilmiş. İsteği yeniden göndermeden önce API anahtarını kontrol edin.",
    ),
    (
        "uk",
        "Посилки з таким номером немає, або її давно доставлено. Перевірте ключ API, перш ніж надсилати запит знову.",
    ),
    (
        "vi",
        "Không có bưu kiện nào mang số này hoặc nó đã được giao từ lâu. Hãy kiểm tra khóa API trước khi gửi lại yêu cầu.",
    ),
];

#[test]
fn no_language_is_mistaken_for_one_that_is_near() {
    let source = "There is no parcel of this number, or it was delivered long ago.<br>Check the `key`.";
    let found = |tag: &str, text: &str| messages(&in_row(tag, source, &format!("{text}<br>`key`.")));
    let mut foreign = 0;
    for (tag, translation) in NEAR {
        assert_eq!(found(tag, translation), [(); 0].map(|()| ""), "{translation}");
        let others = NEAR.iter().filter(|(other, _)| other != tag);
        foreign += others.filter(|(_, text)| !found(tag, text).is_empty()).count();
    }
    let all = NEAR.len() * (NEAR.len() - 1);
    println!("found {foreign} of {all} rows that are in another language");
    assert!(foreign * 100 >= all * 95, "{foreign} of {all}");
}

const SOURCE: &str = "There is no parcel of this number, or it was delivered long ago.";

#[test]
fn a_row_in_another_language_is_found() {
    for (tag, translation, found) in ROWS {
        assert_eq!(messages(&in_row(tag, SOURCE, translation)), [*found], "{translation}");
    }
    for (tag, translation) in OWN {
        assert_eq!(messages(&in_row(tag, SOURCE, translation)), [(); 0].map(|()| ""), "{translation}");
    }
}

#[test]
fn a_sentence_or_an_item_that_nobody_translated_is_found() {
    let source = "The key is wrong. Check it in **Settings** > **API Keys** before you call again.<br>- The header lacks a `key` of yours.";
    for (translation, found) in [
        (
            "La clé est fausse. Check it in **Settings** > **API Keys** before you call again.<br>- Il manque une `key` à l’en-tête.",
            Some("the source's `Check it in **Settings** > **API Keys** before you call agai…`"),
        ),
        (
            "La clé est fausse. Vérifiez-la dans **Settings** > **API Keys** avant de rappeler.<br>- The header lacks a `key` of yours.",
            Some("the source's `The header lacks a `key` of yours.`"),
        ),
        // It isn't the source's any more, and still in its language.
        (
            "La clé est fausse. Check the key in **Settings** > **API Keys** before you call it once more.<br>- Il manque une `key` à l’en-tête.",
            Some("the English `Check the key in **Settings** > **API Keys** before you call…`"),
        ),
        (
            "La clé est fausse. Vérifiez-la dans **Settings** > **API Keys** avant de rappeler.<br>- Il manque une `key` à l’en-tête.",
            None,
        ),
    ] {
        let expected = found.map(|found| {
            format!("untranslated: found {found} in a translated row; expected a translation of all of it")
        });
        assert_eq!(messages(&in_row("fr", source, translation)), expected.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_page_with_no_text_of_its_own_is_one_finding() {
    let mut pages = Pages::read();
    let table = |page: &str| page[page.find("\n| ").unwrap()..].to_owned();
    let source = table(&pages.texts["en"]);
    pages.edit("fr", |page| page.replace(&table(page), &source));
    let report = pages.check("no-own-text");
    assert_eq!(
        only(&report).message,
        "found the source's text in all 7 rows; expected a translation into `fr`"
    );
    assert!(report.states.iter().all(|states| states[3] == State::Untranslated && states[1] == State::Done));
    assert_eq!(report.coverage[3].count(State::Done), 0);
}

#[test]
fn a_page_of_another_locale_is_one_finding() {
    let mut pages = Pages::read();
    let german = pages.texts["de"].clone();
    pages.edit("fr", |_| german.clone());
    let report = pages.check("copied-page");
    assert_eq!(only(&report).message, "found the text of de/errors.md in the rows; expected a text in `fr`");
    assert_eq!(only(&report).source.path(), "fr/errors.md");
    // Where no other page of the catalog tells, the language does.
    let report = in_page("fr", &Pages::read().texts["en"], &german);
    let found = messages(&report);
    assert_eq!(found, ["other-language: found rows in German; expected a text in `fr`"]);
}

#[test]
fn a_row_of_another_locale_is_found_on_the_page_whose_language_it_is_not() {
    let row = |page: &str| page.lines().find(|line| line.starts_with("| `401")).unwrap().to_owned();
    for (from, to) in [("de", "fr"), ("fr", "de"), ("pt-BR", "fr"), ("fr", "pt-BR")] {
        let mut pages = Pages::read();
        let copy = row(&pages.texts[from]);
        pages.edit(to, |page| page.replace(&row(page), &copy));
        let report = pages.check("copied-row");
        let message = format!("found the text of {from}/errors.md; expected a text in `{to}`");
        assert_eq!(
            (only(&report).message.as_str(), only(&report).source.path()),
            (message.as_str(), &*format!("{to}/errors.md"))
        );
    }
    assert_eq!(TRANSLATIONS.len(), 4);
}

#[test]
fn locales_of_one_language_may_share_their_text() {
    let locale = |tag: &str| Locale { tag: tag.to_owned(), docs: Some(String::new()), ..Locale::default() };
    let setup = Setup {
        locales: ["en", "de", "de-AT"].map(locale).into(),
        file: "{locale}.md".to_owned(),
        markdown: Dialect::Kramdown,
        ..Setup::default()
    };
    let (pages, kramdown) = (Pages::read(), Setup::default());
    assert_eq!(kramdown.source, 0);
    let page = |below: &str| Some(pages.texts[if below == "en.md" { "en" } else { "de" }].as_bytes());
    let report = check(&setup.load_files("docs", page), Findings::default(), &Levels::default());
    assert_eq!(messages(&report), [(); 0].map(|()| ""));
}
