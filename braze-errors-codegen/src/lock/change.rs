//! What has changed in the source, in a message's words.

use crate::finding::SourceChange;
use crate::form::code_span;
use crate::markdown::shown;
use crate::text::escape::{is_unseen, with_unseen};
use crate::text::words::Words;

impl SourceChange {
    /// The words that went, came, or became others, for people; the first few of them.
    ///
    /// ```
    /// use braze_errors_codegen::SourceChange;
    ///
    /// let before = "A batch holds 75 events.".to_owned();
    /// let now = "A whole batch holds 80 events.".to_owned();
    /// assert_eq!(SourceChange { before, now }.summary(), "`whole` came, `75` became `80`");
    /// ```
    pub fn summary(&self) -> String {
        const LISTED: usize = 3;
        let mut changes = Vec::new();
        let mut words = self.words().into_iter().peekable();
        while let Some(part) = words.next() {
            let came = |next: &Words| matches!(next, Words::Added(_));
            let (went, came) = match part {
                Words::Same(_) => continue,
                Words::Added(came) => (String::new(), came),
                Words::Removed(went) => {
                    let came = words.next_if(came).map(|came| came.text().to_owned());
                    (went, came.unwrap_or_default())
                }
            };
            let shown = quoted(&went, &came);
            changes.push(match [went.is_empty(), came.is_empty()] {
                [true, _] => format!("{} came", shown[1]),
                [_, true] => format!("{} went", shown[0]),
                _ => format!("{} became {}", shown[0], shown[1]),
            });
        }
        let more = changes.len().saturating_sub(LISTED);
        changes.truncate(LISTED);
        let listed = changes.join(", ");
        if more == 0 { listed } else { format!("{listed}, and {more} more") }
    }
}

/// Words as a message quotes them, with code points where the eye would see no change.
fn quoted(went: &str, came: &str) -> [String; 2] {
    let seen =
        |words: &str| words.chars().filter(|char| *char != ' ' && !is_unseen(*char)).collect::<String>();
    let is_seen = seen(went) != seen(came);
    [went, came].map(|words| {
        let words = if is_seen { words.trim().to_owned() } else { with_unseen(words) };
        code_span(&shown(&words))
    })
}
