//! What this crate itself says to a reader, where the pages say nothing.

use crate::Locale;

/// Says of several causes that one of them is meant.
pub(super) const fn one_of_these(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "One of these is the cause:",
        Locale::PtBr => "A causa é uma destas:",
        Locale::Fr => "La cause est l’une de celles-ci :",
        Locale::De => "Eine dieser Ursachen liegt vor:",
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
        Locale::EnXa => {
            "⟦Ḃŕáàżéè áàñŝŵéèŕéèď íìñ áà ŵáàý ţĥáàţ ŵáàŝ ñóòţ ţóò ḃéè éèẋṗéèçţéèď, ŝóò íìţ íìŝ úùñķñóòŵñ ŵĥéèţĥéèŕ ţĥéè \
             ŕéèqúùéèŝţ ŵáàŝ çáàŕŕíìéèď óòúùţ. Çĥéèçķ ḃéèḟóòŕéè ýóòúù ŕéèṗéèáàţ íìţ.⟧"
        }
    }
}
