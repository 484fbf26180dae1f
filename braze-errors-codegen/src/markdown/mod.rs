//! What a dialect of Markdown makes of a text.

/// The Markdown that a site reads.
///
/// ```
/// use braze_errors_codegen::Dialect;
///
/// assert_eq!(Dialect::default(), Dialect::Gfm);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dialect {
    /// GitHub's, as most sites have it.
    #[default]
    Gfm,
    /// Jekyll's: Liquid, then kramdown with GitHub's marks.
    Kramdown,
}
