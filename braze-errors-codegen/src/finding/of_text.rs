//! What is wrong with one text.

use super::Finding;

/// How many findings of one rule a text has at the most: who has mended so many sees the others.
const MOST: usize = 20;

/// The findings of one text: a thing that stands many times in a row is one, and of each rule there are a few.
///
/// However long a text is and whatever it holds, these take little memory.
#[derive(Debug, Default)]
pub(crate) struct TextFindings(Vec<Finding>);

impl TextFindings {
    /// Adds a finding, or adds its place to that of an equal one that it touches.
    pub(crate) fn push(&mut self, finding: Finding) {
        let mut of_rule = 0;
        for known in self.0.iter_mut().rev().filter(|known| known.rule == finding.rule) {
            let is_equal = known.message == finding.message && known.help == finding.help;
            let touches = (known.span.start..=known.span.end).contains(&finding.span.start);
            if of_rule == 0 && is_equal && touches {
                known.span.end = known.span.end.max(finding.span.end);
                return;
            }
            of_rule += 1;
        }
        if of_rule < MOST {
            self.0.push(finding);
        }
    }

    /// How many there are, for [`truncate`](Self::truncate).
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes back what was found since there were so many.
    pub(crate) fn truncate(&mut self, known: usize) {
        self.0.truncate(known);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    pub(crate) fn into_vec(self) -> Vec<Finding> {
        self.0
    }
}

impl Extend<Finding> for TextFindings {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}
