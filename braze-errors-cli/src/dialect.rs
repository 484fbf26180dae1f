//! The argument `--markdown`.

use braze_errors_codegen::{Dialect, Setup};
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// The dialect that the command line names.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct Markdown {
    /// The Markdown that the pages are written in
    ///
    /// Where none is named, it is what the call of `error_catalog!` or `braze-errors.toml` says; else `kramdown` where the
    /// source's page holds Liquid tags or attribute lists, else `gfm`.
    #[arg(id = "markdown", long, value_name = "DIALECT", value_parser = dialect(), hide_short_help = true)]
    pub(crate) named: Option<Dialect>,
}

impl Markdown {
    /// Reads the pages of a setup in the dialect that is named, if one is.
    pub(crate) fn apply(self, setup: &mut Setup) {
        setup.markdown = self.named.unwrap_or(setup.markdown);
    }
}

/// Reads the name of a dialect.
fn dialect() -> impl TypedValueParser<Value = Dialect> {
    let named = |name: String| Dialect::ALL.into_iter().find(|dialect| dialect.name() == name);
    PossibleValuesParser::new(Dialect::ALL.map(Dialect::name))
        .map(move |name| named(name).unwrap_or_default())
}
