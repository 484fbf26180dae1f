//! What this crate itself says to a reader, where the pages say nothing.

use crate::Locale;

/// Says of several causes that one of them is meant.
pub(super) const fn one_of_these(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "One of these is the cause:",
        Locale::PtBr => "A causa é uma destas:",
        Locale::Fr => "La cause est l’une de celles-ci :",
        Locale::De => "Eine dieser Ursachen liegt vor:",
        Locale::Es => "La causa es una de estas:",
        Locale::Ja => "次のいずれかが原因です。",
        Locale::Ko => "다음 중 하나가 원인입니다.",
        Locale::EnXa => "⟦Óòñéè óòḟ ţĥéèŝéè íìŝ ţĥéè çáàúùŝéè:⟧",
    }
}

/// Says of several errors that all of them are there.
pub(super) const fn all_of_these(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "There are several problems:",
        Locale::PtBr => "Há vários problemas:",
        Locale::Fr => "Il y a plusieurs problèmes :",
        Locale::De => "Es gibt mehrere Probleme:",
        Locale::Es => "Hay varios problemas:",
        Locale::Ja => "複数の問題があります。",
        Locale::Ko => "여러 가지 문제가 있습니다.",
        Locale::EnXa => "⟦Ţĥéèŕéè áàŕéè ŝéèṽéèŕáàļ ṗŕóòḃļéèṁŝ:⟧",
    }
}

/// Says of a response that is none of those which the pages explain what a reader can do.
pub(super) const fn unexpected(locale: Locale) -> &'static str {
    match locale {
        Locale::En => {
            "Braze answered in a way that was not to be expected, so it is unknown whether the request was carried \
             out. Check before you repeat it."
        }
        Locale::PtBr => {
            "A Braze respondeu de um modo inesperado, por isso não se sabe se a solicitação foi executada. Verifique \
             antes de repeti-la."
        }
        Locale::Fr => {
            "Braze a répondu de façon inattendue : on ignore si la requête a été exécutée. Vérifiez-le avant de la \
             répéter."
        }
        Locale::De => {
            "Braze hat unerwartet geantwortet; ob die Anfrage ausgeführt wurde, ist daher nicht bekannt. Prüfen Sie \
             das, bevor Sie sie wiederholen."
        }
        Locale::Es => {
            "Braze ha respondido de forma inesperada, así que no se sabe si la solicitud se ha ejecutado. Compruébalo \
             antes de repetirla."
        }
        Locale::Ja => {
            "Brazeから想定外のレスポンスが返されたため、リクエストが実行されたかどうかはわかりません。繰り返す前に確認してください。"
        }
        Locale::Ko => {
            "Braze가 예상하지 못한 응답을 반환하여 요청이 실행되었는지 알 수 없습니다. 반복하기 전에 실행 여부를 확인하십시오."
        }
        Locale::EnXa => {
            "⟦Ḃŕáàżéè áàñŝŵéèŕéèď íìñ áà ŵáàý ţĥáàţ ŵáàŝ ñóòţ ţóò ḃéè éèẋṗéèçţéèď, ŝóò íìţ íìŝ úùñķñóòŵñ ŵĥéèţĥéèŕ ţĥéè \
             ŕéèqúùéèŝţ ŵáàŝ çáàŕŕíìéèď óòúùţ. Çĥéèçķ ḃéèḟóòŕéè ýóòúù ŕéèṗéèáàţ íìţ.⟧"
        }
    }
}
