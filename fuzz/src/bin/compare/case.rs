//! A case: a page that a seed and a number make.

use fastrand::Rng;

use crate::mutate;
use crate::ours::Dialect;
use crate::pages::Corpus;

/// A page to compare.
pub(crate) struct Case {
    pub(crate) number: u64,
    pub(crate) page: String,
    /// What was changed.
    pub(crate) changes: Vec<&'static str>,
    /// Whether it is a page of a site as it stands, in which nothing may be refused.
    pub(crate) is_real: bool,
}

impl Case {
    pub(crate) fn new(corpus: &Corpus, dialect: Dialect, seed: u64, number: u64) -> Self {
        let mut rng =
            Rng::with_seed(Rng::with_seed(seed).u64(..) ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let is_real = rng.u8(..100) < 3;
        if is_real {
            let page = corpus.real(&mut rng).join("\n");
            return Self { number, page, changes: Vec::new(), is_real };
        }
        let mut lines = corpus.base(&mut rng);
        let changes = (0..mutate::times(&mut rng)).map(|_| {
            let change = mutate::change(&mut rng, dialect, &mut lines);
            // A change may put in lines as one.
            lines = lines.join("\n").split('\n').map(str::to_owned).collect();
            change
        });
        let changes = changes.collect();
        Self { number, page: lines.join("\n"), changes, is_real }
    }
}
